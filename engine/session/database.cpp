// SPDX-License-Identifier: MIT
#include "session/database.h"

#include "base/error.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <exception>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace session {
namespace {

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
    case SQLITE_NOMEM:
        return "there is not enough memory.";
    case SQLITE_TOOBIG:
        return "it is too large for a case file.";
    default:
        return "the case file cannot be used.";
    }
}

}  // namespace

Database::Statement::Statement(const Database& database, const char* sql)
    : database_(database)
{
    database.require(sqlite3_prepare_v2(database.handle_, sql, -1, &handle_, nullptr));
}

Database::Statement::~Statement()
{
    sqlite3_finalize(handle_);
}

Database::Statement& Database::Statement::with(int place, std::optional<std::string_view> text)
{
    if (text)
        database_.require(sqlite3_bind_text64(
            handle_, place, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

Database::Statement& Database::Statement::with_number(int place, std::int64_t number)
{
    database_.require(sqlite3_bind_int64(handle_, place, number));
    return *this;
}

Database::Statement& Database::Statement::with_bytes(int place, std::string_view bytes)
{
    database_.require(
        sqlite3_bind_blob64(handle_, place, bytes.data(), bytes.size(), SQLITE_STATIC));
    return *this;
}

bool Database::Statement::next()
{
    const int code = sqlite3_step(handle_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) database_.require(code);
    return code == SQLITE_ROW;
}

bool Database::Statement::is_null(int column) const
{
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

std::int64_t Database::Statement::number(int column) const
{
    return sqlite3_column_int64(handle_, column);
}

std::string_view Database::Statement::value(int column) const
{
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_, column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

Database Database::make(const std::filesystem::path& file)
{
    // SQLite would make it for everybody to read; its journals take the file's own mode.
    const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made >= 0) ::close(made);
    return Database(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
}

Database Database::open(const std::filesystem::path& file)
{
    return Database(file, SQLITE_OPEN_READWRITE);
}

Database::Database(const std::filesystem::path& file, int flags)
    : name_(file.filename().string())
{
    const int code = sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr);
    if (code != SQLITE_OK) {
        sqlite3_close(handle_);
        refuse(reason(code));
    }
    run("PRAGMA temp_store = MEMORY");  // nothing of a case in the folder of temporary files
}

Database::Database(Database&& other) noexcept
    : name_(std::move(other.name_))
    , handle_(std::exchange(other.handle_, nullptr))
{
}

Database::~Database()
{
    sqlite3_close(handle_);
}

void Database::run(const char* sql) const
{
    require(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr));
}

std::int64_t Database::number(const char* sql) const
{
    Statement statement(*this, sql);
    return statement.next() ? statement.number(0) : 0;
}

bool Database::has_table(std::string_view name) const
{
    Statement statement(*this, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
    return statement.with(1, name).next();
}

void Database::lock() const
{
    run("PRAGMA locking_mode = EXCLUSIVE");
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = FULL");
    run("PRAGMA secure_delete = ON");
    run("BEGIN EXCLUSIVE; COMMIT");
}

void Database::wait_for_disk(bool waits) const
{
    run(waits ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
}

void Database::forget_the_past() const
{
    run("PRAGMA wal_checkpoint(TRUNCATE)");
}

void Database::gather() const
{
    run("PRAGMA journal_mode = DELETE");
}

void Database::refuse(std::string_view why) const
{
    throw base::Error(fmt::format("{}: {}", name_, why));
}

void Database::require(int code) const
{
    if (code != SQLITE_OK) refuse(reason(code));
}

Backup::Backup(const Database& from, const Database& to)
    : to_(to)
    , handle_(sqlite3_backup_init(to.handle_, "main", from.handle_, "main"))
{
    if (!handle_) to.refuse(reason(sqlite3_errcode(to.handle_)));
}

Backup::~Backup()
{
    sqlite3_backup_finish(handle_);
}

bool Backup::step(int pages)
{
    const int code = sqlite3_backup_step(handle_, pages);
    if (code != SQLITE_DONE) to_.require(code);
    return code == SQLITE_DONE;
}

float Backup::share() const
{
    const int all = sqlite3_backup_pagecount(handle_), left = sqlite3_backup_remaining(handle_);
    return all > 0 ? float(all - left) / float(all) : 0;
}

Transaction::Transaction(const Database& database)
    : database_(database)
{
    database_.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction()
{
    if (!open_) return;
    try {
        database_.run("ROLLBACK");
    } catch (const std::exception&) {
        // Some errors have rolled back already (sqlite.org/lang_transaction.html). Where there is
        // no memory to ask for it, the next transaction is refused, and closing rolls back.
    }
}

void Transaction::commit()
{
    database_.run("COMMIT");
    open_ = false;
}

}  // namespace session
