// SPDX-License-Identifier: MIT
// The case file: one SQLite file per case, with the scan as it was read, the picture on it, and the
// journal (journal.h). The journal is undo history and autosave at once: a step is on the disk
// before its effect is shown, closing never asks, and opening goes on where it stopped, also after
// the power was cut.
//
// While a case is open its file is locked: nobody else can open it.
#pragma once

#include "base/units.h"
#include "session/journal.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace session {

class Workspace;

/// The scan of a case: the file's bytes, so that every later program reads the same.
struct CaseScan {
    std::string name;  // the file's, without folders
    std::string bytes;
    std::optional<base::LengthUnit> unit;  // said by the user, where the file does not
    std::string picture = {};  // on the scan, the bytes of a file beside its own; empty without
};

class CaseFile : public Journal {
public:
    /// A new case. Throws base::Error if there is a file already; leaves nothing half-written.
    CaseFile(const std::filesystem::path& file, const CaseScan& scan);
    /// A case that is there. Throws base::Error if the file is no case, is damaged, comes from a
    /// newer program, or is open elsewhere.
    explicit CaseFile(const std::filesystem::path& file);
    CaseFile(CaseFile&&) noexcept;
    CaseFile& operator=(CaseFile&&) noexcept;
    ~CaseFile() override;

    /// Throws base::Error if the scan is not the one that was put in.
    CaseScan scan() const;
    std::vector<JournalStep> steps() const;
    void keep(std::span<const JournalStep> steps) override;

    /// The case as it is now, as another file, while this one stays open. Throws base::Error if
    /// there is a file already or it cannot be written; leaves nothing half-written.
    void save_copy(const std::filesystem::path& file) const;

private:
    class Database;

    std::string picture() const;

    std::unique_ptr<Database> database_;
};

/// True if the file begins as a case file does.
bool is_case_file(const std::filesystem::path& file);

/// Takes the case's steps again in a fresh workspace with its scan, which from then on keeps its
/// steps there. Throws base::Error that names the step which cannot be taken.
void go_on_with(CaseFile& file, Workspace& workspace);

}  // namespace session
