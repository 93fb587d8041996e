// SPDX-License-Identifier: MIT
// Cases: work that goes on another day, by the real program.
#include "base/file.h"
#include "program.h"
#include "scans.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* first_day =
    R"({"command":"add_zone","zone":"forehead","technique":"skin_booster"}
{"command":"paint_stroke","zone":"forehead","mode":"add","radius_mm":14,"path_mm":[[0,60,100]]}
)";
constexpr const char* second_day = R"({"command":"set_spacing","zone":"forehead","spacing_mm":5}
)";

class CaseTest : public testing::Test {
protected:
    CaseTest()
    {
        base::write_file(folder / "first.jsonl", first_day);
        base::write_file(folder / "second.jsonl", second_day);
        base::write_file(folder / "both.jsonl", std::string(first_day) + second_day);
        base::write_file(folder / "nothing.jsonl", "");
    }
    std::string at(const char* name) const { return (folder / name).string(); }
    test::ProgramResult run(const char* script, const std::vector<std::string>& more) const
    {
        std::vector<std::string> arguments{"run", at(script)};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return test::run_program(arguments);
    }
    /// The case of the first day.
    void begin() const
    {
        const auto made = run("first.jsonl", {"--scan", face, "--case", at("ann.mesocase")});
        ASSERT_EQ(made.exit_code, 0) << made.errors;
    }

    const std::string face = test::reference_model("face.ply").string();
    fs::path folder = test::fresh_folder("case");
};

TEST_F(CaseTest, WhatTwoDaysDidIsWhatOneRunDoes)
{
    begin();
    const auto second =
        run("second.jsonl", {"--case", at("ann.mesocase"), "--map", at("two_days.json")});
    ASSERT_EQ(second.exit_code, 0) << second.errors;
    ASSERT_EQ(run("both.jsonl", {"--scan", face, "--map", at("one_run.json")}).exit_code, 0);
    EXPECT_EQ(base::read_file(folder / "two_days.json"), base::read_file(folder / "one_run.json"));
}

TEST_F(CaseTest, ItNeedsTheScanNoMore)
{
    fs::copy_file(face, folder / "face.ply");
    ASSERT_EQ(
        run("first.jsonl", {"--scan", at("face.ply"), "--case", at("ann.mesocase")}).exit_code, 0);
    fs::remove(folder / "face.ply");
    ASSERT_EQ(
        run("nothing.jsonl", {"--case", at("ann.mesocase"), "--map", at("map.json")}).exit_code, 0);
    EXPECT_EQ(test::run_program({"verify", at("map.json"), "--scan", face}).exit_code, 0);
}

TEST_F(CaseTest, ACommandThatFailsLeavesTheStepsBeforeIt)
{
    begin();
    base::write_file(folder / "wrong.jsonl", std::string(second_day) + second_day + R"(
{"command":"set_spacing","zone":"chin","spacing_mm":5})");
    const auto wrong = run("wrong.jsonl", {"--case", at("ann.mesocase")});
    test::expect_one_sentence(wrong);
    EXPECT_THAT(wrong.errors, HasSubstr("There is no zone \"chin\"."));
    EXPECT_EQ(run("nothing.jsonl", {"--case", at("ann.mesocase")}).output,
              "0 commands gave 1 zones\n");
}

TEST_F(CaseTest, WhatIsNoCaseIsRefusedAndACaseIsNotWrittenOver)
{
    test::expect_one_sentence(run("first.jsonl", {"--case", at("none.mesocase")}));
    test::expect_one_sentence(run("first.jsonl", {"--case", face}));
    test::expect_one_sentence(
        run("first.jsonl", {"--scan", at("none.ply"), "--case", at("new.mesocase")}));
    EXPECT_FALSE(fs::exists(folder / "new.mesocase"));
    begin();
    const std::string before = base::read_file(folder / "ann.mesocase");
    test::expect_one_sentence(run("first.jsonl", {"--scan", face, "--case", at("ann.mesocase")}));
    EXPECT_EQ(base::read_file(folder / "ann.mesocase"), before);
}

}  // namespace
