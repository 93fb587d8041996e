// SPDX-License-Identifier: MIT
#include "session/case_file.h"

#include "base/error.h"
#include "base/file.h"
#include "plans.h"
#include "program.h"
#include "sampling/cpu_sampler.h"
#include "session/workspace.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <thread>

namespace {

namespace fs = std::filesystem;
using namespace session;
using testing::HasSubstr;

const CaseScan some_scan{"face.stl", std::string("solid\0bytes", 11), base::LengthUnit::metre};

class CaseFileTest : public testing::Test {
protected:
    /// Two zones, a stroke, a spacing that was taken back, and one more to be done again.
    void work_in(Workspace& workspace) const
    {
        workspace.execute(AddZone{"cheek", "nappage"});
        test::paint_disc(workspace, "cheek", {0, 0, 1}, 10);
        workspace.execute(AddZone{"crown of \"é\"", "skin_booster"});
        workspace.execute(SetSpacing{"cheek", 5});
        workspace.undo();
        workspace.undo();
    }
    std::string refusal(const fs::path& place) const
    {
        try {
            CaseFile opened(place);
            opened.scan();
            opened.steps();
        } catch (const base::Error& problem) {
            return problem.what();
        }
        return "opened";
    }
    void make() const { CaseFile(file, some_scan); }
    void change(const std::function<void(std::string&)>& how) const
    {
        std::string bytes = base::read_file(file);
        how(bytes);
        base::write_file(file, bytes);
    }

