// SPDX-License-Identifier: MIT
// One SQLite file, locked for as long as it is open. What goes wrong becomes one sentence with the
// file's name.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_backup;
struct sqlite3_stmt;

namespace session {

class Database {
public:
    /// One statement, from its first row to its last.
    class Statement {
    public:
        Statement(const Database& database, const char* sql);
        ~Statement();
        Statement(const Statement&) = delete;

        // What is bound lives until the statement has run.
        Statement& with(int place, std::optional<std::string_view> text);
        Statement& with_number(int place, std::int64_t number);
        Statement& with_bytes(int place, std::string_view bytes);
        /// False behind the last row.
        bool next();
        bool is_null(int column) const;
        std::int64_t number(int column) const;
        /// Text or bytes; they live until the next row.
        std::string_view value(int column) const;

    private:
        const Database& database_;
        sqlite3_stmt* handle_ = nullptr;
    };

    /// A fresh file, for its owner alone from its first byte on, whatever the umask.
    static Database make(const std::filesystem::path& file);
    /// One that is there.
    static Database open(const std::filesystem::path& file);
    Database(Database&& other) noexcept;
    ~Database();

    void run(const char* sql) const;
    std::int64_t number(const char* sql) const;
    bool has_table(std::string_view name) const;
    /// Nobody else opens the file from now on, and what is committed is on the disk, power or not.
    void lock() const;
    /// Whether what is committed waits for the disk: a file that has no name yet need not.
    void wait_for_disk(bool waits) const;
    /// What was overwritten or removed is in neither the file nor the journal beside it any more.
    void forget_the_past() const;
    /// All of it in this one file, with nothing beside it; what was locked stays so.
    void gather() const;
    [[noreturn]] void refuse(std::string_view why) const;

private:
    friend class Backup;

    Database(const std::filesystem::path& file, int flags);
    void require(int code) const;

    std::string name_;
    sqlite3* handle_ = nullptr;
};

/// A database becoming another one's copy, some pages at a time, by SQLite's backup
/// (sqlite.org/backup.html). What is committed to the first meanwhile, over its own connection,
/// goes into the copy too: once done it is all of one moment.
class Backup {
public:
    Backup(const Database& from, const Database& to);
    Backup(const Backup&) = delete;
    ~Backup();
    /// Copies so many pages more; true once it is done. No transaction may be open in the first.
    bool step(int pages);
    float share() const;  // that is done, 0 to 1

private:
    const Database& to_;
    sqlite3_backup* handle_;
};

/// All that is written while it lives is on the disk at once or not at all.
class Transaction {
public:
    explicit Transaction(const Database& database);
    Transaction(const Transaction&) = delete;
    /// Takes back what was not committed.
    ~Transaction();
    void commit();

private:
    const Database& database_;
    bool open_ = true;
};

}  // namespace session
