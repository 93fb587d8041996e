// SPDX-License-Identifier: MIT
// Edits: far from one the points stay, and sampling only around it gives what sampling all does.
#include "sampling/cpu_sampler.h"
#include "sampling/last_sample.h"

#include "anatomy/scale.h"
#include "geometry/bvh.h"
#include "geometry/import.h"
#include "scans.h"
#include "zone_shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace {

using geometry::Surface;
using zones::ZoneField;

/// A ball-shaped zone on a scan, and seeded strokes at its rim and inside it.
class Painting {
public:
    Painting(const std::filesystem::path& file, glm::dvec3 centre_mm, double radius_mm)
        : scan(anatomy::in_millimetres(geometry::import_mesh(file), std::nullopt))
        , surface(geometry::build_surface(scan.mesh))
        , skin(scan.mesh, surface)
        , field(test::ball(surface, centre_mm, radius_mm))
        , bvh_(surface.mesh)
        , centre_(centre_mm)
        , radius_(radius_mm)
    {
    }

    /// Adds or erases a ball near the zone's rim or inside it.
    void dab()
    {
        std::uniform_real_distribution<double> side(-1, 1), size(2, 9);
        const glm::dvec3 near =
            centre_ + radius_ * glm::dvec3(side(random_), side(random_), side(random_));
        const glm::dvec3 at =
            geometry::position(surface.mesh, bvh_.nearest(near, 200).value().place);
        const zones::Stroke stroke{random_() % 2 == 0 ? zones::StrokeMode::add
                                                      : zones::StrokeMode::erase,
                                   size(random_),
                                   {at}};
        field.apply(stroke, zones::reached_by(stroke, surface, bvh_));
    }

    geometry::Scan scan;
    Surface surface;
    sampling::Skin skin;
    ZoneField field;

private:
    geometry::Bvh bvh_;
    glm::dvec3 centre_;
    double radius_;
    std::mt19937 random_{11};
};

void expect_updates_equal_samples(Painting painting, double spacing_mm, int dabs)
{
    sampling::CpuSampler sampler;
    sampling::SampleSet points =
        sampler.sample({&painting.skin, {{&painting.field, spacing_mm}}, 3}, {});
    ASSERT_GT(points.points.size(), 100u);
    for (int i = 0; i < dabs; ++i) {
        const ZoneField before = painting.field;
        painting.dab();
        const sampling::SampleRequest request{&painting.skin, {{&painting.field, spacing_mm}}, 3};
        const ZoneField* fields_before[] = {&before};
        points = sampler.update(request, fields_before, points, {});
        EXPECT_EQ(points.points, sampler.sample(request, {}).points) << "dab " << i;
    }
}

TEST(SamplerUpdate, EqualsTheFullRunOnTheReferenceFace)
{
    expect_updates_equal_samples(
        Painting(test::reference_model("face.ply"), {35, 0, 90}, 45), 3, 12);
}

TEST(SamplerUpdate, EqualsTheFullRunOnARealHead)
{
    const auto head = test::real_scan("head-01.obj");
    if (head.empty()) GTEST_SKIP() << "no real scans";
    expect_updates_equal_samples(Painting(head, {40, 10, 90}, 50), 2.5, 12);
}

TEST(SamplerUpdate, FollowsStrokesAndSamplesAnewWhereMoreChanged)
{
    Painting painting(test::reference_model("face.ply"), {35, 0, 90}, 25);
    sampling::CpuSampler sampler;
    sampling::LastSample last;
    sampling::SampleRequest request{&painting.skin, {{&painting.field, 4}}, 3};
    const auto expect_the_full_run = [&] {
        EXPECT_EQ(last.sample(sampler, request, {}).points, sampler.sample(request, {}).points);
    };
    expect_the_full_run();
    painting.dab();
    expect_the_full_run();
    request.zones[0].spacing_mm = 3;
    expect_the_full_run();
    request.pinned = {{0, {geometry::TriangleId(100), {0.25, 0.25, 0.5}}}};
    expect_the_full_run();
    painting.dab();
    expect_the_full_run();
    request.seed = 4;
    expect_the_full_run();
}

TEST(SamplerUpdate, GivesBackTheSamePointsWhereNothingChanged)
{
    Painting painting(test::reference_model("face.ply"), {35, 0, 90}, 20);
    sampling::CpuSampler sampler;
    const sampling::SampleRequest request{&painting.skin, {{&painting.field, 4}}, 3};
    const sampling::SampleSet points = sampler.sample(request, {});
    const ZoneField* same[] = {&painting.field};
    EXPECT_EQ(sampler.update(request, same, points, {}).points, points.points);
}

}  // namespace
