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

Vec mirror_image(Vec p)
{
    return {-p.x, p.y, p.z};
}

}  // namespace

std::vector<Landmark> on_surface(const std::vector<Landmark>& guesses, const Mesh& mesh)
{
    constexpr double cut_away_mm = 12;
    std::vector<Landmark> placed;
    auto place = [&](const std::string& name, Vec guess) {
        const Vec p = nearest(mesh, guess);
        if (distance(p, guess) < cut_away_mm) placed.push_back({name, p});
    };
    for (const Landmark& guess : guesses) {
        place(guess.name, guess.place);
        if (guess.name.starts_with("left_"))
            place("right_" + guess.name.substr(5), mirror_image(guess.place));
    }
    return placed;
}

}  // namespace models
