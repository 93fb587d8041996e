// SPDX-License-Identifier: MIT
// mesomap export: a session map in another format.
#include "base/error.h"
#include "base/file.h"
#include "cli/documents.h"
#include "cli/export_formats.h"
#include "cli/options.h"

#include <algorithm>
#include <memory>

namespace cli {
namespace {

struct ExportArguments {
    std::filesystem::path map;
    std::optional<std::filesystem::path> scan;
    std::string format = "csv";
    std::string paper = "a4";
    std::string name;
    bool with_texture = false;
    std::filesystem::path out;
};

std::vector<std::string> format_names()
{
    std::vector<std::string> names;
    for (const ExportFormat& format : export_formats())
        names.emplace_back(format.name);
    return names;
}

std::string format_words()
{
    std::string words = "Of the file to write:";
    for (const ExportFormat& format : export_formats())
        words += std::string(&format == &export_formats().front() ? " " : ", ") + format.words;
    return words;
}

int export_map(const ExportArguments& arguments)
{
    // A changed map must not live on in a format without a seal.
    const MapFile file = load_sealed_map(arguments.map);
    const std::string bytes =
        exported(*std::ranges::find(export_formats(), arguments.format, &ExportFormat::name),
                 {file.map,
                  file.text,
                  arguments.scan,
                  arguments.out,
                  arguments.paper,
                  arguments.name,
                  arguments.with_texture});
    base::write_file(arguments.out, bytes);
    if (base::read_file(arguments.out) != bytes)
        throw base::Error(arguments.out.string() +
                          " does not hold what was written to it: the disk is not sound.");
    return 0;
}

}  // namespace

Subcommand export_command()
{
    return {"export", "Write a session map in another format.", [](Options& options) {
                const auto arguments = std::make_shared<ExportArguments>();
                options.file("map", arguments->map, "The session map");
                options.option(
                    "--scan", arguments->scan, "The scan; formats with skin in them need it");
                options.choice("--format", arguments->format, format_names(), format_words());
                options.choice("--paper", arguments->paper, {"a4", "letter"}, "Of what is printed");
                options.option(
                    "--with-name", arguments->name, "On a patient file or a DICOM one, this name");
                options.flag("--with-texture",
                             arguments->with_texture,
                             "In a patient file, the skin in its own colours");
                options.required("--out", arguments->out, "The file to write");
                return [arguments] { return export_map(*arguments); };
            }};
}

}  // namespace cli
