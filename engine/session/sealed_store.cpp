// SPDX-License-Identifier: MIT
// The tables of a case with a passphrase: all contents are rows of one table, each sealed for its
// own place (vault.h). Without the passphrase the file tells how many steps were taken and, to some
// 64 KB, how large the scan is. No name, unit, hash or date stands in it, so that a scan that
// somebody knows cannot be recognised.
#include "session/case_store.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <span>

namespace session {
namespace {

using nlohmann::json;
using Statement = Database::Statement;

constexpr const char* tables = R"(
CREATE TABLE vault (
    number       INTEGER PRIMARY KEY CHECK (number = 1),
    case_id      BLOB NOT NULL,
    passes       INTEGER NOT NULL,  -- of Argon2id
    memory_bytes INTEGER NOT NULL,  -- of Argon2id
    salt         BLOB NOT NULL,
    nonce        BLOB NOT NULL,
    wrapped_key  BLOB NOT NULL
) STRICT;
CREATE TABLE sealed (
    place  TEXT NOT NULL,
    number INTEGER NOT NULL,
    bytes  BLOB NOT NULL,
    PRIMARY KEY (place, number)
) STRICT;
)";

constexpr const char* const scan_place = "scan";
constexpr const char* const picture_place = "picture";
constexpr const char* const step_place = "step";
constexpr const char* const log_place = "audit";
constexpr const char* const log_head_place = "audit head";

/// A line of JSON, and bytes behind it.
std::string with_line(const json& line, std::string_view bytes)
{
    return line.dump(-1, ' ', false, json::error_handler_t::replace) + '\n' + std::string(bytes);
}

class SealedStore : public CaseStore {
public:
    SealedStore(const Database& database, const Vault& vault)
        : database_(database)
        , vault_(vault)
    {
    }

    void make_tables() const override { database_.run(tables); }

    void put(const CaseScan& scan) const override
    {
        json about{{"name", scan.name}, {"pictured", !scan.picture.empty()}};
        if (scan.unit) about["unit"] = base::name_of(*scan.unit);
        put(scan_place, 1, with_line(about, scan.bytes));
        if (!scan.picture.empty()) put(picture_place, 1, scan.picture);
    }

    CaseScan scan() const override
    {
        std::string content = whole(scan_place, 1, "its scan");
        const std::size_t end = content.find('\n');
        const Line about(*this, content.substr(0, end));
        content.erase(0, end + 1);
        CaseScan scan{about.text("name"), std::move(content), std::nullopt};
        if (about.has("unit")) scan.unit = base::length_unit_named(about.text("unit"));
        if (about.flag("pictured")) scan.picture = whole(picture_place, 1, "its scan's picture");
        return scan;
    }

    std::int64_t step_count() const override { return last_row(step_place); }

    void add_step(std::int64_t number, const JournalRow& row) const override
    {
        put(step_place, number, row.kind + (row.command ? '\n' + *row.command : ""));
    }

    std::vector<JournalRow> steps() const override
    {
        std::vector<JournalRow> steps;
        const std::int64_t count = step_count();
        for (std::int64_t number = 1; number <= count; ++number) {
            const std::string content =
                whole(step_place, number, fmt::format("its step {}", number));
            const std::size_t end = content.find('\n');
            steps.push_back({content.substr(0, end), std::nullopt});
            if (end != content.npos) steps.back().command = content.substr(end + 1);
        }
        return steps;
    }

    bool has_log() const override { return true; }
    void make_log() const override {}

    void add(const AuditRow& row) const override
    {
        const json line{{"at", row.at}, {"who", row.who}, {"what", row.what}, {"hash", row.hash}};
        put(log_place, row.number, with_line(line, ""));
    }

    std::vector<AuditRow> log() const override
    {
        std::vector<AuditRow> rows;
        Statement row(database_,
                      "SELECT number, bytes FROM sealed WHERE place = 'audit' ORDER BY number");
        while (row.next()) {
            rows.push_back({row.number(0), "", "", "", ""});
            const auto content = vault_.opened(log_place, row.number(0), row.value(1));
            if (!content) continue;
            const Line line(*this, *content);
            rows.back() = {row.number(0),
                           line.text("at"),
                           line.text("who"),
                           line.text("what"),
                           line.text("hash")};
        }
        return rows;
    }

    std::int64_t last_log_row() const override { return last_row(log_place); }

