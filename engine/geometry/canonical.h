// SPDX-License-Identifier: MIT
// One order of a scan's triangles that every file of the same skin gives: it looks at positions
// only, never at the numbers that a program happened to write. What is made from the scan is made
// in this order, so that a scan that was renumbered or saved anew gives the same bytes.
//
// Triangles go along a Z-order curve (Morton 1966) through their centres, so that neighbours on the
// skin are near in memory too; each begins with its lowest corner.
#pragma once

#include "geometry/mesh.h"
#include "geometry/surface_point.h"

#include <cstdint>
#include <vector>

namespace geometry {

/// Which triangle of the scan each canonical triangle is, and how its corners were turned.
struct CanonicalOrder {
    // Per canonical triangle: corner k of it is corner (k + rotation) % 3 of its scan triangle.
    std::vector<TriangleId> scan_triangle;
    std::vector<std::uint8_t> rotation;  // 0 to 2

    std::vector<TriangleId> canonical_triangle;  // per triangle of the scan

    /// What belongs to the corners of a canonical triangle (weights, say), in the order of its scan
    /// triangle's corners, and back.
    template <typename Vector>
    Vector corners_on_scan(TriangleId canonical, const Vector& v) const
    {
        const int back = 3 - rotation[canonical.value];
        return {v[back % 3], v[(back + 1) % 3], v[(back + 2) % 3]};
    }
    template <typename Vector>
    Vector corners_on_canonical(TriangleId canonical, const Vector& v) const
    {
        const int r = rotation[canonical.value];
        return {v[r], v[(r + 1) % 3], v[(r + 2) % 3]};
    }

    /// The same place, named by the scan's triangle or by the canonical one.
    SurfacePoint on_scan(const SurfacePoint& canonical) const;
    SurfacePoint on_canonical(const SurfacePoint& scan) const;
};

/// Two scans of the same triangles get the same order, if no two of their triangles have all three
/// places in common: those go by their numbers. (Import leaves one of such twins.) Positions are
/// finite; -0 equals 0.
CanonicalOrder canonical_order(const Mesh& scan);

/// The scan with its triangles in that order. Vertices are numbered as they first appear, and those
/// without a triangle are left out.
Mesh canonical(const Mesh& scan, const CanonicalOrder& order);

}  // namespace geometry
