// SPDX-License-Identifier: MIT
// A patch of skin laid flat as rigidly as can be: Liu, Zhang, Xu, Gotsman and Gortler 2008, "A
// Local/Global Approach to Mesh Parameterization" (their ARAP), from a conformal start (Levy,
// Petitjean, Ray and Maillot 2002, LSCM). What can be rolled out, a plane or a cylinder, stays
// true.
#pragma once

#include "geometry/surface_point.h"

#include <glm/vec2.hpp>

#include <map>
#include <span>
#include <vector>

namespace geometry {

class FlatPatch {
public:
    /// The triangles join over their edges, with an edge of the patch somewhere: else throws
    /// base::Error with a clause. In mm; turned the way the skin is seen from outside.
    FlatPatch(const Mesh& mesh, std::span<const TriangleId> patch);

    bool has(TriangleId triangle) const { return corners_.contains(triangle.value); }
    /// Of a place in a triangle of the patch.
    glm::dvec2 place(const SurfacePoint& p) const;
    /// The mean of where a direction in space goes, for what lies in the skin of it.
    glm::dvec2 direction(glm::dvec3 in_space) const;
    /// The share of the patch that was turned over: above 0 it has no flat form worth printing.
    double share_turned_over() const { return share_turned_over_; }

    void turn(double angle_rad);  // counter-clockwise

private:
    const Mesh& mesh_;
    std::map<std::uint32_t, glm::uvec3> corners_;  // by triangle of the mesh
    std::vector<glm::dvec2> places_;
    double share_turned_over_ = 0;
};

}  // namespace geometry
