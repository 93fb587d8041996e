// SPDX-License-Identifier: MIT
#include "geometry/coarse.h"

#include "base/error.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace geometry {
namespace {

constexpr int coordinate_bits = 21;
constexpr double most_cells = 1 << 20;  // along an axis, with room for neighbours

std::uint64_t packed(glm::uvec3 cell)
{
    return cell.x | std::uint64_t(cell.y) << coordinate_bits |
           std::uint64_t(cell.z) << 2 * coordinate_bits;
}

/// Along a triangle's normal, as long as twice its area.
glm::vec3 across(const Mesh& mesh, glm::uvec3 t)
{
    const glm::vec3 corner = mesh.positions[t.x];
    return glm::cross(mesh.positions[t.y] - corner, mesh.positions[t.z] - corner);
}

/// The mean colour of each coarse vertex' members; empty for a mesh without colours.
std::vector<glm::u8vec3> mean_colours(const std::vector<glm::u8vec3>& colours,
                                      const std::vector<std::uint32_t>& vertex_of,
                                      const std::vector<std::uint32_t>& members)
{
    if (colours.empty()) return {};
    std::vector<glm::u64vec3> sums(members.size(), glm::u64vec3(0));
    for (std::size_t v = 0; v < colours.size(); ++v)
        sums[vertex_of[v]] += glm::u64vec3(colours[v]);
    std::vector<glm::u8vec3> means;
    means.reserve(members.size());
    for (std::size_t c = 0; c < members.size(); ++c)
        means.emplace_back(sums[c] / std::uint64_t(members[c]));
    return means;
}

}  // namespace

CoarseMesh::CoarseMesh(const Mesh& fine, double cell_mm)
{
    base::check(cell_mm > 0, "a cell has a size");
    if (fine.positions.empty()) return;
    const Box box = bounds(fine);
    const glm::dvec3 size = box.size();
    const double cell = std::max(cell_mm, std::max({size.x, size.y, size.z}) / most_cells);
    per_mm_ = static_cast<float>(1 / cell);
    origin_ = glm::vec3(box.low - cell);  // so that no neighbour has a negative coordinate
    slots_.resize(1 << 12);

    vertex_of_.resize(fine.positions.size());
    std::vector<std::uint32_t> members;
    for (std::size_t v = 0; v < vertex_of_.size(); ++v) {
        const glm::vec3 place = fine.positions[v];
        const std::uint32_t vertex = vertex_in(packed(glm::uvec3(in_cells(place))));
        if (vertex == members.size()) members.push_back(0);
        // The running mean: sums of millions would lose digits.
        glm::vec3& mean = mesh_.positions[vertex];
        mean += (place - mean) / float(++members[vertex]);
        vertex_of_[v] = vertex;
    }
    for (const glm::uvec3 t : fine.triangles) {
        const glm::uvec3 coarse(vertex_of_[t.x], vertex_of_[t.y], vertex_of_[t.z]);
        const bool spans = coarse.x != coarse.y && coarse.y != coarse.z && coarse.z != coarse.x;
        if (spans && glm::dot(across(fine, t), across(mesh_, coarse)) > 0)
            mesh_.triangles.push_back(coarse);
    }
    mesh_.colours = mean_colours(fine.colours, vertex_of_, members);
}

/// Where the cell is, or would be.
std::size_t CoarseMesh::slot_of(Cell cell) const
{
    const std::size_t mask = slots_.size() - 1;
    std::uint64_t hash = cell * 0x9E37'79B9'7F4A'7C15;
    hash ^= hash >> 32;
    std::size_t slot = hash & mask;
    while (slots_[slot].vertex != none && slots_[slot].cell != cell)
        slot = (slot + 1) & mask;
    return slot;
}

std::uint32_t CoarseMesh::vertex_in(Cell cell)
{
    std::size_t slot = slot_of(cell);
    if (slots_[slot].vertex != none) return slots_[slot].vertex;
    if (2 * mesh_.positions.size() >= slots_.size()) {
        grow();
        slot = slot_of(cell);
    }
    slots_[slot] = {cell, static_cast<std::uint32_t>(mesh_.positions.size())};
    mesh_.positions.emplace_back(0);
    return slots_[slot].vertex;
}

void CoarseMesh::grow()
{
    const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(4 * slots_.size()));
    for (const Slot& slot : old)
        if (slot.vertex != none) slots_[slot_of(slot.cell)] = slot;
}

std::array<CoarseMesh::Neighbour, 8> CoarseMesh::around(glm::vec3 place) const
{
    const glm::vec3 from_middle = in_cells(place) - 0.5f;  // cell centres are whole
    const glm::vec3 low = glm::floor(from_middle), share = from_middle - low;
    std::array<Neighbour, 8> neighbours;
    float sum = 0;
    for (std::uint32_t corner = 0; corner < 8; ++corner) {
        const glm::uvec3 step(corner & 1, corner >> 1 & 1, corner >> 2);
        const Slot& slot = slots_[slot_of(packed(glm::uvec3(low) + step))];
        if (slot.vertex == none) continue;
        const glm::vec3 along = glm::mix(1.0f - share, share, glm::vec3(step));
        neighbours[corner] = {slot.vertex, along.x * along.y * along.z};
        sum += neighbours[corner].weight;
    }
    for (Neighbour& neighbour : neighbours)
        neighbour.weight = sum > 0 ? neighbour.weight / sum : 0;
    return neighbours;
}

double cell_mm_for(const Mesh& mesh, std::size_t vertices)
{
    // Skin crosses about one and a half cells for each square of a cell's side.
    return std::sqrt(1.5 * area_mm2(mesh) / double(std::max<std::size_t>(vertices, 1)));
}

}  // namespace geometry
