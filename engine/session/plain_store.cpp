// SPDX-License-Identifier: MIT
// The tables of a case without a passphrase. Those of the first version are as they were then, so
// that each case opens for ever.
#include "base/hash.h"
#include "session/case_store.h"

namespace session {
namespace {

using Statement = Database::Statement;

constexpr const char* tables = R"(
CREATE TABLE scan (
    name   TEXT NOT NULL,
    unit   TEXT,           -- said by the user, where the file does not state its own
    sha256 TEXT NOT NULL,  -- of the bytes
    bytes  BLOB NOT NULL
) STRICT;
CREATE TABLE picture (     -- on the scan, where a file beside it held it; cases before had none
    sha256 TEXT NOT NULL,  -- of the bytes
    bytes  BLOB NOT NULL
) STRICT;
CREATE TABLE journal (
    number  INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL CHECK (kind IN ('done', 'undone', 'redone')),
    command TEXT CHECK ((command IS NOT NULL) = (kind = 'done'))  -- a line of JSON
) STRICT;
)";

constexpr const char* log_tables = R"(
CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,
    who    TEXT NOT NULL,
    what   TEXT NOT NULL,  -- JSON
    hash   TEXT NOT NULL
) STRICT;
CREATE TABLE audit_head (  -- one row, so that an end that was cut off is missed
    number INTEGER PRIMARY KEY CHECK (number = 1),
    rows   INTEGER NOT NULL,
    hash   TEXT NOT NULL
) STRICT;
)";

class PlainStore : public CaseStore {
public:
    explicit PlainStore(const Database& database)
        : database_(database)
    {
    }

    void make_tables() const override { database_.run(tables); }

    void put(const CaseScan& scan) const override
    {
        std::optional<std::string> unit;
        if (scan.unit) unit.emplace(base::name_of(*scan.unit));
        Statement(database_, "INSERT INTO scan (name, unit, sha256, bytes) VALUES (?, ?, ?, ?)")
            .with(1, scan.name)
            .with(2, unit)
            .with(3, base::sha256_hex(scan.bytes))
            .with_bytes(4, scan.bytes)
            .next();
        if (!scan.picture.empty())
            Statement(database_, "INSERT INTO picture (sha256, bytes) VALUES (?, ?)")
                .with(1, base::sha256_hex(scan.picture))
                .with_bytes(2, scan.picture)
                .next();
    }

    CaseScan scan() const override
    {
        Statement row(database_, "SELECT name, unit, sha256, bytes FROM scan");
        if (!row.next()) database_.refuse("the case has no scan.");
        CaseScan scan{
            std::string(row.value(0)), std::string(row.value(3)), std::nullopt, picture()};
        if (base::sha256_hex(scan.bytes) != row.value(2))
            database_.refuse("the case file is damaged: its scan has changed.");
        if (!row.is_null(1)) scan.unit = base::length_unit_named(row.value(1));
        return scan;
    }

    std::int64_t step_count() const override
    {
        return database_.number("SELECT max(number) FROM journal");
    }

    void add_step(std::int64_t number, const JournalRow& row) const override
    {
        Statement(database_, "INSERT INTO journal (number, kind, command) VALUES (?, ?, ?)")
            .with_number(1, number)
            .with(2, row.kind)
            .with(3, row.command)
            .next();
    }

    std::vector<JournalRow> steps() const override
    {
        std::vector<JournalRow> steps;
        Statement row(database_, "SELECT kind, command FROM journal ORDER BY number");
        while (row.next()) {
            steps.push_back({std::string(row.value(0)), std::nullopt});
            if (!row.is_null(1)) steps.back().command.emplace(row.value(1));
        }
        return steps;
    }

    bool has_log() const override { return database_.has_table("audit"); }
    void make_log() const override { database_.run(log_tables); }

    void add(const AuditRow& row) const override
    {
        Statement(database_,
                  "INSERT INTO audit (number, at, who, what, hash) VALUES (?, ?, ?, ?, ?)")
            .with_number(1, row.number)
            .with(2, row.at)
            .with(3, row.who)
            .with(4, row.what)
            .with(5, row.hash)
            .next();
    }

    std::vector<AuditRow> log() const override
    {
        std::vector<AuditRow> rows;
        Statement row(database_, "SELECT number, at, who, what, hash FROM audit ORDER BY number");
        while (row.next())
            rows.push_back({row.number(0),
                            std::string(row.value(1)),
                            std::string(row.value(2)),
                            std::string(row.value(3)),
                            std::string(row.value(4))});
        return rows;
    }

    std::int64_t last_log_row() const override
    {
        return database_.number("SELECT max(number) FROM audit");
    }

    void put(const AuditHead& head) const override
    {
        Statement(database_,
                  "INSERT OR REPLACE INTO audit_head (number, rows, hash) VALUES (1, ?, ?)")
            .with_number(1, head.rows)
            .with(2, head.hash)
            .next();
    }

    std::optional<AuditHead> log_head() const override
    {
        Statement row(database_, "SELECT rows, hash FROM audit_head");
        if (!row.next()) return std::nullopt;
        return AuditHead{row.number(0), std::string(row.value(1))};
    }

    Secret chain_key() const override { return Secret(0); }

private:
    std::string picture() const
    {
        if (!database_.has_table("picture")) return {};
        Statement row(database_, "SELECT sha256, bytes FROM picture");
        if (!row.next()) return {};
        std::string bytes(row.value(1));
        if (base::sha256_hex(bytes) != row.value(0))
            database_.refuse("the case file is damaged: its scan's picture has changed.");
        return bytes;
    }

    const Database& database_;
};

}  // namespace

std::unique_ptr<CaseStore> plain_store(const Database& database)
{
    return std::make_unique<PlainStore>(database);
}

}  // namespace session
