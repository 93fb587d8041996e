// SPDX-License-Identifier: MIT
// Every promise of a map is broken once: as it is, the seal tells; sealed again, the promise itself
// must tell.
#include "session/verify.h"

#include "base/error.h"
#include "clinic/tables.h"
#include "plans.h"
#include "session/measure.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace {

using namespace session;
using testing::AllOf;
using testing::AnyOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;

std::vector<std::string> failures_of(const std::string& text,
                                     const geometry::Scan& scan = *test::ball_scan())
{
    return verify(text, session_map_in(text, "map"), scan).failures;
}

/// Takes out the point in the middle of the first zone.
void delete_middle_point(SessionMap& map)
{
    std::size_t middle = 0;
    for (std::size_t i = 0; i < map.zones[0].points; ++i)
        if (glm::dot(map.points[i].normal, {1, 0, 0.2}) >
            glm::dot(map.points[middle].normal, {1, 0, 0.2}))
            middle = i;
    map.points.erase(map.points.begin() + std::ptrdiff_t(middle));
}

using Change = std::function<void(SessionMap&)>;

/// The sentences about a map that was changed and sealed again.
std::vector<std::string> failures_after(const Change& change)
{
    SessionMap map = test::ball_map();
    change(map);
    return failures_of(text_of(map));
}

TEST(Verify, AcceptsWhatThePlannerMade)
{
    const SessionMap map = test::ball_map();
    const std::string text = text_of(map);
    const VerifyReport report = verify(text, session_map_in(text, "map"), *test::ball_scan());
    EXPECT_THAT(report.failures, IsEmpty());
    EXPECT_GT(*report.smallest_spacing_mm, 4.999);
    EXPECT_LT(report.largest_gap_mm, cover_factor * 7);
}

TEST(Verify, NamesABrokenSeal)
{
    std::string text = text_of(test::ball_map());
    const std::size_t at = text.find("\"seed\": 7");
    text[at + 8] = '8';
    EXPECT_THAT(failures_of(text), ElementsAre(HasSubstr("checksum")));
}

TEST(Verify, RefusesAnySingleChangedDigit)
{
    const std::string text = text_of(test::ball_map());
    std::uint32_t noise = 5;
    for (int trial = 0; trial < 200; ++trial) {
        std::string changed = text;
        do
            noise = noise * 1664525 + 1013904223;
        while (!std::isdigit(static_cast<unsigned char>(text[(noise >> 6) % text.size()])));
        char& digit = changed[(noise >> 6) % text.size()];
        digit = digit == '9' ? '0' : char(digit + 1);
        bool refused = !seal_holds(changed);
        EXPECT_TRUE(refused);
    }
}

TEST(Verify, RefusesAMovedPoint)
{
    EXPECT_THAT(failures_after([](SessionMap& m) { m.points[3].position_mm.x += 0.01; }),
                Contains(HasSubstr("Point 4: its position is 0.0100 mm from")));
    EXPECT_THAT(failures_after([](SessionMap& m) {
                    m.points[3].weights = {1 << 20, 0, 0};
                }),
                Contains(HasSubstr("Point 4: its position")));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.points[3].triangle = 99999999; }),
                Contains(HasSubstr("no place on the scan")));
    EXPECT_THAT(failures_after([](SessionMap& m) { ++m.points[3].weights.x; }),
                Contains(HasSubstr("no place on the scan")));
}

TEST(Verify, RefusesAPointMovedOntoAnother)
{
    const auto failures = failures_after([](SessionMap& m) {
        MapPoint& moved = m.points[1];
        const MapPoint& other = m.points[0];
        moved.position_mm = other.position_mm;
        moved.triangle = other.triangle;
        moved.weights = other.weights;
        moved.normal = other.normal;
        moved.direction = other.direction;
    });
    EXPECT_THAT(failures, Contains(HasSubstr("Points 1 and 2 are 0.0000 mm apart")));
    EXPECT_THAT(failures, Contains(HasSubstr("smallest spacing")));
}

TEST(Verify, RefusesADeletedPoint)
{
    const auto failures = failures_after(delete_middle_point);
    EXPECT_THAT(failures, Contains(HasSubstr("but the map lists")));
    EXPECT_THAT(failures, Contains(HasSubstr("is outside 1 to")));
    EXPECT_THAT(failures, Contains(HasSubstr("states a largest gap of")));
}

TEST(Verify, RefusesDeletedPointsEvenWhereTheCountsAreMended)
{
    const auto failures = failures_after([](SessionMap& m) {
        for (int i = 0; i < 3; ++i) {
            delete_middle_point(m);
            --m.zones[0].points;
            m.zones[0].volume_ml -= 0.02;
        }
        m.totals = totals_of(m);
        for (std::size_t i = 0; i < m.points.size(); ++i)
            m.points[i].id = m.points[i].order = std::uint32_t(i + 1);
    });
    EXPECT_THAT(failures, Contains(HasSubstr("from the nearest point")));
}

TEST(Verify, RefusesAChangedDose)
{
    EXPECT_THAT(failures_after([](SessionMap& m) { m.points[0].depth_mm = 1.1; }),
                Contains(HasSubstr("Point 1: its depth is 1.1 mm")));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.points[0].inserted_mm = 2.1; }),
                Contains(HasSubstr("Point 1: its inserted length is 2.1 mm")));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.points[0].volume_ml = 0.03; }),
                Contains(HasSubstr("Point 1: its volume is 0.03 mL")));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.points[0].angle_deg = 31; }),
                Contains(HasSubstr("Point 1: its angle is 31 degrees")));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.zones[0].volume_ml += 1; }),
                Contains(HasSubstr("mL, but its points hold")));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.zones[0].needle_length_mm = 99; }),
                Contains(HasSubstr("states a needle of 99 mm")));
}

