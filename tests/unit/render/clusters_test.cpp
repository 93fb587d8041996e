// SPDX-License-Identifier: MIT
#include "render/clusters.h"

#include "shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace {

using namespace render;

constexpr gpu::Extent size{200, 160};

/// A ball with dents, so that clusters have many shapes.
struct Dented {
    geometry::Mesh mesh = test::sphere(80, 5);
    std::vector<SkinVertex> vertices;
    std::vector<Cluster> clusters;

    Dented()
    {
        for (glm::vec3& p : mesh.positions)
            p *= 1 + 0.12f * std::sin(p.x / 9) * std::sin(p.y / 11) * std::sin(p.z / 7);
        for (const glm::vec3 p : mesh.positions) {
            SkinVertex vertex{};
            vertex.position = p;
            vertices.push_back(vertex);
        }
        clusters = clusters_of(vertices, mesh.triangles);
    }

    glm::dvec3 normal(std::size_t triangle) const
    {
        return geometry::normal(mesh, geometry::TriangleId(std::uint32_t(triangle)));
    }
};

std::vector<Camera> random_cameras(const geometry::Mesh& mesh, std::size_t count)
{
    std::mt19937 random(3);
    std::normal_distribution<double> any;
    std::uniform_real_distribution<double> zoom(0.5, 12), shift(-150, 300);
    std::vector<Camera> cameras;
    while (cameras.size() < count) {
        Camera camera = framed(Outlook{{any(random), any(random), any(random)}},
                               mesh.positions,
                               mesh.positions,
                               {0, 0, size.width, size.height});
        camera.pixels_per_slope *= zoom(random);
        camera.axis_px = {shift(random), shift(random)};
        cameras.push_back(camera);
    }
    return cameras;
}

bool in_picture(const Camera& camera, glm::dvec3 place)
{
    const glm::dvec2 pixel = camera.pixel_of(place);
    return pixel.x >= 0 && pixel.y >= 0 && pixel.x <= size.width && pixel.y <= size.height;
}

TEST(Clusters, HoldEveryTriangleOnce)
{
    const Dented ball;
    std::uint32_t next = 0;
    for (const Cluster& cluster : ball.clusters) {
        EXPECT_EQ(cluster.first, next);
        next += cluster.count;
    }
    EXPECT_EQ(next, ball.mesh.triangles.size());
}

TEST(Clusters, LeftOutShowNothing)
{
    const Dented ball;
    std::size_t left_out = 0, seen = 0;
    for (const Camera& camera : random_cameras(ball.mesh, 60)) {
        const Sight sight(camera, {.whole = size, .size = size});
        for (const Cluster& cluster : ball.clusters)
            for (const Side side : {Side::outer, Side::inner}) {
                if (sight.shows(cluster, side)) {
                    ++seen;
                    continue;
                }
                ++left_out;
                for (std::uint32_t t = cluster.first; t < cluster.first + cluster.count; ++t) {
                    const glm::dvec3 corner = ball.mesh.positions[ball.mesh.triangles[t].x];
                    const bool faces = glm::dot(ball.normal(t), camera.eye - corner) > 0;
                    ASSERT_FALSE(faces == (side == Side::outer) && in_picture(camera, corner));
                }
            }
    }
    EXPECT_GT(left_out, seen / 2);
}

TEST(Clusters, BesideATileAreLeftOutOfIt)
{
    const Dented ball;
    const Camera camera =
        framed(View::front, ball.mesh.positions, ball.mesh.positions, {0, 0, 400, 400});
    const Sight left(camera, {.whole = {400, 400}, .size = {100, 400}});
    const Sight right(camera, {.whole = {400, 400}, .size = {100, 400}, .origin = {300, 0}});
    const glm::vec3 patients_right(-75, 0, 0);  // at the picture's left
    EXPECT_TRUE(left.reaches(patients_right, 1));
    EXPECT_FALSE(right.reaches(patients_right, 1));
}

}  // namespace
