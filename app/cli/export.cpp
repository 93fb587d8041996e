// SPDX-License-Identifier: MIT
// mesomap export: a session map in another format.
#include "base/error.h"
#include "base/file.h"
#include "cli/chart.h"
#include "cli/documents.h"
#include "cli/options.h"
#include "exporters/csv.h"
#include "exporters/ply_points.h"
#include "exporters/ros_poses.h"
#include "exporters/slicer_markups.h"

#include <functional>
#include <memory>

namespace cli {
namespace {

struct ExportArguments {
    std::filesystem::path map;
    std::optional<std::filesystem::path> scan;
    std::string format = "csv";
    std::string paper = "a4";
    std::filesystem::path out;
};

struct Format {
    const char* name;
    std::string (*text_of)(const session::SessionMap&);
};

constexpr Format formats[] = {{"csv", exporters::csv_of},
                              {"ply", exporters::ply_points_of},
                              {"slicer", exporters::slicer_markups_of},
                              {"ros", exporters::ros_poses_of}};

std::vector<std::string> format_names()
{
    std::vector<std::string> names;
    for (const Format& format : formats)
        names.emplace_back(format.name);
    names.emplace_back("chart");
    return names;
}

std::string exported(const ExportArguments& arguments)
{
    // A changed map must not live on in a format without a seal.
    const session::SessionMap map = load_sealed_map(arguments.map);
    for (const Format& format : formats)
        if (format.name == arguments.format) return format.text_of(map);
    if (!arguments.scan) throw base::Error("A chart has pictures of the scan in it: give --scan.");
    return chart_of(map, load_map(arguments.map).text, *arguments.scan, arguments.paper);
}

int export_map(const ExportArguments& arguments)
{
    const std::string bytes = exported(arguments);
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
                options.option("--scan", arguments->scan, "The scan; a chart needs it");
                options.choice("--format",
                               arguments->format,
                               format_names(),
                               "Of the file to write: CSV, PLY points, 3D Slicer's markups, a ROS "
                               "PoseArray as YAML, or a chart to print (PDF)");
                options.choice("--paper", arguments->paper, {"a4", "letter"}, "Of a chart");
                options.required("--out", arguments->out, "The file to write");
                return [arguments] { return export_map(*arguments); };
            }};
}

}  // namespace cli