/// Says of the map that mesomap 0.1.0 made it with other tables, and changes what they gave.
void by_older_tables(SessionMap& map)
{
    map.made_by = "0.1.0+tables.0123456789ab";
    for (MapPoint& point : map.points)
        point.depth_mm *= 0.9, point.inserted_mm *= 0.9;
    map.limits = limits_of(map);
}

TEST(Verify, TellsOfAMapFromOlderTablesInOneSentence)
{
    EXPECT_THAT(
        failures_after(by_older_tables),
        ElementsAre(
            AllOf(HasSubstr("made by mesomap 0.1.0 with the clinical tables 0123456789ab; this is"),
                  HasSubstr(clinic::tables_hash()),
                  HasSubstr("The first: Point 1: its depth is 0.9 mm, but 1.0000 mm is what"))));
}

TEST(Verify, TellsOfAMapFromBeforeItsTablesWereNamed)
{
    EXPECT_THAT(failures_after([](SessionMap& m) {
                    by_older_tables(m);
                    m.made_by = "0.1.0";
                }),
                ElementsAre(HasSubstr(
                    "mesomap 0.1.0 with clinical tables that it does not name; this is")));
}

TEST(Verify, AcceptsAMapFromOlderTablesThatGiveTheSame)
{
    SessionMap map = test::ball_map();
    map.made_by = "0.1.0";
    const std::string text = text_of(map);
    const VerifyReport report = verify(text, session_map_in(text, "map"), *test::ball_scan());
    EXPECT_THAT(report.failures, IsEmpty());
    EXPECT_TRUE(report.other_rules);
}

/// What no table gives is held to whatever made the map.
TEST(Verify, RefusesAMovedPointOfOlderTablesByItsOwnSentence)
{
    EXPECT_THAT(failures_after([](SessionMap& m) {
                    by_older_tables(m);
                    m.points[3].position_mm.x += 0.01;
                }),
                IsSupersetOf({HasSubstr("Point 4: its position is 0.0100 mm from"),
                              HasSubstr("plan the visit again")}));
}

TEST(Verify, RefusesAChangedDirection)
{
    EXPECT_THAT(failures_after([](SessionMap& m) { m.points[0].direction *= -1; }),
                Contains(HasSubstr("Point 1: its needle is at")));
    EXPECT_THAT(failures_after([](SessionMap& m) {
                    m.points[0].normal = {0, 0, 1};
                }),
                Contains(HasSubstr("Point 1: its normal is")));
}

TEST(Verify, RefusesAnotherScan)
{
    geometry::Scan other = *test::ball_scan();
    other.sha256 = std::string(64, 'b');
    EXPECT_THAT(failures_of(text_of(test::ball_map()), other),
                ElementsAre(HasSubstr("made on another scan")));
    other = *test::ball_scan();
    other.mesh.triangles.pop_back();
    EXPECT_THAT(failures_of(text_of(test::ball_map()), other),
                ElementsAre(HasSubstr("triangles, this one has")));
}

TEST(Verify, RefusesAChangedUnit)
{
    EXPECT_THAT(failures_after([](SessionMap& m) { m.scan.unit = "cm"; }),
                Contains(HasSubstr("The map's scan is in cm, this one is in mm")));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.scan.scale = 10; }),
                Contains(HasSubstr("mm per unit")));
    std::string text = text_of(test::ball_map());
    text.replace(text.find("\"length\": \"mm\""), 14, "\"length\": \"cm\"");
    EXPECT_THROW(session_map_in(sealed(text), "map"), base::Error);
}

TEST(Verify, RefusesAChangedZone)
{
    EXPECT_THAT(failures_after([](SessionMap& m) {
                    std::get<zones::Stroke>(m.zones[0].strokes[0]).radius_mm = 12;
                }),
                AnyOf(Contains(HasSubstr("outside zone"))));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.zones[0].area_cm2 += 0.01; }),
                Contains(HasSubstr("but its strokes cover")));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.zones[0].spacing_mm = 9; }),
                Contains(HasSubstr("9 mm are promised")));
    EXPECT_THAT(failures_after([](SessionMap& m) { *m.zones[0].min_spacing_mm += 0.01; }),
                Contains(HasSubstr("states a smallest spacing")));
    EXPECT_THAT(failures_after([](SessionMap& m) { *m.zones[0].largest_gap_mm -= 0.01; }),
                Contains(HasSubstr("states a largest gap")));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.points[0].zone = 1; }),
                Contains(HasSubstr("mm outside zone")));
}

TEST(Verify, RefusesChangedChecksTotalsAndOrder)
{
    EXPECT_THAT(failures_after([](SessionMap& m) { m.checks[2].result = CheckResult::fail; }),
                Contains(HasSubstr("is not what its rule gives")));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.checks.pop_back(); }),
                Contains(HasSubstr("rules apply")));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.totals.volume_ml += 0.01; }),
                ElementsAre(HasSubstr("The totals state")));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.points[0].order = m.points[1].order; }),
                ElementsAre(HasSubstr("its order")));
}

TEST(Verify, RefusesAMapThatIsWrittenInAnotherWay)
{
    std::string text = text_of(test::ball_map());
    text.replace(text.find("\"seed\": 7"), 9, "\"seed\":  7");
    EXPECT_THAT(failures_of(sealed(text)), ElementsAre(HasSubstr("one way")));
}

}  // namespace
