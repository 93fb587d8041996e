// SPDX-License-Identifier: MIT
#include "exporters/stencil.h"
#include "exporters/stencil_numbers.h"

#include "plans.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace exporters {
namespace {

constexpr Ink colours[] = {{0, 0.4, 0.7}, {0.8, 0.4, 0}};

struct Laid {
    session::SessionMap map = test::ball_map();
    session::VerifiedSkin skin{map, *test::ball_scan()};
    FlatZones flat = flat_zones(skin);

    Stencil stencil() const { return {map, flat, std::string(64, 'b'), colours}; }
};

const Laid& ball()
{
    static const Laid laid;
    return laid;
}

TEST(FlatZones, HoldEachPointOnce)
{
    ASSERT_EQ(ball().flat.zones.size(), 2u);
    EXPECT_TRUE(ball().flat.not_flat.empty());
    std::vector<std::uint32_t> ids;
    for (const FlatZone& flat : ball().flat.zones)
        for (const FlatPoint& point : flat.points) {
            EXPECT_EQ(point.point->zone, flat.zone);
            ids.push_back(point.point->id);
        }
    std::ranges::sort(ids);
    ASSERT_EQ(ids.size(), ball().map.points.size());
    EXPECT_EQ(std::ranges::adjacent_find(ids), ids.end());
}

// On a ball the distance along the skin is the great circle's: known without any of our code.
TEST(FlatZones, StateTheDistortionThatABallHas)
{
    for (const FlatZone& flat : ball().flat.zones) {
        const double reach = 2.2 * ball().map.zones[flat.zone].spacing_mm;
        std::vector<double> percents;
        double worst_mm = 0;
        for (const FlatPoint& a : flat.points) {
            std::vector<std::pair<double, double>> near;  // along the ball, on paper
            for (const FlatPoint& b : flat.points) {
                if (&a == &b) continue;
                const double angle = std::acos(glm::dot(glm::normalize(a.point->position_mm),
                                                        glm::normalize(b.point->position_mm)));
                const double mm = angle * test::ball_radius_mm;
                if (mm < reach) near.emplace_back(mm, glm::distance(a.place_mm, b.place_mm));
            }
            std::ranges::sort(near);
            for (std::size_t i = 0; i < std::min<std::size_t>(6, near.size()); ++i) {
                const double off = std::abs(near[i].second - near[i].first);
                percents.push_back(100 * off / near[i].first);
                worst_mm = std::max(worst_mm, off);
            }
        }
        std::ranges::sort(percents);
        ASSERT_GT(percents.size(), 20u);
        EXPECT_GT(percents.back(), 0.5);  // else this shows nothing
        // The mesh is not quite the ball: its edges are chords.
        EXPECT_NEAR(flat.distortion.median_percent, percents[percents.size() / 2], 0.5);
        EXPECT_NEAR(flat.distortion.worst_percent, percents.back(), 0.7);
        EXPECT_NEAR(flat.distortion.worst_mm, worst_mm, 0.06);
    }
}

// The first zone faces x, the patient's left side: seen from there, the front is to the left.
TEST(FlatZones, SayWhereTheyLieAndAreNotMirrored)
{
    const FlatZone& cheek = ball().flat.zones[0];
    EXPECT_EQ(cheek.toward, (std::array<std::string, 4>{"back", "front", "up", "down"}));
    for (const FlatPoint& a : cheek.points)
        for (const FlatPoint& b : cheek.points) {
            if (a.point->position_mm.y > b.point->position_mm.y + 6) {
                EXPECT_GT(a.place_mm.y, b.place_mm.y);
            }
            if (a.point->position_mm.z > b.point->position_mm.z + 6) {
                EXPECT_LT(a.place_mm.x, b.place_mm.x);
            }
        }
    // The other faces up: the front is below, the left to the right, as on a plan of a room.
    EXPECT_EQ(ball().flat.zones[1].toward,
              (std::array<std::string, 4>{"patient's left", "patient's right", "back", "front"}));
}

TEST(FlatZones, HaveTheBorderAroundTheirPoints)
{
    // Discs of 14 and 9 mm, straight: on paper as long as along the ball, less what the rim gives
    // up.
    const double radii[] = {14, 9};
    for (std::size_t i = 0; i < 2; ++i) {
        const FlatZone& flat = ball().flat.zones[i];
        ASSERT_EQ(flat.border.size(), 1u);
        ASSERT_TRUE(flat.border[0].is_closed);
        glm::dvec2 low(1e9), high(-1e9);
        for (const glm::dvec2& p : flat.border[0].places_mm) {
            low = glm::min(low, p);
            high = glm::max(high, p);
        }
        const double across =
            4 * test::ball_radius_mm * std::asin(radii[i] / (2 * test::ball_radius_mm));
        EXPECT_NEAR(high.x - low.x, across, 0.5);
        EXPECT_NEAR(high.y - low.y, across, 0.5);
    }
}

/// The width and height of the page in points, as the file states them.
std::pair<double, double> stated_size(const std::string& svg)
{
    double width = 0, height = 0;
    std::sscanf(
        svg.c_str() + svg.find("width=\""), "width=\"%lfpt\" height=\"%lfpt\"", &width, &height);
    return {width, height};
}

TEST(Stencil, IsAPdfAndAnSvgTheSameEachTime)
{
    const std::string pdf = stencil_pdf(ball().stencil());
    EXPECT_TRUE(pdf.starts_with("%PDF-"));
    EXPECT_EQ(stencil_pdf(ball().stencil()), pdf);
    EXPECT_NE(stencil_pdf(ball().stencil(), letter), pdf);
    const std::string svg = stencil_svg(ball().stencil());
    EXPECT_NE(svg.find("<svg "), svg.npos);
    EXPECT_GT(stated_size(svg).first, 180 * 72 / 25.4);
}

/// A square of 15 x 15 points, numbered from 100 on: three digits each.
struct Crowd {
    static constexpr std::size_t side = 15;
    std::vector<session::MapPoint> points{side * side};
    FlatZone flat;
    StencilNumbers numbers;

