// SPDX-License-Identifier: MIT
// Triangle mesh, the checks every published model has to pass, and cutting along a second field.
#pragma once

#include "field.h"

#include <array>
#include <string>

using Triangle = std::array<int, 3>;  // counter-clockwise seen from outside

struct Mesh {
    std::vector<Vec3> positions;
    std::vector<Triangle> triangles;
};

struct Quality {
    double least_angle_deg = 180;
    double percent_below_20_deg = 0;
    double percent_below_30_deg = 0;
    int boundary_loops = 0;
};

// Throws std::runtime_error with one sentence unless the mesh is one orientable 2-manifold piece,
// with boundary but no tunnel allowed, without duplicate or degenerate triangles.
void check_manifold(const Mesh& mesh, const std::string& name);
Quality measured(const Mesh& mesh);

// Keeps the part where `keep` is negative; triangles on its border are cut.
Mesh clipped(const Mesh& mesh, const Field& keep);
// The connected piece with the most triangles, without unused vertices.
Mesh largest_piece(const Mesh& mesh);

double angle_deg(const Vec3& corner, const Vec3& a, const Vec3& b);
