// SPDX-License-Identifier: MIT
#include "exact_geodesics.h"

#include "geometry/topology.h"

#include <CGAL/Exact_predicates_inexact_constructions_kernel.h>
#include <CGAL/Surface_mesh.h>
#include <CGAL/Surface_mesh_shortest_path.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <stdexcept>

namespace test {
namespace {

using Kernel = CGAL::Exact_predicates_inexact_constructions_kernel;
using CgalMesh = CGAL::Surface_mesh<Kernel::Point_3>;
using Traits = CGAL::Surface_mesh_shortest_path_traits<Kernel, CgalMesh>;
using ShortestPaths = CGAL::Surface_mesh_shortest_path<Traits>;

CgalMesh to_cgal(const geometry::Mesh& mesh)
{
    CgalMesh result;
    for (const glm::vec3& p : mesh.positions)
        result.add_vertex(Kernel::Point_3(p.x, p.y, p.z));
    const auto vertex = [](unsigned v) { return CgalMesh::Vertex_index(v); };
    for (const glm::uvec3 t : mesh.triangles)
        if (result.add_face(vertex(t.x), vertex(t.y), vertex(t.z)) == CgalMesh::null_face())
            throw std::runtime_error("the oracle needs a manifold mesh");
    return result;
}

/// CGAL counts a face's weights from a corner of its own choice.
ShortestPaths::Barycentric_coordinates
weights_for(const CgalMesh& cgal, const geometry::Mesh& mesh, const geometry::SurfacePoint& p)
{
    const CgalMesh::Face_index face(p.triangle.value);
    const glm::uvec3 corners = mesh.triangles[p.triangle.value];
    const auto first = cgal.source(cgal.halfedge(face));
    int shift = 0;
    while (corners[shift] != static_cast<unsigned>(first))
        ++shift;
    return {p.weights[shift], p.weights[(shift + 1) % 3], p.weights[(shift + 2) % 3]};
}

/// CGAL 5.5 is wrong about sources exactly on an edge, which a plane shows at once, and about some
/// targets on a border; vertices and inner places are right. Such a place is moved inwards by less
/// than any tolerance.
geometry::SurfacePoint off_the_edge(geometry::SurfacePoint p)
{
    const bool at_vertex = std::max({p.weights.x, p.weights.y, p.weights.z}) == 1;
    constexpr double step = 1e-11;
    if (!at_vertex) p.weights = (p.weights + step) / (1 + 3 * step);
    return p;
}

double distance_to_edge(const geometry::Mesh& mesh, std::uint32_t half_edge, glm::dvec3 p)
{
    const glm::uvec3 t = mesh.triangles[half_edge / 3];
    const int corner = static_cast<int>(half_edge % 3);
    const glm::dvec3 a = mesh.positions[t[corner]];
    const glm::dvec3 along = glm::dvec3(mesh.positions[t[(corner + 1) % 3]]) - a;
    const double s = std::clamp(glm::dot(p - a, along) / glm::dot(along, along), 0.0, 1.0);
    return glm::distance(a + s * along, p);
}

}  // namespace

std::vector<double> exact_distances(const geometry::Mesh& mesh,
                                    const geometry::SurfacePoint& source,
                                    std::span<const geometry::SurfacePoint> targets)
{
    const CgalMesh cgal = to_cgal(mesh);
    ShortestPaths paths(cgal);
    paths.add_source_point(CgalMesh::Face_index(source.triangle.value),
                           weights_for(cgal, mesh, off_the_edge(source)));
    std::vector<double> distances;
    for (const geometry::SurfacePoint& target : targets) {
        const double distance =
            paths
                .shortest_distance_to_source_points(CgalMesh::Face_index(target.triangle.value),
                                                    weights_for(cgal, mesh, off_the_edge(target)))
                .first;
        distances.push_back(distance < 0 ? std::numeric_limits<double>::infinity() : distance);
    }
    return distances;
}

Patch patch_around(const geometry::Mesh& mesh,
                   const geometry::Topology& topology,
                   const geometry::SurfacePoint& centre,
                   double radius_mm)
{
    const glm::dvec3 middle = position(mesh, centre);
    std::vector<bool> taken(mesh.triangles.size(), false);
    std::vector<std::uint32_t> order{centre.triangle.value};
    taken[centre.triangle.value] = true;
    for (std::size_t i = 0; i < order.size(); ++i)
        for (std::uint32_t h = 3 * order[i]; h < 3 * order[i] + 3; ++h) {
            const std::int32_t twin = topology.twin(h);
            if (twin == geometry::Topology::no_twin) continue;
            const std::uint32_t t = static_cast<std::uint32_t>(twin) / 3;
            if (taken[t] || distance_to_edge(mesh, h, middle) > radius_mm) continue;
            taken[t] = true;
            order.push_back(t);
        }
    std::ranges::sort(order);

    Patch patch;
    std::map<std::uint32_t, std::uint32_t> number;
    for (const std::uint32_t t : order) {
        glm::uvec3 corners = mesh.triangles[t];
        for (int corner = 0; corner < 3; ++corner) {
            const auto [entry, fresh] =
                number.try_emplace(corners[corner], std::uint32_t(patch.mesh.positions.size()));
            if (fresh) patch.mesh.positions.push_back(mesh.positions[corners[corner]]);
            corners[corner] = entry->second;
        }
        patch.mesh.triangles.push_back(corners);
        patch.source.emplace_back(t);
    }
    return patch;
}

}  // namespace test
