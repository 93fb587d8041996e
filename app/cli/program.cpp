// SPDX-License-Identifier: MIT
#include "cli/program.h"

#include "base/error.h"
#include "cli/options.h"
#include "cli/privacy.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>

namespace cli {
namespace {

std::vector<Subcommand> all_subcommands()
{
    return {inspect_command(),
            plan_command(),
            verify_command(),
            key_command(),
            approve_command(),
            acknowledge_command(),
            case_command(),
            audit_command(),
            export_command(),
            dry_run_command(),
            render_command(),
            run_command(),
            series_command(),
            clinic_command(),
            window_command(),
            devices_command()};
}

int say(const char* sentence)
{
    std::fprintf(stderr, "mesomap: %s\n", sentence);
    return 1;
}

std::terminate_handler usual_end = nullptr;

/// Where memory ends inside a library's destructor no exception gets out of it. Files are whole
/// then too: they are written beside and renamed.
[[noreturn]] void end_without_memory()
{
    if (std::exception_ptr problem = std::current_exception()) {
        try {
            std::rethrow_exception(problem);
        } catch (const std::bad_alloc&) {
            std::_Exit(say("Out of memory."));
        } catch (...) {
            usual_end();
        }
    }
    usual_end();
    std::abort();
}

/// One of the four places where exceptions are caught (style.md 4.6).
int guarded(const std::function<int()>& work)
{
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return say("Out of memory.");
    } catch (const std::exception& problem) {
        return say(problem.what());
    }
}

/// Throws what the chosen subcommand throws.
int parse_and_run(int argc, char** argv)
{
    keep_private();
    CLI::App app("Mesomap plans mesotherapy injection points on 3D scans.", "mesomap");
    app.set_version_flag("--version", MESOMAP_VERSION);
    app.require_subcommand(1);
    std::function<int()> chosen;
    for (const Subcommand& subcommand : all_subcommands()) {
        CLI::App* one = app.add_subcommand(subcommand.name, subcommand.help);
        Options options(*one);
        one->callback([&chosen, work = subcommand.declare(options)] { chosen = work; });
    }
    try {
        if (argc == 1)
            app.parse("window");
        else
            app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        if (problem.get_exit_code() == 0) return app.exit(problem);  // --help, --version
        std::fprintf(stderr, "mesomap: %s\n", problem.what());
        return 2;
    }
    return chosen();
}

}  // namespace

int run_program(int argc, char** argv)
{
    usual_end = std::set_terminate(end_without_memory);
    return guarded([&] { return parse_and_run(argc, argv); });
}

}  // namespace cli
