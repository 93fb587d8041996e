// SPDX-License-Identifier: MIT
// A map's way to a device and back, at the command line: key, approval, the stand-alone reader that
// device makers get, a thousand changed maps, and the acknowledgement.
#include "program.h"
#include "scans.h"

#include "base/file.h"
#include "session/acknowledgement.h"
#include "session/canonical_text.h"
#include "session/session_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* request =
    R"({ "format": "mesomap.request", "version": 1, "seed": 7, "zones": [
  { "name": "left cheek", "technique": "skin_booster", "angle_deg": 90,
    "strokes": [{ "mode": "add", "radius_mm": 14, "path_mm": [[45, -24, 75]] }] },
  { "name": "forehead", "technique": "micropapule",
    "strokes": [{ "mode": "add", "radius_mm": 14, "path_mm": [[10, 66, 94]] }] }] })";

class ApprovalTest : public testing::Test {
protected:
    std::string at(const std::string& name) const { return (folder / name).string(); }

    test::ProgramResult approve(const std::string& expires, const std::string& out) const
    {
        return test::run_program({"approve",
                                  at("map.json"),
                                  "--key",
                                  at("practice.key"),
                                  "--by",
                                  "Dr. Ann Roe",
                                  "--on",
                                  "2026-11-22",
                                  "--expires",
                                  expires,
                                  "--out",
                                  at(out)});
    }
    test::ProgramResult verify(const std::string& map, const std::vector<std::string>& more) const
    {
        std::vector<std::string> arguments{"verify", at(map), "--scan", face};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return test::run_program(arguments);
    }
    void begin() const
    {
        base::write_file(folder / "request.json", request);
        const auto planned =
            test::run_program({"plan",
                               at("request.json"),
                               "--scan",
                               face,
                               "--landmarks",
                               test::reference_model("face.landmarks.json").string(),
                               "--out",
                               at("map.json"),
                               "--device",
                               "cpu"});
        ASSERT_EQ(planned.exit_code, 0) << planned.errors;
        ASSERT_EQ(test::run_program({"key", "new", "--out", at("practice.key")}).exit_code, 0);
        const auto approved = approve("2026-12-31", "approved.json");
        ASSERT_EQ(approved.exit_code, 0) << approved.errors;
    }

    const std::string face = test::reference_model("face.ply").string();
    fs::path folder = test::fresh_folder("approval");
};

