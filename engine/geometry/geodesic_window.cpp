// SPDX-License-Identifier: MIT
#include "geometry/geodesic_window.h"

namespace geometry {

std::vector<EdgeFrame> edge_frames(const Mesh& mesh)
{
    std::vector<EdgeFrame> frames(mesh.triangles.size() * 3);
    for (std::size_t h = 0; h < frames.size(); ++h) {
        const auto corners = mesh.corners(TriangleId(h / 3));
        const glm::dvec3 along = corners[(h % 3 + 1) % 3] - corners[h % 3];
        const glm::dvec3 up = corners[(h % 3 + 2) % 3] - corners[h % 3];
        const double length = glm::length(along);
        frames[h] = {length,
                     {glm::dot(along, up) / length, glm::length(glm::cross(along, up)) / length}};
    }
    return frames;
}

}  // namespace geometry
