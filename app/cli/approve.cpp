// SPDX-License-Identifier: MIT
// mesomap approve: a person answers for a map, so that a device may use it, once.
#include "session/approval.h"

#include "base/file.h"
#include "cli/case_input.h"
#include "cli/documents.h"
#include "cli/key_input.h"
#include "cli/options.h"
#include "session/canonical_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace cli {
namespace {

constexpr std::size_t use_id_bytes = 16;

struct ApproveArguments {
    std::filesystem::path map;
    std::filesystem::path key;
    std::filesystem::path out;
    std::string by;
    std::string expires;
    std::optional<std::string> on;
    std::optional<std::filesystem::path> case_file, passphrase_file;
};

/// Before the map is written: none is approved that its case does not know of.
void note_in_case(const std::string& approved, const ApproveArguments& arguments)
{
    session::CaseFile(*arguments.case_file, access_of({arguments.passphrase_file, arguments.by}))
        .note("approved",
              {{"map", session::checksum_in(approved)}, {"expires", arguments.expires}});
}

int approve(const ApproveArguments& arguments)
{
    const session::SigningKey key = load_secret_key(arguments.key);
    const MapFile draft = load_map(arguments.map);
    const session::ApprovalWish wish{arguments.by,
                                     day_or_today(arguments.on),
                                     clinic::day_in(arguments.expires),
                                     session::random_hex(use_id_bytes)};
    const std::string text = session::approved_text(draft.text, wish, key);
    if (arguments.case_file) note_in_case(text, arguments);
    base::write_file(arguments.out, text);
    fmt::print("approved by {}: {} points, {} mL, to be used once, until {}\n",
               wish.by,
               draft.map.totals.points,
               draft.map.totals.volume_ml,
               clinic::text_of(wish.expires));
    return 0;
}

}  // namespace

Subcommand approve_command()
{
    return {"approve",
            "Answer for a session map: name, last day and signature, for one use by a device.",
            [](Options& options) {
                const auto arguments = std::make_shared<ApproveArguments>();
                options.file("map", arguments->map, "The session map, a draft");
                options.required("--key", arguments->key, "The practice's secret key");
                options.required("--by", arguments->by, "Who answers for it");
                options.required(
                    "--expires", arguments->expires, "The last day of use, as 2026-12-31");
                options.option("--on", arguments->on, "The day of approval; else today (UTC)");
                options.required("--out", arguments->out, "The approved map to write");
                options.option(
                    "--case", arguments->case_file, "The case whose audit log is to tell of it");
                options.option("--passphrase-file",
                               arguments->passphrase_file,
                               "That case's passphrase, in the first line of a file; else it is "
                               "asked for");
                return [arguments] { return approve(*arguments); };
            }};
}

}  // namespace cli