TEST_F(ApprovalTest, IsByAKeyThatItsOwnerAloneCanRead)
{
    ASSERT_EQ(test::run_program({"key", "new", "--out", at("practice.key")}).exit_code, 0);
    EXPECT_EQ(fs::status(folder / "practice.key").permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
    const auto again = test::run_program({"key", "new", "--out", at("practice.key")});
    test::expect_one_sentence(again);
    EXPECT_THAT(again.errors, HasSubstr("is there already"));

    fs::permissions(folder / "practice.key", fs::perms::others_read, fs::perm_options::add);
    const auto open_to_all = approve("2026-12-31", "again.json");
    test::expect_one_sentence(open_to_all);
    EXPECT_THAT(open_to_all.errors, HasSubstr("can be read by others"));
    EXPECT_FALSE(fs::exists(folder / "again.json"));
}

TEST_F(ApprovalTest, IsVerifiedWithTheKeyOnTheDay)
{
    begin();
    const std::vector<std::string> with_key{"--key", at("practice.pub"), "--on"};
    const auto on = [&](const char* day) {
        auto more = with_key;
        more.push_back(day);
        return more;
    };
    const auto fine = verify("approved.json", on("2026-12-31"));
    EXPECT_EQ(fine.exit_code, 0) << fine.errors;
    EXPECT_THAT(fine.output, HasSubstr("approved by Dr. Ann Roe on 2026-11-22 until 2026-12-31"));
    EXPECT_THAT(verify("approved.json", on("2027-01-01")).errors,
                HasSubstr("expired on 2026-12-31"));
    EXPECT_EQ(verify("map.json", {}).exit_code, 0) << "a draft is as good as before";
    test::expect_one_sentence(approve("2026-11-21", "late.json"));
}

/// The first line on stderr of a shell command, or "done".
std::string said(const std::string& command, const fs::path& folder)
{
    const fs::path file = folder / "said.txt";
    const int code = std::system((command + " >/dev/null 2>'" + file.string() + "'").c_str());
    return code == 0 ? "done" : base::read_file(file);
}

TEST_F(ApprovalTest, IsReadByTheStandAloneReader)
{
    begin();
    const std::string reader =
        "python3 '" + (test::source_folder() / "docs/read_session_map.py").string() + "' ";
    const std::string by_key = " --key '" + at("practice.pub") + "' --on ";
    EXPECT_EQ(said(reader + at("approved.json") + by_key + "2026-12-31 --scan " + face, folder),
              "done");
    EXPECT_THAT(said(reader + at("approved.json") + by_key + "2027-01-01", folder),
                HasSubstr("refused: The map expired on 2026-12-31"));
    EXPECT_THAT(said(reader + at("map.json") + by_key + "2026-12-01", folder),
                HasSubstr("nobody has approved it"));
    EXPECT_EQ(said(reader + at("map.json") + " --simulate", folder), "done");
}

TEST_F(ApprovalTest, AThousandChangedMapsAreRefused)
{
    begin();
    fs::create_directories(folder / "changed");
    const std::string script =
        "python3 '" + (test::source_folder() / "tests/scenario/map_mutations.py").string() + "' '" +
        (test::source_folder() / "docs/read_session_map.py").string() + "' '" + at("map.json") +
        "' '" + at("approved.json") + "' '" + at("practice.key") + "' '" + at("changed") + "'";
    EXPECT_EQ(said(script, folder), "done");

    // Our own judge, on a few of them.
    const std::vector<std::string> by_key{"--key", at("practice.pub"), "--on", "2026-12-01"};
    for (const auto& [name, sentence] : std::vector<std::pair<std::string, std::string>>{
             {"sign_of_one_point", "its position is"},
             {"axes_of_the_whole_frame", "Left and right are swapped"},
             {"scale_of_the_witness", "mm apart, but the map states"},
             {"truncated", "is not valid JSON"},
             {"unit", "units.length is"},
             {"points_exchanged", "is not listed in the order of its id"},
             {"number_that_is_none", "is not valid JSON"},
             {"signature_changed", "The signature does not fit"},
             {"expired", "The map expired on"}})
        EXPECT_THAT(verify("changed/" + name + ".json", by_key).errors, HasSubstr(sentence))
            << name;
}

/// All points done, but the first, as a device would say it.
std::string acknowledged(const std::string& map_text, bool simulated)
{
    const session::SessionMap map = session::session_map_in(map_text, "map");
    session::Acknowledgement done;
    done.map_checksum = session::checksum_in(map_text);
    done.use_id = map.approval->use_id;
    done.device = "Bench 7";
    done.device_version = "1";
    done.simulated = simulated;
    done.residual_mm = 0.3;
    for (const session::MapPoint& point : map.points)
        done.points.push_back({point.id,
                               session::Outcome::done,
                               session::time_text(1'796'000'000 + point.id),
                               point.position_mm,
                               point.volume_ml,
                               ""});
    done.points[0] = {1, session::Outcome::skipped, done.points[0].at, {}, 0, "a mole"};
    return text_of(done);
}

TEST_F(ApprovalTest, ComesBackIntoTheCase)
{
    begin();
    base::write_file(folder / "nothing.jsonl", "");
    const std::string map = base::read_file(folder / "approved.json");
    base::write_file(folder / "done.json", acknowledged(map, false));
    base::write_file(folder / "dry.json", acknowledged(map, true));
    ASSERT_EQ(test::run_program(
                  {"run", at("nothing.jsonl"), "--scan", face, "--case", at("ann.mesocase")})
                  .exit_code,
              0);
    const auto acknowledge = [&](const char* file) {
        return test::run_program(
            {"acknowledge", at(file), "--map", at("approved.json"), "--case", at("ann.mesocase")});
    };
    test::expect_one_sentence(acknowledge("dry.json"));
    const auto kept = acknowledge("done.json");
    EXPECT_EQ(kept.exit_code, 0) << kept.errors;
    EXPECT_THAT(kept.output, HasSubstr("1 skipped"));
    EXPECT_THAT(kept.output, HasSubstr("a mole"));
    const auto twice = acknowledge("done.json");
    test::expect_one_sentence(twice);
    EXPECT_THAT(twice.errors, HasSubstr("knows already what visit 1 gave"));

    // The next visit keeps away from what was given.
    base::write_file(folder / "next.jsonl", R"({"command":"set_visit","visit":2,"on":"2026-12-20"}
{"command":"add_zone","zone":"left cheek","technique":"skin_booster"}
{"command":"paint_stroke","zone":"left cheek","mode":"add","radius_mm":14,"path_mm":[[45,-24,75]]}
)");
    const auto next = test::run_program({"run",
                                         at("next.jsonl"),
                                         "--case",
                                         at("ann.mesocase"),
                                         "--map",
                                         at("next.json"),
                                         "--device",
                                         "cpu"});
    ASSERT_EQ(next.exit_code, 0) << next.errors;
    EXPECT_THAT(base::read_file(folder / "next.json"), HasSubstr("series.sites"));
}

}  // namespace
