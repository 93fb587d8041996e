// SPDX-License-Identifier: MIT
// The audit log of a case: who did what to it, and when. It lies in the case's own file and not
// beside it for the practice, because a row then reaches the disk in the same transaction as what
// it tells of (neither can be there without the other), travels with each copy of the case, and is
// sealed with the case's own key.
//
// Each row holds a BLAKE2b hash of the row before it and of itself, the head holds the last row's,
// and rows that tell of the journal hold a digest of its steps. So a row that was changed, taken
// out, moved, or cut off the end is found. In a case with a passphrase the hashes are keyed: nobody
// without it can write a log that holds. Without one, whoever can write to the file can also
// compute all hashes anew; then, and where an older copy of the whole file was put in place, only a
// head that was printed or noted elsewhere tells (`mesomap audit verify --head`).
#pragma once

#include "session/case_store.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace session {

/// What `mesomap audit verify` found.
struct AuditReport {
    AuditHead head;
    std::int64_t first_broken = 0;  // the row's number; 0: the log is whole
    std::string problem;            // one sentence; empty: the log is whole

    bool is_whole() const { return problem.empty(); }
};

class AuditLog {
public:
    /// `who` may be empty: then it is the user of this computer that runs the program.
    AuditLog(const CaseStore& store, std::string who);

    // All within the caller's transaction.

    /// The case was made, with this scan.
    void begin(const CaseScan& scan) const;
    /// Of a case of before there was a log: what it holds by now is taken as it is.
    void begin_late() const;
    /// Steps `first`, `first` + 1, ... were taken.
    void note_steps(std::int64_t first, std::span<const JournalRow> steps) const;
    void note(std::string_view event, const nlohmann::ordered_json& facts) const;
    /// The rows of another case's log, chained anew; what is no longer to be seen of that log is
    /// noted in the row behind them, which tells of `event`.
    void take_over(const CaseStore& other, std::string_view event) const;

    /// Holds the log against itself, and against the journal and scan that it tells of.
    AuditReport verify() const;
    /// True if the chain had this head at some time.
    bool had(std::string_view hash) const;

private:
    void write(const std::string& at, const std::string& who, const std::string& what) const;

    const CaseStore& store_;
    std::string who_;
};

/// The name that this computer knows its user by. Of the environment: to look it up may ask a
/// server on the network.
std::string user_of_computer();

}  // namespace session
