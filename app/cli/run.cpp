// SPDX-License-Identifier: MIT
// mesomap run: replays commands, one JSON line each, as the window would have executed them, in a
// new case or in one that goes on.
#include "base/error.h"
#include "cli/case_input.h"
#include "cli/documents.h"
#include "cli/interruption.h"
#include "cli/make_sampler.h"
#include "cli/map_output.h"
#include "cli/options.h"
#include "cli/scan_input.h"
#include "cli/script_input.h"
#include "session/workspace.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>

namespace cli {
namespace {

struct RunArguments {
    std::filesystem::path script;
    std::optional<std::filesystem::path> scan;
    std::optional<std::filesystem::path> case_file;
    CaseKeys keys;
    std::optional<std::string> unit;
    std::optional<std::filesystem::path> map;
    std::string device = "auto";
    bool echo = false;
};

std::optional<OpenCase> case_of(const RunArguments& arguments, Interruption& interruption)
{
    if (!arguments.case_file) return std::nullopt;
    if (arguments.scan)
        return make_case(*arguments.case_file,
                         *arguments.scan,
                         unit_said(arguments.unit),
                         arguments.keys,
                         [&](const auto& make) { interruption.whole(make); });
    return open_case(*arguments.case_file, arguments.keys);
}

std::shared_ptr<const geometry::Scan> scan_of(const RunArguments& arguments)
{
    if (!arguments.scan) return nullptr;
    return load_scan(*arguments.scan, unit_said(arguments.unit));
}

void execute_all(const std::vector<session::Command>& commands,
                 session::Workspace& workspace,
                 bool echo)
{
    ProgressLine line("replaying");
    for (std::size_t i = 0; i < commands.size(); ++i) {
        line.show(i, commands.size());
        workspace.execute(commands[i]);
        if (!echo) continue;
        fmt::print("kept {}\n", i + 1);
        std::fflush(stdout);
    }
}

/// The head of the log goes out with the map: who writes it down can tell later whether the case is
/// an older copy of itself.
void note_export(const session::SessionMap& map, session::CaseFile& file)
{
    const session::AuditHead head =
        file.note("exported", {{"map", checksum_of(map)}, {"points", map.totals.points}});
    fmt::print("audit log: row {}, head {}\n", head.rows, head.hash);
}

/// Stopped in between, it leaves a case with the commands up to then, as a killed window does: each
/// is in the case's file or is not.
int run_script(const RunArguments& arguments)
{
    Interruption interruption;
    if (arguments.map && !arguments.scan && !arguments.case_file)
        throw base::Error("A map needs a scan: give --scan, or a case with --case.");
    const std::vector<session::Command> commands = load_script(arguments.script);
    std::optional<OpenCase> opened = case_of(arguments, interruption);
    const auto sampler = make_sampler(arguments.device);
    session::Workspace workspace(*sampler, opened ? opened->scan : scan_of(arguments));
    if (opened) session::go_on_with(opened->file, workspace);
    execute_all(commands, workspace, arguments.echo);
    fmt::print("{} commands gave {} zones\n", commands.size(), workspace.current().zones.size());
    if (arguments.map) {
        const session::SessionMap& map = map_with_progress(workspace);
        say_if_it_fell_back(*sampler);
        interruption.whole([&] { write_outputs(map, *arguments.map, std::nullopt); });
        print_summary(map);
        if (opened) note_export(map, opened->file);
    }
    return 0;
}

}  // namespace

Subcommand run_command()
{
    return {"run", "Replay commands, one JSON line each.", [](Options& options) {
                const auto arguments = std::make_shared<RunArguments>();
                options.file("script", arguments->script, "The commands");
                options.option("--scan", arguments->scan, "The scan file");
                options.option("--case",
                               arguments->case_file,
                               "The case that goes on; with --scan, a new one to be made");
                case_options(options, arguments->keys);
                options.option(
                    "--unit", arguments->unit, "Of a scan file that does not state its own");
                options.option("--map", arguments->map, "The session map to write at the end");
                options.flag("--echo",
                             arguments->echo,
                             "Tell of each command when it is done, and in the case's file");
                device_option(options, arguments->device);
                return [arguments] { return run_script(*arguments); };
            }};
}

}  // namespace cli
