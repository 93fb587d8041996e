// SPDX-License-Identifier: MIT
// The case file: one SQLite file per case, with the scan as it was read, the picture on it, the
// journal (journal.h) and the audit log (audit_log.h). The journal is undo history and autosave at
// once: a step is on the disk before its effect is shown, closing never asks, and opening goes on
// where it stopped, also after the power was cut.
//
// A case may have a passphrase; then all of this is sealed, in the file and in SQLite's own journal
// beside it (vault.h). While a case is open its file is locked: nobody else can open it.
#pragma once

#include "base/error.h"
#include "base/progress.h"
#include "session/audit_log.h"
#include "session/case_store.h"
#include "session/journal.h"
#include "session/secret.h"
#include "session/vault.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace session {

class Workspace;

/// The case has a passphrase, and none was there to be asked for.
class PassphraseNeeded : public base::Error {
public:
    using base::Error::Error;
};

/// The case does not open: another passphrase, or damage where the two cannot be told apart.
class WrongPassphrase : public base::Error {
public:
    using base::Error::Error;
};

/// Whoever opens a case.
struct CaseAccess {
    std::string who = {};                          // for the audit log; else the computer's user
    std::function<Secret()> passphrase = nullptr;  // asked for once, if the case has one
};

/// How a new case is made.
struct NewCase {
    std::string who = {};
    const Secret* passphrase = nullptr;  // none: the file can be read by whoever has it
    VaultCost cost = {};
};

class CaseFile : public Journal {
public:
    /// A new case. Throws base::Error if there is a file already; leaves nothing half-written.
    CaseFile(const std::filesystem::path& file, const CaseScan& scan, const NewCase& how = {});
    /// A case that is there. Throws base::Error if the file is no case, is damaged, comes from a
    /// newer program, or is open elsewhere; PassphraseNeeded; WrongPassphrase.
    explicit CaseFile(const std::filesystem::path& file, const CaseAccess& access = {});
    CaseFile(CaseFile&&) noexcept;
    CaseFile& operator=(CaseFile&&) noexcept;
    ~CaseFile() override;

    /// Throws base::Error if the scan is not the one that was put in.
    CaseScan scan() const;
    std::vector<JournalStep> steps() const;
    void keep(std::span<const JournalStep> steps) override;

    /// Writes into the audit log. Gives the log's head behind it.
    AuditHead note(std::string_view event, const nlohmann::ordered_json& facts);
    AuditReport audit() const;
    std::vector<AuditRow> audit_rows() const;
    /// True if the log had this head at some time.
    bool audit_had(std::string_view hash) const;

    /// The case as another file, while this one stays open. From a thread of its own keep() and
    /// note() go on beside it, and what they write meanwhile is in the copy. Throws base::Error if
    /// there is a file already or it cannot be written, base::Cancelled; leaves nothing
    /// half-written.
    void save_copy(const std::filesystem::path& file, const base::Progress& progress = {});

    bool has_passphrase() const;
    /// True if it is the one that the case has.
    bool opens_with(const Secret& passphrase) const;
    /// Of a case that has one: from the moment this returns only the new one opens it, and the old
    /// one's wrapped key is nowhere in the file.
    void change_passphrase(const Secret& passphrase);

    /// This case gets a passphrase, or another one. Throws base::Error, and then it is open as it
    /// was.
    void protect(const Secret& passphrase, const VaultCost& cost = {});

    /// Writes a sealed case in the place of a readable one, or the other way round, and opens it.
    /// Killed or failing at any moment, it leaves the one or the other, whole.
    static CaseFile
    with_passphrase(CaseFile opened, const Secret& passphrase, const VaultCost& cost = {});
    static CaseFile without_passphrase(CaseFile opened);

    class Inside;

private:
    CaseFile(const std::filesystem::path& file, std::unique_ptr<Inside> inside);
    static CaseFile rewritten(CaseFile opened, std::optional<Vault> lock, std::string_view event);

    std::filesystem::path file_;
    std::unique_ptr<Inside> inside_;
};

/// True if the file begins as a case file does.
bool is_case_file(const std::filesystem::path& file);

/// Takes the case's steps again in a fresh workspace with its scan, which from then on keeps its
/// steps there. Throws base::Error that names the step which cannot be taken.
void go_on_with(CaseFile& file, Workspace& workspace);

}  // namespace session
