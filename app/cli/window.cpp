// SPDX-License-Identifier: MIT
// mesomap window: plans on screen. `mesomap` alone does this too.
#include "base/error.h"
#include "cli/case_input.h"
#include "cli/documents.h"
#include "cli/make_sampler.h"
#include "cli/map_output.h"
#include "cli/options.h"
#include "cli/scan_input.h"
#include "session/workspace.h"
#include "shell/window_shell.h"

#include <fmt/format.h>

#include <functional>
#include <memory>

namespace cli {
namespace {

namespace fs = std::filesystem;

struct WindowArguments {
    std::optional<fs::path> scan;
    std::optional<fs::path> case_file;
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

/// What the window is about: a scan, kept in a case file or not.
struct Subject {
    std::string name;
    std::optional<session::CaseFile> file;
    std::shared_ptr<const geometry::Scan> scan;  // if it is read already
};

Subject subject_of(const WindowArguments& arguments, const session::Request& request)
{
    const fs::path file = scan_file(arguments);
    if (session::is_case_file(file)) {
        if (arguments.case_file || arguments.request || arguments.unit)
            throw base::Error("A case goes on as it is, without --case, --request and --unit.");
        return {file.filename().string(), session::CaseFile(file), nullptr};
    }
    if (!arguments.case_file) return {file.filename().string(), std::nullopt, nullptr};
    OpenCase made = make_case(*arguments.case_file, file, request.scan_unit);
    return {arguments.case_file->filename().string(), std::move(made.file), std::move(made.scan)};
}

int open_window(const WindowArguments& arguments)
{
    const session::Request request = request_of(arguments);
    Subject subject = subject_of(arguments, request);
    const auto read_scan = [&] {
        if (subject.scan) return subject.scan;
        return subject.file ? scan_in(*subject.file)
                            : load_scan(scan_file(arguments), request.scan_unit);
    };
    const auto sampler = make_sampler(arguments.device);
    session::Workspace workspace(*sampler);
    shell::show_window({.workspace = workspace,
                        .sampler = *sampler,
                        .scan_name = subject.name,
                        .read_scan = read_scan,
                        .begin =
                            [&](session::Workspace& begun) {
                                if (subject.file) session::go_on_with(*subject.file, begun);
                                for (const session::Command& command : request.commands)
                                    begun.execute(command);
                            },
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
                options.option(
                    "scan", arguments->scan, "The scan file, or a case; else the reference face");
                options.option("--case",
                               arguments->case_file,
                               "A new case to keep the plan in, step by step, as it is made");
                options.option(
                    "--request", arguments->request, "Zones to start with (mesomap.request, JSON)");
                options.option(
                    "--unit", arguments->unit, "Of a scan file that does not state its own");
                device_option(options, arguments->device);
                return [arguments] { return open_window(*arguments); };
            }};
}

}  // namespace cli
