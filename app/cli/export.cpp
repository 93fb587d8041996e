// SPDX-License-Identifier: MIT
// mesomap export: a session map in another format.
#include "base/file.h"
#include "cli/documents.h"
#include "cli/options.h"
#include "exporters/csv.h"

#include <memory>

namespace cli {
namespace {

struct ExportArguments {
    std::filesystem::path map;
    std::optional<std::filesystem::path> scan;
    std::string format = "csv";
    std::filesystem::path out;
};

int export_map(const ExportArguments& arguments)
{
    // A changed map must not live on in a format without a seal.
    base::write_file(arguments.out, exporters::csv_of(load_sealed_map(arguments.map)));
    return 0;
}

}  // namespace

Subcommand export_command()
{
    return {"export", "Write a session map in another format.", [](Options& options) {
                const auto arguments = std::make_shared<ExportArguments>();
                options.file("map", arguments->map, "The session map");
                options.option("--scan", arguments->scan, "The scan; CSV does not need it");
                options.choice("--format", arguments->format, {"csv"}, "Of the file to write");
                options.required("--out", arguments->out, "The file to write");
                return [arguments] { return export_map(*arguments); };
            }};
}

}  // namespace cli
