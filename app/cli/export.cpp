// SPDX-License-Identifier: MIT
// mesomap export: a session map in another format.
#include "base/error.h"
#include "base/file.h"
#include "cli/options.h"
#include "exporters/csv.h"
#include "session/session_map.h"

#include <memory>

namespace cli {
namespace {

constexpr std::uintmax_t largest_map_bytes = 512u << 20;

struct ExportArguments {
    std::filesystem::path map;
    std::optional<std::filesystem::path> scan;
    std::string format = "csv";
    std::filesystem::path out;
};

int export_map(const ExportArguments& arguments)
{
    const std::string text = base::read_file(arguments.map, largest_map_bytes);
    const std::string name = arguments.map.filename().string();
    const session::SessionMap map = session::session_map_in(text, name);
    // A changed map must not live on in a format without a seal.
    if (!session::seal_holds(text))
        throw base::Error(name + ": the checksum does not fit the map; something was changed.");
    base::write_file(arguments.out, exporters::csv_of(map));
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
