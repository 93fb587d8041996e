// SPDX-License-Identifier: MIT
// The judge of the sampler's promises: points on a zone, looked at with nothing but the scan, the
// painted field and the exact distances of geometry/skin_distance.h, in double precision.
#pragma once

#include "geometry/surface.h"
#include "geometry/surface_point.h"
#include "zones/zone_field.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace test {

/// The promise of cover: no place of a zone is farther from a point than this many spacings.
inline constexpr double widest_gap_allowed = 1.005;

struct JudgedZone {
    const zones::ZoneField* field = nullptr;
    double spacing_mm = 0;
    std::span<const float> spacings_mm = {};  // per vertex of the surface, where the spacing varies
    double inset_mm = 0;                      // the zone ends so far inside its border
};

struct JudgedPoint {
    std::uint32_t zone = 0;
    geometry::SurfacePoint place;  // on the scan
    bool is_given = false;         // pinned: it covers, and others keep away; but it stays as it is
};

/// The skin that is judged: a scan and the surface made from it.
struct JudgedSkin {
    const geometry::Mesh& scan;
    const geometry::Topology& topology;
    const geometry::Surface& surface;
};

struct PairTooClose {
    std::size_t a = 0, b = 0;  // numbers of the points
    double distance_mm = 0;
    double least_mm = 0;  // the larger of the spacings at the two points
};

struct PlaceUncovered {
    std::uint32_t zone = 0;
    geometry::SurfacePoint place;  // on the scan
    double gap = 0;                // distance to the nearest point, in spacings that count there
};

struct Judgement {
    std::vector<PairTooClose> too_close;
    std::vector<std::size_t> outside;       // points that do not lie in their zone
    std::vector<PlaceUncovered> uncovered;  // some; none: the cover is proven for every place
    double closest_pair = 1e300;            // the least distance of a pair, in its least_mm
    double widest_gap = 0;                  // the widest that was met; none above 1.005 is proven
    std::size_t cells = 0;                  // that the proof took

    bool all_kept() const { return too_close.empty() && outside.empty() && uncovered.empty(); }
};

Judgement judge(const JudgedSkin& skin,
                std::span<const JudgedZone> zones,
                std::span<const JudgedPoint> points);

/// The broken promises in some lines, the worst first; empty if all are kept.
std::string told(const Judgement& judgement);

/// The judge is judged: the largest difference between its distances from one point, up to
/// `radius_mm`, and those of CGAL, in parts of the radius. Nothing where the skin around the point
/// has too many triangles for CGAL to be quick.
std::optional<double> disagreement_with_cgal(const JudgedSkin& skin,
                                             std::span<const JudgedPoint> points,
                                             std::size_t source,
                                             double radius_mm);

}  // namespace test
