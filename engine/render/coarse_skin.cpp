// SPDX-License-Identifier: MIT
#include "render/coarse_skin.h"

#include "geometry/coarse.h"
#include "render/skin_vertex.h"

#include <glm/geometric.hpp>

#include <array>

namespace render {
namespace {

constexpr std::array<std::size_t, 2> vertices_wished{60'000, 25'000};
constexpr std::size_t vertices_of_a_glance = 20'000;
constexpr double least_gain = 1.5;  // times as many a finer one has, or it is not worth it

/// Means over the vertices that went into each coarse one.
void shade(Skin& coarse, const Skin& fine, const std::vector<std::uint32_t>& vertex_of)
{
    const std::size_t count = coarse.positions.size();
    coarse.normals.assign(count, glm::vec3(0));
    coarse.shading.assign(count, {.open = glm::vec3(0), .openness = 0});
    std::vector<float> members(count);
    for (std::size_t v = 0; v < vertex_of.size(); ++v) {
        const std::uint32_t c = vertex_of[v];
        const Shading& one = fine.shading[v];
        Shading& sum = coarse.shading[c];
        coarse.normals[c] += fine.normals[v];
        sum.open += one.open;
        sum.openness += one.openness;
        sum.curvature += one.curvature;
        sum.thinness += one.thinness;
        members[c] += 1;
    }
    for (std::size_t c = 0; c < count; ++c) {
        Shading& sum = coarse.shading[c];
        coarse.normals[c] = glm::normalize(coarse.normals[c] + glm::vec3(0, 0, 1e-6f));
        sum = {.open = glm::normalize(sum.open + glm::vec3(0, 0, 1e-6f)),
               .openness = sum.openness / members[c],
               .curvature = sum.curvature / members[c],
               .thinness = sum.thinness / members[c]};
    }
}

CoarseSkin coarser(const Skin& fine, std::size_t vertices)
{
    const geometry::Mesh mesh{fine.positions, fine.triangles, fine.colours};
    const double cell_mm = geometry::cell_mm_for(mesh, vertices);
    geometry::CoarseMesh coarse(mesh, cell_mm);
    CoarseSkin made{{}, cell_mm};
    made.skin.positions = coarse.mesh().positions;
    made.skin.colours = coarse.mesh().colours;
    made.skin.triangles = coarse.mesh().triangles;
    shade(made.skin, fine, coarse.vertex_of());
    return made;
}

}  // namespace

std::vector<CoarseSkin> coarser_skins(const Skin& whole)
{
    std::vector<CoarseSkin> skins;
    for (const std::size_t vertices : vertices_wished) {
        const Skin& finer = skins.empty() ? whole : skins.back().skin;
        if (double(finer.positions.size()) >= least_gain * double(vertices))
            skins.push_back(coarser(finer, vertices));
    }
    return skins;
}

Skin glance_of(const geometry::Mesh& scan)
{
    const double cell_mm = geometry::cell_mm_for(scan, vertices_of_a_glance);
    return skin_of(geometry::CoarseMesh(scan, cell_mm).taken());
}

std::size_t device_bytes_of(const Skin& skin)
{
    return skin.positions.size() * sizeof(SkinVertex) +
           (skin.triangles.size() + skin.seams.size()) * sizeof(glm::uvec3);
}

}  // namespace render
