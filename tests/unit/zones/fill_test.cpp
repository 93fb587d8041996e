// SPDX-License-Identifier: MIT
#include "zones/fill.h"

#include "base/error.h"
#include "painting.h"
#include "shapes.h"
#include "zones/mirror.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace {

using test::Canvas;
using test::dab;
using testing::HasSubstr;
using zones::Fill;
using zones::Mirroring;
using zones::PaintStep;
using zones::StrokeMode;

constexpr double pi = std::numbers::pi;

/// A sheet of 40 x 40 mm, folded along x = 20 by that angle, with the scanner's noise.
geometry::Mesh folded(double angle_deg, double noise_mm)
{
    geometry::Mesh mesh = test::grid_plane(80, 0.5f);
    std::mt19937 random(1);
    std::normal_distribution<double> noise(0, noise_mm);
    const double angle = angle_deg * pi / 180;
    for (glm::vec3& p : mesh.positions) {
        const double beyond = std::max(0.0, double(p.x) - 20);
        p.z = float(-beyond * std::sin(angle) + noise(random));
        p.x = float(std::min(20.0, double(p.x)) + beyond * std::cos(angle));
    }
    return mesh;
}

TEST(Fill, StopsAtTheCreaseThatIsSteeperThanItsAngle)
{
    for (const double noise_mm : {0.0, 0.03}) {
        const Canvas canvas(folded(60, noise_mm));
        const auto area = [&](double angle_deg) {
            return canvas.area_mm2_after({Fill{StrokeMode::add, {8, 20, 0}, angle_deg, 100}});
        };
        EXPECT_NEAR(area(40), 20 * 40, 1.5 * 40) << noise_mm;  // up to the crease's own width
        EXPECT_NEAR(area(150), 40 * 40, 0.1 * 40 * 40) << noise_mm;
    }
}

TEST(Fill, GoesNoFartherThanItsRadius)
{
    const Canvas canvas(test::grid_plane(60, 1));
    EXPECT_NEAR(canvas.area_mm2_after({Fill{StrokeMode::add, {30, 30, 0}, 40, 12}}),
                pi * 144,
                0.01 * pi * 144);
}

TEST(Fill, FillsARingUpToItsInnerBorder)
{
    const Canvas canvas(test::grid_plane(60, 1));
    const std::vector<PaintStep> ring{dab({30, 30, 0}, 20),
                                      dab({30, 30, 0}, 12, StrokeMode::erase)};
    auto filled = ring;
    filled.push_back(Fill{StrokeMode::add, {28, 30, 0}, 40, 100});
    EXPECT_NEAR(canvas.area_mm2_after(filled), pi * 400, 0.01 * pi * 400);
    auto erased = ring;
    erased.push_back(dab({30, 30, 0}, 5));
    erased.push_back(Fill{StrokeMode::erase, {46, 30, 0}, 40, 100});
    EXPECT_NEAR(canvas.area_mm2_after(erased), pi * 25, 2);
}

TEST(Fill, DoesNotJumpToTheOtherLip)
{
    const Canvas lips(test::facing_planes(30, 1, 1));
    EXPECT_NEAR(lips.area_mm2_after({Fill{StrokeMode::add, {15, 15, 0}, 170, 100}}), 900, 1);
}

TEST(Fill, IsRefusedWhereThereIsNothingToDo)
{
    const Canvas canvas(test::grid_plane(20, 1));
    const auto refusal_of = [&](const std::vector<PaintStep>& steps) {
        try {
            canvas.after(steps);
        } catch (const base::Error& refusal) {
            return std::string(refusal.what());
        }
        return std::string("accepted");
    };
    EXPECT_THAT(refusal_of({dab({10, 10, 0}, 5), Fill{StrokeMode::add, {10, 10, 0}, 40, 40}}),
                HasSubstr("painted there already"));
    EXPECT_THAT(refusal_of({Fill{StrokeMode::erase, {10, 10, 0}, 40, 40}}),
                HasSubstr("not painted there"));
}

TEST(Mirror, PutsTheImageWhereTheMirrorSaysAndKeepsTheZoneIfAskedTo)
{
    const Canvas canvas(test::grid_plane(60, 1));
    const PaintStep disc = dab({18, 33, 0}, 7);
    const glm::dvec3 normal = glm::normalize(glm::dvec3(1, 0.2, 0));
    const auto image = canvas.after({disc, Mirroring{{30, 30, 0}, normal, false}});
    const glm::dvec3 centre =
        glm::dvec3(18, 33, 0) - 2 * glm::dot(glm::dvec3(-12, 3, 0), normal) * normal;
    for (std::size_t v = 0; v < image.values().size(); ++v) {
        const double from = glm::distance(glm::dvec3(canvas.surface.mesh.positions[v]), centre) - 7;
        if (std::abs(from) < 0.2) continue;
        EXPECT_EQ(image.values()[v] < 0, from < 0);
    }
    EXPECT_NEAR(canvas.area_mm2_after({disc, Mirroring{{30, 30, 0}, normal, true}}),
                2 * pi * 49,
                0.01 * 2 * pi * 49);
}

TEST(Mirror, LaysTheImageOnCurvedSkin)
{
    const Canvas ball(test::sphere(40, 4));
    const glm::dvec3 place = 40.0 * glm::normalize(glm::dvec3(-0.6, 0.3, 0.8));
    const auto image = ball.after({dab(place, 9), Mirroring{{0, 0, 0}, {1, 0, 0}, false}});
    const auto truth = ball.painted({dab({-place.x, place.y, place.z}, 9)});
    EXPECT_NEAR(overlap_mm2(ball.surface, image, truth),
                area_mm2(ball.surface, truth),
                0.01 * area_mm2(ball.surface, truth));
}

TEST(Mirror, IsRefusedWhereTheImageLiesNowhere)
{
    const Canvas canvas(test::grid_plane(60, 1));
    EXPECT_THROW(canvas.after({dab({18, 33, 0}, 7), Mirroring{{-200, 0, 0}, {1, 0, 0}, true}}),
                 base::Error);
}

}  // namespace
