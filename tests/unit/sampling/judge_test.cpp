// SPDX-License-Identifier: MIT
// The judge of the promises sees what is wrong, and by how much.
#include "promises.h"
#include "shapes.h"
#include "zone_shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>

namespace {

using geometry::SurfacePoint;
using geometry::TriangleId;
using test::JudgedPoint;
using test::Judgement;

constexpr int cells = 40;

/// A flat sheet of 40 x 40 mm.
struct Sheet {
    geometry::Mesh mesh = test::grid_plane(cells, 1);
    geometry::Surface surface = test::unrefined(mesh);
    geometry::Topology topology{mesh};

    Judgement judge(const std::vector<test::JudgedZone>& zones,
                    const std::vector<JudgedPoint>& points) const
    {
        return test::judge({mesh, topology, surface}, zones, points);
    }

    SurfacePoint at(double x, double y) const
    {
        for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
            const auto [a, b, c] = mesh.corners(TriangleId(t));
            const auto turn = [](glm::dvec3 p, glm::dvec3 q, glm::dvec3 r) {
                return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
            };
            const glm::dvec3 p(x, y, 0);
            const glm::dvec3 weights = glm::dvec3(turn(p, b, c), turn(a, p, c), turn(a, b, p));
            if (std::min({weights.x, weights.y, weights.z}) >= -1e-12)
                return {TriangleId(t), weights / (weights.x + weights.y + weights.z)};
        }
        return {};
    }
};

/// The thinnest cover of the plane: triangles whose corners lie `spacing` * sqrt(3) apart leave
/// gaps of just `spacing`.
std::vector<JudgedPoint> thin_cover(const Sheet& sheet, double spacing, std::uint32_t zone = 0)
{
    std::vector<JudgedPoint> points;
    const double step = spacing * std::sqrt(3.0);
    for (int row = 0; row * spacing * 1.5 < cells; ++row)
        for (double x = row % 2 ? 0.01 : 0.01 + step / 2; x < cells; x += step)
            points.push_back({zone, sheet.at(x, 0.01 + row * spacing * 1.5)});
    return points;
}

TEST(JudgeOfPromises, KeepsStillWhereAllIsWell)
{
    const Sheet sheet;
    const auto zone = test::whole(sheet.surface);
    std::vector<JudgedPoint> points;
    for (double x = 2.5; x < cells; x += 5)
        for (double y = 2.5; y < cells; y += 5)
            points.push_back({0, sheet.at(x, y)});
    const Judgement judgement = sheet.judge({{&zone, 4.99}}, points);
    EXPECT_TRUE(judgement.all_kept()) << test::told(judgement);
    EXPECT_NEAR(judgement.closest_pair, 5 / 4.99, 1e-9);
}

TEST(JudgeOfPromises, ProvesACoverOfJustTheSpacing)
{
    const Sheet sheet;
    const auto disc = test::ball(sheet.surface, {20, 20, 0}, 12);
    std::vector<JudgedPoint> points = thin_cover(sheet, 4);
    const Judgement judgement = sheet.judge({{&disc, 4}}, points);
    EXPECT_TRUE(judgement.uncovered.empty()) << test::told(judgement);
    EXPECT_NEAR(judgement.widest_gap, 1, 0.004);
}

TEST(JudgeOfPromises, FindsAGapSixThousandthsTooWide)
{
    const Sheet sheet;
    const auto disc = test::ball(sheet.surface, {20, 20, 0}, 12);
    const Judgement judgement = sheet.judge({{&disc, 4}}, thin_cover(sheet, 4 * 1.006));
    ASSERT_FALSE(judgement.uncovered.empty());
    EXPECT_GT(judgement.uncovered[0].gap, 1.005);
    EXPECT_LE(judgement.uncovered[0].gap, 1.006 + 1e-9);
}

TEST(JudgeOfPromises, FindsAPairOneMicrometreTooClose)
{
    const Sheet sheet;
    const auto zone = test::whole(sheet.surface);
    const Judgement judgement =
        sheet.judge({{&zone, 5}}, {{0, sheet.at(10.2, 10.1)}, {0, sheet.at(13.2, 14.099)}});
    ASSERT_EQ(judgement.too_close.size(), 1u);
    EXPECT_NEAR(judgement.too_close[0].distance_mm, 5 - 0.0008, 1e-6);
}

TEST(JudgeOfPromises, FindsAPointOutsideItsZone)
{
    const Sheet sheet;
    const auto left = test::field_from(sheet.surface, [](glm::dvec3 p) { return p.x - 20.5; });
    const Judgement judgement =
        sheet.judge({{&left, 60}}, {{0, sheet.at(20.49, 9.1)}, {0, sheet.at(20.51, 30)}});
    EXPECT_EQ(judgement.outside, std::vector<std::size_t>{1});
}