    explicit Crowd(double spacing_mm)
    {
        for (std::size_t i = 0; i < points.size(); ++i) {
            points[i].order = std::uint32_t(100 + i);
            flat.points.push_back(
                {&points[i], spacing_mm * glm::dvec2(double(i % side), double(i / side))});
        }
        const double reach = spacing_mm * (side - 1);
        flat.border.push_back({{{0, 0}, {reach, 0}, {reach, reach}, {0, reach}}});
        numbers = stencil_numbers(flat, [](const std::string& digits, double size_pt) {
            return 0.3 * size_pt * double(digits.size());
        });
    }

    /// How far the number of a point is from another box, below 0 inside: by the larger gap.
    static double gap(const StencilNumber& a, glm::dvec2 low, glm::dvec2 high)
    {
        const glm::dvec2 apart = glm::max(low - a.high_mm, a.low_mm - high);
        return std::max(apart.x, apart.y);
    }
};

TEST(StencilNumbers, LieOnNoOtherAndOnNoPoint)
{
    for (const double spacing : {2.0, 3.0, 4.0, 8.0}) {
        const Crowd crowd(spacing);
        std::size_t without = 0;
        for (std::size_t i = 0; i < crowd.points.size(); ++i) {
            if (!crowd.numbers.each[i]) {
                ++without;
                continue;
            }
            const StencilNumber& number = *crowd.numbers.each[i];
            for (std::size_t j = 0; j < crowd.points.size(); ++j) {
                const glm::dvec2 p = crowd.flat.points[j].place_mm;
                const glm::dvec2 nearest = glm::clamp(p, number.low_mm, number.high_mm);
                EXPECT_GT(glm::distance(p, nearest), crowd.numbers.point_mm);
                const auto& other = crowd.numbers.each[j];
                if (other && i != j) {
                    EXPECT_GT(Crowd::gap(number, other->low_mm, other->high_mm), 0.1);
                }
            }
        }
        EXPECT_EQ(crowd.numbers.left_out, without);
    }
}

TEST(StencilNumbers, AreLeftOutOnlyInACrowdAndTheRoundOnesLast)
{
    EXPECT_EQ(Crowd(8).numbers.left_out, 0u);
    EXPECT_EQ(Crowd(8).numbers.type_pt, 6.5);
    const Crowd dense(2);
    EXPECT_GT(dense.numbers.left_out, 0u);
    std::size_t round_ones = 0, others = 0;
    for (std::size_t i = 0; i < dense.points.size(); ++i)
        if (dense.numbers.each[i]) ++(dense.points[i].order % 5 == 0 ? round_ones : others);
    EXPECT_GT(4 * round_ones, others);
}

}  // namespace
}  // namespace exporters
