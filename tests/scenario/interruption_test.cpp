// SPDX-License-Identifier: MIT
// Ctrl-C in the middle of long work, as a person at a terminal presses it.
#include "program.h"
#include "scans.h"

#include "base/file.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace {

namespace fs = std::filesystem;

#ifdef MESOMAP_SANITIZED
constexpr double longest_ms = 500;  // the sanitizers' time, not the program's
#else
constexpr double longest_ms = 50;
#endif

class Interruption : public testing::Test {
protected:
    std::string at(const char* name) const { return (folder / name).string(); }

    std::size_t files() const
    {
        return std::size_t(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
    }

    /// Presses Ctrl-C while `what` goes on. Gives how long the program took to end, ms: the machine
    /// may be busy with other tests, so the best of some trials tells what the program does.
    double stopped_ms(const std::vector<std::string>& arguments,
                      const std::string& what,
                      const std::function<void()>& after_each) const
    {
        double quickest_ms = 1e9;
        for (int trial = 0; trial < 3 || (trial < 10 && quickest_ms >= longest_ms); ++trial) {
            const test::InterruptedRun run = test::interrupt_program(arguments, what + ": ");
            EXPECT_EQ(run.exit_code, 130) << run.screen;
            EXPECT_THAT(run.screen, testing::HasSubstr(what + ": "));
            EXPECT_THAT(run.screen, testing::EndsWith("mesomap: Stopped.\r\n"));
            after_each();
            quickest_ms = std::min(quickest_ms, run.took_ms);
        }
        return quickest_ms;
    }

    const fs::path folder = test::fresh_folder("interruption");
    const std::string face = test::reference_model("face.ply").string();
};

constexpr const char* large_request =
    R"({"format":"mesomap.request","version":1,"zones":[{"name":"all",
        "technique":"nappage","spacing_mm":0.8,"strokes":[
        {"mode":"add","radius_mm":70,"path_mm":[[0,68,96]]}]}]})";

constexpr const char* large_script =
    R"({"command":"add_zone","zone":"all","technique":"nappage"}
{"command":"set_spacing","zone":"all","spacing_mm":0.8}
{"command":"paint_stroke","zone":"all","mode":"add","radius_mm":70,"path_mm":[[0,68,96]]}
)";

TEST_F(Interruption, EndsAPlanWithinFiftyMillisecondsAndLeavesNothing)
{
    base::write_file(folder / "request.json", large_request);
    const double ms = stopped_ms(
        {"plan", at("request.json"), "--scan", face, "--out", at("map.json"), "--device", "cpu"},
        "planning",
        [&] { EXPECT_EQ(files(), 1u) << "only the request"; });
    EXPECT_LT(ms, longest_ms);
}

TEST_F(Interruption, EndsARunWithinFiftyMillisecondsAndLeavesNoMap)
{
    base::write_file(folder / "script.jsonl", large_script);
    const double ms = stopped_ms(
        {"run", at("script.jsonl"), "--scan", face, "--map", at("map.json"), "--device", "cpu"},
        "planning",
        [&] { EXPECT_EQ(files(), 1u) << "only the script"; });
    EXPECT_LT(ms, longest_ms);
}

TEST_F(Interruption, EndsTheReplayOfALongScriptBetweenTwoCommands)
{
    std::string script = R"({"command":"add_zone","zone":"all","technique":"nappage"})";
    for (int stroke = 0; stroke < 3000; ++stroke)
        script += fmt::format(
            R"({}{{"command":"paint_stroke","zone":"all","mode":"add","radius_mm":30,"path_mm":[[{},68,96]]}})",
            "\n",
            stroke % 7);
    base::write_file(folder / "script.jsonl", script);
    base::write_file(folder / "nothing.jsonl", "");
    const double ms = stopped_ms(
        {"run", at("script.jsonl"), "--scan", face, "--case", at("ann.mesocase")},
        "replaying",
        [&] {
            const auto again =
                test::run_program({"run", at("nothing.jsonl"), "--case", at("ann.mesocase")});
            EXPECT_EQ(again.exit_code, 0) << again.errors;
            EXPECT_THAT(again.output, testing::StartsWith("0 commands gave ")) << again.output;
            fs::remove(folder / "ann.mesocase");
            EXPECT_EQ(files(), 2u) << "only the scripts";
        });
    EXPECT_LT(ms, longest_ms);
}

TEST_F(Interruption, EndsAVerificationWithinFiftyMilliseconds)
{
    std::string request = large_request;
    request.replace(request.find("0.8"), 3, "1.5");  // smaller: it must be planned first
    request.replace(request.find("70,"), 2, "40");
    base::write_file(folder / "request.json", request);
    const auto planned = test::run_program(
        {"plan", at("request.json"), "--scan", face, "--out", at("map.json"), "--device", "cpu"});
    ASSERT_EQ(planned.exit_code, 0) << planned.errors;
    const double ms = stopped_ms({"verify", at("map.json"), "--scan", face}, "verifying", [] {});
    EXPECT_LT(ms, longest_ms);
}

}  // namespace
