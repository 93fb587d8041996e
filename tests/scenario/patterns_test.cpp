// SPDX-License-Identifier: MIT
// Every way to arrange points, on the cheek of the reference face: planned by the real program,
// judged by its verify, and wrong in some way by hand, which verify must tell.
#include "program.h"
#include "scans.h"

#include "base/file.h"
#include "session/session_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <ostream>

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;

struct Arranged {
    const char* name;
    json fields;  // of the zone, beside its name, technique and strokes
};

void PrintTo(const Arranged& arranged, std::ostream* out)
{
    *out << arranged.name;
}

/// One zone on a cheek in a folder of its own.
class Cheek {
protected:
    std::string at(const char* name) const { return (folder / name).string(); }

    test::ProgramResult plan(const json& fields) const
    {
        json zone = {{"name", "cheek"}, {"technique", "skin_booster"}};
        zone["strokes"] = json::parse(
            R"([{"mode": "add", "radius_mm": 14, "path_mm": [[41, -17, 82], [50, -31, 66]]}])");
        zone.update(fields);
        const json request = {{"format", "mesomap.request"},
                              {"version", 1},
                              {"seed", 7},
                              {"zones", json::array({zone})}};
        base::write_file(at("request.json"), request.dump());
        return test::run_program({"plan",
                                  at("request.json"),
                                  "--scan",
                                  scan,
                                  "--out",
                                  at("map.json"),
                                  "--device",
                                  "cpu"});
    }
    test::ProgramResult verify(const char* map) const
    {
        return test::run_program({"verify", at(map), "--scan", scan});
    }
    session::SessionMap map() const
    {
        return session::session_map_in(base::read_file(at("map.json")), "map.json");
    }

    /// What verify says of the map after a change that was sealed again.
    std::string verdict_after(const std::function<void(session::SessionMap&)>& change) const
    {
        session::SessionMap changed = map();
        change(changed);
        base::write_file(at("changed.json"), text_of(changed));
        const test::ProgramResult result = verify("changed.json");
        EXPECT_EQ(result.exit_code, 1);
        return result.errors;
    }

    fs::path folder = test::fresh_folder("patterns");
    std::string scan = test::reference_model("face.ply").string();
};

class Patterns : public testing::TestWithParam<Arranged>, protected Cheek {};
class Verify : public testing::Test, protected Cheek {};

TEST_P(Patterns, ArePlannedVerifiedAndWrittenAgain)
{
    const test::ProgramResult planned = plan(GetParam().fields);
    ASSERT_EQ(planned.exit_code, 0) << planned.errors;
    EXPECT_EQ(planned.errors, "");
    const test::ProgramResult verified = verify("map.json");
    EXPECT_EQ(verified.exit_code, 0) << verified.errors;
    EXPECT_THAT(verified.output, HasSubstr("keep every promise"));

    const session::SessionMap made = map();
    EXPECT_EQ(text_of(made), base::read_file(at("map.json")));
    const session::MapZone& zone = made.zones[0];
    EXPECT_GT(zone.points, 3u);
    EXPECT_TRUE(!promises_cover(zone.arrangement) ||
                *zone.largest_gap_mm <=
                    1.005 * std::max(zone.spacing_mm,
                                     GetParam().fields.value("spacing_at_border_mm", 0.0)));
    EXPECT_EQ(zone.points, GetParam().fields.value("points", zone.points));
}

const json a_line = {{41, -17, 82}, {50, -31, 66}};

