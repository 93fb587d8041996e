// SPDX-License-Identifier: MIT
// Makes the triangles of a surface net well shaped, and cuts them where a scan ends.
#pragma once

#include "polygonise.h"

namespace models {

/// Rounds of: slide each vertex along the surface to the middle of its neighbours, put it back on
/// the zero level, flip edges whose opposite angles add up to more than a half turn. Vertices on
/// the border slide along it.
void tidy(const Field& field, int rounds, Mesh& mesh);

/// Keeps what lies where `beyond` is negative, its largest part, with a clean border that follows
/// the zero level of both fields.
Mesh cut(const Field& field, const Field& beyond, const Mesh& mesh);

/// Throws std::runtime_error unless the mesh is one oriented 2-manifold, with or without border.
void check_manifold(const Mesh& mesh);

}  // namespace models
