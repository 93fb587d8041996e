// SPDX-License-Identifier: MIT
// Cases with a passphrase: what lies in their files, and who can open them.
#include "base/error.h"
#include "base/file.h"
#include "plans.h"
#include "program.h"
#include "sampling/cpu_sampler.h"
#include "session/case_file.h"
#include "session/workspace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <sys/stat.h>

namespace {

namespace fs = std::filesystem;
using namespace session;
using testing::HasSubstr;
using testing::Not;

constexpr VaultCost quick{1, 8192};  // the file tells it; new cases cost what VaultCost says
const CaseScan some_scan{"Ann Planted.stl",
                         std::string("solid\0bytes of a face", 21),
                         base::LengthUnit::metre,
                         "PNG picture"};

class CaseLockTest : public testing::Test {
protected:
    static CaseAccess with(std::string_view passphrase)
    {
        return {"Dr. Roe", [text = std::string(passphrase)] { return Secret::of(text); }};
    }
    CaseFile make() const
    {
        const Secret passphrase = Secret::of(right);
        return CaseFile(
            file, some_scan, {.who = "Dr. Roe", .passphrase = &passphrase, .cost = quick});
    }
    void work_in(CaseFile& opened, const std::string& zone = "Planted zone") const
    {
        Workspace workspace(sampler, ball);
        go_on_with(opened, workspace);
        workspace.execute(AddZone{zone, "nappage"});
        test::paint_disc(workspace, zone.c_str(), {0, 0, 1}, 10);
        workspace.undo();
    }
    std::string refusal(const CaseAccess& access) const
    {
        try {
            CaseFile opened(file, access);
            opened.scan();
            opened.steps();
        } catch (const base::Error& problem) {
            return problem.what();
        }
        return "opened";
    }
    /// All bytes of the case, the journal of SQLite among them.
    std::string everything() const
    {
        std::string bytes;
        for (const auto& part : fs::directory_iterator(folder))
            bytes += base::read_file(part.path());
        return bytes;
    }
    void sql(const std::string& line) const
    {
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(database, line.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
            << line;
        sqlite3_close(database);
    }

    static constexpr const char* right = "correct horse battery";
    fs::path folder = test::fresh_folder("case_lock");
    fs::path file = folder / "case.mesocase";
    mutable sampling::CpuSampler sampler;
    std::shared_ptr<const geometry::Scan> ball = test::ball_scan();
};

TEST_F(CaseLockTest, GoesOnWithItsPassphraseOnly)
{
    {
        CaseFile made = make();
        work_in(made);
    }
    EXPECT_THROW(CaseFile{file}, PassphraseNeeded);
    EXPECT_THROW(CaseFile(file, with("correct horse batterz")), WrongPassphrase);
    EXPECT_THROW(CaseFile(file, with("")), WrongPassphrase);
    CaseFile again(file, with(right));
    EXPECT_EQ(again.scan().name, some_scan.name);
    EXPECT_EQ(again.scan().bytes, some_scan.bytes);
    EXPECT_EQ(again.scan().unit, some_scan.unit);
    EXPECT_EQ(again.scan().picture, some_scan.picture);
    EXPECT_EQ(again.steps().size(), 3u);
    EXPECT_TRUE(again.audit().is_whole()) << again.audit().problem;
}

TEST_F(CaseLockTest, TheFileAndItsJournalHoldNothingThatCanBeRead)
{
    CaseFile opened = make();
    work_in(opened);
    ASSERT_TRUE(fs::exists(folder / "case.mesocase-wal"));
    for (const char* clinical :
         {"Planted", "solid", "PNG pic", "nappage", "add_zone", "metre", "Roe", "opened"})
        EXPECT_THAT(everything(), Not(HasSubstr(clinical)));
}

TEST_F(CaseLockTest, ADamagedHeadAndAnotherPassphraseReadTheSame)
{
    make();
    const std::string wrong = refusal(with("another one"));
    for (const char* damage : {"UPDATE vault SET salt = randomblob(16)",
                               "UPDATE vault SET passes = 2",
                               "UPDATE vault SET memory_bytes = 99999999999999",
                               "UPDATE vault SET case_id = x'00'",
                               "UPDATE vault SET wrapped_key = randomblob(48)",
                               "DELETE FROM vault"}) {
        sql(damage);
        EXPECT_EQ(refusal(with(right)), wrong) << damage;
    }
}

TEST_F(CaseLockTest, NoRowCanTakeAnothersPlace)
{
    {
        CaseFile made = make();
        work_in(made);
    }
    sql("UPDATE sealed SET number = number + 10 WHERE place = 'step' AND number = 1;"
        "UPDATE sealed SET number = 1 WHERE place = 'step' AND number = 2;"
        "UPDATE sealed SET number = 2 WHERE place = 'step' AND number = 11;");
    EXPECT_EQ(refusal(with(right)),
              "case.mesocase: the case file is damaged: its step 1 has changed.");
}

TEST_F(CaseLockTest, NoRowComesFromAnotherCase)
{
    make();
    fs::rename(file, folder / "other.mesocase");
    make();
    sql("ATTACH '" + (folder / "other.mesocase").string() +
        "' AS other; UPDATE sealed SET bytes = (SELECT bytes FROM other.sealed WHERE place = "
        "'scan') WHERE place = 'scan'");
    EXPECT_EQ(refusal(with(right)),
              "case.mesocase: the case file is damaged: its scan has changed.");
}

TEST_F(CaseLockTest, AnyFlippedBitOfTheScanIsFound)
{
    make();
    sql("UPDATE sealed SET bytes = CAST(substr(bytes, 1, 99) || x'00' || substr(bytes, 101) AS "
        "BLOB) WHERE "
        "place = 'scan'");
    EXPECT_THAT(refusal(with(right)), HasSubstr("its scan has changed"));
}

TEST_F(CaseLockTest, TwoCasesWithOneScanHaveNothingInCommon)
{
    make();
    const std::string one = base::read_file(file);
    fs::remove(file);
    make();
    const std::string two = base::read_file(file);
    ASSERT_EQ(one.size(), two.size()) << "nor does the length tell";
    int equal = 0;
    for (std::size_t at = 0; at + 64 < one.size(); at += 64)
        equal +=
            one.substr(at, 64) == two.substr(at, 64) && one.substr(at, 64) != std::string(64, '\0');
    EXPECT_LT(equal, 60) << "blocks of 64 bytes: SQLite's own";
}

TEST_F(CaseLockTest, ANewPassphraseTakesTheOldOnesPlaceForGood)
{
    CaseFile opened = make();
    work_in(opened);
    sqlite3* database = nullptr;
    const fs::path look = folder / "look";
    opened.save_copy(look);
    ASSERT_EQ(sqlite3_open(look.c_str(), &database), SQLITE_OK);
    std::string wrapped;
    sqlite3_exec(
        database,
        "SELECT hex(wrapped_key) FROM vault",
        [](void* into, int, char** values, char**) {
            const std::string hex = values[0];
            for (std::size_t i = 0; i < hex.size(); i += 2)
                *static_cast<std::string*>(into) += char(std::stoi(hex.substr(i, 2), nullptr, 16));
            return 0;
        },
        &wrapped,
        nullptr);
    sqlite3_close(database);
    fs::remove(look);
    ASSERT_EQ(wrapped.size(), 48u);
    ASSERT_THAT(everything(), HasSubstr(wrapped));

    opened.change_passphrase(Secret::of("a newer passphrase"));
    EXPECT_THAT(everything(), Not(HasSubstr(wrapped))) << "while it is open still";
    EXPECT_TRUE(opened.opens_with(Secret::of("a newer passphrase")));
    EXPECT_FALSE(opened.opens_with(Secret::of(right)));
    work_in(opened, "Planted on another day");
    {
        const CaseFile closed = std::move(opened);
    }
    EXPECT_THROW(CaseFile(file, with(right)), WrongPassphrase);
    const CaseFile again(file, with("a newer passphrase"));
    EXPECT_EQ(again.steps().size(), 6u);
    EXPECT_TRUE(again.audit().is_whole());
}

TEST_F(CaseLockTest, AReadableCaseGetsOneAndLosesItAgain)
{
    std::vector<JournalStep> steps;
    {
        CaseFile plain(file, some_scan);
        work_in(plain);
        steps = plain.steps();
        CaseFile sealed = CaseFile::with_passphrase(std::move(plain), Secret::of(right), quick);
        EXPECT_THAT(everything(), Not(HasSubstr("Planted")));
        EXPECT_TRUE(sealed.has_passphrase());
        work_in(sealed, "Planted on another day");
    }
    EXPECT_EQ(refusal({}), "The case is locked: it opens with the practice's passphrase.");
    CaseFile sealed(file, with(right));
    EXPECT_EQ(sealed.steps().size(), steps.size() + 3);
    EXPECT_TRUE(sealed.audit().is_whole()) << sealed.audit().problem;
    {
        const CaseFile readable = CaseFile::without_passphrase(std::move(sealed));
    }
    const CaseFile again(file);
    EXPECT_EQ(again.scan().bytes, some_scan.bytes);
    EXPECT_EQ(again.steps().size(), steps.size() + 3);
    EXPECT_TRUE(again.audit().is_whole()) << again.audit().problem;
}

TEST_F(CaseLockTest, ACopyKeepsThePassphrase)
{
    CaseFile opened = make();
    work_in(opened);
    opened.save_copy(folder / "copy.mesocase");
    EXPECT_THROW(CaseFile(folder / "copy.mesocase"), PassphraseNeeded);
    EXPECT_EQ(CaseFile(folder / "copy.mesocase", with(right)).steps().size(), 3u);
}

TEST_F(CaseLockTest, AllFilesAreTheOwnersAloneWhateverTheUmask)
{
    const mode_t before = ::umask(0);
    {
        CaseFile opened = make();
        work_in(opened);
        opened.save_copy(folder / "copy.mesocase");
        CaseFile(folder / "plain.mesocase", some_scan);
    }
    CaseFile opened(file, with(right));
    work_in(opened, "Planted on another day");
    ::umask(before);
    for (const auto& part : fs::directory_iterator(folder))
        EXPECT_EQ(part.status().permissions(), fs::perms::owner_read | fs::perms::owner_write)
            << part.path();
}

TEST_F(CaseLockTest, ByItselfAPassphraseIsTriedAtAModeratePrice)
{
    EXPECT_EQ(VaultCost().passes, 3u);  // crypto_pwhash_OPSLIMIT_MODERATE
    EXPECT_EQ(VaultCost().memory_bytes, 256u << 20);
}

TEST_F(CaseLockTest, WhatIsSealedHasOneLengthForManyContents)
{
    const Vault vault = Vault::make(Secret::of(right), quick);
    EXPECT_EQ(vault.sealed("step", 1, "undone").size(),
              vault.sealed("step", 1, std::string(200, 'x')).size());
    for (const std::size_t size : {0, 1, 255, 256, 257, 65535, 65536, 200000}) {
        std::string content(size, '\0');
        if (size > 2) content[size - 2] = '\x80';
        EXPECT_EQ(vault.opened("step", 1, vault.sealed("step", 1, content)), content) << size;
    }
    EXPECT_FALSE(vault.opened("step", 1, "short"));
    EXPECT_FALSE(vault.opened("step", 2, vault.sealed("step", 1, "undone")));
    EXPECT_FALSE(vault.opened("scan", 1, vault.sealed("step", 1, "undone")));
}

}  // namespace
