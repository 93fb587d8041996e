// SPDX-License-Identifier: MIT
#include "session/case_file.h"

#include "base/error.h"
#include "session/case_inside.h"
#include "session/unfinished.h"
#include "session/workspace.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cstring>
#include <fstream>
#include <string_view>
#include <utility>

namespace session {
namespace {

namespace fs = std::filesystem;

constexpr int application_id = 0x4D455343;  // "MESC": what `file` and we know a case file by
// 1: tables that can be read. 2: an audit log, and contents that may be sealed.
constexpr int version = 2;
constexpr std::size_t largest_scan_bytes = 900u << 20;  // SQLite's own limit is 1 GB a value

/// Counts what would run a program of the file's own when it is read or written: views, triggers,
/// virtual tables, generated columns (sqlite.org/security.html). The index of a key has no text.
constexpr const char* what_computes = R"(
SELECT count(*) FROM sqlite_master AS one
WHERE type IN ('view', 'trigger') OR sql NOT LIKE 'CREATE TABLE %'
   OR EXISTS (SELECT 1 FROM pragma_table_xinfo(one.name) WHERE hidden <> 0)
)";

constexpr std::array kind_names{"done", "undone", "redone"};  // by StepKind

StepKind kind_named(std::string_view name)
{
    for (std::size_t i = 0; i < kind_names.size(); ++i)
        if (name == kind_names[i]) return StepKind(i);
    throw base::Error("the journal has a step of no known kind.");  // whose name may be anything
}

JournalRow row_of(const JournalStep& step)
{
    JournalRow row{kind_names[std::size_t(step.kind)], std::nullopt};
    if (step.command) row.command = line_of(*step.command);
    return row;
}

JournalStep step_of(const JournalRow& row, std::size_t number)
{
    JournalStep step{kind_named(row.kind), std::nullopt};
    if (row.command) step.command = command_in(*row.command, fmt::format("step {}", number));
    if (step.command.has_value() != (step.kind == StepKind::done))
        throw base::Error(fmt::format("the journal's step {} is not whole.", number));
    return step;
}

void take(const JournalStep& step, Workspace& workspace)
{
    if (step.kind == StepKind::done)
        workspace.execute(*step.command);
    else if (!(step.kind == StepKind::undone ? workspace.undo() : workspace.redo()))
        throw base::Error("there is no other step before it.");
}

void require_room_for(const CaseScan& scan)
{
    if (scan.bytes.size() > largest_scan_bytes)
        throw base::Error(fmt::format("{}: at {} MB it is too large for a case, which takes {} MB.",
                                      scan.name,
                                      scan.bytes.size() >> 20,
                                      largest_scan_bytes >> 20));
}

void require_no_file(const fs::path& file)
{
    if (fs::exists(file))
        throw base::Error(fmt::format("{}: there is a file already.", file.filename().string()));
}

/// The right one's key is in the vault; the head of a file that was damaged tells nothing else.
Vault opened_vault(const Database& database, const CaseAccess& access)
{
    if (!access.passphrase)
        throw PassphraseNeeded("The case is locked: it opens with the practice's passphrase.");
    const Secret passphrase = access.passphrase();
    const std::optional<VaultHead> head = vault_head(database);
    std::optional<Vault> vault = head ? Vault::open(*head, passphrase) : std::nullopt;
    if (!vault)
        throw WrongPassphrase(
            "The case does not open: the passphrase is another, or the file is damaged.");
    return std::move(*vault);
}

}  // namespace

CaseFile::Inside::Inside(Database there, std::optional<Vault> lock, const std::string& by)
    : database(std::move(there))
    , vault(std::move(lock))
    , who(by)
    , store(vault ? sealed_store(database, *vault) : plain_store(database))
{
    log.emplace(*store, who);
}

std::unique_ptr<CaseFile::Inside>
CaseFile::Inside::make(Database fresh, std::optional<Vault> lock, const std::string& who)
{
    fresh.run(fmt::format(
                  "PRAGMA application_id = {}; PRAGMA user_version = {};", application_id, version)
                  .c_str());
    auto inside = std::make_unique<Inside>(std::move(fresh), std::move(lock), who);
    inside->store->make_tables();
    if (inside->vault) put(inside->vault->head(), inside->database);
    return inside;
}

std::unique_ptr<CaseFile::Inside> CaseFile::Inside::open(Database there, const CaseAccess& access)
{
    if (there.number("PRAGMA user_version") > version)
        there.refuse("a newer Mesomap made this case; this one cannot read it.");
    if (there.number(what_computes) > 0) there.refuse("this is no case file.");
    there.lock();
    std::optional<Vault> lock;
    if (has_vault(there)) lock = opened_vault(there, access);
    return std::make_unique<Inside>(std::move(there), std::move(lock), access.who);
}

std::unique_ptr<CaseFile::Inside>
CaseFile::Inside::open_again(Database there, std::optional<Vault> lock, const std::string& who)
{
    there.lock();
    return std::make_unique<Inside>(std::move(there), std::move(lock), who);
}

