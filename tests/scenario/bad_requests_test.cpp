// SPDX-License-Identifier: MIT
// Requests that must be refused: one sentence that says what is wrong, a failure code, no file.
#include "program.h"
#include "shapes.h"

#include "base/file.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// A ball of 60 mm radius around the origin, as a scan file.
std::string ball_file()
{
    const geometry::Mesh ball = test::sphere(60, 3);
    std::string text = "# millimetres\n";
    for (const glm::vec3 p : ball.positions)
        text += fmt::format("v {:.4f} {:.4f} {:.4f}\n", p.x, p.y, p.z);
    for (const glm::uvec3 t : ball.triangles)
        text += fmt::format("f {} {} {}\n", t.x + 1, t.y + 1, t.z + 1);
    return text;
}

const std::string place = "[0, 0, 60]";

std::string stroke(const std::string& mode = "add",
                   const std::string& radius = "12",
                   const std::string& at = place)
{
    return fmt::format(R"({{"mode":"{}","radius_mm":{},"path_mm":[{}]}})", mode, radius, at);
}

std::string zone(const std::string& more = "",
                 const std::string& strokes = stroke(),
                 const std::string& name = "cheek",
                 const std::string& technique = "skin_booster")
{
    return fmt::format(
        R"({{"name":"{}","technique":"{}",{}"strokes":[{}]}})", name, technique, more, strokes);
}

std::string request(const std::string& zones, const std::string& more = "")
{
    return fmt::format(R"({{"format":"mesomap.request","version":1,{}"zones":[{}]}})", more, zones);
}

std::string eight_zones_at_one_place()
{
    std::string zones;
    for (int i = 0; i < 8; ++i)
        zones +=
            (i > 0 ? "," : "") + zone("", stroke("add", "12", "[0, 0, 60]"), fmt::format("z{}", i));
    return request(zones);
}

struct BadRequest {
    std::string name;
    std::string text;
    std::string says;
};

std::ostream& operator<<(std::ostream& out, const BadRequest& bad)
{
    return out << bad.name;
}

