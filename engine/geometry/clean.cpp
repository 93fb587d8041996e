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

/// The three corners in rising order, and which triangle they are of.
struct CornerSet {
    std::array<std::uint32_t, 3> corners;
    std::uint32_t triangle;

    auto operator<=>(const CornerSet&) const = default;
};

/// Grouped by the lowest corner, so that equal triangles stand beside each other after small sorts.
std::vector<CornerSet> corner_sets(const Mesh& mesh)
{
    const auto set_of = [&mesh](std::uint32_t t) {
        CornerSet set{{mesh.triangles[t].x, mesh.triangles[t].y, mesh.triangles[t].z}, t};
        std::ranges::sort(set.corners);
        return set;
    };
    const auto lowest = [](glm::uvec3 t) { return std::min({t.x, t.y, t.z}); };
    std::vector<std::uint32_t> next(mesh.positions.size() + 1, 0);
    for (const glm::uvec3 t : mesh.triangles)
        ++next[lowest(t) + 1];
    for (std::size_t v = 1; v < next.size(); ++v)
        next[v] += next[v - 1];
    std::vector<CornerSet> sets(mesh.triangles.size());
    for (std::uint32_t t = 0; t < sets.size(); ++t)
        sets[next[lowest(mesh.triangles[t])]++] = set_of(t);
    // Each place in `next` has moved to the end of its group.
    for (std::size_t v = 0, begin = 0; v + 1 < next.size(); begin = next[v++])
        std::sort(sets.begin() + static_cast<std::ptrdiff_t>(begin),
                  sets.begin() + static_cast<std::ptrdiff_t>(next[v]));
    return sets;
}

/// The first of equal triangles stays. Where two of them face opposite ways, that is the one thing
/// about a scan that depends on the order of its triangles.
void drop_repeated_triangles(Mesh& mesh, ImportReport& report)
{
    const std::vector<CornerSet> sets = corner_sets(mesh);
    std::vector<char> repeated(sets.size(), 0);
    for (std::size_t i = 1; i < sets.size(); ++i)
        if (sets[i].corners == sets[i - 1].corners) repeated[sets[i].triangle] = 1;
    std::uint32_t kept = 0;
    for (std::size_t t = 0; t < repeated.size(); ++t)
        if (!repeated[t]) mesh.triangles[kept++] = mesh.triangles[t];
    report.dropped_duplicate += repeated.size() - kept;
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
    drop_repeated_triangles(mesh.mesh, mesh.report);
    if (mesh.mesh.triangles.empty())
        throw base::Error(
            fmt::format("none of its {} faces has an area.", mesh.report.faces_in_file));
    mesh.report.merged_vertices = merged;
    mesh.report.unused_vertices = drop_unused_vertices(mesh.mesh) - merged;
}

}  // namespace geometry
