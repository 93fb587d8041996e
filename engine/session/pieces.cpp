// SPDX-License-Identifier: MIT
#include "session/pieces.h"

#include "base/error.h"

#include <glm/common.hpp>

#include <algorithm>
#include <numeric>

namespace session {
namespace {

using geometry::SurfacePoint;
using geometry::TriangleId;
using Corners = std::array<glm::ivec3, 3>;

/// Twice the signed area of (a, b, c) in barycentric coordinates, exact: below 2^43.
std::int64_t turn(glm::ivec3 a, glm::ivec3 b, glm::ivec3 c)
{
    const std::int64_t abx = b.x - a.x, aby = b.y - a.y, acx = c.x - a.x, acy = c.y - a.y;
    return abx * acy - aby * acx;
}

}  // namespace

Pieces::Pieces(const geometry::Surface& surface, std::size_t scan_triangles)
    : surface_(surface)
    , first_(scan_triangles + 1, 0)
    , pieces_(surface.source.size())
{
    for (const TriangleId source : surface.source)
        ++first_.at(source.value + 1);
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (std::size_t piece = 0; piece < pieces_.size(); ++piece)
        pieces_[next[surface.source[piece].value]++] = static_cast<std::uint32_t>(piece);
}

SurfacePoint Pieces::on_surface(std::uint32_t scan_triangle, glm::ivec3 weights) const
{
    base::check(scan_triangle + 1 < first_.size(), "a place lies on a triangle of the scan");
    SurfacePoint best;
    double best_least = -1e300;  // midpoints of odd weights are rounded, so a place may lie a hair
                                 // outside every piece: then the nearest one is taken
    for (std::uint32_t i = first_[scan_triangle]; i < first_[scan_triangle + 1]; ++i) {
        const auto& [a, b, c] = surface_.corner_weights[pieces_[i]];
        const auto whole = double(turn(a, b, c));
        if (whole == 0) continue;
        const glm::dvec3 inside(double(turn(weights, b, c)) / whole,
                                double(turn(a, weights, c)) / whole,
                                double(turn(a, b, weights)) / whole);
        const double least = std::min({inside.x, inside.y, inside.z});
        if (least <= best_least) continue;
        best_least = least;
        best = {TriangleId(pieces_[i]), inside};
        if (least >= 0) break;
    }
    base::check(best.triangle.valid(), "each triangle of the scan has a piece on the surface");
    best.weights = glm::max(best.weights, glm::dvec3(0));
    best.weights /= best.weights.x + best.weights.y + best.weights.z;
    return best;
}

std::vector<Pieces::ScanPlace> Pieces::vertices_on_scan() const
{
    std::vector<ScanPlace> places(surface_.mesh.positions.size());
    for (std::size_t t = surface_.mesh.triangles.size(); t-- > 0;)
        for (int corner = 0; corner < 3; ++corner)
            places[surface_.mesh.triangles[t][corner]] = {
                surface_.source[t].value,
                surface_.corner_weights[t][static_cast<std::size_t>(corner)]};
    return places;
}

}  // namespace session
