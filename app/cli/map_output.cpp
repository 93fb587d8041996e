// SPDX-License-Identifier: MIT
#include "cli/map_output.h"

#include "base/error.h"
#include "base/file.h"
#include "cli/interruption.h"
#include "exporters/csv.h"
#include "session/plan.h"
#include "session/workspace.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>

namespace cli {

using session::CheckResult;
using session::SessionMap;

namespace {

std::size_t count_of(CheckResult result, const SessionMap& map)
{
    return static_cast<std::size_t>(
        std::count_if(map.checks.begin(), map.checks.end(), [&](const session::Check& check) {
            return check.result == result;
        }));
}

std::string millimetres_or_dash(const std::optional<double>& length_mm)
{
    return length_mm ? fmt::format("{:.2f} mm", *length_mm) : "-";
}

nlohmann::ordered_json number_or_null(const std::optional<double>& value)
{
    return value ? nlohmann::ordered_json(*value) : nullptr;
}

std::string_view pattern_of(const session::MapZone& zone)
{
    return session::pattern_names[std::size_t(zone.arrangement.pattern.kind)];
}

}  // namespace

const SessionMap& map_with_progress(session::Workspace& workspace)
{
    ProgressLine line("planning");
    return workspace.session_map(line.progress());
}

void write_outputs(const SessionMap& map,
                   const std::filesystem::path& out,
                   const std::optional<std::filesystem::path>& csv)
{
    session::require_no_failed_check(map);
    std::vector<base::FileToWrite> files{{out, session::text_of(map)}};
    if (csv) files.push_back({*csv, exporters::csv_of(map)});
    base::write_files(files);
}

void print_summary(const SessionMap& map)
{
    for (const session::MapZone& zone : map.zones)
        fmt::print("{}: {} points of {} ({}) at {} mm on {:.1f} cm2, {} mL; smallest spacing {}, "
                   "largest gap {}\n",
                   zone.name,
                   zone.points,
                   zone.technique,
                   pattern_of(zone),
                   zone.spacing_mm,
                   zone.area_cm2,
                   zone.volume_ml,
                   millimetres_or_dash(zone.min_spacing_mm),
                   millimetres_or_dash(zone.largest_gap_mm));
    fmt::print("total: {} zones, {} points, {:.1f} cm2, {} mL; {} checks passed, {} warnings\n",
               map.totals.zones,
               map.totals.points,
               map.totals.area_cm2,
               map.totals.volume_ml,
               count_of(CheckResult::pass, map),
               count_of(CheckResult::warn, map));
    for (const session::Check& check : map.checks)
        if (check.result != CheckResult::pass)
            fmt::print("{}: {} Source: {}.\n", name_of(check.result), check.message, check.source);
}

void print_summary_json(const SessionMap& map)
{
    nlohmann::ordered_json facts = {{"zones", nlohmann::ordered_json::array()},
                                    {"points", map.totals.points},
                                    {"area_cm2", map.totals.area_cm2},
                                    {"volume_ml", map.totals.volume_ml},
                                    {"checks_passed", count_of(CheckResult::pass, map)},
                                    {"warnings", nlohmann::ordered_json::array()}};
    for (const session::MapZone& zone : map.zones) {
        facts["zones"].push_back({{"name", zone.name},
                                  {"technique", zone.technique},
                                  {"pattern", pattern_of(zone)},
                                  {"spacing_mm", zone.spacing_mm},
                                  {"points", zone.points},
                                  {"area_cm2", zone.area_cm2},
                                  {"volume_ml", zone.volume_ml},
                                  {"min_spacing_mm", number_or_null(zone.min_spacing_mm)},
                                  {"largest_gap_mm", number_or_null(zone.largest_gap_mm)}});
    }
    for (const session::Check& check : map.checks)
        if (check.result == CheckResult::warn) facts["warnings"].push_back(check.message);
    fmt::print("{}\n", facts.dump(2));
}

}  // namespace cli