    void put(const AuditHead& head) const override
    {
        put(log_head_place, 1, with_line({{"rows", head.rows}, {"hash", head.hash}}, ""));
    }

    std::optional<AuditHead> log_head() const override
    {
        const auto content = get(log_head_place, 1);
        if (!content) return std::nullopt;
        const Line line(*this, *content);
        return AuditHead{line.number("rows"), line.text("hash")};
    }

    Secret chain_key() const override { return vault_.chain_key(); }

private:
    /// An object of JSON as we write it; anything else is damage.
    class Line {
    public:
        Line(const SealedStore& store, const std::string& text)
            : store_(store)
            , object_(json::parse(text, nullptr, false))
        {
        }
        bool has(const char* field) const { return object_.is_object() && object_.contains(field); }
        std::string text(const char* field) const
        {
            return of(field, &json::is_string).get<std::string>();
        }
        bool flag(const char* field) const { return of(field, &json::is_boolean).get<bool>(); }
        std::int64_t number(const char* field) const
        {
            return of(field, &json::is_number_integer).get<std::int64_t>();
        }

    private:
        const json& of(const char* field, bool (json::*is)() const noexcept) const
        {
            if (!has(field) || !(object_[field].*is)())
                store_.database_.refuse("the case file is damaged.");
            return object_[field];
        }

        const SealedStore& store_;
        json object_;
    };

    void put(std::string_view place, std::int64_t number, std::string content) const
    {
        const std::string bytes = vault_.sealed(place, number, std::move(content));
        Statement(database_,
                  "INSERT OR REPLACE INTO sealed (place, number, bytes) VALUES (?, ?, ?)")
            .with(1, place)
            .with_number(2, number)
            .with_bytes(3, bytes)
            .next();
    }

    /// Nothing where there is none, or it was not sealed for this place.
    std::optional<std::string> get(std::string_view place, std::int64_t number) const
    {
        Statement row(database_, "SELECT bytes FROM sealed WHERE place = ? AND number = ?");
        if (!row.with(1, place).with_number(2, number).next()) return std::nullopt;
        return vault_.opened(place, number, row.value(0));
    }

    std::string whole(std::string_view place, std::int64_t number, std::string_view what) const
    {
        std::optional<std::string> content = get(place, number);
        if (!content)
            database_.refuse(fmt::format("the case file is damaged: {} has changed.", what));
        return std::move(*content);
    }

    std::int64_t last_row(std::string_view place) const
    {
        Statement row(database_, "SELECT max(number) FROM sealed WHERE place = ?");
        return row.with(1, place).next() ? row.number(0) : 0;
    }

    const Database& database_;
    const Vault& vault_;
};

std::string_view text_of(std::span<const unsigned char> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool take(std::string_view value, std::span<unsigned char> into)
{
    if (value.size() != into.size()) return false;
    std::ranges::copy(value, into.begin());
    return true;
}

}  // namespace

std::unique_ptr<CaseStore> sealed_store(const Database& database, const Vault& vault)
{
    return std::make_unique<SealedStore>(database, vault);
}

bool has_vault(const Database& database)
{
    return database.has_table("vault");
}

void put(const VaultHead& head, const Database& database)
{
    Statement(database,
              "INSERT OR REPLACE INTO vault (number, case_id, passes, memory_bytes, salt, nonce, "
              "wrapped_key) VALUES (1, ?, ?, ?, ?, ?, ?)")
        .with_bytes(1, text_of(head.case_id))
        .with_number(2, std::int64_t(head.cost.passes))
        .with_number(3, std::int64_t(head.cost.memory_bytes))
        .with_bytes(4, text_of(head.salt))
        .with_bytes(5, text_of(head.nonce))
        .with_bytes(6, text_of(head.wrapped_key))
        .next();
}

std::optional<VaultHead> vault_head(const Database& database)
{
    Statement row(database,
                  "SELECT case_id, passes, memory_bytes, salt, nonce, wrapped_key FROM vault");
    VaultHead head;
    if (!row.next() || !take(row.value(0), head.case_id) || !take(row.value(3), head.salt) ||
        !take(row.value(4), head.nonce) || !take(row.value(5), head.wrapped_key))
        return std::nullopt;
    head.cost = {std::uint64_t(row.number(1)), std::uint64_t(row.number(2))};
    return head;
}

}  // namespace session
