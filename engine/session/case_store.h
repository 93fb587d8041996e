// SPDX-License-Identifier: MIT
// How a case's contents lie in its database: readable in tables of their own, or, where the case
// has a passphrase, sealed in one table. What uses a case does not see which.
#pragma once

#include "base/units.h"
#include "session/database.h"
#include "session/vault.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace session {

/// The scan of a case: the file's bytes, so that every later program reads the same.
struct CaseScan {
    std::string name;  // the file's, without folders
    std::string bytes;
    std::optional<base::LengthUnit> unit;  // said by the user, where the file does not
    std::string picture = {};  // on the scan, the bytes of a file beside its own; empty without
};

struct JournalRow {
    std::string kind;
    std::optional<std::string> command;  // a line of JSON
};

/// One line of the audit log (audit_log.h).
struct AuditRow {
    std::int64_t number = 0;
    std::string at;    // UTC, as 2026-11-22T09:30:00.000Z
    std::string who;   // a person
    std::string what;  // JSON
    std::string hash;  // of the row before and this one, 64 digits; empty if it cannot be read
};

/// How long the audit log is and how it ends.
struct AuditHead {
    std::int64_t rows = 0;
    std::string hash;
};

class CaseStore {
public:
    virtual ~CaseStore() = default;

    virtual void make_tables() const = 0;
    virtual void put(const CaseScan& scan) const = 0;
    /// Throws base::Error if the scan is not the one that was put in.
    virtual CaseScan scan() const = 0;
    virtual std::int64_t step_count() const = 0;
    virtual void add_step(std::int64_t number, const JournalRow& row) const = 0;
    virtual std::vector<JournalRow> steps() const = 0;

    /// False in cases of before there was an audit log.
    virtual bool has_log() const = 0;
    virtual void make_log() const = 0;
    virtual void add(const AuditRow& row) const = 0;
    virtual std::vector<AuditRow> log() const = 0;
    virtual std::int64_t last_log_row() const = 0;
    virtual void put(const AuditHead& head) const = 0;
    /// Nothing where it was taken away or changed.
    virtual std::optional<AuditHead> log_head() const = 0;
    /// Empty where the chain has no key.
    virtual Secret chain_key() const = 0;
};

/// They use the database and the vault as long as they live.
std::unique_ptr<CaseStore> plain_store(const Database& database);
std::unique_ptr<CaseStore> sealed_store(const Database& database, const Vault& vault);

// The vault's head in the database.
bool has_vault(const Database& database);
void put(const VaultHead& head, const Database& database);
/// Nothing where it is not whole.
std::optional<VaultHead> vault_head(const Database& database);

}  // namespace session
