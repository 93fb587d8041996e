// SPDX-License-Identifier: MIT
#include "geometry/canonical.h"

#include "base/parallel.h"

#include <glm/common.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

namespace geometry {
namespace {

constexpr std::size_t grain = 1 << 12;  // triangles that a thread takes at a time

/// The places of a triangle's corners.
using Places = std::array<glm::vec3, 3>;

Places places_of(const Mesh& mesh, std::size_t triangle)
{
    const glm::uvec3 t = mesh.triangles[triangle];
    return {mesh.positions[t.x], mesh.positions[t.y], mesh.positions[t.z]};
}

bool is_lower(const glm::vec3& a, const glm::vec3& b)
{
    return std::tie(a.x, a.y, a.z) < std::tie(b.x, b.y, b.z);
}

/// Corner by corner, from the given ones on.
bool comes_before(const Places& one, int first_of_one, const Places& other, int first_of_other)
{
    for (int i = 0; i < 3; ++i) {
        const glm::vec3& a = one[std::size_t(first_of_one + i) % 3];
        const glm::vec3& b = other[std::size_t(first_of_other + i) % 3];
        if (a != b) return is_lower(a, b);
    }
    return false;
}

/// Of corners in one place, the one that is followed by the lower.
int lowest_corner(const Places& places)
{
    int lowest = 0;
    for (int corner = 1; corner < 3; ++corner)
        if (comes_before(places, corner, places, lowest)) lowest = corner;
    return lowest;
}

/// In single precision, which is exact here and five times as quick.
Box box_of_corners(const Mesh& mesh)
{
    glm::vec3 low(std::numeric_limits<float>::max()), high(-low);
    for (const glm::uvec3& t : mesh.triangles)
        for (int corner = 0; corner < 3; ++corner) {
            low = glm::min(low, mesh.positions[t[corner]]);
            high = glm::max(high, mesh.positions[t[corner]]);
        }
    return {low, high};
}

/// Places along the Z-order curve. They are added and divided as whole numbers, so a triangle's
/// does not depend on which corner comes first.
class Curve {
public:
    explicit Curve(const Box& box)
        : low_(box.low)
    {
        const glm::dvec3 size = box.size();
        const double longest = std::max({size.x, size.y, size.z});
        if (longest > 0) cells_per_mm_ = double((1 << 21) - 1) / longest;
    }

    std::uint64_t code(const Places& places) const
    {
        const glm::uvec3 centre = (cell(places[0]) + cell(places[1]) + cell(places[2])) / 3u;
        return spread(centre.x) | spread(centre.y) << 1 | spread(centre.z) << 2;
    }

private:
    glm::uvec3 cell(glm::vec3 p) const
    {
        return glm::uvec3((glm::dvec3(p) - low_) * cells_per_mm_);
    }

    /// Two zeros between each two of its 21 bits.
    static std::uint64_t spread(std::uint64_t bits)
    {
        bits = (bits | bits << 32) & 0x001F'0000'0000'FFFF;
        bits = (bits | bits << 16) & 0x001F'0000'FF00'00FF;
        bits = (bits | bits << 8) & 0x100F'00F0'0F00'F00F;
        bits = (bits | bits << 4) & 0x10C3'0C30'C30C'30C3;
        return (bits | bits << 2) & 0x1249'2492'4924'9249;
    }

