// SPDX-License-Identifier: MIT
// mesomap audit: who did what to a case, and whether its log is whole.
#include "base/error.h"
#include "cli/case_input.h"
#include "cli/options.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace cli {
namespace {

using nlohmann::ordered_json;

struct AuditArguments {
    std::string action;
    std::filesystem::path file;
    CaseKeys keys;
    std::optional<std::string> head;
    bool json = false;
};

/// The report, and what is wrong with a head that was noted elsewhere.
session::AuditReport report_of(const session::CaseFile& opened, const AuditArguments& arguments)
{
    session::AuditReport report = opened.audit();
    if (report.is_whole() && arguments.head && !opened.audit_had(*arguments.head)) {
        report.first_broken = report.head.rows + 1;
        report.problem = fmt::format("it never had the head {}: rows were cut off, or this is an "
                                     "older copy",
                                     *arguments.head);
    }
    return report;
}

int verify(const session::CaseFile& opened, const AuditArguments& arguments)
{
    const session::AuditReport report = report_of(opened, arguments);
    if (arguments.json) {
        ordered_json facts{
            {"rows", report.head.rows}, {"head", report.head.hash}, {"whole", report.is_whole()}};
        if (!report.is_whole()) {
            facts["first_broken"] = report.first_broken;
            facts["problem"] = report.problem;
        }
        fmt::print("{}\n", facts.dump(2));
        return report.is_whole() ? 0 : 1;
    }
    if (!report.is_whole())
        throw base::Error(fmt::format("The audit log of {} is not whole: {}.",
                                      arguments.file.filename().string(),
                                      report.problem));
    fmt::print("{} rows, whole; head {}\n", report.head.rows, report.head.hash);
    return 0;
}

/// What a row tells beside the event: numbers and names, no hashes.
std::string facts_of(const ordered_json& what)
{
    std::string facts;
    for (const auto& [name, value] : what.items()) {
        const bool is_hash = value.is_string() && value.get_ref<const std::string&>().size() == 64;
        if (name == "event" || is_hash) continue;
        facts += fmt::format(
            "  {} {}", name, value.is_string() ? value.get<std::string>() : value.dump());
    }
    return facts;
}

int list(const session::CaseFile& opened, const AuditArguments& arguments)
{
    ordered_json all = ordered_json::array();
    for (const session::AuditRow& row : opened.audit_rows()) {
        ordered_json what = ordered_json::parse(row.what, nullptr, false);
        if (!what.is_object()) what = {{"event", "(cannot be read)"}};
        if (!arguments.json)
            fmt::print("{:>5}  {}  {}  {}{}\n",
                       row.number,
                       row.at,
                       row.who,
                       what.value("event", ""),
                       facts_of(what));
        all.push_back({{"number", row.number},
                       {"at", row.at},
                       {"who", row.who},
                       {"what", what},
                       {"hash", row.hash}});
    }
    if (arguments.json) fmt::print("{}\n", all.dump(2));
    return 0;
}

int run_action(const AuditArguments& arguments)
{
    const session::CaseFile opened(arguments.file, access_of(arguments.keys));
    return arguments.action == "verify" ? verify(opened, arguments) : list(opened, arguments);
}

}  // namespace

Subcommand audit_command()
{
    return {"audit",
            "Who did what to a case and when (list), and whether that log is whole (verify).",
            [](Options& options) {
                const auto arguments = std::make_shared<AuditArguments>();
                options.action("action", arguments->action, {"verify", "list"}, "What to do");
                options.file("case", arguments->file, "The case file");
                options.option("--passphrase-file",
                               arguments->keys.passphrase_file,
                               "The case's passphrase, in the first line of a file; else it is "
                               "asked for");
                options.option("--head",
                               arguments->head,
                               "A head that was noted earlier: the log must have had it");
                options.flag("--json", arguments->json, "Print the result as JSON");
                return [arguments] { return run_action(*arguments); };
            }};
}

}  // namespace cli
