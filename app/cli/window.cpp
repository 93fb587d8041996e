// SPDX-License-Identifier: MIT
// mesomap window: plans on screen. `mesomap` alone does this too.
#include "base/error.h"
#include "cli/documents.h"
#include "cli/make_sampler.h"
#include "cli/map_output.h"
#include "cli/options.h"
#include "cli/scan_input.h"
#include "session/workspace.h"
#include "shell/window_shell.h"

#include <fmt/format.h>

#include <memory>

namespace cli {
namespace {

namespace fs = std::filesystem;

struct WindowArguments {
    std::optional<fs::path> scan;
    std::optional<fs::path> request;
    std::optional<std::string> unit;
    std::string device = "auto";
};

/// The scan that was asked for, else the reference face of the source tree.
fs::path scan_file(const WindowArguments& arguments)
{
    if (arguments.scan) return *arguments.scan;
    const fs::path face = MESOMAP_REFERENCE_FACE;
    if (!fs::exists(face))
        throw base::Error("Which scan? Say it: `mesomap window SCAN`; the reference face is not "
                          "installed here.");
    return face;
}

session::Request request_of(const WindowArguments& arguments)
{
    session::Request request;
    if (arguments.request) request = load_request(*arguments.request);
    if (arguments.unit) request.scan_unit = unit_said(arguments.unit);
    return request;
}

int open_window(const WindowArguments& arguments)
{
    const fs::path file = scan_file(arguments);
    const session::Request request = request_of(arguments);
    const auto sampler = make_sampler(arguments.device);
    session::Workspace workspace(*sampler, load_scan(file, request.scan_unit));
    shell::show_window({.workspace = workspace,
                        .sampler = *sampler,
                        .scan_name = file.filename().string(),
                        .commands = request.commands,
                        .write_map = write_outputs});
    return 0;
}

}  // namespace

Subcommand window_command()
{
    return {"window",
            "Plan on screen: paint zones, see the points, export the map.",
            [](Options& options) {
                const auto arguments = std::make_shared<WindowArguments>();
                options.option("scan", arguments->scan, "The scan file; else the reference face");
                options.option(
                    "--request", arguments->request, "Zones to start with (mesomap.request, JSON)");
                options.option(
                    "--unit", arguments->unit, "Of a scan file that does not state its own");
                device_option(options, arguments->device);
                return [arguments] { return open_window(*arguments); };
            }};
}

}  // namespace cli
