// SPDX-License-Identifier: MIT
#include "geometry/repeated.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

namespace geometry {
namespace {

constexpr std::uint32_t none = UINT32_MAX;

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

/// True if two triangles with the same corners have them in the same order around.
bool face_alike(glm::uvec3 a, glm::uvec3 b)
{
    return (a.x == b.x && a.y == b.y) || (a.x == b.y && a.y == b.z) || (a.x == b.z && a.y == b.x);
}

/// Chooses how the triangles that a file gave with both sides face.
///
/// Those that hang together over edges turn together, so that no wall comes to stand between them.
/// Single triangles beside them say how; without any, the larger part of them faces outwards, away
/// from their middle. All orders here are those of positions, so that sums and ties are the same
/// for every file of the same skin.
class Sides {
public:
    Sides(Mesh& mesh, std::vector<std::uint32_t> doubles)
        : mesh_(mesh)
        , doubles_(std::move(doubles))
    {
        for (const std::uint32_t t : doubles_)
            mesh_.triangles[t] = with_lowest_first(mesh_.triangles[t]);
        std::ranges::sort(doubles_, [this](std::uint32_t a, std::uint32_t b) {
            return places_of(a) < places_of(b);
        });
        find_neighbours();
    }

    void choose()
    {
        seen_.assign(doubles_.size(), false);
        turned_.assign(doubles_.size(), false);
        for (std::uint32_t first = 0; first < doubles_.size(); ++first) {
            if (seen_[first]) continue;
            const Sheet sheet = sheet_of(first);
            const bool wrong = sheet.votes != 0 ? sheet.votes < 0 : volume_of(sheet) < 0;
            for (const std::uint32_t i : sheet.doubles)
                if (turned_[i] != wrong) turn(mesh_.triangles[doubles_[i]]);
        }
    }

private:
    using Place = std::tuple<float, float, float>;

    /// Doubles that hang together over edges.
    struct Sheet {
        std::vector<std::uint32_t> doubles;  // indices into doubles_
        int votes = 0;  // of the edges to single triangles: those that agree less those that do not
    };

    /// The only other triangle at an edge.
    struct Neighbour {
        std::uint32_t triangle = none;  // of the mesh
        bool agrees = false;            // both face the same way, as they stand
    };

    struct EdgeUse {
        std::uint32_t low, high;  // vertices
        std::uint32_t half_edge;
        bool forward;  // from low to high

        auto ends() const { return std::tie(low, high); }
    };

    static void turn(glm::uvec3& t) { std::swap(t.y, t.z); }

    Place place_of(std::uint32_t vertex) const
    {
        const glm::vec3& p = mesh_.positions[vertex];
        return {p.x, p.y, p.z};
    }

    std::array<Place, 3> places_of(std::uint32_t triangle) const
    {
        const glm::uvec3 t = mesh_.triangles[triangle];
        return {place_of(t.x), place_of(t.y), place_of(t.z)};
    }

    /// The corners in rising order of their places.
    glm::uvec3 with_lowest_first(glm::uvec3 t) const
    {
        std::array<std::uint32_t, 3> corners{t.x, t.y, t.z};
        std::ranges::sort(corners, {}, [this](std::uint32_t v) { return place_of(v); });
        return {corners[0], corners[1], corners[2]};
    }

    void find_neighbours()
    {
        double_of_.assign(mesh_.triangles.size(), none);
        for (std::uint32_t i = 0; i < doubles_.size(); ++i)
            double_of_[doubles_[i]] = i;
        neighbours_.resize(3 * doubles_.size());
        const std::vector<EdgeUse> uses = uses_of_edges();
        for (std::size_t begin = 0, end = 0; begin < uses.size(); begin = end) {
            while (end < uses.size() && uses[end].ends() == uses[begin].ends())
                ++end;
            if (end - begin != 2) continue;
            join(uses[begin], uses[begin + 1]);
            join(uses[begin + 1], uses[begin]);
        }
    }