INSTANTIATE_TEST_SUITE_P(
    OnACheek,
    Patterns,
    testing::Values(
        Arranged{"BlueNoise", {{"spacing_mm", 6}}},
        Arranged{"Even", {{"spacing_mm", 4}, {"pattern", "even"}}},
        Arranged{"TwelvePoints", {{"points", 12}}},
        Arranged{"ADensity", {{"density_per_cm2", 3}}},
        Arranged{"ADose", {{"dose_ml_per_cm2", 0.05}}},
        Arranged{"InsetByHalfASpacing", {{"spacing_mm", 6}, {"border", "inset"}}},
        Arranged{"DenseAtTheBorder",
                 {{"spacing_mm", 6}, {"spacing_at_border_mm", 3}, {"blend_mm", 8}}},
        Arranged{
            "DenseInside",
            {{"spacing_mm", 3}, {"spacing_at_border_mm", 6}, {"blend_mm", 8}, {"inset_mm", 1}}},
        Arranged{"RimFirst", {{"spacing_mm", 6}, {"border", "rim-first"}}},
        Arranged{"Mirrored",
                 {{"spacing_mm", 6},
                  {"mirrored", true},
                  {"strokes", json::parse(R"([{"mode": "add", "radius_mm": 16, "path_mm":
                                              [[-34, 64, 84], [0, 68, 96], [34, 64, 84]]}])")}}},
        Arranged{"Rows",
                 {{"pattern", "rows"},
                  {"spacing_mm", 6},
                  {"row_spacing_mm", 4},
                  {"direction", {1, 0, 0}}}},
        Arranged{"RowsAlongAGuide", {{"pattern", "rows"}, {"spacing_mm", 6}, {"guide_mm", a_line}}},
        Arranged{"RowsAlongTheLongestSide", {{"pattern", "rows"}, {"spacing_mm", 6}}},
        Arranged{"AlongALine", {{"pattern", "line"}, {"spacing_mm", 3}, {"line_mm", a_line}}},
        Arranged{"Pinned", {{"spacing_mm", 6}, {"pinned_mm", {{41, -17, 82}, {50, -31, 66}}}}}),
    [](const auto& arranged) { return std::string(arranged.param.name); });

TEST_F(Verify, TellsAPointInTheRim)
{
    ASSERT_EQ(plan({{"spacing_mm", 6}}).exit_code, 0);
    EXPECT_THAT(verdict_after([](session::SessionMap& m) {
                    m.zones[0].arrangement.border = {session::BorderRule::inset, 3};
                }),
                HasSubstr("mm outside zone \"cheek\" less its rim"));
}

TEST_F(Verify, TellsASpacingThatDoesNotVaryAsStated)
{
    ASSERT_EQ(plan({{"spacing_mm", 6}, {"spacing_at_border_mm", 3}, {"blend_mm", 8}}).exit_code, 0);
    EXPECT_THAT(verdict_after([](session::SessionMap& m) {
                    m.zones[0].arrangement.at_border->spacing_mm = 5;
                }),
                HasSubstr("mm are promised"));
    EXPECT_THAT(verdict_after([](session::SessionMap& m) {
                    m.zones[0].arrangement.at_border->spacing_mm = 2;
                }),
                HasSubstr("spacings are promised"));
}

TEST_F(Verify, SeesThatPinnedPointsStayAndPlanTellsWhereTheyAreTooClose)
{
    const test::ProgramResult planned =
        plan({{"spacing_mm", 6}, {"pinned_mm", {{41, -17, 82}, {43, -17, 82}}}});
    EXPECT_EQ(planned.exit_code, 0) << planned.errors;
    EXPECT_THAT(planned.output,
                testing::ContainsRegex("pinned by hand of 1\\.[0-9]+ mm is below 5\\.999"));
    EXPECT_EQ(verify("map.json").exit_code, 0);
    EXPECT_EQ(std::ranges::count(map().points, true, &session::MapPoint::pinned), 2);

    EXPECT_THAT(
        verdict_after([](session::SessionMap& m) { m.zones[0].arrangement.pinned_mm[0].y += 1; }),
        HasSubstr("has no point at the pinned place (41, -16, 82)"));
    EXPECT_THAT(verdict_after([](session::SessionMap& m) {
                    for (session::MapPoint& point : m.points)
                        point.pinned = false;
                }),
                HasSubstr("0 pinned points, but 2 places"));
    EXPECT_THAT(verdict_after([](session::SessionMap& m) {
                    for (session::MapPoint& point : m.points)
                        point.pinned = true;
                }),
                HasSubstr("pinned points, but 2 places"));
}

TEST_F(Verify, TellsANumberThatWasNotAskedFor)
{
    ASSERT_EQ(plan({{"spacing_mm", 6}}).exit_code, 0);
    const auto with = [&](session::Amount amount) {
        return verdict_after(
            [&](session::SessionMap& m) { m.zones[0].arrangement.amount = amount; });
    };
    EXPECT_THAT(with({session::AmountKind::points, 12}), HasSubstr("but 12 were asked for"));
    EXPECT_THAT(with({session::AmountKind::density_per_cm2, 1}), HasSubstr("were asked for"));
    EXPECT_THAT(with({session::AmountKind::points, 12}), HasSubstr("but its points reach 6.0"));
}

}  // namespace
