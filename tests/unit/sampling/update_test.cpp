// SPDX-License-Identifier: MIT
// Edits: far from one the points stay, and sampling only around it gives what sampling all does.
#include "sampling/cpu_sampler.h"
#include "sampling/last_sample.h"

#include "anatomy/scale.h"
#include "geometry/bvh.h"
#include "geometry/import.h"
#include "sampling/level_scheme.h"
#include "scans.h"
#include "shapes.h"
#include "zone_shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <vector>

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

// ---- Edits that are meant to reach far, and margins that are too small for them ----

constexpr double plane_mm = 60;

/// The distance to a zone's border: negative inside.
using Shape = std::function<double(glm::dvec3)>;

Shape disc(glm::dvec3 centre, double radius_mm)
{
    return [=](glm::dvec3 p) { return glm::distance(p, centre) - radius_mm; };
}

Shape strip(glm::dvec3 from, glm::dvec3 to, double half_width_mm)
{
    return [=](glm::dvec3 p) {
        const glm::dvec3 along = to - from;
        const double share = std::clamp(glm::dot(p - from, along) / glm::dot(along, along), 0., 1.);
        return glm::distance(p, from + share * along) - half_width_mm;
    };
}

Shape without(const Shape& shape, const Shape& hole)
{
    return [=](glm::dvec3 p) { return std::max(shape(p), -hole(p)); };
}

Shape together(const Shape& one, const Shape& other)
{
    return [=](glm::dvec3 p) { return std::min(one(p), other(p)); };
}

/// Zones that adjoin, before and after an edit.
struct Edit {
    std::vector<Shape> before, after;
};

/// A hole, a bump on the rim, a long narrow cut, or the border between two zones moved.
Edit random_edit(std::mt19937& random)
{
    const auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    const glm::dvec3 middle(plane_mm / 2, plane_mm / 2, 0);
    const glm::dvec3 place(between(8, 52), between(8, 52), 0);
    const Shape round = disc(middle, 29), dab = disc(place, between(0.3, 3));
    const Shape left = [](glm::dvec3 p) { return p.x - plane_mm / 2; };
    switch (random() % 4) {
    case 0:
        return {{round}, {without(round, dab)}};
    case 1:
        return {{disc(middle, 20)}, {together(disc(middle, 20), dab)}};
    case 2:
        return {{round}, {without(round, strip(place, middle, between(0.3, 1)))}};
    default:
        return {{left, without(round, left)},
                {together(left, dab), without(without(round, left), dab)}};
    }
}

/// Counts how often it is asked to fill.
class CountedSampler : public sampling::CpuSampler {
public:
    int fills = 0;

private:
    std::vector<sampling::Chosen> fill(const sampling::Domain& domain,
                                       const base::Progress& progress) override
    {
        ++fills;
        return sampling::fill_on_processor(domain, 1, progress);
    }
};

struct Outcome {
    int edits = 0, began_again = 0, wrong = 0;
};

/// Random edits on a plane, each with a seed of its own, updated with a first margin.
Outcome outcome_of(int edits, double first_margin)
{
    const geometry::Mesh plane = test::grid_plane(int(plane_mm), 1);
    const Surface surface = geometry::build_surface(plane);
    const sampling::Skin skin(plane, surface);
    std::mt19937 random(1);
    Outcome outcome;
    for (; outcome.edits < edits; ++outcome.edits) {
        const Edit edit = random_edit(random);
        std::vector<ZoneField> before, after;
        std::vector<const ZoneField*> fields_before;
        sampling::SampleRequest request{&skin, {}, std::uint32_t(outcome.edits)};
        for (std::size_t zone = 0; zone < edit.before.size(); ++zone) {
            before.push_back(test::field_from(surface, edit.before[zone]));
            after.push_back(test::field_from(surface, edit.after[zone]));
        }
        for (std::size_t zone = 0; zone < before.size(); ++zone) {
            fields_before.push_back(&before[zone]);
            request.zones.push_back({&before[zone], 2.0 + double(zone)});
        }
        CountedSampler sampler;
        const sampling::SampleSet points = sampler.sample(request, {});
        for (std::size_t zone = 0; zone < after.size(); ++zone)
            request.zones[zone].field = &after[zone];
        sampler.fills = 0;
        const auto updated = sampler.update(request, fields_before, points, {}, first_margin);
        outcome.began_again += sampler.fills > 1;
        outcome.wrong += updated.points != sampler.sample(request, {}).points;
    }
    return outcome;
}

TEST(SamplerUpdate, EqualsTheFullRunEvenFromAMarginThatIsTooSmall)
{
    for (const double margin : {1.0, 2.0, 3.0}) {
        const Outcome outcome = outcome_of(25, margin);
        EXPECT_EQ(outcome.wrong, 0) << "margin " << margin;
        EXPECT_GT(outcome.began_again, 5) << "margin " << margin;  // or nothing was tested
    }
}

TEST(SamplerUpdate, TheUsualMarginIsSeldomTooSmall)
{
    const Outcome outcome = outcome_of(50, sampling::usual_margin);
    EXPECT_EQ(outcome.wrong, 0);
    EXPECT_LE(outcome.began_again, 1);
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
