// SPDX-License-Identifier: MIT
#include "session/case_file.h"

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "session/workspace.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <cstring>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

namespace session {
namespace {

namespace fs = std::filesystem;

constexpr int application_id = 0x4D455343;  // "MESC": what `file` and we know a case file by
constexpr int version = 1;
constexpr std::size_t largest_scan_bytes = 900u << 20;  // SQLite's own limit is 1 GB a value

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

constexpr std::array kind_names{"done", "undone", "redone"};  // by StepKind

StepKind kind_named(std::string_view name)
{
    for (std::size_t i = 0; i < kind_names.size(); ++i)
        if (name == kind_names[i]) return StepKind(i);
    throw base::Error(fmt::format("the journal has a step \"{}\".", name));
}

/// A database that takes its place when it is whole; gone again, with SQLite's own journal of it,
/// if it never does.
class Unfinished {
public:
    explicit Unfinished(const fs::path& file)
        : file_(file)
        , beside_(fs::path(file) += ".new")
    {
        remove();
    }
    Unfinished(const Unfinished&) = delete;
    ~Unfinished()
    {
        if (!beside_.empty()) remove();
    }
    const fs::path& path() const { return beside_; }
    void take_place()
    {
        base::move_file(beside_, file_);
        beside_.clear();
    }

private:
    void remove() const
    {
        std::error_code ignored;
        fs::remove(beside_, ignored);
        fs::remove(fs::path(beside_) += "-journal", ignored);
    }

    fs::path file_, beside_;
};

void take(const JournalStep& step, Workspace& workspace)
{
    if (step.kind == StepKind::done)
        workspace.execute(*step.command);
    else if (!(step.kind == StepKind::undone ? workspace.undo() : workspace.redo()))
        throw base::Error("there is no other step before it.");
}

std::string_view reason(int code)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "it is open in another window.";
    case SQLITE_NOTADB:
        return "this is no case file.";
    case SQLITE_CORRUPT:
        return "the case file is damaged.";
    case SQLITE_FULL:
        return "the disk is full.";
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return "it cannot be written to.";
    case SQLITE_CANTOPEN:
        return "it cannot be opened.";
    case SQLITE_IOERR:
        return "the disk does not answer as it should.";
    case SQLITE_TOOBIG:
        return "it is too large for a case file.";
    default:
        return "the case file cannot be used.";
    }
}

}  // namespace

/// One SQLite file, locked for as long as this lives.
class CaseFile::Database {
public:
    /// One statement, from its first row to its last.
    class Statement {
    public:
        Statement(const Database& database, const char* sql)
            : database_(database)
        {
            database.require(sqlite3_prepare_v2(database.handle_, sql, -1, &handle_, nullptr));
        }
        ~Statement() { sqlite3_finalize(handle_); }
        Statement(const Statement&) = delete;

        Statement& with(int place, std::optional<std::string_view> text)
        {
            if (text)
                database_.require(sqlite3_bind_text64(
                    handle_, place, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8));
            return *this;
        }
        Statement& with_bytes(int place, std::string_view bytes)
        {
            database_.require(
                sqlite3_bind_blob64(handle_, place, bytes.data(), bytes.size(), SQLITE_STATIC));
            return *this;
        }
        /// False behind the last row.
        bool next()
        {
            const int code = sqlite3_step(handle_);
            if (code != SQLITE_ROW && code != SQLITE_DONE) database_.require(code);
            return code == SQLITE_ROW;
        }
        bool is_null(int column) const
        {
            return sqlite3_column_type(handle_, column) == SQLITE_NULL;
        }
        int number(int column) const { return sqlite3_column_int(handle_, column); }
        /// Text or bytes; they live until the next row.
        std::string_view value(int column) const
        {
            const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_, column));
            return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
        }

    private:
        const Database& database_;
        sqlite3_stmt* handle_ = nullptr;
    };

    Database(const fs::path& file, int flags)
        : name_(file.filename().string())
    {
        const int code = sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr);
        if (code != SQLITE_OK) {
            sqlite3_close(handle_);
            refuse(reason(code));
        }
    }
    ~Database() { sqlite3_close(handle_); }
    Database(const Database&) = delete;

    void run(const char* sql) const
    {
        require(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr));
    }
    /// Some errors have done so already (sqlite.org/lang_transaction.html).
    void roll_back() const
    {
        if (sqlite3_get_autocommit(handle_) == 0)
            sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
    }
    int number(const char* sql) const
    {
        Statement statement(*this, sql);
        return statement.next() ? statement.number(0) : 0;
    }
    void lock() const
    {
        run("PRAGMA locking_mode = EXCLUSIVE");
        run("PRAGMA journal_mode = WAL");
        run("PRAGMA synchronous = FULL");  // what is kept is on the disk, power or not
        run("BEGIN EXCLUSIVE; COMMIT");
    }
    /// All of one moment, by SQLite's backup (sqlite.org/backup.html).
    void copy_to(const Database& other) const
    {
        sqlite3_backup* backup = sqlite3_backup_init(other.handle_, "main", handle_, "main");
        if (!backup) other.refuse(reason(sqlite3_errcode(other.handle_)));
        sqlite3_backup_step(backup, -1);
        other.require(sqlite3_backup_finish(backup));
    }
    [[noreturn]] void refuse(std::string_view why) const
    {
        throw base::Error(fmt::format("{}: {}", name_, why));
    }

