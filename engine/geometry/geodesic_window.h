// SPDX-License-Identifier: MIT
// Windows of exact geodesics: triangles unfolded into one plane, the source a point in it, and the
// stretch of an edge that straight paths from it go through. Plain geometry;
// geometry/skin_distance.cpp carries the windows over a mesh.
#pragma once

#include "base/zeroed_array.h"
#include "geometry/mesh.h"

#include <glm/geometric.hpp>
#include <glm/vec2.hpp>

#include <algorithm>
#include <cstdint>

namespace geometry {

inline double cross(glm::dvec2 a, glm::dvec2 b)
{
    return a.x * b.y - a.y * b.x;
}

/// Where the ray from s through q meets the x axis; s is below it.
inline double meeting_with_axis(glm::dvec2 s, glm::dvec2 q)
{
    const double rise = q.y - s.y;
    return rise > 0 ? s.x + (q.x - s.x) * (-s.y / rise) : q.x;
}

/// A triangle seen from one of its half-edges: that runs from (0, 0) to (length, 0), the third
/// corner is above it.
struct EdgeFrame {
    double length = 0;
    glm::dvec2 apex{0};

    /// The same place in the frame of the half-edge's twin.
    glm::dvec2 from_other_side(glm::dvec2 p) const { return {length - p.x, -p.y}; }
};

/// In the frame of `half_edge`, through which its paths enter a triangle.
struct GeodesicWindow {
    /// Through which of the triangle's other two edges the paths came, seen from this edge: that
    /// at its begin or that at its end. A window from a bend at a vertex came through none.
    enum class Came : std::uint8_t { by_begin, by_end, from_vertex };

    glm::dvec2 source{0};     // at or below the axis
    double offset_mm = 0;     // the path's length up to `source`
    double from = 0, to = 0;  // the stretch of the edge
    std::uint32_t half_edge = 0;
    std::int32_t next_on_edge = -1;
    Came came = Came::from_vertex;

    double distance_at(double x) const { return offset_mm + glm::distance(source, {x, 0}); }
    double nearest_mm() const { return distance_at(std::clamp(source.x, from, to)); }
    double distance_to(glm::dvec2 p) const
    {
        const double x = std::clamp(meeting_with_axis(source, p), from, to);
        return distance_at(x) + glm::distance(p, {x, 0});
    }
};

/// The frame of each half-edge of a mesh, made when it is first asked for.
class EdgeFrames {
public:
    /// The mesh must outlive this.
    explicit EdgeFrames(const Mesh& mesh)
        : mesh_(mesh)
        , frames_(mesh.triangles.size() * 3)
    {
    }

    const EdgeFrame& at(std::uint32_t half_edge)
    {
        EdgeFrame& frame = frames_[half_edge];
        if (frame.length == 0) frame = made(half_edge);
        return frame;
    }

private:
    EdgeFrame made(std::uint32_t half_edge) const;

    const Mesh& mesh_;
    base::ZeroedArray<EdgeFrame> frames_;
};

}  // namespace geometry
