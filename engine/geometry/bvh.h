// SPDX-License-Identifier: MIT
// Nearest place and ray hits on a mesh, by Embree. Float precision: good for picking and snapping,
// never for deciding about points (geometry/skin_distance.h and the sampler do that).
#pragma once

#include "geometry/surface_point.h"

#include <functional>
#include <memory>
#include <optional>

namespace geometry {

struct Ray {
    glm::dvec3 origin;
    glm::dvec3 direction;  // need not be of unit length
};

struct Hit {
    SurfacePoint place;
    double distance_mm = 0;  // from the query point, or along the ray
};

class Bvh {
public:
    /// Keeps no reference to the mesh.
    explicit Bvh(const Mesh& mesh);
    ~Bvh();
    Bvh(Bvh&&) noexcept;
    Bvh& operator=(Bvh&&) noexcept;

    std::optional<Hit> nearest(glm::dvec3 p, double within_mm) const;
    std::optional<Hit> cast(const Ray& ray) const;
    /// Shows the triangles that may come within the radius, and some others, until `visit` says
    /// no. In no certain order.
    void
    visit_near(glm::dvec3 p, double radius_mm, const std::function<bool(TriangleId)>& visit) const;

private:
    struct Scene;
    std::unique_ptr<Scene> scene_;
};

}  // namespace geometry
