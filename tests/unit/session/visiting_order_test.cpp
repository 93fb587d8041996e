// SPDX-License-Identifier: MIT
// The order is held against a bound that no path beats (session/path_bound.h), and that bound
// against the shortest of all paths where there are few points.
#include "session/visiting_order.h"

#include "session/path_bound.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace {

using session::OrderedPlace;
using testing::ElementsAre;
using Points = std::vector<OrderedPlace>;

/// Points of one zone on a bulging patch of skin about 100 mm wide: at random, no two closer than
/// three quarters of the even distance, or in rows.
Points skin_points(std::size_t count, unsigned seed)
{
    std::mt19937 random(seed);
    const auto drawn_mm = [&] { return double(random() >> 8) / double(1 << 24) * 100; };
    const auto on_skin = [](double x, double y) {
        const double z = 40 - 0.008 * ((x - 50) * (x - 50) + (y - 50) * (y - 50));
        const auto rounded = [](double v) { return std::round(v * 1e4) / 1e4; };
        return OrderedPlace{0, {rounded(x), rounded(y), rounded(z)}};
    };
    const double even_mm = 100 / std::sqrt(double(count));
    const auto row = std::size_t(std::ceil(std::sqrt(double(count))));
    Points points;
    while (points.size() < count) {
        const std::size_t i = points.size();
        OrderedPlace place = on_skin(drawn_mm(), drawn_mm());
        if (seed % 4 == 3) place = on_skin(double(i % row) * even_mm, double(i / row) * even_mm);
        const auto too_close = [&](const OrderedPlace& other) {
            return glm::distance(other.position_mm, place.position_mm) < 0.75 * even_mm;
        };
        if (seed % 2 == 0 && std::ranges::any_of(points, too_close)) continue;
        points.push_back(place);
    }
    return points;
}

std::vector<std::uint32_t> walk_of(const Points& points)
{
    const std::vector<std::uint32_t> order = session::visiting_order(points);
    std::vector<std::uint32_t> walk(points.size());
    for (std::uint32_t i = 0; i < points.size(); ++i)
        walk.at(order[i] - 1) = i;
    return walk;
}

double bound_mm(const Points& points, double path_mm)
{
    std::vector<glm::dvec3> places;
    for (const OrderedPlace& point : points)
        places.push_back(point.position_mm);
    return session::path_bound_mm(places, path_mm);
}

double shortest_of_all_mm(const Points& points)
{
    std::vector<std::uint32_t> walk(points.size());
    std::iota(walk.begin(), walk.end(), 0u);
    double shortest = 1e300;
    do
        shortest = std::min(shortest, session::walk_length_mm(points, walk));
    while (std::ranges::next_permutation(walk).found);
    return shortest;
}

TEST(VisitingOrder, BeginsAtTheHigherEnd)
{
    const Points line{{0, {0, 3, 0}}, {0, {0, 10, 0}}, {0, {0, 0, 0}}, {0, {0, 7, 0}}};
    EXPECT_THAT(session::visiting_order(line), ElementsAre(3, 1, 4, 2));
}

TEST(VisitingOrder, EndsAZoneBeforeTheNextAndEntersThatWhereItIsNear)
{
    const Points two{{1, {20, 5, 0}}, {0, {0, 1, 0}}, {1, {4, 0, 0}}, {0, {1, 0, 0}}};
    EXPECT_THAT(session::visiting_order(two), ElementsAre(4, 1, 3, 2));
}

TEST(VisitingOrder, LeavesAZoneTowardTheNext)
{
    const Points two{{0, {0, 0, 0}}, {0, {9, 5, 0}}, {0, {5, 2, 0}}, {1, {-10, 0, 0}}};
    EXPECT_THAT(session::visiting_order(two), ElementsAre(3, 1, 2, 4));
}

TEST(VisitingOrder, IsTheShortestPathWhereThereAreFewPoints)
{
    for (unsigned seed = 0; seed < 12; ++seed) {
        const Points points = skin_points(2 + seed % 7, seed);
        EXPECT_NEAR(
            session::walk_length_mm(points, walk_of(points)), shortest_of_all_mm(points), 1e-3)
            << seed;
    }
}

TEST(VisitingOrder, IsAtMostThreePercentLongerThanAnyPathCouldBe)
{
    for (unsigned zone = 0; zone < 20; ++zone) {
        const Points points = skin_points(30 + zone * 470 / 19, zone);
        const double path_mm = session::walk_length_mm(points, walk_of(points));
        EXPECT_LE(path_mm, 1.03 * bound_mm(points, path_mm)) << points.size() << " points";
        const double nearest_mm = session::walk_length_mm(points, session::nearest_walk(points));
        EXPECT_LT(path_mm, nearest_mm);
    }
}

TEST(VisitingOrder, IsNeverLongerThanTheWalkToTheNearest)
{
    for (unsigned seed = 0; seed < 40; ++seed) {
        Points points = skin_points(12 + seed, seed);
        for (std::size_t i = 0; i < points.size(); ++i)
            points[i].zone = std::uint32_t(i % (1 + seed % 5));
        EXPECT_LE(session::walk_length_mm(points, walk_of(points)),
                  session::walk_length_mm(points, session::nearest_walk(points)))
            << seed;
    }
}

TEST(VisitingOrder, TakesPointsInOnePlaceOneAfterTheOther)
{
    const Points same(20, {0, {1, 2, 3}});
    std::vector<std::uint32_t> order = session::visiting_order(same);
    std::ranges::sort(order);
    for (std::uint32_t i = 0; i < order.size(); ++i)
        EXPECT_EQ(order[i], i + 1);
}

TEST(PathBound, IsJustBelowTheShortestPath)
{
    for (unsigned seed = 0; seed < 12; ++seed) {
        const Points points = skin_points(5 + seed % 4, seed);
        const double shortest_mm = shortest_of_all_mm(points);
        const double bound = bound_mm(points, shortest_mm);
        EXPECT_LE(bound, shortest_mm + 1e-3) << seed;
        EXPECT_GE(bound, 0.93 * shortest_mm) << seed;
    }
}

}  // namespace
