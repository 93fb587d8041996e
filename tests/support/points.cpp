// SPDX-License-Identifier: MIT
#include "points.h"

#include "geometry/bvh.h"
#include "geometry/skin_distance.h"
#include "sampling/cpu_sampler.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace test {

using geometry::Mesh;
using geometry::SurfacePoint;

SurfacePoint on(const Mesh& mesh, glm::dvec3 near)
{
    return geometry::Bvh(mesh).nearest(near, 50).value().place;
}

std::vector<SurfacePoint> sampled(const sampling::SampleRequest& request, unsigned threads)
{
    std::vector<SurfacePoint> points;
    for (const auto& point : sampling::CpuSampler(threads).sample(request, {}).points)
        points.push_back(point.place());
    return points;
}

std::vector<glm::dvec3> positions(const Mesh& mesh, std::span<const SurfacePoint> points)
{
    std::vector<glm::dvec3> places;
    for (const SurfacePoint& point : points)
        places.push_back(geometry::position(mesh, point));
    return places;
}

double least_distance(std::span<const glm::dvec3> points)
{
    double least = 1e300;
    for (std::size_t i = 0; i < points.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            least = std::min(least, glm::distance(points[i], points[j]));
    return least;
}

double
least_distance_along_skin(const Mesh& mesh, std::span<const SurfacePoint> points, double reach_mm)
{
    const geometry::Topology topology(mesh);
    geometry::SkinDistance distance(mesh, topology);
    double least = 1e300;
    for (std::size_t i = 0; i < points.size(); ++i) {
        distance.spread(points[i], reach_mm);
        for (std::size_t j = 0; j < i; ++j)
            least = std::min(least, distance.to(points[j]));
    }
    return least;
}

}  // namespace test
