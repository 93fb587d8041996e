// SPDX-License-Identifier: MIT
#include "sampling/skin_curve.h"

#include "base/error.h"
#include "sampling/strip.h"
#include "shared/cells.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace sampling {
namespace {

using glm::dvec3;
using glm::ivec3;

constexpr double um_per_mm = 1000;

struct Plane {
    dvec3 origin;
    dvec3 normal;

    double height(dvec3 p) const { return glm::dot(normal, p - origin); }
};

/// The walk from triangle to triangle along a plane's cut. A corner in the plane counts as above
/// it, so that the cut meets two edges of a triangle or none.
class PlaneWalk {
public:
    PlaneWalk(const SkinMetric& skin, const SkinPlace& start, const Plane& plane)
        : skin_(skin)
        , plane_(plane)
        , triangle_(start.triangle)
        , from_(start.weights)
    {
    }

    std::uint32_t triangle() const { return triangle_; }
    ivec3 from() const { return from_; }

    /// Chooses the side of the first triangle that lies farther in the direction; false if the cut
    /// misses the triangle.
    bool aim(dvec3 direction)
    {
        double best = -std::numeric_limits<double>::infinity();
        for (int e = 0; e < 3; ++e) {
            if (!is_crossed(e)) continue;
            const SkinPlace place{triangle_, crossing(e)};
            const double ahead =
                glm::dot(direction, exact_position_um(skin_, place) - plane_.origin);
            if (ahead <= best) continue;
            best = ahead;
            exit_ = e;
        }
        return exit_ >= 0;
    }

    /// Adds the piece in this triangle and goes into the next one; false at a wall.
    bool cross(SkinCurve& curve)
    {
        const ivec3 to = crossing(exit_);
        curve.add(skin_, triangle_, from_, to);
        const std::int32_t over = skin_.twins[3 * triangle_ + static_cast<std::uint32_t>(exit_)];
        if (over < 0) return false;
        from_ = across_edge(exit_, over % 3, to);
        triangle_ = static_cast<std::uint32_t>(over / 3);
        const int entry = over % 3;
        exit_ = is_crossed((entry + 1) % 3) ? (entry + 1) % 3 : (entry + 2) % 3;
        return true;
    }

private:
    double height(int corner) const
    {
        return plane_.height(
            dvec3(skin_.positions_um[skin_.corner_vertices[3 * triangle_ +
                                                           static_cast<std::uint32_t>(corner)]]));
    }

    bool is_crossed(int e) const { return (height(e) < 0) != (height((e + 1) % 3) < 0); }

    ivec3 crossing(int e) const
    {
        const double begin = height(e), end = height((e + 1) % 3);
        return on_edge(e, begin / (begin - end));
    }

    const SkinMetric& skin_;
    Plane plane_;
    std::uint32_t triangle_;
    ivec3 from_;
    int exit_ = -1;
};

/// The cut from place to place, if it gets there in reasonable length.
std::optional<SkinCurve> cut_between(const SkinMetric& skin, const SkinPlace& a, const SkinPlace& b)
{
    const dvec3 begin = exact_position_um(skin, a);
    const dvec3 way = exact_position_um(skin, b) - begin;
    const dvec3 up = normal_of(skin, a.triangle) + normal_of(skin, b.triangle);
    const dvec3 normal = glm::cross(way, up);
    if (glm::length(normal) < 1e-9 * glm::length(way)) return std::nullopt;
    const double most_mm = (2 * glm::length(way)) / um_per_mm + 1;
    PlaneWalk walk(skin, a, {begin, normal});
    if (!walk.aim(way)) return std::nullopt;
    SkinCurve curve;
    while (walk.triangle() != b.triangle)
        if (!walk.cross(curve) || curve.length_mm > most_mm) return std::nullopt;
    curve.add(skin, b.triangle, walk.from(), b.weights);
    return curve;
}

SkinCurve between(const SkinMetric& skin, const SkinPlace& a, const SkinPlace& b)
{
    if (a.triangle == b.triangle) {
        SkinCurve straight;
        straight.add(skin, a.triangle, a.weights, b.weights);
        return straight;
    }
    if (const auto cut = cut_between(skin, a, b)) return *cut;
    return shortest_in_strip(skin, a, b);
}

/// The direction of a curve at its end; pieces so short that they have none are passed over.
dvec3 last_direction(const SkinMetric& skin, const SkinCurve& curve)
{
    const SkinPlace end = curve.at(curve.length_mm);
    const SkinPlace before = curve.at(curve.length_mm - 0.5);
    return exact_position_um(skin, end) - exact_position_um(skin, before);
}

}  // namespace

void SkinCurve::add(const SkinMetric& skin, std::uint32_t triangle, ivec3 from, ivec3 to)
{
    pieces.push_back({triangle, from, to, length_mm});
    length_mm += glm::distance(exact_position_um(skin, {triangle, from}),
                               exact_position_um(skin, {triangle, to})) /
                 um_per_mm;
}

void SkinCurve::append(const SkinCurve& next)
{
    for (Piece piece : next.pieces) {
        piece.begin_mm += length_mm;
        pieces.push_back(piece);
    }
    length_mm += next.length_mm;
}