    /// Of the edges at doubles, each edge's beside each other.
    std::vector<EdgeUse> uses_of_edges() const
    {
        std::vector<bool> at_a_double(mesh_.positions.size(), false);
        for (const std::uint32_t t : doubles_)
            for (int corner = 0; corner < 3; ++corner)
                at_a_double[mesh_.triangles[t][corner]] = true;
        std::vector<EdgeUse> uses;
        for (std::uint32_t t = 0; t < mesh_.triangles.size(); ++t)
            for (std::uint32_t e = 0; e < 3; ++e) {
                const std::uint32_t from = mesh_.triangles[t][int(e)];
                const std::uint32_t to = mesh_.triangles[t][int((e + 1) % 3)];
                if (at_a_double[from] && at_a_double[to])
                    uses.push_back({std::min(from, to), std::max(from, to), 3 * t + e, from < to});
            }
        std::ranges::sort(uses, {}, [](const EdgeUse& use) {
            return std::tuple(use.low, use.high, use.half_edge);
        });
        return uses;
    }

    void join(const EdgeUse& mine, const EdgeUse& other)
    {
        const std::uint32_t i = double_of_[mine.half_edge / 3];
        if (i != none)
            neighbours_[3 * i + mine.half_edge % 3] = {other.half_edge / 3,
                                                       mine.forward != other.forward};
    }

    /// Goes on over edges from the first, which stands as it is.
    Sheet sheet_of(std::uint32_t first)
    {
        Sheet sheet{{first}};
        seen_[first] = true;
        for (std::size_t next = 0; next < sheet.doubles.size(); ++next) {
            const std::uint32_t i = sheet.doubles[next];
            for (std::uint32_t e = 0; e < 3; ++e) {
                const Neighbour& neighbour = neighbours_[3 * i + e];
                if (neighbour.triangle == none) continue;
                const std::uint32_t other = double_of_[neighbour.triangle];
                const bool fits = neighbour.agrees != turned_[i];
                if (other == none) {
                    sheet.votes += fits ? 1 : -1;
                } else if (!seen_[other]) {
                    seen_[other] = true;
                    turned_[other] = !fits;
                    sheet.doubles.push_back(other);
                }
            }
        }
        return sheet;
    }

    /// Six times the volume between a sheet and its middle: negative if it faces inwards.
    double volume_of(const Sheet& sheet) const
    {
        glm::dvec3 middle(0);
        for (const std::uint32_t i : sheet.doubles)
            for (const glm::dvec3& corner : mesh_.corners(TriangleId(doubles_[i])))
                middle += corner / (3.0 * double(sheet.doubles.size()));
        double volume = 0;
        for (const std::uint32_t i : sheet.doubles) {
            const auto [a, b, c] = mesh_.corners(TriangleId(doubles_[i]));
            const double part = glm::dot(a - middle, glm::cross(b - middle, c - middle));
            volume += turned_[i] ? -part : part;
        }
        return volume;
    }

    Mesh& mesh_;
    std::vector<std::uint32_t> doubles_;    // triangles that stand for both sides, by their places
    std::vector<std::uint32_t> double_of_;  // per triangle of the mesh: its index there, or none
    std::vector<Neighbour> neighbours_;     // per edge of a double
    std::vector<bool> seen_;                // per double
    std::vector<bool> turned_;              // per double: against how it stands, to fit the first
};

}  // namespace

std::size_t drop_repeated_triangles(Mesh& mesh)
{
    const std::vector<CornerSet> sets = corner_sets(mesh);
    std::vector<char> repeated(sets.size(), 0), both_sides(sets.size(), 0);
    for (std::size_t i = 1, first = 0; i < sets.size(); ++i) {
        if (sets[i].corners != sets[first].corners) {
            first = i;
            continue;
        }
        repeated[sets[i].triangle] = 1;
        if (!face_alike(mesh.triangles[sets[i].triangle], mesh.triangles[sets[first].triangle]))
            both_sides[sets[first].triangle] = 1;
    }
    std::uint32_t kept = 0;
    std::vector<std::uint32_t> doubles;
    for (std::size_t t = 0; t < repeated.size(); ++t) {
        if (repeated[t]) continue;
        if (both_sides[t]) doubles.push_back(kept);
        mesh.triangles[kept++] = mesh.triangles[t];
    }
    mesh.triangles.resize(kept);
    if (!doubles.empty()) Sides(mesh, std::move(doubles)).choose();
    return repeated.size() - kept;
}

}  // namespace geometry
