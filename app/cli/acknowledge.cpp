// SPDX-License-Identifier: MIT
// mesomap acknowledge: what was done with a map, held against what was planned, and kept as a visit
// of the case.
#include "base/error.h"
#include "base/file.h"
#include "cli/case_input.h"
#include "cli/documents.h"
#include "cli/interruption.h"
#include "cli/key_input.h"
#include "cli/make_sampler.h"
#include "cli/options.h"
#include "session/given.h"
#include "session/workspace.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace cli {
namespace {

constexpr std::uintmax_t largest_acknowledgement_bytes = 512u << 20;

struct AcknowledgeArguments {
    std::filesystem::path file;
    std::filesystem::path map;
    std::optional<std::filesystem::path> key;
    std::optional<std::filesystem::path> case_file;
    CaseKeys keys;
    bool json = false;
};

struct Read {
    session::Acknowledgement acknowledgement;
    session::SessionMap map;
    session::Given given;
};

session::Acknowledgement load_acknowledgement(const AcknowledgeArguments& arguments)
{
    const std::string text = base::read_file(arguments.file, largest_acknowledgement_bytes);
    const std::string name = arguments.file.filename().string();
    session::Acknowledgement read = session::signed_acknowledgement_in(text, name);
    if (arguments.key &&
        (!read.signature || read.signature->public_key != load_public_key(*arguments.key)))
        throw base::Error(name + " is not signed by this key.");
    return read;
}

Read read_all(const AcknowledgeArguments& arguments)
{
    const session::Acknowledgement acknowledgement = load_acknowledgement(arguments);
    const auto [text, map] = load_sealed_map(arguments.map);
    return {acknowledgement, map, session::given_of(acknowledgement, text, map)};
}

/// The visit counts as past from now on, and the next one is the case's visit.
void keep_in_case(const Read& read, const AcknowledgeArguments& arguments)
{
    const session::PastVisit past =
        session::past_visit_of(read.acknowledgement, read.given, read.map);
    OpenCase opened = open_case(*arguments.case_file, arguments.keys);
    if (opened.scan->sha256 != read.map.scan.sha256)
        throw base::Error("The map was made on another scan than the case's.");
    const auto sampler = make_sampler("cpu");
    session::Workspace workspace(*sampler, opened.scan);
    session::go_on_with(opened.file, workspace);
    workspace.execute(session::SetClinic{session::after_visit(workspace.current().clinic, past)});
    opened.file.note("acknowledged", {{"visit", past.number}, {"map", checksum_of(read.map)}});
}

void print_text(const Read& read)
{
    for (const session::ZoneGiven& zone : read.given.zones)
        fmt::print("{}: planned {} points, {} mL; given {} points, {} mL; {} skipped, {} aborted; "
                   "at most {:.2f} mm off\n",
                   zone.zone,
                   zone.planned,
                   zone.planned_ml,
                   zone.done,
                   zone.given_ml,
                   zone.skipped,
                   zone.aborted,
                   zone.largest_off_mm);
    for (const session::PointNotDone& one : read.given.not_done)
        fmt::print("point {} of {} was {}: {}\n",
                   one.id,
                   one.zone,
                   session::name_of(one.outcome),
                   one.reason);
    fmt::print("total{}: planned {} mL, given {} mL\n",
               read.acknowledgement.simulated ? " of a dry run" : "",
               read.given.planned_ml,
               read.given.given_ml);
}

void print_json(const Read& read)
{
    nlohmann::ordered_json facts{{"simulated", read.acknowledgement.simulated},
                                 {"zones", nlohmann::ordered_json::array()},
                                 {"not_done", nlohmann::ordered_json::array()},
                                 {"planned_ml", read.given.planned_ml},
                                 {"given_ml", read.given.given_ml}};
    for (const session::ZoneGiven& zone : read.given.zones)
        facts["zones"].push_back({{"name", zone.zone},
                                  {"planned", zone.planned},
                                  {"done", zone.done},
                                  {"skipped", zone.skipped},
                                  {"aborted", zone.aborted},
                                  {"planned_ml", zone.planned_ml},
                                  {"given_ml", zone.given_ml},
                                  {"largest_off_mm", zone.largest_off_mm}});
    for (const session::PointNotDone& one : read.given.not_done)
        facts["not_done"].push_back({{"id", one.id},
                                     {"zone", one.zone},
                                     {"outcome", session::name_of(one.outcome)},
                                     {"reason", one.reason}});
    facts["series_given"] = session::series_given(read.given, read.map);
    fmt::print("{}\n", facts.dump(2));
}

int acknowledge(const AcknowledgeArguments& arguments)
{
    Interruption interruption;
    const Read read = read_all(arguments);
    if (arguments.case_file) interruption.whole([&] { keep_in_case(read, arguments); });
    if (arguments.json)
        print_json(read);
    else
        print_text(read);
    return 0;
}

}  // namespace

Subcommand acknowledge_command()
{
    return {"acknowledge",
            "Hold what was given against what was planned, and keep it as a visit of the case.",
            [](Options& options) {
                const auto arguments = std::make_shared<AcknowledgeArguments>();
                options.file(
                    "file", arguments->file, "What was done (mesomap.acknowledgement, JSON)");
                options.required("--map", arguments->map, "The session map that it is about");
                options.option("--key", arguments->key, "The device's public key: it must fit");
                options.option("--case",
                               arguments->case_file,
                               "The case whose next visit keeps away from these points");
                case_options(options, arguments->keys);
                options.flag("--json", arguments->json, "Print the result as JSON");
                return [arguments] { return acknowledge(*arguments); };
            }};
}

}  // namespace cli