std::vector<BadRequest> all_bad_requests()
{
    return {
        {"Empty", "", "not valid JSON"},
        {"CutOff", request(zone()).substr(0, 80), "not valid JSON at line 1"},
        {"NotANumber", request(zone(R"("spacing_mm":NaN,)")), "not valid JSON"},
        {"TextForNumber", request(zone(R"("spacing_mm":"NaN",)")), "must be a number"},
        {"HugeNumber", request(zone(R"("spacing_mm":1e999,)")), "out of range"},
        {"AList", "[1, 2]", "must be an object"},
        {"WrongFormat", R"({"format":"mesomap.case","version":1,"zones":[]})", "mesomap.request"},
        {"WrongVersion",
         R"({"format":"mesomap.request","version":2,"zones":[]})",
         "version is 2, but it must be 1"},
        {"WrongUnit", request(zone(), R"("unit":"km",)"), "unit is \"km\""},
        {"ContradictingUnit", request(zone(), R"("unit":"cm",)"), "mm"},
        {"NegativeSeed", request(zone(), R"("seed":-1,)"), "seed is -1"},
        {"NoZones", request(""), "zones is a list of 0"},
        {"UnknownField", request(zone(R"("spacing":6,)")), "unknown field \"spacing\""},
        {"FieldTwice", request(zone(R"("depth_mm":1,"depth_mm":2,)")), "twice"},
        {"ControlCharacter",
         request(zone("", stroke(), "cheek\\u001b[2J")),
         "a control character in a text"},
        {"NoStrokes", request(zone("", "")), "strokes is a list of 0"},
        {"UnknownTechnique",
         request(zone("", stroke(), "cheek", "botox")),
         "no technique \"botox\""},
        {"UnknownPattern", request(zone(R"("pattern":"spiral",)")), "\"spiral\""},
        {"SpacingAndNumber", request(zone(R"("spacing_mm":6,"points":9,)")), "contradict"},
        {"NumberOfRows", request(zone(R"("pattern":"rows","points":9,)")), "not for rows"},
        {"NumberTooLarge", request(zone(R"("points":99999,)")), "99999 points do not fit on"},
        {"NumberBeyondAll", request(zone(R"("points":1000000,)")), "at most 100000"},
        {"DensityOfNothing", request(zone(R"("density_per_cm2":0.01,)")), "less than one point"},
        {"DoseWithoutVolume",
         request(zone(R"("dose_ml_per_cm2":0.01,"volume_ml":0,)")),
         "a dose needs a volume per point above 0"},
        {"LineWithoutLine", request(zone(R"("pattern":"line",)")), "needs line_mm"},
        {"LineOffTheSkin",
         request(zone(R"("pattern":"line","line_mm":[[0,0,60],[0,0,99]],)")),
         "Zone \"cheek\": The drawn line's place (0.0, 0.0, 99.0) is 39."},
        {"DirectionOfNoLength",
         request(zone(R"("pattern":"rows","direction":[0,0,0],)")),
         "a direction needs a length"},
        {"DirectionIntoTheSkin",
         request(zone(R"("pattern":"rows","direction":[0,0,1],)")),
         "leaves the skin straight"},
        {"PinnedOffTheSkin",
         request(zone(R"("pinned_mm":[[0,0,90]],)")),
         "the pinned point (0.0, 0.0, 90.0) is more than 10 mm off the skin"},
        {"PinnedOutsideTheZone",
         request(zone(R"("pinned_mm":[[60,0,0]],)")),
         "the pinned point (60.0, 0.0, 0.0) lies"},
        {"PinnedTwice",
         request(zone(R"("pinned_mm":[[0,0,60],[0,0,60]],)")),
         "two points are pinned at (0, 0, 60)"},
        {"RowsRimFirst",
         request(zone(R"("pattern":"rows","border":"rim-first",)")),
         "the border rim-first is for a spacing with the patterns"},
        {"MirroredNumber",
         request(zone(R"("points":9,"mirrored":true,)")),
         "not for a number of points"},
        {"MirrorOfNoNormal",
         request(zone(R"("mirrored":true,"mirror_point_mm":[0,0,0],"mirror_normal":[0,0,0],)")),
         "a mirror plane's normal needs a length"},
        {"InsetOfAllTheZone", request(zone(R"("inset_mm":25,)")), "\"cheek\""},
        {"BlendTooShort",
         request(zone(R"("spacing_mm":8,"spacing_at_border_mm":4,"blend_mm":3,)")),
         "needs a blend of at least 8 mm, not 3 mm"},
        {"UnknownNeedle", request(zone(R"("needle":"n99",)")), "no needle \"n99\""},
        {"ZeroSpacing", request(zone(R"("spacing_mm":0,)")), "at least 0.5"},
        {"NegativeSpacing", request(zone(R"("spacing_mm":-4,)")), "spacing_mm is -4"},
        {"SpacingOfTenMetres", request(zone(R"("spacing_mm":10000,)")), "at most 100"},
        {"ZeroRadius", request(zone("", stroke("add", "0"))), "above 0"},
        {"NegativeRadius", request(zone("", stroke("add", "-3"))), "radius_mm is -3"},
        {"HugeRadius", request(zone("", stroke("add", "100000"))), "at most 300"},
        {"UnknownMode", request(zone("", stroke("paint"))), "\"paint\""},
        {"EmptyPath", request(zone("", stroke("add", "12", ""))), "path_mm is a list of 0"},
        {"FlatPlace", request(zone("", stroke("add", "12", "[1, 2]"))), "list of 2"},
        {"StrokeOffTheSkin", request(zone("", stroke("add", "12", "[0, 0, 160]"))), "Zone"},
        {"ZoneTooSmall", request(zone("", stroke("add", "0.3"))), "\"cheek\""},
        {"EraseOnly", request(zone("", stroke("erase"))), "no skin"},
        {"AllErased",
         request(zone("", stroke() + "," + stroke("erase", "20"))),
         "\"cheek\" has no skin"},
        {"SameNames", request(zone() + "," + zone()), "two zones called \"cheek\""},
        {"EmptyName", request(zone("", stroke(), "")), "name is \"\""},
        {"BlankName", request(zone("", stroke(), "  ")), "not empty"},
        {"EightZonesAtOnePlace", eight_zones_at_one_place(), "lies wholly under"},
        {"DepthBeyondNeedle",
         request(zone(R"("depth_mm":3,"angle_deg":90,"needle":"n30_13",)") + "," +
                 zone(R"("depth_mm":3.9,"angle_deg":30,)",
                      stroke("add", "12", "[0, 60, 0]"),
                      "b",
                      "nappage")),
         "above 4 mm, the length of the needle"},
        {"DepthBeyondAllPublished",
         request(
             zone(R"("depth_mm":6,"angle_deg":90,"needle":"n30_13",)", stroke(), "a", "nappage")),
         "above 4 mm, published as the most for nappage"},
        {"ZeroDepth", request(zone(R"("depth_mm":0,)")), "depth_mm is 0"},
        {"FlatAngle", request(zone(R"("angle_deg":0,)")), "angle_deg is 0"},
        {"ObtuseAngle", request(zone(R"("angle_deg":120,)")), "at most 90"},
        {"NegativeVolume", request(zone(R"("volume_ml":-0.1,)")), "volume_ml is -0.1"},
        {"MissingDepth", request(zone("", stroke(), "chin", "dca_grid")), "needs a depth_mm"},
        {"MissingSpacing", request(zone("", stroke(), "cheek", "bap_5")), "needs a spacing_mm"}};
}

