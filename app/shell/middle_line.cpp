// SPDX-License-Identifier: MIT
#include "shell/middle_line.h"

#include "anatomy/local_frame.h"
#include "base/error.h"

#include <glm/geometric.hpp>

#include <array>

namespace shell {

std::vector<MiddleLine::Piece>
pieces_between(const geometry::Mesh& mesh, glm::dvec3 point, glm::dvec3 normal)
{
    std::vector<MiddleLine::Piece> pieces;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const auto corners = mesh.corners(geometry::TriangleId(std::uint32_t(t)));
        std::array<double, 3> side;
        for (int i = 0; i < 3; ++i)
            side[i] = glm::dot(corners[i] - point, normal);
        std::vector<glm::dvec3>
            crossings;  // of its edges; a corner on the plane is on its far side
        for (int i = 0; i < 3; ++i) {
            const int next = (i + 1) % 3;
            if ((side[i] < 0) == (side[next] < 0)) continue;
            const double share = side[i] / (side[i] - side[next]);
            crossings.push_back(corners[i] + share * (corners[next] - corners[i]));
        }
        if (crossings.size() == 2)
            pieces.push_back({crossings[0],
                              crossings[1],
                              glm::cross(corners[1] - corners[0], corners[2] - corners[0])});
    }
    return pieces;
}

MiddleLine middle_line(session::Workspace& workspace)
{
    MiddleLine line;
    anatomy::Midplane plane;
    try {
        plane = anatomy::fitted_midplane(workspace.current().landmarks);
        line.by_landmarks = true;
    } catch (const base::Error&) {  // too few of them
        plane = anatomy::midplane_of({workspace.surface().mesh, workspace.bvh()}).plane;
    }
    line.plane = {plane.point, plane.left, true};
    line.pieces = pieces_between(workspace.scan().mesh, plane.point, plane.left);
    return line;
}

}  // namespace shell
