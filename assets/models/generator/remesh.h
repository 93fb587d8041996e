// SPDX-License-Identifier: MIT
// Well-shaped triangles of varying size on a field's zero surface: small where it curves strongly
// (lids, lips, ears), large where it is flat. Botsch and Kobbelt, "A remeshing approach to
// multiresolution modeling" (2004), with an edge length that follows the curvature as in Dunyach
// et al., "Adaptive remeshing for real-time mesh deformation" (2013).
#pragma once

#include "mesh.h"

#include <cmath>

struct RemeshSettings {
    int triangles = 40000;     // aimed at, reached within some ten per cent
    double shortest_mm = 0.9;  // least edge length aimed at
    double longest_mm = 4.0;   // greatest edge length aimed at
    int rounds = 7;

    // Another number, and lengths that allow it.
    void aim_at(int count)
    {
        const double finer = std::sqrt(static_cast<double>(triangles) / count);
        triangles = count;
        shortest_mm *= finer;
        longest_mm *= finer;
    }
};

// `keep` is the field along whose zero the border was cut.
Mesh remeshed(const Mesh& rough, const Field& field, const Field& keep, RemeshSettings settings);
