// SPDX-License-Identifier: MIT
// Clusters of a skin's triangles, and which of them a picture can show: none that lie beside it,
// and of one side of the skin none that show the other.
#pragma once

#include "render/camera.h"
#include "render/skin_vertex.h"
#include "render/tile.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace render {

struct Cluster {
    std::uint32_t first = 0;  // triangle
    std::uint32_t count = 0;
    glm::vec3 centre{0};  // of a ball around all of them
    float radius_mm = 0;
    glm::vec3 axis{0};  // about which their normals lie
    float spread = 1;   // sine of the widest angle between a normal and the axis; 1: any direction
};

/// The triangles in an order in which neighbours mostly follow each other, along a Z curve (Morton
/// 1966): their clusters are compact, and a device finds the vertices that they share.
std::vector<std::uint32_t> neighbours_together(std::span<const glm::vec3> positions,
                                               std::span<const glm::uvec3> triangles);

/// Of consecutive triangles.
std::vector<Cluster> clusters_of(std::span<const SkinVertex> vertices,
                                 std::span<const glm::uvec3> triangles);

/// Which side of the skin is drawn.
enum class Side { outer, inner };

/// What a camera sees in a tile, by four planes and the direction.
class Sight {
public:
    Sight(const Camera& camera, const Tile& tile);

    /// False only if nothing of the ball is in the picture.
    bool reaches(glm::vec3 centre, float radius_mm) const;
    /// False only if no triangle of the cluster shows this side in the picture.
    bool shows(const Cluster& cluster, Side side) const;

private:
    glm::vec3 eye_;
    std::array<glm::vec4, 4> inward_;  // unit normals of the planes, and their offsets
};

}  // namespace render
