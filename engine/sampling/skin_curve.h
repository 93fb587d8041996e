// SPDX-License-Identifier: MIT
// A curve on the skin: straight pieces, each inside one triangle of the metric.
//
// Curves are computed in double with + - * / and square roots alone, which every machine rounds
// alike; their places are the integers that the sampler decides with.
#pragma once

#include "sampling/skin.h"

#include <glm/vec3.hpp>

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace sampling {

struct SkinCurve {
    struct Piece {
        std::uint32_t triangle;
        glm::ivec3 from;  // weights, as in SkinPlace
        glm::ivec3 to;
        double begin_mm;  // where `from` lies, along the curve
    };

    std::vector<Piece> pieces;
    double length_mm = 0;
    bool closed = false;

    void add(const SkinMetric& skin, std::uint32_t triangle, glm::ivec3 from, glm::ivec3 to);
    void append(const SkinCurve& next);

    /// The place so far along the curve: held at the ends of an open one, round and round on a
    /// closed one.
    SkinPlace at(double mm) const;
};

SkinCurve reversed(const SkinCurve& curve);

/// Position in micrometres, not rounded.
glm::dvec3 exact_position_um(const SkinMetric& skin, const SkinPlace& place);

/// The unit normal of a triangle.
glm::dvec3 normal_of(const SkinMetric& skin, std::uint32_t triangle);

/// From place to place: where the plane through two places and their mean normal cuts the skin, or,
/// if that cut does not lead from one to the other, the shortest way through the triangles between
/// them. Throws base::Error if the skin between two places is not connected.
SkinCurve curve_through(const SkinMetric& skin, std::span<const SkinPlace> places);

/// A place moved off its triangle's edges by a hair: a plane along an edge would meet no triangle's
/// inside.
SkinPlace off_the_edges(const SkinMetric& skin, const SkinPlace& place);

/// The curve through places on the scan. Throws base::Error for fewer than two.
SkinCurve drawn_line(const Skin& skin, std::span<const geometry::SurfacePoint> places);

/// The cut of the skin with the plane through `start` that has this normal, from there towards
/// `direction`, as long as `goes_on` likes the position (mm); it ends at walls too.
SkinCurve cut_from(const SkinMetric& skin,
                   const SkinPlace& start,
                   glm::dvec3 direction,
                   glm::dvec3 plane_normal,
                   const std::function<bool(glm::dvec3)>& goes_on);

/// Going on straight beyond a curve's end, in the plane of its last direction and the skin's normal
/// there.
SkinCurve beyond_end(const SkinMetric& skin,
                     const SkinCurve& curve,
                     const std::function<bool(glm::dvec3)>& goes_on);

/// The first place of a curve between `from_mm` and `to_mm` (which may lie behind it: then it is
/// walked backwards) that suits, found in steps of `step_mm` and then to a micrometre; infinity if
/// there is none.
double first_suiting(const SkinCurve& curve,
                     double from_mm,
                     double to_mm,
                     double step_mm,
                     const std::function<bool(const SkinPlace&)>& suits);

}  // namespace sampling
