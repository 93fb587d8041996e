// SPDX-License-Identifier: MIT
// The sampler's promises on skin, judged by exact geodesics of a library that shares nothing with
// it.
#include "anatomy/scale.h"
#include "exact_geodesics.h"
#include "geometry/import.h"
#include "geometry/repeated.h"
#include "points.h"
#include "scans.h"
#include "shapes.h"
#include "zone_shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace {

using geometry::Mesh;
using geometry::Surface;
using geometry::SurfacePoint;
using geometry::TriangleId;
using geometry::VertexId;
using zones::ZoneField;

/// Skin to fill: a ball of `radius_mm` around a place, the skin around it, and a
/// spacing.
struct Fill {
    Mesh mesh;
    glm::dvec3 centre;
    double radius_mm;
    double spacing_mm;
};

Fill on_scan(const std::filesystem::path& file,
             glm::dvec3 near,
             double radius_mm,
             double spacing_mm)
{
    const geometry::Scan scan = anatomy::in_millimetres(geometry::import_mesh(file), std::nullopt);
    const SurfacePoint centre = test::on(scan.mesh, near);
    const test::Patch patch = test::patch_around(
        scan.mesh, geometry::Topology(scan.mesh), centre, radius_mm + 2 * spacing_mm);
    return {patch.mesh, geometry::position(scan.mesh, centre), radius_mm, spacing_mm};
}

/// Some hundred places all over the zone to look for gaps at: corners of the refined surface.
std::vector<SurfacePoint> places_inside(const Surface& surface, const ZoneField& field)
{
    constexpr std::size_t wanted = 350;
    std::vector<SurfacePoint> places;
    for (std::size_t t = 0; t < surface.mesh.triangles.size(); ++t)
        if (field[VertexId(surface.mesh.triangles[t].x)] < 0)
            places.push_back(
                {surface.source[t],
                 glm::dvec3(surface.corner_weights[t][0]) / double(Surface::weight_one)});
    std::vector<SurfacePoint> some;
    const std::size_t step = std::max<std::size_t>(1, places.size() / wanted);
    for (std::size_t i = 0; i < places.size(); i += step)
        some.push_back(places[i]);
    return some;
}

struct Judgement {
    double least_distance = 1e300;
    double widest_gap = 0;
};

Judgement judge(const Mesh& mesh,
                const std::vector<SurfacePoint>& points,
                const std::vector<SurfacePoint>& places)
{
    std::vector<SurfacePoint> targets = points;
    targets.insert(targets.end(), places.begin(), places.end());
    std::vector<double> nearest(places.size(), 1e300);
    Judgement judged;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::vector<double> distances = test::exact_distances(mesh, points[i], targets);
        for (std::size_t j = 0; j < i; ++j)
            judged.least_distance = std::min(judged.least_distance, distances[j]);
        for (std::size_t k = 0; k < places.size(); ++k)
            nearest[k] = std::min(nearest[k], distances[points.size() + k]);
    }
    judged.widest_gap = std::ranges::max(nearest);
    return judged;
}

void expect_promises(const Fill& fill)
{
    const Surface surface = geometry::build_surface(fill.mesh);
    const ZoneField field = test::ball(surface, fill.centre, fill.radius_mm);
    const sampling::Skin skin(fill.mesh, surface);
    const auto points = test::sampled({&skin, {{&field, fill.spacing_mm}}, 5});
    ASSERT_GT(points.size(), 8u);
    const Judgement judged = judge(fill.mesh, points, places_inside(surface, field));
    EXPECT_GE(judged.least_distance, fill.spacing_mm);
    EXPECT_LE(judged.widest_gap, fill.spacing_mm * 1.005);
    EXPECT_GT(judged.widest_gap, fill.spacing_mm * 0.8);
}

std::vector<glm::dvec3> sampled_on(const Mesh& mesh, const Fill& fill)
{
    const Surface surface = geometry::build_surface(mesh);
    const ZoneField field = test::ball(surface, fill.centre, fill.radius_mm);
    const sampling::Skin skin(mesh, surface);
    const SurfacePoint pinned = test::on(mesh, fill.centre);
    return test::positions(mesh,
                           test::sampled({&skin, {{&field, fill.spacing_mm}}, 5, {{0, pinned}}}));
}

/// Samples two forms of the same skin.
void expect_same_places(const Fill& fill, const Mesh& one, const Mesh& other)
{
    const auto places = sampled_on(one, fill);
    const auto again = sampled_on(other, fill);
    ASSERT_GT(places.size(), 8u);
    ASSERT_EQ(again.size(), places.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        EXPECT_LT(glm::distance(again[i], places[i]), 1e-3) << i;
}

void expect_same_places_for_other_numbers(const Fill& fill)
{
    expect_same_places(fill, fill.mesh, test::renumbered(fill.mesh, 3));
}

TEST(SamplerPromises, ARenumberedScanGivesTheSamePlaces)
{
    expect_same_places_for_other_numbers(
        on_scan(test::reference_model("face.ply"), {0, -45, 98}, 25, 2));
    const auto head = test::real_scan("head-02.ply");
    if (!head.empty()) expect_same_places_for_other_numbers(on_scan(head, {45, 0, 85}, 25, 2));
}

TEST(SamplerPromises, ADoubleSidedScanGivesThePlacesOfItsOuterSideWhateverItsOrder)
{
    const Mesh one_sided = test::sphere(30, 3);
    Mesh two_sided = one_sided;
    for (const glm::uvec3 t : one_sided.triangles)
        two_sided.triangles.emplace_back(t.x, t.z, t.y);
    two_sided = test::renumbered(two_sided, 3);
    geometry::drop_repeated_triangles(two_sided);
    expect_same_places({one_sided, {0, 0, 30}, 20, 3}, one_sided, two_sided);
}

TEST(SamplerPromises, HoldOnABumpySphereWithSaddles)
{
    Mesh bumpy = test::sphere(15, 4);
    for (std::size_t v = 0; v < bumpy.positions.size(); ++v)
        bumpy.positions[v] *= 1 + 0.05f * float((v * 2654435761u >> 16) % 100) / 100;
    expect_promises({bumpy, {0, 0, 15}, 9, 3});
}

TEST(SamplerPromises, HoldAroundAHole)
{
    Mesh holed = test::grid_plane(30, 1);
    std::erase_if(holed.triangles, [&](glm::uvec3 t) {
        return glm::distance(glm::dvec3(holed.positions[t.x]), glm::dvec3(15, 15, 0)) < 4;
    });
    expect_promises({holed, {15, 15, 0}, 11, 2.5});
}

TEST(SamplerPromises, HoldOnTheLipsOfTheReferenceFace)
{
    expect_promises(on_scan(test::reference_model("face.ply"), {0, -45, 98}, 12, 4));
}

TEST(SamplerPromises, HoldOnTheLipsAndNostrilsOfRealHeads)
{
    const auto head = test::real_scan("head-01.obj");
    if (head.empty()) GTEST_SKIP() << "no real scans";
    expect_promises(on_scan(head, {0, -40, 112}, 16, 4));
    expect_promises(on_scan(head, {0, -12, 116}, 12, 4));
}

TEST(SamplerPromises, HoldOnADenseCheekOfARealHead)
{
    const auto head = test::real_scan("head-02.ply");
    if (head.empty()) GTEST_SKIP() << "no real scans";
    expect_promises(on_scan(head, {45, 0, 85}, 16, 6));
}

}  // namespace