/// Whoever commits meanwhile waits for no more than some pages; the disk is waited for at the end,
/// when the case's own connection has no part in it any more.
void CaseFile::Inside::write_copy(const fs::path& file, const base::Progress& progress)
{
    constexpr int pages_at_once = 256;  // 1 MiB
    const Database copy = Database::make(file);
    copy.wait_for_disk(false);
    {
        Backup backup(database, copy);
        for (bool done = false; !done; progress.report(0.9f * backup.share())) {
            const auto turn = turnstile.pass();
            done = backup.step(pages_at_once);
        }
    }
    copy.wait_for_disk(true);
    copy.gather();
}

void CaseFile::Inside::begin_log_if_old() const
{
    if (store->has_log()) return;
    log->begin_late();
    database.run(fmt::format("PRAGMA user_version = {}", version).c_str());
}

CaseFile::CaseFile(const fs::path& file, const CaseScan& scan, const NewCase& how)
    : file_(file)
{
    require_no_file(file);
    require_room_for(scan);
    std::optional<Vault> lock;
    if (how.passphrase) lock = Vault::make(*how.passphrase, how.cost);
    Unfinished beside(file);
    {
        Database database = Database::make(beside.path());
        database.run("BEGIN");
        const auto fresh = Inside::make(std::move(database), std::move(lock), how.who);
        fresh->store->put(scan);
        fresh->log->begin(scan);
        fresh->database.run("COMMIT");
        lock = std::move(fresh->vault);
    }
    beside.take_place();
    inside_ = Inside::open_again(Database::open(file), std::move(lock), how.who);
}

CaseFile::CaseFile(const fs::path& file, const CaseAccess& access)
    : file_(file)
{
    if (!is_case_file(file))
        throw base::Error(fmt::format("{}: this is no case file.", file.filename().string()));
    inside_ = Inside::open(Database::open(file), access);
}

CaseFile::CaseFile(CaseFile&&) noexcept = default;
CaseFile& CaseFile::operator=(CaseFile&&) noexcept = default;
CaseFile::~CaseFile() = default;

CaseScan CaseFile::scan() const
{
    return inside_->store->scan();
}

std::vector<JournalStep> CaseFile::steps() const
{
    std::vector<JournalStep> steps;
    for (const JournalRow& row : inside_->store->steps())
        steps.push_back(step_of(row, steps.size() + 1));
    return steps;
}

void CaseFile::keep(std::span<const JournalStep> steps)
{
    const auto turn = inside_->turnstile.pass();
    Transaction transaction(inside_->database);
    inside_->begin_log_if_old();
    const std::int64_t first = inside_->store->step_count() + 1;
    std::vector<JournalRow> rows;
    for (const JournalStep& step : steps) {
        rows.push_back(row_of(step));
        inside_->store->add_step(first + std::int64_t(rows.size()) - 1, rows.back());
    }
    inside_->log->note_steps(first, rows);
    transaction.commit();
}

AuditHead CaseFile::note(std::string_view event, const nlohmann::ordered_json& facts)
{
    const auto turn = inside_->turnstile.pass();
    Transaction transaction(inside_->database);
    inside_->begin_log_if_old();
    inside_->log->note(event, facts);
    transaction.commit();
    return inside_->store->log_head().value_or(AuditHead{});
}

AuditReport CaseFile::audit() const
{
    return inside_->log->verify();
}

std::vector<AuditRow> CaseFile::audit_rows() const
{
    return inside_->store->has_log() ? inside_->store->log() : std::vector<AuditRow>();
}

bool CaseFile::audit_had(std::string_view hash) const
{
    return inside_->store->has_log() && inside_->log->had(hash);
}

/// Noted before, so that the copy tells that it is one.
void CaseFile::save_copy(const fs::path& file, const base::Progress& progress)
{
    require_no_file(file);
    Unfinished beside(file);
    note("copied", nlohmann::ordered_json::object());
    try {
        inside_->write_copy(beside.path(), progress);
        progress.report(1);
        beside.take_place();
    } catch (...) {
        note("copy not finished", nlohmann::ordered_json::object());
        throw;
    }
}

bool is_case_file(const fs::path& file)
{
    constexpr std::size_t id_at = 68;  // sqlite.org/fileformat.html
    std::array<char, id_at + 4> head{};
    std::ifstream stream(file, std::ios::binary);
    if (!stream.read(head.data(), head.size())) return false;
    int id = 0;
    for (std::size_t i = id_at; i < head.size(); ++i)
        id = id << 8 | static_cast<unsigned char>(head[i]);
    return std::memcmp(head.data(), "SQLite format 3", 16) == 0 && id == application_id;
}

void go_on_with(CaseFile& file, Workspace& workspace)
{
    const std::vector<JournalStep> steps = file.steps();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        try {
            take(steps[i], workspace);
        } catch (const base::Error& problem) {
            throw base::Error(fmt::format(
                "Step {} of the case cannot be taken again: {}", i + 1, problem.what()));
        }
    }
    file.note("opened", {{"steps", steps.size()}});
    workspace.keep_journal(&file);
}

}  // namespace session
