// SPDX-License-Identifier: MIT
// The zero level of a field as triangles, by dual surface nets: one vertex per sheet of surface in
// a cell, one quad per crossed grid edge. Gibson, "Constrained elastic surface nets" (1998); the
// vertices per sheet after Schaefer, Ju and Warren, "Manifold dual contouring" (2007).
#pragma once

#include "field.h"

#include <array>
#include <cstdint>
#include <vector>

namespace models {

using Triangle = std::array<std::uint32_t, 3>;

struct Mesh {
    std::vector<Vec> positions;       // mm
    std::vector<Triangle> triangles;  // counter-clockwise seen from outside
};

/// Cells near `centre` are `shrink` times as wide as elsewhere, to about `radius_mm` away.
struct Lens {
    Vec centre{0};
    double shrink = 1;
    double radius_mm = 100;
};

struct Grid {
    Vec low{0};
    Vec high{0};
    double step_mm = 2;
    std::vector<Lens> lenses;
};

Mesh polygonise(const Field& field, const Grid& grid);

}  // namespace models