TEST(JudgeOfPromises, LeavesTheRimOfAnInsetZoneAlone)
{
    const Sheet sheet;
    const auto left = test::field_from(sheet.surface, [](glm::dvec3 p) { return p.x - 6; });
    std::vector<JudgedPoint> points;
    for (double y = 2.5; y < cells; y += 5)
        points.push_back({0, sheet.at(0.5, y)});
    const auto judged = [&](double inset_mm) {
        return sheet.judge({{&left, 5, {}, inset_mm}}, points);
    };
    EXPECT_FALSE(judged(0).all_kept());  // from x = 0.5 to 6
    EXPECT_TRUE(judged(1.5).all_kept()) << test::told(judged(1.5));
    EXPECT_EQ(judged(5.6).outside.size(), points.size());
}

TEST(JudgeOfPromises, LetsPinnedPointsBeAsTheyAreButKeepsOthersAway)
{
    const Sheet sheet;
    const auto zone = test::whole(sheet.surface);
    const JudgedPoint free{0, sheet.at(10.1, 14.1)}, pinned{0, sheet.at(10.1, 10.2), true},
        pinned_too{0, sheet.at(10.1, 12.2), true};
    EXPECT_TRUE(sheet.judge({{&zone, 5}}, {pinned, pinned_too}).too_close.empty());
    EXPECT_EQ(sheet.judge({{&zone, 5}}, {pinned, pinned_too, free}).too_close.size(), 2u);
}

TEST(JudgeOfPromises, FindsAZoneWithoutAnyPoint)
{
    const Sheet sheet;
    const auto speck = test::ball(sheet.surface, {20, 20, 0}, 0.02);
    EXPECT_FALSE(sheet.judge({{&speck, 10}}, {}).uncovered.empty());
}

TEST(JudgeOfPromises, CountsTheLargerSpacingBetweenZones)
{
    const Sheet sheet;
    const auto left = test::field_from(sheet.surface, [](glm::dvec3 p) { return p.x - 20; });
    const auto right = test::field_from(sheet.surface, [](glm::dvec3 p) { return 20 - p.x; });
    const Judgement judgement = sheet.judge({{&left, 2}, {&right, 6}},
                                            {{0, sheet.at(18, 10.1)}, {1, sheet.at(23.5, 10.1)}});
    ASSERT_EQ(judgement.too_close.size(), 1u);
    EXPECT_NEAR(judgement.too_close[0].distance_mm, 5.5, 1e-9);
    EXPECT_EQ(judgement.too_close[0].least_mm, 6);
}

TEST(JudgeOfPromises, CountsTheLargerSpacingWhereItVaries)
{
    const Sheet sheet;
    const auto zone = test::whole(sheet.surface);
    std::vector<float> spacings;
    for (const glm::vec3& p : sheet.mesh.positions)
        spacings.push_back(2 + p.x / 10);
    const auto pair = [&](double distance) {
        return sheet
            .judge({{&zone, 0, spacings}},
                   {{0, sheet.at(20, 10.1)}, {0, sheet.at(20 + distance, 10.1)}})
            .too_close;
    };
    EXPECT_EQ(pair(4.4).size(), 1u);  // 4.44 mm hold at the farther one
    EXPECT_NEAR(pair(4.4)[0].least_mm, 2 + 24.4 / 10, 1e-6);
    EXPECT_TRUE(pair(4.5).empty());  // 4.45
}

TEST(JudgeOfPromises, AsksForLessCoverWhereTheSpacingIsWide)
{
    const Sheet sheet;
    const auto disc = test::ball(sheet.surface, {20, 20, 0}, 12);
    const auto covers = [&](double at_left, double at_right) {
        std::vector<float> spacings;
        for (const glm::vec3& p : sheet.mesh.positions)
            spacings.push_back(float(at_left + (at_right - at_left) * p.x / cells));
        return sheet.judge({{&disc, 0, spacings}}, thin_cover(sheet, 4)).uncovered.empty();
    };
    EXPECT_TRUE(covers(4, 6));
    EXPECT_FALSE(covers(3, 5));
}

TEST(JudgeOfPromises, MeasuresDistancesAsCgalDoes)
{
    const geometry::Mesh sphere = test::sphere(15, 3);
    const geometry::Surface surface = test::unrefined(sphere);
    const geometry::Topology topology(sphere);
    const std::vector<JudgedPoint> points{{0, {TriangleId(7), {0.5, 0.3, 0.2}}},
                                          {0, {TriangleId(9), {0.1, 0.3, 0.6}}}};
    const auto off = test::disagreement_with_cgal({sphere, topology, surface}, points, 0, 9);
    ASSERT_TRUE(off);
    EXPECT_LE(*off, 1e-6);
}

}  // namespace
