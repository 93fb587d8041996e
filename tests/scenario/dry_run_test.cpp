// SPDX-License-Identifier: MIT
// The injector's side of a map, by the real program.
#include "program.h"
#include "scans.h"

#include "base/file.h"
#include "session/acknowledgement.h"
#include "session/canonical_text.h"
#include "session/session_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;

class DryRunProgram : public testing::Test {
protected:
    DryRunProgram()
        : folder_(test::fresh_folder("dry_run"))
        , scan_(test::reference_model("face.ply"))
        , map_(folder_ / "map.json")
    {
        const auto planned = test::run_program(
            {"plan", test::reference_model("face.request.json"), "--scan", scan_, "--out", map_});
        EXPECT_EQ(planned.exit_code, 0) << planned.errors;
    }

    fs::path practice_key() const
    {
        const fs::path key = folder_ / "practice.key";
        EXPECT_EQ(test::run_program({"key", "new", "--out", key}).exit_code, 0);
        return folder_ / "practice.pub";
    }

    fs::path folder_, scan_, map_;
};

TEST_F(DryRunProgram, TellsPathReachAndTime)
{
    const auto said = test::run_program({"dry-run", map_, "--scan", scan_, "--json"});
    const json facts = json::parse(said.output);
    const json map = json::parse(base::read_file(map_));
    EXPECT_EQ(facts["points"], map["points"].size());
    EXPECT_EQ(facts["done"].get<std::size_t>() + facts["not_done"].size(), map["points"].size());
    EXPECT_EQ(said.exit_code, facts["not_done"].empty() ? 0 : 1);
    EXPECT_LE(facts["least_path_mm"], facts["path_mm"]);
    EXPECT_LE(facts["path_mm"].get<double>(), 1.03 * facts["least_path_mm"].get<double>());
    EXPECT_GT(facts["seconds"], facts["done"]);

    const auto text = test::run_program({"dry-run", map_, "--scan", scan_});
    EXPECT_THAT(text.output, HasSubstr("nobody was treated"));
    EXPECT_THAT(text.output, HasSubstr("from memory, to be checked by a clinician"));
}

TEST_F(DryRunProgram, WritesWhatADeviceWould)
{
    const fs::path out = folder_ / "done.json";
    const std::vector<std::string> command{
        "dry-run", map_, "--scan", scan_, "--out", out, "--at", "2026-11-22T09:00:00Z"};
    test::run_program(command);
    const std::string text = base::read_file(out);
    const auto done = session::acknowledgement_in(text, "done.json");
    const std::string map_text = base::read_file(map_);
    const auto map = session::session_map_in(map_text, "map.json");
    EXPECT_EQ(done.map_checksum, session::checksum_in(map_text));
    EXPECT_TRUE(done.simulated);
    ASSERT_EQ(done.points.size(), map.points.size());
    EXPECT_EQ(done.points.front().at, "2026-11-22T09:00:00Z");
    for (const session::AcknowledgedPoint& point : done.points)
        if (point.measured_mm) {
            EXPECT_EQ(*point.measured_mm, map.points[point.id - 1].position_mm);
        }
    test::run_program(command);
    EXPECT_EQ(base::read_file(out), text) << "the same run, the same bytes";
}

TEST_F(DryRunProgram, RefusesAChangedMapAndAnotherScan)
{
    std::string text = base::read_file(map_);
    text.replace(text.find("\"depth_mm\": "), 13, "\"depth_mm\": 9");
    base::write_file(folder_ / "changed.json", text);
    const auto changed = test::run_program({"dry-run", folder_ / "changed.json", "--scan", scan_});
    test::expect_one_sentence(changed);

    const auto other =
        test::run_program({"dry-run", map_, "--scan", test::reference_model("scalp.ply")});
    test::expect_one_sentence(other);
    EXPECT_THAT(other.errors, HasSubstr("not the scan of this map"));
}

}  // namespace
