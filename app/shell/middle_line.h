// SPDX-License-Identifier: MIT
// The patient's middle: the plane that a mirror image is made across, and the line in which it
// meets the skin, so that the practitioner sees where it lies.
#pragma once

#include "session/workspace.h"

#include <glm/vec3.hpp>

#include <cstdint>
#include <vector>

namespace shell {

struct MiddleLine {
    struct Piece {
        glm::dvec3 from{0}, to{0};
        glm::dvec3 normal{0};  // of the skin, not of unit length
    };
    zones::Mirroring plane;
    bool by_landmarks = false;  // else the one that the skin itself gives
    std::vector<Piece> pieces;
};

/// Of the case as it is.
MiddleLine middle_line(session::Workspace& workspace);

/// Where the plane meets the triangles.
std::vector<MiddleLine::Piece>
pieces_between(const geometry::Mesh& mesh, glm::dvec3 point, glm::dvec3 normal);

}  // namespace shell