class BadRequests : public testing::TestWithParam<BadRequest> {};

TEST_P(BadRequests, IsRefusedWithOneSentenceAndNoFile)
{
    const BadRequest& bad = GetParam();
    const fs::path folder = test::fresh_folder("bad_request_" + bad.name);
    base::write_file(folder / "ball.obj", ball_file());
    base::write_file(folder / "request.json", bad.text);
    const test::ProgramResult result = test::run_program({"plan",
                                                          (folder / "request.json").string(),
                                                          "--scan",
                                                          (folder / "ball.obj").string(),
                                                          "--out",
                                                          (folder / "map.json").string(),
                                                          "--csv",
                                                          (folder / "map.csv").string(),
                                                          "--device",
                                                          "cpu"});
    test::expect_one_sentence(result);
    EXPECT_THAT(result.errors, HasSubstr(bad.says));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 2)
        << "only the request and the scan";
}

INSTANTIATE_TEST_SUITE_P(Files,
                         BadRequests,
                         testing::ValuesIn(all_bad_requests()),
                         [](const auto& bad) { return bad.param.name; });

class BadPlaces : public testing::Test {
protected:
    BadPlaces()
    {
        base::write_file(folder / "ball.obj", ball_file());
        base::write_file(folder / "request.json", request(zone()));
    }
    std::string at(const char* name) const { return (folder / name).string(); }

    fs::path folder = test::fresh_folder("bad_request_places");
};

TEST_F(BadPlaces, MissingFilesAreRefused)
{
    test::expect_one_sentence(test::run_program(
        {"plan", at("none.json"), "--scan", at("ball.obj"), "--out", at("map.json")}));
    test::expect_one_sentence(test::run_program(
        {"plan", at("request.json"), "--scan", at("none.obj"), "--out", at("map.json")}));
    test::expect_one_sentence(
        test::run_program({"verify", at("none.json"), "--scan", at("ball.obj")}));
    test::expect_one_sentence(
        test::run_program({"verify", at("request.json"), "--scan", at("ball.obj")}));
    test::expect_one_sentence(test::run_program({"run", at("none.jsonl")}));
    EXPECT_FALSE(fs::exists(folder / "map.json"));
}

TEST_F(BadPlaces, TwoOutputsAreWrittenBothOrNeither)
{
    for (const char* table : {"none/map.csv", "map.json"})
        test::expect_one_sentence(test::run_program({"plan",
                                                     at("request.json"),
                                                     "--scan",
                                                     at("ball.obj"),
                                                     "--out",
                                                     at("map.json"),
                                                     "--csv",
                                                     at(table)}));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 2);
}

TEST_F(BadPlaces, AScriptNamesTheLineThatFails)
{
    base::write_file(folder / "script.jsonl",
                     "{\"command\":\"add_zone\",\"zone\":\"a\",\"technique\":\"nappage\"}\n"
                     "{\"command\":\"set_spacing\",\"zone\":\"a\",\"spacing\":5}\n");
    const test::ProgramResult result = test::run_program({"run", at("script.jsonl")});
    test::expect_one_sentence(result);
    EXPECT_THAT(result.errors, HasSubstr("script.jsonl, line 2: "));
}

}  // namespace
