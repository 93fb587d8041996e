// SPDX-License-Identifier: MIT
// mesomap series: from a request and a scan to a session map for each visit.

#include "session/series.h"
#include "base/error.h"
#include "base/file.h"
#include "cli/documents.h"
#include "cli/interruption.h"
#include "cli/landmarks_input.h"
#include "cli/make_sampler.h"
#include "cli/options.h"
#include "cli/practice_input.h"
#include "cli/scan_input.h"
#include "exporters/calendar.h"
#include "session/workspace.h"

#include <fmt/format.h>

#include <cstdio>
#include <memory>

namespace cli {
namespace {

struct SeriesArguments {
    std::filesystem::path request;
    std::filesystem::path scan;
    std::filesystem::path folder;
    std::optional<std::filesystem::path> landmarks;
    std::optional<std::filesystem::path> practice;
    std::optional<std::filesystem::path> calendar;
    std::string device = "auto";
    bool json = false;
};

void write_series(const session::PlannedSeries& series, const SeriesArguments& arguments)
{
    std::filesystem::create_directories(arguments.folder);
    std::vector<base::FileToWrite> files;
    for (const session::PlannedVisit& visit : series.visits)
        files.push_back(
            {arguments.folder / session::map_name_of(visit), session::text_of(visit.map)});
    files.push_back({arguments.folder / "series.json", session::text_of(series)});
    if (arguments.calendar) files.push_back({*arguments.calendar, exporters::calendar_of(series)});
    base::write_files(files);
}

void print_summary(const session::PlannedSeries& series)
{
    for (const session::PlannedVisit& visit : series.visits) {
        fmt::print("visit {} on {}: {} points, {:g} mL{}{}\n",
                   visit.number,
                   clinic::text_of(visit.on),
                   visit.map.points.size(),
                   visit.map.totals.volume_ml,
                   visit.review.empty() ? "" : "; ",
                   visit.review);
        for (const session::Check& check : visit.map.checks)
            if (check.rule.starts_with("series.sites")) fmt::print("  {}\n", check.message);
    }
    fmt::print("planned: {} points, {:.4g} mL; given: {} points, {:.4g} mL\n",
               series.account.points_planned,
               series.account.planned_ml,
               series.account.points_given,
               series.account.given_ml);
    for (const clinic::Finding& one : series.checks)
        if (one.verdict != clinic::Verdict::pass)
            fmt::print("warn: {} Source: {}.\n", one.message, one.source);
}

int plan_series(const SeriesArguments& arguments)
{
    Interruption interruption;
    const session::Request request = load_request(arguments.request);
    const session::SeriesWish wish = load_series(arguments.request);
    const auto sampler = make_sampler(arguments.device);
    session::Workspace workspace(*sampler, load_scan(arguments.scan, request.scan_unit));
    if (arguments.landmarks)
        workspace.execute(session::SetLandmarks{load_landmarks(*arguments.landmarks)});
    for (const session::Command& command : request.commands)
        workspace.execute(command);
    if (arguments.practice) take_practice(*arguments.practice, workspace);
    const session::PlannedSeries series = [&] {
        ProgressLine line("planning");
        return session::planned_series(workspace, wish, line.progress());
    }();
    say_if_it_fell_back(*sampler);
    interruption.whole([&] { write_series(series, arguments); });
    if (arguments.json)
        fmt::print("{}", session::text_of(series));
    else
        print_summary(series);
    return 0;
}

}  // namespace

Subcommand series_command()
{
    return {"series",
            "Plan a series of visits: a session map for each, on what the visits before gave.",
            [](Options& options) {
                const auto arguments = std::make_shared<SeriesArguments>();
                options.file("request", arguments->request, "What to plan, with its \"series\"");
                options.required("--scan", arguments->scan, "The scan file");
                options.required("--out", arguments->folder, "The folder for the maps");
                options.option("--landmarks", arguments->landmarks, "Landmarks of the scan (JSON)");
                options.option(
                    "--practice", arguments->practice, "The practice's own limits (JSON)");
                options.option(
                    "--calendar", arguments->calendar, "Also write the visits as a calendar (ICS)");
                device_option(options, arguments->device);
                options.flag("--json", arguments->json, "Print the series as JSON");
                return [arguments] { return plan_series(*arguments); };
            }};
}

}  // namespace cli
