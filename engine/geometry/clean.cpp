// SPDX-License-Identifier: MIT
#include "base/error.h"
#include "geometry/gate.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace geometry {
namespace {

constexpr std::uint32_t none = UINT32_MAX;

/// A table of numbers found by content: the first number with equal content stands for all.
/// Open addressing, because one such pass over each corner of a scan decides how long it loads.
class FirstOfEqual {
public:
    explicit FirstOfEqual(std::size_t count)
        : mask_(std::bit_ceil(2 * count + 1) - 1)
        , slots_(mask_ + 1, none)
    {
    }

    /// The first number given whose key is equal, perhaps `number` itself.
    template <typename Equal>
    std::uint32_t find(std::uint32_t number, const std::array<std::uint32_t, 3>& key, Equal equal)
    {
        std::size_t slot = hash_of(key) & mask_;
        while (slots_[slot] != none && !equal(slots_[slot]))
            slot = (slot + 1) & mask_;
        if (slots_[slot] == none) slots_[slot] = number;
        return slots_[slot];
    }

private:
    static std::size_t hash_of(const std::array<std::uint32_t, 3>& key)
    {
        std::uint64_t h = 0;
        for (const std::uint32_t part : key) {
            h = (h ^ part) * 0x9E37'79B9'7F4A'7C15;
            h ^= h >> 29;
        }
        return h ^ (h >> 32);
    }

    std::size_t mask_;
    std::vector<std::uint32_t> slots_;
};

std::array<std::uint32_t, 3> bits_of(glm::vec3 p)
{
    return std::bit_cast<std::array<std::uint32_t, 3>>(p);
}

/// Points the triangles at the first vertex of each place; the number of the other vertices.
std::size_t weld(Mesh& mesh)
{
    FirstOfEqual places(mesh.positions.size());
    std::vector<std::uint32_t> first(mesh.positions.size());
    std::size_t merged = 0;
    for (std::uint32_t v = 0; v < first.size(); ++v) {
        mesh.positions[v] += 0.0f;  // -0 becomes 0, so that equal places have equal bits
        first[v] = places.find(v, bits_of(mesh.positions[v]), [&mesh, v](std::uint32_t other) {
            return mesh.positions[other] == mesh.positions[v];
        });
        if (first[v] != v) ++merged;
    }
    for (glm::uvec3& t : mesh.triangles)
        t = {first[t.x], first[t.y], first[t.z]};
    return merged;
}

bool has_area(const Mesh& mesh, glm::uvec3 t)
{
    if (t.x == t.y || t.y == t.z || t.z == t.x) return false;
    const glm::dvec3 a = mesh.positions[t.x];
    const glm::dvec3 cross =
        glm::cross(glm::dvec3(mesh.positions[t.y]) - a, glm::dvec3(mesh.positions[t.z]) - a);
    return glm::dot(cross, cross) > 0;
}

void drop_bad_triangles(Mesh& mesh, ImportReport& report)
{
    const std::size_t before = mesh.triangles.size();
    std::erase_if(mesh.triangles, [&mesh](glm::uvec3 t) { return !has_area(mesh, t); });
    report.dropped_degenerate += before - mesh.triangles.size();

    FirstOfEqual seen(mesh.triangles.size());
    const auto key = [](glm::uvec3 t) {
        std::array<std::uint32_t, 3> corners{t.x, t.y, t.z};
        std::ranges::sort(corners);
        return corners;
    };
    std::uint32_t kept = 0;
    for (const glm::uvec3 t : mesh.triangles) {
        // Kept triangles move to the front, so a number in the table stays the place of its
        // triangle.
        const std::uint32_t found = seen.find(kept, key(t), [&](std::uint32_t other) {
            return key(mesh.triangles[other]) == key(t);
        });
        if (found == kept)
            mesh.triangles[kept++] = t;
        else
            ++report.dropped_duplicate;
    }
    mesh.triangles.resize(kept);
}

/// Renumbers the vertices that are still used, in their old order.
std::size_t drop_unused_vertices(Mesh& mesh)
{
    std::vector<std::uint32_t> number(mesh.positions.size(), none);
    for (const glm::uvec3& t : mesh.triangles)
        for (int corner = 0; corner < 3; ++corner)
            number[t[corner]] = 0;
    std::uint32_t kept = 0;
    for (std::size_t v = 0; v < number.size(); ++v) {
        if (number[v] == none) continue;
        mesh.positions[kept] = mesh.positions[v];
        number[v] = kept++;
    }
    const std::size_t dropped = mesh.positions.size() - kept;
    mesh.positions.resize(kept);
    mesh.positions.shrink_to_fit();
    for (glm::uvec3& t : mesh.triangles)
        t = {number[t.x], number[t.y], number[t.z]};
    return dropped;
}

}  // namespace

void clean(ImportedMesh& mesh)
{
    const std::size_t merged = weld(mesh.mesh);
    drop_bad_triangles(mesh.mesh, mesh.report);
    if (mesh.mesh.triangles.empty())
        throw base::Error(
            fmt::format("none of its {} faces has an area.", mesh.report.faces_in_file));
    mesh.report.merged_vertices = merged;
    mesh.report.unused_vertices = drop_unused_vertices(mesh.mesh) - merged;
}

}  // namespace geometry
