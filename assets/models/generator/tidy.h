// SPDX-License-Identifier: MIT
// Makes the triangles of a surface net well shaped, and cuts them where a scan ends.
#pragma once

#include "polygonise.h"

#include <string>

namespace models {

/// Rounds of: slide each vertex along the surface to the middle of its neighbours, put it back on
/// the zero level, flip edges whose opposite angles add up to more than a half turn. Vertices on
/// the border slide along it, where both fields are zero. In the end
/// roughness of the size of a triangle is smoothed away.
void tidy(const Field& field, const Field& beyond, int rounds, Mesh& mesh);

/// Keeps what lies where `beyond` is negative, its largest part, with a clean border that follows
/// the zero level of both fields.
Mesh cut(const Field& field, const Field& beyond, const Mesh& mesh);

/// Why the mesh is not one oriented 2-manifold (with or without border) of well shaped triangles;
/// empty if it is.
std::string fault_of(const Mesh& mesh);

}  // namespace models
