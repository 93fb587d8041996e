// SPDX-License-Identifier: MIT
// The passphrase of a case: set, changed, taken away.
#include "base/error.h"
#include "session/case_inside.h"
#include "session/unfinished.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace session {

bool CaseFile::has_passphrase() const
{
    return inside_->vault.has_value();
}

bool CaseFile::opens_with(const Secret& passphrase) const
{
    return inside_->vault && inside_->vault->opens_with(passphrase);
}

void CaseFile::change_passphrase(const Secret& passphrase)
{
    base::check(has_passphrase(), "the case has a passphrase to be changed");
    const VaultHead changed = inside_->vault->head_with(passphrase);
    Transaction transaction(inside_->database);
    put(changed, inside_->database);
    inside_->log->note("passphrase changed", nlohmann::ordered_json::object());
    transaction.commit();
    inside_->vault->take(changed);
    inside_->database.forget_the_past();
}

void CaseFile::protect(const Secret& passphrase, const VaultCost& cost)
{
    if (has_passphrase()) return change_passphrase(passphrase);
    const std::filesystem::path file = file_;
    const std::string who = inside_->who;
    try {
        *this = with_passphrase(std::move(*this), passphrase, cost);
    } catch (const base::Error&) {
        *this = CaseFile(file, {.who = who});
        throw;
    }
}

CaseFile CaseFile::with_passphrase(CaseFile opened, const Secret& passphrase, const VaultCost& cost)
{
    base::check(!opened.has_passphrase(), "the case has no passphrase yet");
    return rewritten(std::move(opened), Vault::make(passphrase, cost), "passphrase set");
}

CaseFile CaseFile::without_passphrase(CaseFile opened)
{
    base::check(opened.has_passphrase(), "the case has a passphrase to be taken away");
    return rewritten(std::move(opened), std::nullopt, "passphrase taken away");
}

/// SQLite's journal of the old file must be gone before the new one has its name: it would be taken
/// for the new one's. The old one stays locked until then, so that nobody writes to what goes away.
CaseFile CaseFile::rewritten(CaseFile opened, std::optional<Vault> lock, std::string_view event)
{
    const Inside& from = *opened.inside_;
    const std::filesystem::path file = opened.file_;
    const std::string who = from.who;
    Unfinished beside(file);
    {
        Database database = Database::make(beside.path());
        database.run("BEGIN");
        const auto fresh = Inside::make(std::move(database), std::move(lock), who);
        fresh->store->put(from.store->scan());
        std::int64_t number = 0;
        for (const JournalRow& step : from.store->steps())
            fresh->store->add_step(++number, step);
        fresh->log->take_over(*from.store, event);
        fresh->database.run("COMMIT");
        lock = std::move(fresh->vault);
    }
    from.database.gather();
    beside.take_place();
    opened.inside_.reset();
    return CaseFile(file, Inside::open_again(Database::open(file), std::move(lock), who));
}

CaseFile::CaseFile(const std::filesystem::path& file, std::unique_ptr<Inside> inside)
    : file_(file)
    , inside_(std::move(inside))
{
}

}  // namespace session
