// SPDX-License-Identifier: MIT
// mesomap verify: holds a session map against the scan that it was made for.
#include "session/verify.h"

#include "base/units.h"
#include "cli/documents.h"
#include "cli/interruption.h"
#include "cli/key_input.h"
#include "cli/options.h"
#include "cli/scan_input.h"
#include "session/approval.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>

namespace cli {
namespace {

struct VerifyArguments {
    std::filesystem::path map;
    std::filesystem::path scan;
    std::optional<std::filesystem::path> key;
    std::optional<std::string> on;
    bool json = false;
};

/// "approved by Dr. Ann Roe on 2026-11-22 until 2026-12-31", or "draft".
std::string status_of(const session::SessionMap& map)
{
    if (!map.approval) return "draft";
    return fmt::format("approved by {} on {} until {}",
                       map.approval->by,
                       clinic::text_of(map.approval->on),
                       clinic::text_of(map.approval->expires));
}

void print_json(const session::SessionMap& map, const session::VerifyReport& report)
{
    nlohmann::ordered_json facts = {{"ok", report.kept()},
                                    {"status", status_of(map)},
                                    {"made_by", map.made_by},
                                    {"other_rules", report.other_rules},
                                    {"zones", map.zones.size()},
                                    {"points", map.points.size()},
                                    {"smallest_spacing_mm", nullptr},
                                    {"largest_gap_mm", report.largest_gap_mm},
                                    {"failures", report.failures}};
    if (report.smallest_spacing_mm) facts["smallest_spacing_mm"] = *report.smallest_spacing_mm;
    const auto replace = nlohmann::ordered_json::error_handler_t::replace;
    fmt::print("{}\n", facts.dump(2, ' ', false, replace));
}

void print_text(const session::SessionMap& map, const session::VerifyReport& report)
{
    for (const std::string& failure : report.failures)
        fmt::print(stderr, "mesomap: {}\n", failure);
    if (!report.kept()) return;
    fmt::print("ok: {} points in {} zones keep every promise; smallest spacing {}, largest gap "
               "{:.3f} mm; {}{}\n",
               map.points.size(),
               map.zones.size(),
               report.smallest_spacing_mm ? fmt::format("{:.3f} mm", *report.smallest_spacing_mm)
                                          : "-",
               report.largest_gap_mm,
               status_of(map),
               report.other_rules ? fmt::format("; made by {}, and {} gives the same",
                                                session::made_by_in_words(map.made_by),
                                                session::made_by_in_words(session::made_here()))
                                  : "");
}

session::VerifyReport
verified(const std::string& text, const session::SessionMap& map, const geometry::Scan& scan)
{
    ProgressLine line("verifying");
    return session::verify(text, map, scan, line.progress());
}

int verify_map(const VerifyArguments& arguments)
{
    Interruption interruption;
    const auto [text, map] = load_map(arguments.map);
    const auto scan = load_scan(arguments.scan, base::length_unit_named(map.scan.unit));
    session::VerifyReport report = verified(text, map, *scan);
    if (arguments.key)
        if (const auto problem = session::use_problem(
                map, load_public_key(*arguments.key), day_or_today(arguments.on)))
            report.failures.push_back(*problem);
    if (arguments.json)
        print_json(map, report);
    else
        print_text(map, report);
    return report.kept() ? 0 : 1;
}

}  // namespace

Subcommand verify_command()
{
    return {"verify",
            "Check every promise of a session map again, by other code than made it.",
            [](Options& options) {
                const auto arguments = std::make_shared<VerifyArguments>();
                options.file("map", arguments->map, "The session map");
                options.required("--scan", arguments->scan, "The scan that it was made for");
                options.option("--key",
                               arguments->key,
                               "The practice's public key: the map must be approved with it and "
                               "not be out of date");
                options.option("--on", arguments->on, "The day of use; else today (UTC)");
                options.flag("--json", arguments->json, "Print the result as JSON");
                return [arguments] { return verify_map(*arguments); };
            }};
}

}  // namespace cli
