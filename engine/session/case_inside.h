// SPDX-License-Identifier: MIT
// What an open case file is made of; for case_file.cpp and case_lock.cpp alone.
#pragma once

#include "session/audit_log.h"
#include "session/case_file.h"
#include "session/case_store.h"
#include "session/database.h"
#include "session/turnstile.h"
#include "session/vault.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace session {

class CaseFile::Inside {
public:
    /// Of a fresh database, whose tables it makes in the transaction that is open.
    static std::unique_ptr<Inside>
    make(Database fresh, std::optional<Vault> lock, const std::string& who);
    /// Of one that is there, which it locks. Throws PassphraseNeeded, WrongPassphrase, base::Error.
    static std::unique_ptr<Inside> open(Database there, const CaseAccess& access);
    /// Of one that was just made, whose vault is open.
    static std::unique_ptr<Inside>
    open_again(Database there, std::optional<Vault> lock, const std::string& who);

    /// The start of each transaction that writes: a case of before there was a log gets one.
    void begin_log_if_old() const;

    /// All of the database, in a fresh file.
    void write_copy(const std::filesystem::path& file, const base::Progress& progress);

    Turnstile turnstile;  // of whoever reads or writes while a copy is made
    Database database;
    std::optional<Vault> vault;  // of a case with a passphrase
    std::string who;
    std::unique_ptr<CaseStore> store;
    std::optional<AuditLog> log;

    Inside(Database there, std::optional<Vault> lock, const std::string& by);
};

}  // namespace session
