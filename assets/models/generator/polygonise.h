// SPDX-License-Identifier: MIT
// First, rough triangles from a field; `remesh` makes good ones of them.
#pragma once

#include "mesh.h"

struct Box {
    Vec3 low;
    Vec3 high;
};

// Where finer cells are wanted: half as large inside the ball, the same as elsewhere outside.
struct Focus {
    Vec3 centre = Vec3(0);
    double radius = 0;
};

// Marching tetrahedra on a grid of `cell_mm`. Unlike marching cubes it has no ambiguous case, so
// the result is always a closed manifold, as long as the surface stays inside `box`.
Mesh polygonised(const Field& field, const Box& box, double cell_mm, const Focus& focus = {});
