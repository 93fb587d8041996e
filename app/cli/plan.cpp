// SPDX-License-Identifier: MIT
// mesomap plan: from a request and a scan to a session map.
#include "cli/documents.h"
#include "cli/interruption.h"
#include "cli/landmarks_input.h"
#include "cli/make_sampler.h"
#include "cli/map_output.h"
#include "cli/options.h"
#include "cli/practice_input.h"
#include "cli/scan_input.h"
#include "session/workspace.h"

#include <memory>

namespace cli {
namespace {

struct PlanArguments {
    std::filesystem::path request;
    std::filesystem::path scan;
    std::filesystem::path out;
    std::optional<std::filesystem::path> landmarks;
    std::optional<std::filesystem::path> practice;
    std::optional<std::filesystem::path> csv;
    std::string device = "auto";
    bool json = false;
};

int plan(const PlanArguments& arguments)
{
    Interruption interruption;
    const session::Request request = load_request(arguments.request);
    const auto sampler = make_sampler(arguments.device);
    session::Workspace workspace(*sampler, load_scan(arguments.scan, request.scan_unit));
    if (arguments.landmarks)
        workspace.execute(session::SetLandmarks{load_landmarks(*arguments.landmarks)});
    for (const session::Command& command : request.commands)
        workspace.execute(command);
    if (arguments.practice) take_practice(*arguments.practice, workspace);
    const session::SessionMap& map = map_with_progress(workspace);
    say_if_it_fell_back(*sampler);
    interruption.whole([&] { write_outputs(map, arguments.out, arguments.csv); });
    if (arguments.json)
        print_summary_json(map);
    else
        print_summary(map);
    return 0;
}

}  // namespace

Subcommand plan_command()
{
    return {"plan",
            "Place injection points: a request and a scan give a session map.",
            [](Options& options) {
                const auto arguments = std::make_shared<PlanArguments>();
                options.file("request", arguments->request, "What to plan (mesomap.request, JSON)");
                options.required("--scan", arguments->scan, "The scan file");
                options.required("--out", arguments->out, "The session map to write");
                options.option("--landmarks",
                               arguments->landmarks,
                               "Landmarks of the scan (JSON): what to avoid follows from them");
                options.option(
                    "--practice", arguments->practice, "The practice's own limits (JSON)");
                options.option("--csv", arguments->csv, "Also write the points as CSV");
                device_option(options, arguments->device);
                options.flag("--json", arguments->json, "Print the summary as JSON");
                return [arguments] { return plan(*arguments); };
            }};
}

}  // namespace cli