    glm::dvec3 low_;
    double cells_per_mm_ = 0;
};

struct Coded {
    std::uint64_t code;      // where on the curve
    std::uint32_t triangle;  // of the scan
    std::uint8_t rotation;   // its lowest corner
};

std::vector<Coded> coded(const Mesh& mesh)
{
    const Curve curve(box_of_corners(mesh));
    std::vector<Coded> all(mesh.triangles.size());
    base::parallel_for(all.size(), grain, 0, [&](std::size_t begin, std::size_t end, unsigned) {
        // Gathered first and then looked at, or with shuffled numbers each corner would wait for
        // the last one's comparisons before it is fetched.
        std::vector<Places> places;
        for (std::size_t t = begin; t < end; ++t)
            places.push_back(places_of(mesh, t));
        for (std::size_t t = begin; t < end; ++t) {
            const Places& here = places[t - begin];
            all[t] = {curve.code(here),
                      static_cast<std::uint32_t>(t),
                      static_cast<std::uint8_t>(lowest_corner(here))};
        }
    });
    return all;
}

/// Parts on all threads, then merged two by two. `before` must leave no ties, or the outcome would
/// depend on the number of threads.
template <typename Item, typename Before>
void sort_in_parallel(std::vector<Item>& items, const Before& before)
{
    const std::size_t part = items.size() / base::thread_count(0) + 1;
    const auto at = [&items](std::size_t i) {
        return items.begin() + static_cast<std::ptrdiff_t>(std::min(i, items.size()));
    };
    base::parallel_for(items.size(), part, 0, [&](std::size_t begin, std::size_t end, unsigned) {
        std::sort(at(begin), at(end), before);
    });
    for (std::size_t width = part; width < items.size(); width *= 2)
        base::parallel_for(
            items.size(), 2 * width, 0, [&](std::size_t begin, std::size_t end, unsigned) {
                std::inplace_merge(at(begin), at(begin + width), at(end), before);
            });
}

/// By the curve. Slivers may share a place on it: then their corners decide, and between twins
/// their numbers.
void sort(std::vector<Coded>& triangles, const Mesh& mesh)
{
    const auto corners_come_before = [&mesh](const Coded& a, const Coded& b) {
        return comes_before(
            places_of(mesh, a.triangle), a.rotation, places_of(mesh, b.triangle), b.rotation);
    };
    sort_in_parallel(triangles, [&](const Coded& a, const Coded& b) {
        if (a.code != b.code) return a.code < b.code;
        if (corners_come_before(a, b)) return true;
        return !corners_come_before(b, a) && a.triangle < b.triangle;
    });
}

}  // namespace

CanonicalOrder canonical_order(const Mesh& scan)
{
    std::vector<Coded> triangles = coded(scan);
    sort(triangles, scan);

    CanonicalOrder order;
    order.scan_triangle.reserve(triangles.size());
    order.rotation.reserve(triangles.size());
    order.canonical_triangle.resize(triangles.size());
    for (const Coded& next : triangles) {
        order.canonical_triangle[next.triangle] = TriangleId(order.scan_triangle.size());
        order.scan_triangle.emplace_back(next.triangle);
        order.rotation.push_back(next.rotation);
    }
    return order;
}

Mesh canonical(const Mesh& scan, const CanonicalOrder& order)
{
    constexpr std::uint32_t unseen = UINT32_MAX;
    std::vector<std::uint32_t> number(scan.positions.size(), unseen);
    Mesh mesh;
    mesh.positions.reserve(scan.positions.size());
    mesh.triangles.reserve(scan.triangles.size());
    for (std::size_t t = 0; t < order.scan_triangle.size(); ++t) {
        glm::uvec3 triangle =
            order.corners_on_canonical(TriangleId(t), scan.triangles[order.scan_triangle[t].value]);
        for (int corner = 0; corner < 3; ++corner) {
            std::uint32_t& vertex = number[triangle[corner]];
            if (vertex == unseen) {
                vertex = static_cast<std::uint32_t>(mesh.positions.size());
                mesh.positions.push_back(scan.positions[triangle[corner]] + 0.0f);  // no -0
            }
            triangle[corner] = vertex;
        }
        mesh.triangles.push_back(triangle);
    }
    return mesh;
}

SurfacePoint CanonicalOrder::on_scan(const SurfacePoint& canonical) const
{
    return {scan_triangle[canonical.triangle.value],
            corners_on_scan(canonical.triangle, canonical.weights)};
}

SurfacePoint CanonicalOrder::on_canonical(const SurfacePoint& scan) const
{
    const TriangleId triangle = canonical_triangle[scan.triangle.value];
    return {triangle, corners_on_canonical(triangle, scan.weights)};
}

}  // namespace geometry
