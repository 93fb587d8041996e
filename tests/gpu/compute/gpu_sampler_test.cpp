// SPDX-License-Identifier: MIT
#include "compute/gpu_sampler.h"
#include "gpu_test.h"
#include "sampling/cpu_sampler.h"
#include "shapes.h"
#include "zone_shapes.h"

namespace {

using geometry::Mesh;
using geometry::Surface;

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
    Mesh mesh = test::sphere(40, 4);
    for (std::size_t v = 0; v < mesh.positions.size(); ++v)
        mesh.positions[v] *= 1 + 0.02f * float((v * 2654435761u >> 16) % 100) / 100;
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
