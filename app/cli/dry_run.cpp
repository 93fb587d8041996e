// SPDX-License-Identifier: MIT
// mesomap dry-run: plays a device with a session map, and nobody to treat.
#include "session/dry_run.h"

#include "base/error.h"
#include "base/file.h"
#include "cli/documents.h"
#include "cli/interruption.h"
#include "cli/key_input.h"
#include "cli/options.h"
#include "cli/scan_input.h"
#include "session/approval.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <memory>

namespace cli {
namespace {

using nlohmann::ordered_json;

struct DryRunArguments {
    std::filesystem::path map;
    std::filesystem::path scan;
    std::string injector = "syringe";
    std::optional<std::filesystem::path> out;
    std::optional<std::filesystem::path> key;
    std::optional<std::string> at;
    bool json = false;
};

std::vector<std::string> injector_names()
{
    std::vector<std::string> names;
    for (const clinic::Injector& one : clinic::injectors())
        names.push_back(one.id);
    return names;
}

double percent_over(const session::DryRun& run)
{
    return run.least_path_mm > 0 ? 100 * (run.path_mm / run.least_path_mm - 1) : 0;
}

ordered_json json_of(const session::DryPoint& dry, const session::SessionMap& map)
{
    ordered_json point = {{"id", dry.point->id},
                          {"order", dry.point->order},
                          {"zone", map.zones[dry.point->zone].name},
                          {"reason", session::reason_of(dry)}};
    if (dry.other_hold) {
        const session::Hold& hold = *dry.other_hold;
        point["works"] = {{"angle_deg", hold.angle_deg},
                          {"azimuth_deg", hold.azimuth_deg},
                          {"direction", {hold.direction.x, hold.direction.y, hold.direction.z}},
                          {"inserted_mm", hold.inserted_mm}};
    }
    return point;
}

void print_json(const session::SessionMap& map,
                const session::DryRun& run,
                const clinic::Injector& injector)
{
    ordered_json unreached = ordered_json::array();
    for (const session::DryPoint& dry : run.points)
        if (!dry.is_done()) unreached.push_back(json_of(dry, map));
    const ordered_json facts = {{"injector", injector.id},
                                {"points", run.points.size()},
                                {"done", run.done()},
                                {"path_mm", run.path_mm},
                                {"least_path_mm", run.least_path_mm},
                                {"moves_around", run.moves_around},
                                {"moves_without_way", run.moves_without},
                                {"seconds", run.seconds},
                                {"not_done", unreached}};
    fmt::print("{}\n", facts.dump(2, ' ', false, ordered_json::error_handler_t::replace));
}

void print_assumptions(const clinic::Injector& injector)
{
    fmt::print(
        "injector: {} ({}, {}); hub {} mm long and {} to {} mm thick, head {} mm; travels at "
        "{} mm/s, approaches at {} mm/s, inserts at {} mm/s, gives {} mL/s, settles {} s\n",
        injector.name,
        injector.source,
        clinic::name_of(injector.standing),
        injector.hub_mm,
        2 * injector.hub_front_radius_mm,
        2 * injector.hub_radius_mm,
        2 * injector.head_radius_mm,
        injector.travel_mm_per_s,
        injector.approach_mm_per_s,
        injector.insertion_mm_per_s,
        injector.dose_ml_per_s,
        injector.settle_s);
}

void print_text(const session::SessionMap& map,
                const session::DryRun& run,
                const clinic::Injector& injector)
{
    fmt::print("dry run: nobody was treated\n");
    print_assumptions(injector);
    fmt::print("map: {}; its seal holds, its witness lies on the scan, and the scan is its own\n",
               map.approval ? "approved by " + map.approval->by : "a draft, for simulation only");
    fmt::print(
        "path: {:.1f} mm along straight lines, at most {:.1f} % longer than the shortest; {} "
        "of its moves go around the face{}\n",
        run.path_mm,
        percent_over(run),
        run.moves_around,
        run.moves_without > 0 ? fmt::format(", and for {} no way was found", run.moves_without)
                              : "");
    fmt::print("time: {:.1f} min with the speeds above\n", run.seconds / 60);
    for (const session::DryPoint& dry : run.points)
        if (!dry.is_done())
            fmt::print("point {} (id {}, \"{}\"): {}\n",
                       dry.point->order,
                       dry.point->id,
                       map.zones[dry.point->zone].name,
                       session::reason_of(dry));
    fmt::print("reach: {} of {} points\n", run.done(), run.points.size());
}

session::DryRun
played(const session::SessionMap& map, const geometry::Scan& scan, const clinic::Injector& injector)
{
    ProgressLine line("playing");
    const geometry::Bvh bvh(scan.mesh);
    const double off_mm = session::witness_off_mm(map.witness, bvh);
    if (off_mm > session::witness_tolerance_mm)
        throw base::Error(
            fmt::format("The map's witness is {:.1f} mm off on this scan: its frame is "
                        "not the scan's.",
                        off_mm));
    return session::dry_run(map, scan.mesh, bvh, injector, line.progress());
}

std::int64_t now_s()
{
    using namespace std::chrono;
    return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

/// What a device asks before it treats anybody; without a key this is a rehearsal.
void require_use(const DryRunArguments& arguments, const session::SessionMap& map)
{
    if (!arguments.key) return;
    std::optional<std::string> day;
    if (arguments.at) day = arguments.at->substr(0, std::string("2026-11-22").size());
    if (const auto problem =
            session::use_problem(map, load_public_key(*arguments.key), day_or_today(day)))
        throw base::Error(*problem);
}

int dry_run(const DryRunArguments& arguments)
{
    Interruption interruption;
    const clinic::Injector& injector = clinic::injector(arguments.injector);
    const std::int64_t began_s = arguments.at ? session::seconds_in(*arguments.at) : now_s();
    const auto [text, map] = load_sealed_map(arguments.map);
    require_use(arguments, map);
    const auto scan = load_scan_of(map.scan, arguments.scan);
    const session::DryRun run = played(map, *scan, injector);
    if (arguments.out)
        base::write_file(
            *arguments.out,
            session::text_of(session::acknowledgement_of(run, map, text, injector, began_s)));
    if (arguments.json)
        print_json(map, run, injector);
    else
        print_text(map, run, injector);
    if (run.done() == run.points.size()) return 0;
    fmt::print(stderr,
               "mesomap: {} of {} points would be left out.\n",
               run.points.size() - run.done(),
               run.points.size());
    return 1;
}

}  // namespace

Subcommand dry_run_command()
{
    return {"dry-run",
            "Play an injector with a session map: limits, reach of the tool, path and time.",
            [](Options& options) {
                const auto arguments = std::make_shared<DryRunArguments>();
                options.file("map", arguments->map, "The session map");
                options.required("--scan", arguments->scan, "The scan that it was made for");
                options.choice("--injector",
                               arguments->injector,
                               injector_names(),
                               "What plays: its shape, speeds and limits are of the table "
                               "injectors (mesomap clinic)");
                options.option("--out",
                               arguments->out,
                               "The acknowledgement to write, as of a device that simulates");
                options.option("--key",
                               arguments->key,
                               "The practice's public key: the map must be approved with it and "
                               "not be out of date");
                options.option("--at",
                               arguments->at,
                               "When the run begins (2026-11-22T09:00:00Z); otherwise now");
                options.flag("--json", arguments->json, "Print the result as JSON");
                return [arguments] { return dry_run(*arguments); };
            }};
}

}  // namespace cli
