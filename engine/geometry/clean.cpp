// SPDX-License-Identifier: MIT
#include "base/error.h"
#include "geometry/gate.h"
#include "geometry/repeated.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace geometry {
namespace {

constexpr std::uint32_t none = UINT32_MAX;

/// The first vertex at each place, by open addressing: this pass decides how long an STL loads.
class FirstAtPlace {
public:
    explicit FirstAtPlace(const std::vector<glm::vec3>& positions)
        : positions_(positions)
        , mask_(std::bit_ceil(2 * positions.size() + 1) - 1)
        , slots_(mask_ + 1, none)
    {
    }

    /// The first vertex given at the place of this one, perhaps itself.
    std::uint32_t find(std::uint32_t vertex)
    {
        const glm::vec3 place = positions_[vertex];
        std::size_t slot = hash_of(place) & mask_;
        while (slots_[slot] != none && positions_[slots_[slot]] != place)
            slot = (slot + 1) & mask_;
        if (slots_[slot] == none) slots_[slot] = vertex;
        return slots_[slot];
    }

private:
    static std::size_t hash_of(glm::vec3 place)
    {
        std::uint64_t h = 0;
        for (const std::uint32_t part : std::bit_cast<std::array<std::uint32_t, 3>>(place)) {
            h = (h ^ part) * 0x9E37'79B9'7F4A'7C15;
            h ^= h >> 32;
        }
        return h;
    }

    const std::vector<glm::vec3>& positions_;
    std::size_t mask_;
    std::vector<std::uint32_t> slots_;
};

/// Points the triangles at the first vertex of each place; the number of the other vertices.
std::size_t weld(Mesh& mesh)
{
    for (glm::vec3& p : mesh.positions)
        p += 0.0f;  // -0 becomes 0, so that equal places have equal bits
    FirstAtPlace places(mesh.positions);
    std::vector<std::uint32_t> first(mesh.positions.size());
    std::size_t merged = 0;
    for (std::uint32_t v = 0; v < first.size(); ++v) {
        first[v] = places.find(v);
        if (first[v] != v) ++merged;
    }
    for (glm::uvec3& t : mesh.triangles)
        t = {first[t.x], first[t.y], first[t.z]};
    return merged;
}

/// Asked at each corner: for the thinnest needles rounding decides, and must not know which corner
/// the file begins with.
bool has_area(const Mesh& mesh, glm::uvec3 t)
{
    if (t.x == t.y || t.y == t.z || t.z == t.x) return false;
    const glm::dvec3 a = mesh.positions[t.x], b = mesh.positions[t.y], c = mesh.positions[t.z];
    const auto spans_at = [](glm::dvec3 corner, glm::dvec3 next, glm::dvec3 last) {
        const glm::dvec3 cross = glm::cross(next - corner, last - corner);
        return glm::dot(cross, cross) > 0;
    };
    return spans_at(a, b, c) && spans_at(b, c, a) && spans_at(c, a, b);
}

void drop_flat_triangles(Mesh& mesh, ImportReport& report)
{
    const std::size_t before = mesh.triangles.size();
    std::erase_if(mesh.triangles, [&mesh](glm::uvec3 t) { return !has_area(mesh, t); });
    report.dropped_degenerate += before - mesh.triangles.size();
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
        if (!mesh.colours.empty()) mesh.colours[kept] = mesh.colours[v];
        number[v] = kept++;
    }
    const std::size_t dropped = mesh.positions.size() - kept;
    mesh.positions.resize(kept);
    mesh.positions.shrink_to_fit();
    if (!mesh.colours.empty()) mesh.colours.resize(kept);
    for (glm::uvec3& t : mesh.triangles)
        t = {number[t.x], number[t.y], number[t.z]};
    return dropped;
}

}  // namespace

void clean(ImportedMesh& mesh)
{
    const std::size_t merged = weld(mesh.mesh);
    drop_flat_triangles(mesh.mesh, mesh.report);
    mesh.report.dropped_duplicate += drop_repeated_triangles(mesh.mesh);
    if (mesh.mesh.triangles.empty())
        throw base::Error(
            fmt::format("none of its {} faces has an area.", mesh.report.faces_in_file));
    mesh.report.merged_vertices = merged;
    mesh.report.unused_vertices = drop_unused_vertices(mesh.mesh) - merged;
}

}  // namespace geometry