    fs::path folder = test::fresh_folder("case_file");
    fs::path file = folder / "ann.mesocase";
    sampling::CpuSampler sampler;
    std::shared_ptr<const geometry::Scan> ball = test::ball_scan();
};

TEST_F(CaseFileTest, GoesOnWhereItStopped)
{
    std::string map;
    {
        CaseFile fresh(file, some_scan);
        Workspace workspace(sampler, ball);
        go_on_with(fresh, workspace);
        work_in(workspace);
        map = text_of(workspace.session_map());
    }
    EXPECT_TRUE(is_case_file(file));
    CaseFile again(file);
    EXPECT_EQ(again.scan().name, some_scan.name);
    EXPECT_EQ(again.scan().bytes, some_scan.bytes);
    EXPECT_EQ(again.scan().unit, some_scan.unit);
    Workspace workspace(sampler, ball);
    go_on_with(again, workspace);
    EXPECT_EQ(text_of(workspace.session_map()), map);
    EXPECT_EQ(workspace.history().undoable(), 2u);
    EXPECT_EQ(workspace.history().redoable(), 2u);
    EXPECT_TRUE(workspace.redo());
    EXPECT_EQ(workspace.current().zones.back().name, "crown of \"é\"");
}

TEST_F(CaseFileTest, ACopyIsTheCaseOfThatMomentWhileTheCaseGoesOn)
{
    const fs::path copy = folder / "ann copy.mesocase";
    CaseFile opened(file, some_scan);
    Workspace workspace(sampler, ball);
    go_on_with(opened, workspace);
    work_in(workspace);
    const std::string map = text_of(workspace.session_map());
    opened.save_copy(copy);
    EXPECT_FALSE(fs::exists(folder / "ann copy.mesocase.new"));
    workspace.execute(SetSpacing{"cheek", 9});

    CaseFile again(copy);
    EXPECT_EQ(again.scan().bytes, some_scan.bytes);
    EXPECT_EQ(again.steps().size() + 1, opened.steps().size());
    Workspace copied(sampler, ball);
    go_on_with(again, copied);
    EXPECT_EQ(text_of(copied.session_map()), map);
    EXPECT_TRUE(copied.redo()) << "with what was undone";
    copied.execute(AddZone{"only here", "nappage"});
    EXPECT_EQ(workspace.current().find("only here"), nullptr);
}

TEST_F(CaseFileTest, WhatIsDoneWhileACopyIsMadeGoesOnAndIsInTheCopyToo)
{
    const fs::path copy = folder / "ann copy.mesocase";
    CaseFile opened(file, {"face.stl", std::string(9 << 20, 's'), base::LengthUnit::metre});
    Workspace workspace(sampler, ball);
    go_on_with(opened, workspace);
    int zones = 0;
    opened.save_copy(copy, base::Progress([&](float) {
                         const auto add = [&] {
                             workspace.execute(AddZone{fmt::format("zone {}", ++zones), "nappage"});
                         };
                         std::thread(add).join();
                         return true;
                     }));
    EXPECT_GE(zones, 10) << "one for each MiB";
    CaseFile again(copy);
    EXPECT_TRUE(again.audit().is_whole());
    // The last two were done when the copy was whole already.
    EXPECT_EQ(again.steps().size() + 2, opened.steps().size());
    EXPECT_EQ(again.scan().bytes, opened.scan().bytes);
}

TEST_F(CaseFileTest, ACancelledCopyLeavesNoFileAndIsNoted)
{
    CaseFile opened(file, {"face.stl", std::string(9 << 20, 's'), base::LengthUnit::metre});
    const base::Progress cancels([](float share) { return share < 0.5f; });
    EXPECT_THROW(opened.save_copy(folder / "copy.mesocase", cancels), base::Cancelled);
    const auto files = std::distance(fs::directory_iterator(folder), fs::directory_iterator());
    EXPECT_EQ(files, 2) << "the case and what SQLite keeps beside it";
    EXPECT_THAT(opened.audit_rows().back().what, HasSubstr("copy not finished"));
    opened.save_copy(folder / "copy.mesocase");
    EXPECT_EQ(CaseFile(folder / "copy.mesocase").scan().bytes.size(), 9u << 20);
}

TEST_F(CaseFileTest, ACopyTakesNobodysPlaceAndLeavesNothingWhereItCannotBeWritten)
{
    CaseFile opened(file, some_scan);
    base::write_file(folder / "taken.mesocase", "other");
    EXPECT_THROW(opened.save_copy(folder / "taken.mesocase"), base::Error);
    EXPECT_EQ(base::read_file(folder / "taken.mesocase"), "other");
    EXPECT_THROW(opened.save_copy(folder / "missing" / "copy.mesocase"), base::Error);
    EXPECT_FALSE(fs::exists(folder / "missing"));
}

TEST_F(CaseFileTest, AStepIsOnTheDiskBeforeItShows)
{
    CaseFile fresh(file, some_scan);
    Workspace workspace(sampler, ball);
    go_on_with(fresh, workspace);
    work_in(workspace);
    const fs::path cut = folder / "power_cut";  // nothing was closed
    fs::create_directory(cut);
    for (const auto& part : fs::directory_iterator(folder))
        if (part.is_regular_file()) fs::copy_file(part, cut / part.path().filename());
    Workspace after(sampler, ball);
    CaseFile again(cut / file.filename());
    go_on_with(again, after);
    EXPECT_EQ(text_of(after.session_map()), text_of(workspace.session_map()));
    EXPECT_EQ(again.steps().size(), 6u);
}

TEST_F(CaseFileTest, IsLockedWhileItIsOpen)
{
    const CaseFile first(file, some_scan);
    EXPECT_THAT(refusal(file), HasSubstr("ann.mesocase: it is open in another window."));
}

TEST_F(CaseFileTest, ANewOneTakesNobodysPlace)
{
    base::write_file(file, "a letter");
    EXPECT_THROW(make(), base::Error);
    EXPECT_EQ(base::read_file(file), "a letter");
}

TEST_F(CaseFileTest, ANewOneThatCannotBeMadeLeavesNothing)
{
    EXPECT_THROW(CaseFile(folder / "none" / "ann.mesocase", some_scan), base::Error);
    EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(CaseFileTest, OtherFilesAreRefused)
{
    base::write_file(file,
                     "solid letter, not a case at all; it has more than a hundred letters, "
                     "so that there is a whole head of a file");
    EXPECT_THAT(refusal(file), HasSubstr("ann.mesocase: this is no case file."));
    EXPECT_THAT(refusal(folder / "none"), HasSubstr("none: this is no case file."));
}

TEST_F(CaseFileTest, ADamagedOneIsRefused)
{
    make();
    change([](std::string& bytes) { bytes.resize(bytes.size() / 2); });
    EXPECT_THAT(refusal(file), HasSubstr("damaged"));
}

TEST_F(CaseFileTest, AScanThatWasChangedIsRefused)
{
    make();
    change([](std::string& bytes) { bytes[bytes.find("solid")] = 'S'; });
    EXPECT_THAT(refusal(file), HasSubstr("its scan has changed"));
}

TEST_F(CaseFileTest, OneOfANewerProgramIsRefused)
{
    make();
    change([](std::string& bytes) { bytes[63] = 3; });  // the head's user version
    EXPECT_THAT(refusal(file), HasSubstr("a newer Mesomap made this case"));
}

TEST_F(CaseFileTest, WhereAStepCannotBeKeptTheCaseStaysAsItWas)
{
    struct FullDisk : Journal {
        void keep(std::span<const JournalStep>) override { throw base::Error("The disk is full."); }
    } full;
    Workspace workspace(sampler, ball);
    work_in(workspace);
    const std::string before = text_of(workspace.session_map());
    workspace.keep_journal(&full);
    EXPECT_THROW(workspace.execute(SetSpacing{"cheek", 9}), base::Error);
    EXPECT_THROW(test::paint_disc(workspace, "cheek", {0, 1, 0}, 10), base::Error);
    EXPECT_THROW(workspace.undo(), base::Error);
    EXPECT_THROW(workspace.redo(), base::Error);
    EXPECT_EQ(text_of(workspace.session_map()), before);
    EXPECT_EQ(workspace.history().undoable(), 2u);
    EXPECT_EQ(workspace.history().redoable(), 2u);
}

TEST_F(CaseFileTest, AJumpInHistoryIsKeptAtOnceAndFollowed)
{
    struct Counting : Journal {
        explicit Counting(CaseFile& kept)
            : file(kept)
        {
        }
        void keep(std::span<const JournalStep> steps) override
        {
            file.keep(steps);
            ++times;
        }
        CaseFile& file;
        int times = 0;
    };
    {
        CaseFile kept(file, some_scan);
        Workspace workspace(sampler, ball);
        go_on_with(kept, workspace);
        for (int mm = 3; mm < 13; ++mm)
            workspace.execute(AddZone{fmt::format("zone {}", mm), "nappage"});
        Counting counting(kept);
        workspace.keep_journal(&counting);
        EXPECT_TRUE(workspace.go_in_history(-8));
        EXPECT_TRUE(workspace.go_in_history(3));
        EXPECT_FALSE(workspace.go_in_history(6)) << "there are five";
        EXPECT_EQ(counting.times, 2);
    }
    CaseFile again(file);
    Workspace workspace(sampler, ball);
    go_on_with(again, workspace);
    EXPECT_EQ(workspace.current().zones.size(), 5u);
    EXPECT_EQ(workspace.history().redoable(), 5u);
}

TEST_F(CaseFileTest, KeepsThePictureBesideItsScan)
{
    CaseScan pictured = some_scan;
    pictured.picture = std::string("\x89PNG\0pixels", 11);
    CaseFile(file, pictured);
    EXPECT_EQ(CaseFile(file).scan().picture, pictured.picture);
    change([](std::string& bytes) { bytes[bytes.find("pixels")] = 'P'; });
    EXPECT_THAT(refusal(file), HasSubstr("its scan's picture has changed."));
}

TEST_F(CaseFileTest, OpensCasesOfBeforeThereWerePictures)
{
    make();
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(database, "DROP TABLE picture", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
    EXPECT_EQ(CaseFile(file).scan().bytes, some_scan.bytes);
    EXPECT_EQ(CaseFile(file).scan().picture, "");
}

}  // namespace
