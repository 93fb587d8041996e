// SPDX-License-Identifier: MIT
#include "session/audit_log.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>

#include <unistd.h>

namespace session {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t hash_bytes = 32;

/// BLAKE2b of fields, each with its length before it, so that no two lists of fields give the same
/// bytes.
class Hash {
public:
    explicit Hash(const Secret& key)
    {
        crypto_generichash_init(&state_, key.size() ? key.data() : nullptr, key.size(), hash_bytes);
    }
    Hash& with(std::string_view field)
    {
        const std::string length = fmt::format("{}:", field.size());
        add(length);
        add(field);
        return *this;
    }
    std::string digits()
    {
        std::array<unsigned char, hash_bytes> hash{};
        crypto_generichash_final(&state_, hash.data(), hash.size());
        std::array<char, 2 * hash_bytes + 1> text{};
        return sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    }

private:
    void add(std::string_view bytes)
    {
        crypto_generichash_update(
            &state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    }

    crypto_generichash_state state_;
};

std::string hash_of(const AuditRow& row, std::string_view before, const Secret& key)
{
    return Hash(key)
        .with(before)
        .with(std::to_string(row.number))
        .with(row.at)
        .with(row.who)
        .with(row.what)
        .digits();
}

std::string digest_of(std::span<const JournalRow> steps)
{
    Hash hash{Secret(0)};
    for (const JournalRow& step : steps)
        hash.with(step.kind).with(step.command.value_or(""));
    return hash.digits();
}

std::string digest_of(const CaseScan& scan)
{
    return Hash{Secret(0)}.with(scan.name).with(scan.bytes).with(scan.picture).digits();
}

std::string now()
{
    using namespace std::chrono;
    const auto time = floor<milliseconds>(system_clock::now());
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z",
                       fmt::gmtime(floor<seconds>(time)),
                       (time - floor<seconds>(time)).count());
}

std::string text_of(const ordered_json& what)
{
    return what.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

/// The commands of steps by name, each once: what was done, and nothing of the patient.
ordered_json names_of(std::span<const JournalRow> steps)
{
    std::vector<std::string> names;
    for (const JournalRow& step : steps) {
        std::string name = step.kind;
        if (step.command) {
            const ordered_json command = ordered_json::parse(*step.command, nullptr, false);
            if (command.is_object()) name = command.value("command", name);
        }
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    return names;
}

/// The chain as far as it was followed.
class Check {
public:
    explicit Check(const CaseStore& store)
        : store_(store)
        , steps_(store.steps())
        , key_(store.chain_key())
    {
    }

    AuditReport report()
    {
        for (const AuditRow& row : store_.log())
            if (report_.is_whole()) follow(row);
        if (report_.is_whole()) check_end();
        return report_;
    }

private:
    void follow(const AuditRow& row)
    {
        const std::int64_t expected = report_.head.rows + 1;
        if (row.number != expected) return broken(expected, "is missing");
        if (row.hash.empty()) return broken(expected, "has been changed");
        if (row.hash != hash_of(row, report_.head.hash, key_))
            return broken(expected, "has been changed, or does not belong behind the one before");
        const ordered_json what = ordered_json::parse(row.what, nullptr, false);
        if (!what.is_object()) return broken(expected, "cannot be read");
        if (what.contains("scan") && what["scan"] != scan_digest())
            return broken(expected, "tells of another scan than the case has");
        if (what.contains("digest") && !tells_of_steps(what))
            return broken(expected, "tells of other steps than the journal has");
        report_.head = {row.number, row.hash};
    }

    bool tells_of_steps(const ordered_json& what)
    {
        if (!what["first"].is_number_integer() || !what["count"].is_number_integer()) return false;
        const auto first = what["first"].get<std::int64_t>();
        const auto count = what["count"].get<std::int64_t>();
        const auto there = std::int64_t(steps_.size());
        if (first != told_ + 1 || count < 0 || count > there - told_) return false;
        told_ += count;
        return what["digest"] ==
               digest_of(std::span(steps_).subspan(std::size_t(first - 1), std::size_t(count)));
    }

    void check_end()
    {
        const std::optional<AuditHead> head = store_.log_head();
        const AuditHead& end = report_.head;
        if (!head)
            broken(end.rows, "is the last, and the log's head is missing");
        else if (head->rows > end.rows)
            broken(end.rows + 1, "is missing");
        else if (head->rows != end.rows || head->hash != end.hash)
            broken(end.rows, "is the last, and the log's head tells of another");
        else if (told_ != std::int64_t(steps_.size()))
            broken(end.rows + 1, "is missing: the journal has steps that no row tells of");
    }

    void broken(std::int64_t row, std::string_view how)
    {
        report_.first_broken = row;
        report_.problem = fmt::format("row {} {}", row, how);
    }

    const std::string& scan_digest()
    {
        if (scan_digest_.empty()) scan_digest_ = digest_of(store_.scan());
        return scan_digest_;
    }

    const CaseStore& store_;
    std::vector<JournalRow> steps_;
    Secret key_;
    std::string scan_digest_;
    std::int64_t told_ = 0;  // steps that rows tell of
    AuditReport report_;
};

}  // namespace

AuditLog::AuditLog(const CaseStore& store, std::string who)
    : store_(store)
    , who_(who.empty() ? user_of_computer() : std::move(who))
{
}

void AuditLog::begin(const CaseScan& scan) const
{
    store_.make_log();
    write(now(), who_, text_of({{"event", "made"}, {"scan", digest_of(scan)}}));
}

void AuditLog::begin_late() const
{
    store_.make_log();
    const std::vector<JournalRow> steps = store_.steps();
    write(now(),
          who_,
          text_of({{"event", "log begun"},
                   {"scan", digest_of(store_.scan())},
                   {"first", 1},
                   {"count", steps.size()},
                   {"digest", digest_of(steps)}}));
}

void AuditLog::note_steps(std::int64_t first, std::span<const JournalRow> steps) const
{
    note("steps",
         {{"first", first},
          {"count", steps.size()},
          {"commands", names_of(steps)},
          {"digest", digest_of(steps)}});
}

void AuditLog::note(std::string_view event, const ordered_json& facts) const
{
    ordered_json what{{"event", event}};
    what.update(facts);
    write(now(), who_, text_of(what));
}

/// A log that does not hold goes on too: the practitioner's work is not to stop, and verify() finds
/// the place for ever.
void AuditLog::write(const std::string& at, const std::string& who, const std::string& what) const
{
    const AuditHead before = store_.log_head().value_or(AuditHead{});
    AuditRow row{std::max(before.rows, store_.last_log_row()) + 1, at, who, what, ""};
    row.hash = hash_of(row, before.hash, store_.chain_key());
    store_.add(row);
    store_.put(AuditHead{row.number, row.hash});
}

void AuditLog::take_over(const CaseStore& other, std::string_view event) const
{
    store_.make_log();
    ordered_json facts = ordered_json::object();
    if (other.has_log()) {
        const AuditReport before = Check(other).report();
        for (const AuditRow& row : other.log())
            write(row.at, row.who, row.what);
        facts["rows before"] = before.head.rows;
        facts["head before"] = before.head.hash;
        if (!before.is_whole()) facts["broken before"] = before.problem;
    } else {
        const std::vector<JournalRow> steps = other.steps();
        facts = {{"scan", digest_of(other.scan())},
                 {"first", 1},
                 {"count", steps.size()},
                 {"digest", digest_of(steps)}};
    }
    note(event, facts);
}

AuditReport AuditLog::verify() const
{
    if (!store_.has_log()) return {{}, 1, "the case is older than the log and has none yet"};
    return Check(store_).report();
}

bool AuditLog::had(std::string_view hash) const
{
    return std::ranges::any_of(store_.log(), [hash](const AuditRow& row) {
        const ordered_json what = ordered_json::parse(row.what, nullptr, false);
        return row.hash == hash || (what.is_object() && what.contains("head before") &&
                                    what["head before"] == std::string(hash));
    });
}

std::string user_of_computer()
{
    for (const char* variable : {"LOGNAME", "USER"})
        if (const char* name = std::getenv(variable); name && *name) return name;
    return fmt::format("user {}", ::getuid());
}

}  // namespace session
