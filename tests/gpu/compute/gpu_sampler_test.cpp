// SPDX-License-Identifier: MIT
#include "compute/gpu_sampler.h"
#include "gpu_test.h"
#include "sampling/cpu_sampler.h"
#include "shapes.h"
#include "shared/windows.h"
#include "zone_shapes.h"

#include <optional>

namespace {

using geometry::Mesh;
using geometry::Surface;

/// Nearly half of its vertices are saddles, which paths bend around.
Mesh bumpy_sphere(int splits)
{
    Mesh mesh = test::sphere(40, splits);
    for (std::size_t v = 0; v < mesh.positions.size(); ++v)
        mesh.positions[v] *= 1 + 0.02f * float((v * 2654435761u >> 16) % 100) / 100;
    return mesh;
}

void expect_processors_points(compute::GpuSampler& on_gpu, const sampling::SampleRequest& request)
{
    EXPECT_EQ(on_gpu.sample(request, {}).points,
              sampling::CpuSampler(1).sample(request, {}).points);
    EXPECT_FALSE(on_gpu.fell_back());
}

class GpuSamplerTest : public test::GpuTest {
protected:
    void expect_same_points(const Mesh& mesh,
                            const Surface& surface,
                            const std::vector<sampling::SampleZone>& zones)
    {
        compute::GpuSampler on_gpu(device());
        const sampling::Skin skin(mesh, surface);
        for (const std::uint32_t seed : {1u, 2u}) {
            const sampling::SampleRequest request{&skin, zones, seed};
            const auto expected = sampling::CpuSampler(1).sample(request, {}).points;
            EXPECT_FALSE(expected.empty());
            EXPECT_EQ(on_gpu.sample(request, {}).points, expected);
            EXPECT_FALSE(on_gpu.fell_back());
        }
    }
};

TEST_F(GpuSamplerTest, GivesTheProcessorsPointsOnAPlane)
{
    const Mesh plane = test::grid_plane(30, 2);
    const Surface surface = test::unrefined(plane);
    const auto disc = test::ball(surface, {30, 30, 0}, 25);
    expect_same_points(plane, surface, {{&disc, 3}});
}

TEST_F(GpuSamplerTest, GivesTheProcessorsPointsOnABumpySphereWithABorder)
{
    Mesh mesh = bumpy_sphere(4);
    mesh.triangles.resize(mesh.triangles.size() * 3 / 4);
    const Surface surface = test::unrefined(mesh);
    const auto all = test::whole(surface);
    for (const double spacing : {2.5, 9.0})
        expect_same_points(mesh, surface, {{&all, spacing}});
}

TEST_F(GpuSamplerTest, GivesTheProcessorsPointsForTwoAdjoiningZones)
{
    const Mesh plane = test::grid_plane(40, 1);
    const Surface surface = test::unrefined(plane);
    const auto left = test::field_from(surface, [](glm::dvec3 p) { return p.x - 20; });
    const auto right = test::field_from(surface, [](glm::dvec3 p) { return 20 - p.x; });
    expect_same_points(plane, surface, {{&left, 2}, {&right, 5}});
}

TEST_F(GpuSamplerTest, GivesTheProcessorsPointsWhereItMustMakeRoom)
{
    const Mesh sphere = test::sphere(12, 3);
    const Surface surface = test::unrefined(sphere);
    const auto all = test::whole(surface);
    const sampling::Skin skin(sphere, surface);
    const sampling::SampleRequest request{&skin, {{&all, 3}}, 1};
    compute::GpuSampler on_gpu(device(), {.most = 16});
    expect_processors_points(on_gpu, request);
    EXPECT_GT(on_gpu.repeats(), 3);
}

/// Mesa's software driver ends all loops of a group of invocations after 65,535 iterations, without
/// a word. So many discs in one go need more.
TEST_F(GpuSamplerTest, GivesTheProcessorsPointsWhereTheDriverEndsLoops)
{
    const Mesh sphere = bumpy_sphere(4);
    const Surface surface = test::unrefined(sphere);
    const auto all = test::whole(surface);
    const sampling::Skin skin(sphere, surface);
    const sampling::SampleRequest request{&skin, {{&all, 6}}, 1};
    compute::GpuSampler on_gpu(device(), {.disc_budget = 1 << 20});
    expect_processors_points(on_gpu, request);
    if (device().is_cpu()) {
        EXPECT_GT(on_gpu.repeats(), 0);
    }
}

/// Thousands of points, so that discs stop and resume, and go to other slots in each run.
TEST_F(GpuSamplerTest, GivesTheProcessorsPointsOnALargeSkinAgainAndAgain)
{
    const Mesh mesh = bumpy_sphere(5);
    const Surface surface = test::unrefined(mesh);
    const auto all = test::whole(surface);
    const sampling::Skin skin(mesh, surface);
    const sampling::SampleRequest request{&skin, {{&all, 2}}, 1};
    const auto expected = sampling::CpuSampler(2).sample(request, {}).points;
    compute::GpuSampler on_gpu(device());
    for (int run = 0; run < 4; ++run) {
        EXPECT_EQ(on_gpu.sample(request, {}).points, expected);
        EXPECT_FALSE(on_gpu.fell_back());
    }
}

TEST_F(GpuSamplerTest, GivesTheProcessorsPointsWithWindowsBeyondWhatABindingCanShow)
{
    const Mesh plane = test::grid_plane(20, 2);
    const Surface surface = test::unrefined(plane);
    const auto all = test::whole(surface);
    const sampling::Skin skin(plane, surface);
    const sampling::SampleRequest request{&skin, {{&all, 4}}, 1};
    const std::size_t binding_bytes = std::size_t(128) << 20;
    compute::GpuSampler on_gpu(device(),
                               {.windows_in_front = binding_bytes / sizeof(shared::Window)});
    expect_processors_points(on_gpu, request);
    EXPECT_EQ(on_gpu.repeats(), 0);
}

TEST_F(GpuSamplerTest, KnowsOneSkinFromTheNextInItsPlace)
{
    const Mesh plane = test::grid_plane(10, 2);
    const Mesh sphere = test::sphere(12, 2);
    compute::GpuSampler on_gpu(device());
    std::optional<sampling::Skin> skin;
    for (const Mesh* mesh : {&plane, &sphere, &plane}) {
        const Surface surface = test::unrefined(*mesh);
        const auto all = test::whole(surface);
        skin.emplace(*mesh, surface);
        const sampling::SampleRequest request{&*skin, {{&all, 4}}, 1};
        EXPECT_EQ(on_gpu.sample(request, {}).points,
                  sampling::CpuSampler(1).sample(request, {}).points);
    }
}

TEST_F(GpuSamplerTest, ARunAfterACancelledOneIsAsGood)
{
    const Mesh plane = test::grid_plane(20, 2);
    const Surface surface = test::unrefined(plane);
    const auto all = test::whole(surface);
    const sampling::Skin skin(plane, surface);
    const sampling::SampleRequest request{&skin, {{&all, 4}}, 1};
    compute::GpuSampler on_gpu(device());
    int reports = 0;
    const base::Progress stop_later([&reports](float) { return ++reports < 4; });
    EXPECT_THROW(on_gpu.sample(request, stop_later), base::Cancelled);
    EXPECT_EQ(on_gpu.sample(request, {}).points,
              sampling::CpuSampler(1).sample(request, {}).points);
}

TEST_F(GpuSamplerTest, WaitsForTheDeviceAboutOnceALevelAtMost)
{
    const Mesh plane = test::grid_plane(20, 2);
    const Surface surface = test::unrefined(plane);
    const auto all = test::whole(surface);
    const sampling::Skin skin(plane, surface);
    compute::GpuSampler on_gpu(device());
    on_gpu.sample({&skin, {{&all, 4}}, 1}, {});
    EXPECT_LE(on_gpu.round_trips(), 16);
}

TEST_F(GpuSamplerTest, CancelsWhenAsked)
{
    const Mesh plane = test::grid_plane(20, 2);
    const Surface surface = test::unrefined(plane);
    const auto all = test::whole(surface);
    const base::Progress stop([](float) { return false; });
    const sampling::Skin skin(plane, surface);
    EXPECT_THROW(compute::GpuSampler(device()).sample({&skin, {{&all, 4}}, 1}, stop),
                 base::Cancelled);
}

}  // namespace
