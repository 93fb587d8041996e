// SPDX-License-Identifier: MIT
// mesomap export: a session map in another format.
#include "base/error.h"
#include "base/file.h"
#include "cli/aliases.h"
#include "cli/documents.h"
#include "cli/export_formats.h"
#include "cli/options.h"
#include "exporters/pseudonymous.h"

#include <fmt/format.h>

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
    std::string level = "clinical";
    std::optional<std::string> alias;
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

/// What leaves of a map: all of it, or under an alias what nobody is known by.
struct Leaving {
    MapFile file;
    std::string alias;  // empty: it is clinical
};

Leaving leaving(MapFile file, const ExportArguments& arguments)
{
    const bool is_clinical = arguments.level == "clinical";
    if (is_clinical && arguments.alias)
        throw base::Error(
            "An alias stands in pseudonymous exports alone: say --level pseudonymous.");
    if (is_clinical) return {std::move(file), {}};
    if (!arguments.name.empty() || arguments.with_texture)
        throw base::Error("A pseudonymous export has no name and no colours of the skin.");
    const std::string alias = alias_of(file.map.scan.sha256, arguments.alias);
    file.map = exporters::pseudonymous(std::move(file.map), alias);
    file.text = session::text_of(file.map);
    return {std::move(file), alias};
}

int export_map(const ExportArguments& arguments)
{
    // A changed map must not live on in a format without a seal.
    MapFile sealed = load_sealed_map(arguments.map);
    const session::ScanIdentity scan_is = sealed.map.scan;
    const Leaving leaves = leaving(std::move(sealed), arguments);
    const std::string bytes =
        exported(*std::ranges::find(export_formats(), arguments.format, &ExportFormat::name),
                 {leaves.file.map,
                  leaves.file.text,
                  arguments.scan,
                  arguments.out,
                  arguments.paper,
                  arguments.name,
                  arguments.with_texture,
                  scan_is,
                  leaves.alias});
    base::write_file(arguments.out, bytes);
    if (!leaves.alias.empty()) fmt::print("alias {}\n", leaves.alias);
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
                options.choice("--level",
                               arguments->level,
                               {"clinical", "pseudonymous"},
                               "Of what is told: all; or, under an alias, no names, typed words, "
                               "dates, batches, nor colours of the skin");
                options.option("--alias",
                               arguments->alias,
                               "The alias that the patient has from an earlier scan");
                options.required("--out", arguments->out, "The file to write");
                return [arguments] { return export_map(*arguments); };
            }};
}

}  // namespace cli
