// SPDX-License-Identifier: MIT
// Who tampers with the audit log is found out.
#include "base/file.h"
#include "plans.h"
#include "program.h"
#include "sampling/cpu_sampler.h"
#include "scans.h"
#include "session/case_file.h"
#include "session/workspace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

namespace {

namespace fs = std::filesystem;
using namespace session;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr VaultCost quick{1, 8192};
const CaseScan some_scan{"face.stl", "solid bytes", base::LengthUnit::metre};

enum class Kind { readable, sealed };

/// Each test on a case that can be read and on one with a passphrase.
class AuditLogTest : public testing::TestWithParam<Kind> {
protected:
    AuditLogTest()
    {
        const Secret passphrase = Secret::of("correct horse battery");
        CaseFile made(
            file,
            some_scan,
            {.who = "Dr. Roe", .passphrase = sealed() ? &passphrase : nullptr, .cost = quick});
        work_in(made);  // rows 1 to 5: made, opened, and three steps
    }
    static bool sealed() { return GetParam() == Kind::sealed; }
    CaseFile open() const
    {
        return CaseFile(file, {"Dr. Roe", [] { return Secret::of("correct horse battery"); }});
    }
    void work_in(CaseFile& opened, const std::string& zone = "cheek") const
    {
        Workspace workspace(sampler, ball);
        go_on_with(opened, workspace);
        workspace.execute(AddZone{zone, "nappage"});
        workspace.execute(SetSpacing{zone, 5});
        workspace.undo();
    }
    /// In SQL, for either form of a case.
    void tamper(const std::string& readable_line, const std::string& sealed_line) const
    {
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
        const std::string& said = sealed() ? sealed_line : readable_line;
        EXPECT_EQ(sqlite3_exec(database, said.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
            << sqlite3_errmsg(database);
        sqlite3_close(database);
    }
    std::string found() const { return open().audit().problem; }

    fs::path folder = test::fresh_folder("audit_log");
    fs::path file = folder / "case.mesocase";
    mutable sampling::CpuSampler sampler;
    std::shared_ptr<const geometry::Scan> ball = test::ball_scan();
};

std::string name_of(const testing::TestParamInfo<Kind>& kind)
{
    return kind.param == Kind::sealed ? "Sealed" : "Readable";
}

INSTANTIATE_TEST_SUITE_P(Cases,
                         AuditLogTest,
                         testing::Values(Kind::readable, Kind::sealed),
                         name_of);

TEST_P(AuditLogTest, TellsWhoDidWhatAndWhen)
{
    const CaseFile opened = open();
    std::vector<std::string> events;
    for (const AuditRow& row : opened.audit_rows()) {
        EXPECT_EQ(row.who, "Dr. Roe");
        EXPECT_EQ(row.at.size(), std::string("2026-11-22T09:30:00.000Z").size());
        events.push_back(nlohmann::json::parse(row.what)["event"]);
    }
    EXPECT_THAT(events, ElementsAre("made", "opened", "steps", "steps", "steps"));
    EXPECT_TRUE(opened.audit().is_whole()) << opened.audit().problem;
    EXPECT_EQ(opened.audit().head.rows, 5);
    EXPECT_TRUE(opened.audit_had(opened.audit().head.hash));
    EXPECT_FALSE(opened.audit_had(std::string(64, '0')));
}

TEST_P(AuditLogTest, ARowThatWasTakenOutIsMissed)
{
    tamper("DELETE FROM audit WHERE number = 3",
           "DELETE FROM sealed WHERE place = 'audit' AND number = 3");
    EXPECT_EQ(found(), "row 3 is missing");
}

TEST_P(AuditLogTest, ARowThatWasTakenOutIsMissedThoughOthersMoveUp)
{
    tamper(
        "DELETE FROM audit WHERE number = 3; UPDATE audit SET number = number - 1 WHERE number > 3",
        "DELETE FROM sealed WHERE place = 'audit' AND number = 3; UPDATE sealed SET number = "
        "number - 1 WHERE place = 'audit' AND number > 3");
    EXPECT_THAT(found(), HasSubstr("row 3 has been changed"));
}

TEST_P(AuditLogTest, AChangedRowIsFound)
{
    tamper("UPDATE audit SET who = 'Dr. Doe' WHERE number = 4",
           "UPDATE sealed SET bytes = CAST(substr(bytes, 1, 60) || x'00' || substr(bytes, 62) AS "
           "BLOB) WHERE "
           "place = 'audit' AND number = 4");
    EXPECT_THAT(found(), HasSubstr("row 4 has been changed"));
}

TEST_P(AuditLogTest, RowsThatChangedPlacesAreFound)
{
    tamper(
        "UPDATE audit SET number = 99 WHERE number = 3; UPDATE audit SET number = 3 WHERE number "
        "= 4; UPDATE audit SET number = 4 WHERE number = 99",
        "UPDATE sealed SET number = 99 WHERE place = 'audit' AND number = 3; UPDATE sealed SET "
        "number = 3 WHERE place = 'audit' AND number = 4; UPDATE sealed SET number = 4 WHERE "
        "place = 'audit' AND number = 99");
    EXPECT_THAT(found(), HasSubstr("row 3 has been changed"));
}

TEST_P(AuditLogTest, AnEndThatWasCutOffIsMissed)
{
    tamper("DELETE FROM audit WHERE number > 3",
           "DELETE FROM sealed WHERE place = 'audit' AND number > 3");
    EXPECT_EQ(found(), "row 4 is missing");
}

TEST_P(AuditLogTest, AHeadThatWasTakenAwayIsMissed)
{
    tamper("DELETE FROM audit_head", "DELETE FROM sealed WHERE place = 'audit head'");
    EXPECT_EQ(found(), "row 5 is the last, and the log's head is missing");
}

TEST_P(AuditLogTest, AStepThatWasTakenOutIsMissed)
{
    tamper("DELETE FROM journal WHERE number = 3",
           "DELETE FROM sealed WHERE place = 'step' AND number = 3");
    EXPECT_EQ(found(), "row 5 tells of other steps than the journal has");
}

TEST_P(AuditLogTest, AnOlderCopyOfTheWholeFileLacksAHeadThatWasPrinted)
{
    fs::copy_file(file, folder / "older");
    std::string printed;
    {
        CaseFile opened = open();
        printed = opened.note("exported", {{"points", 20}}).hash;
    }
    EXPECT_TRUE(open().audit_had(printed));
    fs::copy_file(folder / "older", file, fs::copy_options::overwrite_existing);
    EXPECT_EQ(found(), "") << "by itself it is whole";
    EXPECT_FALSE(open().audit_had(printed));
}

TEST_P(AuditLogTest, WorkGoesOnThoughTheLogIsBrokenAndTheBreakStaysThere)
{
    tamper(
        "DELETE FROM audit WHERE number = 3; DELETE FROM audit_head",
        "DELETE FROM sealed WHERE place = 'audit' AND number = 3; DELETE FROM sealed WHERE place "
        "= 'audit head'");
    {
        CaseFile opened = open();
        work_in(opened, "chin");
    }
    EXPECT_EQ(found(), "row 3 is missing");
}

TEST(AuditLogOfOldCases, BeginsWithTheFirstThingDone)
{
    const fs::path file = test::fresh_folder("audit_log_old") / "old.mesocase";
    fs::copy_file(test::fixture("version_1.mesocase"), file);
    EXPECT_THAT(CaseFile(file).audit().problem, HasSubstr("older than the log"));
    {
        CaseFile opened(file);
        EXPECT_EQ(opened.scan().name, "ball.ply");
        EXPECT_EQ(opened.steps().size(), 3u);
        opened.keep(std::array{JournalStep{StepKind::undone, std::nullopt}});
    }
    const CaseFile again(file);
    EXPECT_TRUE(again.audit().is_whole()) << again.audit().problem;
    EXPECT_EQ(again.audit().head.rows, 2);
    EXPECT_EQ(again.steps().size(), 4u);
}

TEST(AuditLogOfOldCases, IsTakenOverByAPassphrase)
{
    const fs::path file = test::fresh_folder("audit_log_sealed") / "old.mesocase";
    fs::copy_file(test::fixture("version_1.mesocase"), file);
    const CaseFile sealed =
        CaseFile::with_passphrase(CaseFile(file), Secret::of("correct horse battery"), quick);
    EXPECT_TRUE(sealed.audit().is_whole()) << sealed.audit().problem;
    EXPECT_EQ(sealed.steps().size(), 3u);
}

}  // namespace