private:
    void require(int code) const
    {
        if (code != SQLITE_OK) refuse(reason(code));
    }

    std::string name_;
    sqlite3* handle_ = nullptr;
};

CaseFile::CaseFile(const fs::path& file, const CaseScan& scan)
{
    if (fs::exists(file))
        throw base::Error(fmt::format("{}: there is a file already.", file.filename().string()));
    if (scan.bytes.size() > largest_scan_bytes)
        throw base::Error(fmt::format("{}: at {} MB it is too large for a case, which takes {} MB.",
                                      scan.name,
                                      scan.bytes.size() >> 20,
                                      largest_scan_bytes >> 20));
    Unfinished beside(file);
    {
        const Database fresh(beside.path(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        fresh.run("BEGIN");
        fresh.run(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};",
                              application_id,
                              version)
                      .c_str());
        fresh.run(tables);
        std::optional<std::string> unit;
        if (scan.unit) unit.emplace(base::name_of(*scan.unit));
        Database::Statement(fresh,
                            "INSERT INTO scan (name, unit, sha256, bytes) VALUES (?, ?, ?, ?)")
            .with(1, scan.name)
            .with(2, unit)
            .with(3, base::sha256_hex(scan.bytes))
            .with_bytes(4, scan.bytes)
            .next();
        if (!scan.picture.empty())
            Database::Statement(fresh, "INSERT INTO picture (sha256, bytes) VALUES (?, ?)")
                .with(1, base::sha256_hex(scan.picture))
                .with_bytes(2, scan.picture)
                .next();
        fresh.run("COMMIT");
    }
    beside.take_place();
    *this = CaseFile(file);
}

CaseFile::CaseFile(const fs::path& file)
{
    if (!is_case_file(file))
        throw base::Error(fmt::format("{}: this is no case file.", file.filename().string()));
    database_ = std::make_unique<Database>(file, SQLITE_OPEN_READWRITE);
    if (database_->number("PRAGMA user_version") > version)
        database_->refuse("a newer Mesomap made this case; this one cannot read it.");
    database_->lock();
}

CaseFile::CaseFile(CaseFile&&) noexcept = default;
CaseFile& CaseFile::operator=(CaseFile&&) noexcept = default;
CaseFile::~CaseFile() = default;

CaseScan CaseFile::scan() const
{
    Database::Statement row(*database_, "SELECT name, unit, sha256, bytes FROM scan");
    if (!row.next()) database_->refuse("the case has no scan.");
    CaseScan scan{std::string(row.value(0)), std::string(row.value(3)), std::nullopt, picture()};
    if (base::sha256_hex(scan.bytes) != row.value(2))
        database_->refuse("the case file is damaged: its scan has changed.");
    if (!row.is_null(1)) scan.unit = base::length_unit_named(row.value(1));
    return scan;
}

std::string CaseFile::picture() const
{
    if (database_->number("SELECT count(*) FROM sqlite_master WHERE name = 'picture'") == 0)
        return {};
    Database::Statement row(*database_, "SELECT sha256, bytes FROM picture");
    if (!row.next()) return {};
    std::string bytes(row.value(1));
    if (base::sha256_hex(bytes) != row.value(0))
        database_->refuse("the case file is damaged: its scan's picture has changed.");
    return bytes;
}

std::vector<JournalStep> CaseFile::steps() const
{
    std::vector<JournalStep> steps;
    Database::Statement row(*database_, "SELECT kind, command FROM journal ORDER BY number");
    while (row.next()) {
        JournalStep step{kind_named(row.value(0)), std::nullopt};
        if (!row.is_null(1))
            step.command = command_in(row.value(1), fmt::format("step {}", steps.size() + 1));
        steps.push_back(std::move(step));
    }
    return steps;
}

void CaseFile::keep(std::span<const JournalStep> steps)
{
    database_->run("BEGIN IMMEDIATE");
    try {
        for (const JournalStep& step : steps) {
            std::optional<std::string> line;
            if (step.command) line = line_of(*step.command);
            Database::Statement(*database_, "INSERT INTO journal (kind, command) VALUES (?, ?)")
                .with(1, kind_names[std::size_t(step.kind)])
                .with(2, line)
                .next();
        }
        database_->run("COMMIT");
    } catch (...) {
        database_->roll_back();
        throw;
    }
}

void CaseFile::save_copy(const fs::path& file) const
{
    if (fs::exists(file))
        throw base::Error(fmt::format("{}: there is a file already.", file.filename().string()));
    Unfinished beside(file);
    {
        const Database copy(beside.path(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        database_->copy_to(copy);
        copy.run("PRAGMA journal_mode = DELETE");  // all of it in this one file
    }
    beside.take_place();
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
    workspace.keep_journal(&file);
}

}  // namespace session
