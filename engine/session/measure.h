// SPDX-License-Identifier: MIT
// Measures a plan by brute force: true distances along the skin (geometry::SkinDistance) between
// all points in reach of each other, and from each place of the zones to its nearest point. Shares
// nothing with the sampler, so it may judge it.
#pragma once

#include "base/progress.h"
#include "geometry/surface_point.h"
#include "session/arrangement.h"
#include "session/spreads.h"
#include "zones/zone_field.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace session {

/// No place of a zone whose pattern promises cover may be farther from a point than this many
/// spacings.
inline constexpr double cover_factor = 1.005;
/// The sampler decides in whole micrometres, rounded.
inline constexpr double spacing_tolerance_mm = 1e-3;

/// How far from its mirror image a point's partner may be.
inline constexpr double mirror_tolerance_mm = 1;

struct MeasuredPoint {
    std::uint32_t zone = 0;
    geometry::SurfacePoint place;  // on the scan
    bool pinned = false;
};

struct MeasuredZone {
    const zones::ZoneField* field = nullptr;
    double spacing_mm = 10;                     // that two points keep, and how far to look
    std::span<const float> spacing_mm_at = {};  // per vertex of the surface, where it varies
    double inset_mm = 0;                        // the rim is not looked at for gaps
    bool keeps_spacing = true;                  // false: spacing_mm is only how far to look
    std::optional<MirrorWish> mirror = {};
};

/// Two points and their distance along the skin; a < b.
struct PointPair {
    std::size_t a = 0;
    std::size_t b = 0;
    double distance_mm = 0;
};

/// A vertex of the surface, inside a zone, and its distance to the nearest point.
struct Gap {
    geometry::VertexId vertex;
    double distance_mm = 0;  // infinity where no point can be reached
};

struct ZoneMeasure {
    // Of two points of the zone, if two reach each other: the closest of all, ...
    std::optional<PointPair> closest;
    /// ... the one that uses up most of the spacing that counts for it, of those that are not both
    /// pinned, ...
    std::optional<PointPair> tightest;
    double tightest_spacing_mm = 0;
    /// ... and the same of those that are.
    std::optional<PointPair> pinned;
    double pinned_spacing_mm = 0;
    /// The least distance between a point of the zone and any other point, but for two pinned ones.
    std::optional<double> least_to_any_mm;
    /// The share of points that have a partner within mirror_tolerance_mm of their mirror image;
    /// a point on the plane is its own.
    std::optional<double> mirrored_share;
    Gap largest;  // the farthest vertex
    /// The vertex that is worst covered for its allowance: distance over the spacing that counts,
    /// which is the zone's or, for a point of another zone, the larger of the two.
    Gap worst;
    double worst_ratio = 0;
};

struct PlanMeasure {
    std::vector<ZoneMeasure> zones;
    std::vector<PointPair> too_close;  // nearer than the larger of their spacings, less tolerance,
                                       // and not both pinned
};

struct MeasureInput {
    Spreads& spreads;  // on the scan; what it keeps only saves time
    std::span<const MeasuredZone> zones;
    std::span<const MeasuredPoint> points;
};

PlanMeasure measure(const MeasureInput& input, const base::Progress& progress = {});

}  // namespace session
