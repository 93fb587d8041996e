// SPDX-License-Identifier: MIT
#include "on_surface.h"

#include <algorithm>

namespace models {

namespace {

/// Ericson, "Real-time collision detection" (2005), 5.1.5.
Vec nearest_in_triangle(Vec p, Vec a, Vec b, Vec c)
{
    const Vec ab = b - a, ac = c - a;
    const double d1 = dot(ab, p - a), d2 = dot(ac, p - a);
    if (d1 <= 0 && d2 <= 0) return a;
    const double d3 = dot(ab, p - b), d4 = dot(ac, p - b);
    if (d3 >= 0 && d4 <= d3) return b;
    const double vc = d1 * d4 - d3 * d2;
    if (vc <= 0 && d1 >= 0 && d3 <= 0) return a + ab * (d1 / (d1 - d3));
    const double d5 = dot(ab, p - c), d6 = dot(ac, p - c);
    if (d6 >= 0 && d5 <= d6) return c;
    const double vb = d5 * d2 - d1 * d6;
    if (vb <= 0 && d2 >= 0 && d6 <= 0) return a + ac * (d2 / (d2 - d6));
    const double va = d3 * d6 - d5 * d4;
    if (va <= 0 && d4 >= d3 && d5 >= d6) return b + (c - b) * ((d4 - d3) / (d4 - d3 + d5 - d6));
    return a + ab * (vb / (va + vb + vc)) + ac * (vc / (va + vb + vc));
}

Vec nearest(const Mesh& mesh, Vec p)
{
    Vec best(1e30);
    for (const Triangle& t : mesh.triangles) {
        const Vec q = nearest_in_triangle(
            p, mesh.positions[t[0]], mesh.positions[t[1]], mesh.positions[t[2]]);
        if (distance(p, q) < distance(p, best)) best = q;
    }
    return best;
}

}  // namespace

std::vector<Landmark> on_surface(const std::vector<Landmark>& guesses, const Mesh& mesh)
{
    std::vector<Landmark> placed;
    for (const Landmark& guess : guesses) {
        placed.push_back({guess.name, nearest(mesh, guess.place)});
        if (!guess.name.starts_with("left_")) continue;
        const Vec other_side = guess.place * Vec(-1, 1, 1);
        placed.push_back({"right_" + guess.name.substr(5), nearest(mesh, other_side)});
    }
    return placed;
}

}  // namespace models
