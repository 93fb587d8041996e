// SPDX-License-Identifier: MIT
// Ctrl-C in the middle of a long plan, as a person at a terminal presses it.
#include "program.h"
#include "scans.h"

#include "base/file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace {

namespace fs = std::filesystem;

TEST(Interruption, EndsAPlanWithinFiftyMillisecondsAndLeavesNothing)
{
    const fs::path folder = test::fresh_folder("interruption");
    base::write_file(folder / "request.json",
                     R"({"format":"mesomap.request","version":1,"zones":[{"name":"all",
                         "technique":"nappage","spacing_mm":0.8,"strokes":[
                         {"mode":"add","radius_mm":70,"path_mm":[[0,68,96]]}]}]})");
    // The machine may be busy with other tests: the best of three tells what the program does.
    double quickest_ms = 1e9;
    for (int trial = 0; trial < 3; ++trial) {
        const test::InterruptedRun run =
            test::interrupt_program({"plan",
                                     (folder / "request.json").string(),
                                     "--scan",
                                     test::reference_model("face.ply").string(),
                                     "--out",
                                     (folder / "map.json").string(),
                                     "--device",
                                     "cpu"},
                                    " %");
        EXPECT_EQ(run.exit_code, 130) << run.screen;
        EXPECT_THAT(run.screen, testing::HasSubstr("planning: "));
        EXPECT_THAT(run.screen, testing::EndsWith("mesomap: Stopped.\r\n"));
        EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 1)
            << "only the request";
        quickest_ms = std::min(quickest_ms, run.took_ms);
    }
    EXPECT_LT(quickest_ms, 50);
}

}  // namespace