SkinPlace SkinCurve::at(double mm) const
{
    if (closed) {
        while (mm < 0)
            mm += length_mm;
        while (mm > length_mm)
            mm -= length_mm;
    }
    const auto after = std::ranges::upper_bound(pieces, mm, {}, &Piece::begin_mm);
    const auto piece = after == pieces.begin() ? after : after - 1;
    const double end = piece + 1 == pieces.end() ? length_mm : (piece + 1)->begin_mm;
    const double length = end - piece->begin_mm;
    const double share = length > 0 ? std::clamp((mm - piece->begin_mm) / length, 0.0, 1.0) : 0.0;
    const dvec3 weights = dvec3(piece->from) + share * dvec3(piece->to - piece->from);
    const int y = static_cast<int>(std::floor(weights.y + 0.5));
    const int z = std::min(static_cast<int>(std::floor(weights.z + 0.5)), shared::weight_one - y);
    return {piece->triangle, {shared::weight_one - y - z, y, z}};
}

SkinCurve reversed(const SkinCurve& curve)
{
    SkinCurve back;
    back.length_mm = curve.length_mm;
    back.closed = curve.closed;
    double end = curve.length_mm;
    for (auto piece = curve.pieces.rbegin(); piece != curve.pieces.rend(); ++piece) {
        back.pieces.push_back({piece->triangle, piece->to, piece->from, curve.length_mm - end});
        end = piece->begin_mm;
    }
    return back;
}

dvec3 exact_position_um(const SkinMetric& skin, const SkinPlace& place)
{
    const std::uint32_t* corner = &skin.corner_vertices[3 * place.triangle];
    const dvec3 weights = dvec3(place.weights) / double(shared::weight_one);
    return weights.x * dvec3(skin.positions_um[corner[0]]) +
           weights.y * dvec3(skin.positions_um[corner[1]]) +
           weights.z * dvec3(skin.positions_um[corner[2]]);
}

dvec3 normal_of(const SkinMetric& skin, std::uint32_t triangle)
{
    const std::uint32_t* corner = &skin.corner_vertices[3 * triangle];
    const dvec3 a(skin.positions_um[corner[0]]);
    const dvec3 b(skin.positions_um[corner[1]]);
    const dvec3 c(skin.positions_um[corner[2]]);
    const dvec3 doubled = glm::cross(b - a, c - a);
    const double length = glm::length(doubled);
    return length > 0 ? doubled / length : dvec3(0);
}

SkinCurve curve_through(const SkinMetric& skin, std::span<const SkinPlace> places)
{
    SkinCurve curve;
    for (std::size_t i = 1; i < places.size(); ++i)
        curve.append(between(skin, places[i - 1], places[i]));
    return curve;
}

SkinPlace off_the_edges(const SkinMetric& skin, const SkinPlace& place)
{
    return {place.triangle,
            shared::off_the_edges(place.weights, skin.smallest_weights[place.triangle])};
}

SkinCurve drawn_line(const Skin& skin, std::span<const geometry::SurfacePoint> places)
{
    if (places.size() < 2) throw base::Error("A line needs at least two places.");
    std::vector<SkinPlace> on_skin;
    for (const geometry::SurfacePoint& place : places)
        on_skin.push_back(off_the_edges(skin.metric(), skin.from_scan(place)));
    return curve_through(skin.metric(), on_skin);
}

SkinCurve cut_from(const SkinMetric& skin,
                   const SkinPlace& start,
                   dvec3 direction,
                   dvec3 plane_normal,
                   const std::function<bool(dvec3)>& goes_on)
{
    SkinCurve curve;
    PlaneWalk walk(skin, start, {exact_position_um(skin, start), plane_normal});
    if (!walk.aim(direction)) return curve;
    bool came_round = false;
    while (!came_round && walk.cross(curve)) {
        came_round = walk.triangle() == start.triangle;
        if (!goes_on(exact_position_um(skin, {walk.triangle(), walk.from()}) / um_per_mm)) break;
    }
    return curve;
}

SkinCurve beyond_end(const SkinMetric& skin,
                     const SkinCurve& curve,
                     const std::function<bool(dvec3)>& goes_on)
{
    const SkinPlace end = curve.at(curve.length_mm);
    const dvec3 direction = last_direction(skin, curve);
    return cut_from(
        skin, end, direction, glm::cross(direction, normal_of(skin, end.triangle)), goes_on);
}

double first_suiting(const SkinCurve& curve,
                     double from_mm,
                     double to_mm,
                     double step_mm,
                     const std::function<bool(const SkinPlace&)>& suits)
{
    constexpr double micrometre = 0.001;
    if (suits(curve.at(from_mm))) return from_mm;
    const double sign = to_mm < from_mm ? -1 : 1;
    const double way = sign * (to_mm - from_mm);
    for (double gone = 0; gone < way; gone += step_mm) {
        double no = gone, yes = std::min(gone + step_mm, way);
        if (!suits(curve.at(from_mm + sign * yes))) continue;
        while (yes - no > micrometre) {
            const double middle = 0.5 * (no + yes);
            (suits(curve.at(from_mm + sign * middle)) ? yes : no) = middle;
        }
        return from_mm + sign * yes;
    }
    return std::numeric_limits<double>::infinity();
}

}  // namespace sampling
