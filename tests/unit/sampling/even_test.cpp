// SPDX-License-Identifier: MIT
// Even points keep the two limits with fewer needles, and lie evenly: judged by the exact distance
// along the skin of geometry::SkinDistance, which shares nothing with the sampler.
#include "anatomy/scale.h"
#include "geometry/import.h"
#include "geometry/skin_distance.h"
#include "points.h"
#include "sampling/alone.h"
#include "sampling/cpu_sampler.h"
#include "sampling/relax.h"
#include "scans.h"
#include "shapes.h"
#include "zone_shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <numeric>

namespace {

using geometry::Mesh;
using geometry::Surface;
using geometry::SurfacePoint;
using geometry::TriangleId;
using zones::ZoneField;

constexpr double infinite = std::numeric_limits<double>::infinity();

/// A disc of skin around a place.
struct Ground {
    Mesh mesh;
    glm::dvec3 centre;
    double radius_mm;
    Surface surface = geometry::build_surface(mesh);
    ZoneField field = test::ball(surface, centre, radius_mm);
    sampling::Skin skin{mesh, surface};

    std::vector<sampling::SampledPoint> points(double spacing_mm,
                                               const sampling::Pattern& pattern,
                                               unsigned threads = 1,
                                               std::uint32_t seed = 1) const
    {
        sampling::SampleZone zone{&field, spacing_mm};
        zone.pattern = pattern;
        return sampling::CpuSampler(threads).sample({&skin, {zone}, seed}, {}).points;
    }
};

Ground around(const std::filesystem::path& file, glm::dvec3 near, double radius_mm)
{
    Mesh mesh = anatomy::in_millimetres(geometry::import_mesh(file), std::nullopt).mesh;
    const SurfacePoint centre = test::on(mesh, near);
    return {mesh, geometry::position(mesh, centre), radius_mm};
}

/// Mean and deviation.
class Spread {
public:
    void add(double value)
    {
        ++count_;
        sum_ += value;
        squares_ += value * value;
    }
    double cv() const
    {
        const double mean = sum_ / count_;
        return std::sqrt(squares_ / count_ - mean * mean) / mean;
    }

private:
    double count_ = 0, sum_ = 0, squares_ = 0;
};

struct Judgement {
    double least_distance_mm = infinite;
    double widest_gap_mm = 0;
    double neighbours_cv = 0;  // of the distances to the six nearest, of points off the border
    double areas_cv = 0;       // of the skin that is nearest to a point, of the same points
};

/// The skin of a zone as the pieces of its surface, and what is known of each.
struct Piece {
    SurfacePoint middle;
    double area_mm2 = 0;
    double nearest_mm = infinite;
    std::size_t owner = 0;
};

std::vector<std::vector<Piece>> pieces_of(const Ground& ground)
{
    std::vector<std::vector<Piece>> pieces(ground.mesh.triangles.size());
    for (std::size_t t = 0; t < ground.surface.mesh.triangles.size(); ++t) {
        const auto& corners = ground.surface.corner_weights[t];
        const SurfacePoint middle{ground.surface.source[t],
                                  glm::dvec3(corners[0] + corners[1] + corners[2]) /
                                      (3.0 * Surface::weight_one)};
        if (glm::distance(geometry::position(ground.mesh, middle), ground.centre) >
            ground.radius_mm - 0.1)
            continue;
        const auto [a, b, c] = ground.surface.mesh.corners(TriangleId(t));
        pieces[middle.triangle.value].push_back(
            {middle, glm::length(glm::cross(b - a, c - a)) / 2});
    }
    return pieces;
}

/// True if the disc just spread reaches a hole's rim within that distance. Beside a hole, as at the
/// zone's border, neighbours and skin are on one side only.
bool meets_rim(const geometry::SkinDistance& distance,
               const geometry::Topology& topology,
               double within_mm)
{
    for (const TriangleId t : distance.reached())
        for (int e = 0; e < 3; ++e) {
            if (topology.twins()[3 * t.value + e] != geometry::Topology::no_twin) continue;
            glm::dvec3 middle(0.5);
            middle[(e + 2) % 3] = 0;
            if (distance.to({t, middle}) < within_mm) return true;
        }
    return false;
}

Judgement
judge(const Ground& ground, const std::vector<sampling::SampledPoint>& points, double spacing_mm)
{
    std::vector<std::vector<std::size_t>> points_on(ground.mesh.triangles.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        points_on[points[i].triangle].push_back(i);
    std::vector<std::vector<Piece>> pieces = pieces_of(ground);
    std::vector<bool> inner;
    for (const sampling::SampledPoint& point : points)
        inner.push_back(glm::distance(geometry::position(ground.mesh, point.place()),
                                      ground.centre) < ground.radius_mm - spacing_mm);

    Judgement judged;
    Spread neighbours;
    const geometry::Topology topology(ground.mesh);
    geometry::SkinDistance distance(ground.mesh, topology);
    for (std::size_t i = 0; i < points.size(); ++i) {
        distance.spread(points[i].place(), 2.6 * spacing_mm);
        std::vector<double> others;
        for (const TriangleId t : distance.reached()) {
            for (const std::size_t j : points_on[t.value])
                if (const double d = distance.to(points[j].place()); j != i && d < infinite)
                    others.push_back(d);
            for (Piece& piece : pieces[t.value]) {
                const double d = distance.to(piece.middle);
                if (d < piece.nearest_mm) piece.nearest_mm = d, piece.owner = i;
            }
        }
        std::ranges::sort(others);
        if (!others.empty())
            judged.least_distance_mm = std::min(judged.least_distance_mm, others.front());
        if (others.size() < 6 || meets_rim(distance, topology, spacing_mm)) inner[i] = false;
        for (std::size_t k = 0; k < 6 && inner[i]; ++k)
            neighbours.add(others[k]);
    }
    std::vector<double> areas(points.size(), 0);
    for (const auto& some : pieces)
        for (const Piece& piece : some) {
            areas[piece.owner] += piece.area_mm2;
            judged.widest_gap_mm = std::max(judged.widest_gap_mm, piece.nearest_mm);
        }
    Spread area;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (inner[i]) area.add(areas[i]);
    judged.neighbours_cv = neighbours.cv();
    judged.areas_cv = area.cv();
    return judged;
}

void expect_even(const Ground& ground, double spacing_mm, unsigned seed = 1)
{
    const auto blue = ground.points(spacing_mm, sampling::BlueNoise{}, 2, seed);
    const auto even = ground.points(spacing_mm, sampling::Even{}, 2, seed);
    SCOPED_TRACE(seed);
    EXPECT_LE(double(even.size()), 0.82 * double(blue.size()));
    const Judgement judged = judge(ground, even, spacing_mm);
    EXPECT_GE(judged.least_distance_mm, spacing_mm);
    EXPECT_LE(judged.widest_gap_mm, 1.005 * spacing_mm);
    EXPECT_GT(judged.neighbours_cv, 0);
    EXPECT_LE(judged.neighbours_cv, 0.13);
    EXPECT_LE(judged.areas_cv, 0.09);
}

/// The level scheme alone, without the Placer that certifies even points afterwards.
TEST(Even, AZoneFilledOnItsOwnKeepsItsSpacing)
{
    const Ground ground{test::grid_plane(30, 2), {30, 30, 0}, 25};
    const sampling::SampleRequest request{&ground.skin, {{&ground.field, 3}}};
    const sampling::Domain domain = sampling::build_domain(request);
    sampling::Placer placer(ground.skin, domain.reach[0]);
    const base::Progress progress;
    const sampling::Ground laid{request, domain, 0, sampling::spacing_units(3), placer, progress};
    for (const double factor : {1.0, 1.5}) {
        const auto points =
            sampling::filled(sampling::domain_alone(laid, factor, {}, progress), progress);
        ASSERT_GT(points.size(), 50u);
        for (std::size_t i = 0; i < points.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                ASSERT_GE(glm::distance(glm::dvec3(points[i].position_um),
                                        glm::dvec3(points[j].position_um)),
                          3000 * factor - 2);
    }
}

TEST(Even, KeepsBothLimitsWithFewerPointsOnAPlane)
{
    expect_even({test::grid_plane(60, 2), {60, 60, 0}, 50}, 4);
}

TEST(Even, KeepsBothLimitsWithFewerPointsOnTheCheekOfTheReferenceFace)
{
    expect_even(around(test::reference_model("face.ply"), {45, -10, 85}, 60), 4);
}

TEST(Even, KeepsBothLimitsWithFewPointsOnTheCheekOfTheReferenceFace)
{
    expect_even(around(test::reference_model("face.ply"), {45, -10, 85}, 60), 8);
}

/// Few points, and how they happen to fall matters: with a single start each of these seeds either
/// saved too little or was too uneven.
TEST(Even, KeepsBothLimitsWithFewPointsOnTheCheekOfARealHead)
{
    const auto head = test::real_scan("head-01.obj");
    if (head.empty()) GTEST_SKIP() << "no real scans";
    const Ground cheek = around(head, {45, 0, 85}, 60);
    for (const unsigned seed : {2u, 9u})
        expect_even(cheek, 8, seed);
}

TEST(Even, KeepsBothLimitsWithFewerPointsOnTheCheekOfARealHead)
{
    const auto head = test::real_scan("head-01.obj");
    if (head.empty()) GTEST_SKIP() << "no real scans";
    const Ground cheek = around(head, {45, 0, 85}, 60);
    expect_even(cheek, 4);
    expect_even(cheek, 6);
}

TEST(Even, ThePointsDoNotDependOnTheNumberOfThreads)
{
    const Ground ground{test::sphere(30, 4), {0, 0, 30}, 25};
    const auto domain = sampling::build_domain({&ground.skin, {{&ground.field, 3}}, 1});
    const sampling::Patches patches(ground.skin, domain.roots, 60);
    const auto start = sampling::filled(domain, {});
    ASSERT_GT(start.size(), 100u);
    const auto relaxed_by = [&](unsigned threads) {
        std::vector<glm::ivec4> places;
        for (const auto& point : relaxed(ground.skin, patches, start, {}, {20, threads}, {}))
            places.emplace_back(point.triangle, point.weights);
        return places;
    };
    const auto one = relaxed_by(1);
    for (const unsigned threads : {2u, 8u})
        EXPECT_EQ(one, relaxed_by(threads)) << threads;
    EXPECT_EQ(ground.points(3, sampling::Even{}, 1), ground.points(3, sampling::Even{}, 8));
}

TEST(Even, PinnedPointsStayAndKeepTheirDistance)
{
    const Ground ground{test::grid_plane(30, 2), {30, 30, 0}, 25};
    sampling::SampleRequest request{&ground.skin, {{&ground.field, 5}}};
    request.zones[0].pattern = sampling::Even{};
    request.pinned = {{0, {TriangleId(1000), {0.3, 0.3, 0.4}}},
                      {0, {TriangleId(700), {0.2, 0.2, 0.6}}}};
    const auto points = sampling::CpuSampler(1).sample(request, {}).points;
    for (std::size_t i = 0; i < 2; ++i)
        EXPECT_LT(glm::distance(geometry::position(ground.mesh, points.at(i).place()),
                                geometry::position(ground.mesh, request.pinned[i].place)),
                  1e-3);
    EXPECT_GE(judge(ground, points, 5).least_distance_mm, 5);
}

TEST(Even, ProgressCanCancel)
{
    const Ground ground{test::grid_plane(20, 2), {20, 20, 0}, 15};
    sampling::SampleZone zone{&ground.field, 3};
    zone.pattern = sampling::Even{};
    const base::Progress stop([](float done) { return done < 0.15f; });
    EXPECT_THROW(sampling::CpuSampler(1).sample({&ground.skin, {zone}, 1}, stop), base::Cancelled);
}

}  // namespace
