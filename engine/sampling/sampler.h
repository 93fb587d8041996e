// SPDX-License-Identifier: MIT
// The sampling room: from zones to injection points. Spacing along the skin, exact, the same bytes
// on every device.
//
// The idea. Sequential dart throwing with a random order makes the best-spread points that no rule
// but the spacing binds; done naively it is slow, never ends, and cannot be shared out. Here it is
// level_scheme.h: what is not yet covered is kept as cells, each level throws at most one dart per
// cell, the best dart of each neighbourhood wins, and cells end when they are covered. Distances
// are exact along the skin (shared/disc.h) and integers (skin_metric.h), so that the result is a
// function of skin, zones and seed alone: not of threads, devices, strokes' history or the order of
// the scan's triangles. Everything else is points that are there before (Domain::given): pinned by
// hand, or laid by a pattern.
#pragma once

#include "base/progress.h"
#include "geometry/surface_point.h"
#include "sampling/mirror.h"
#include "sampling/pattern.h"
#include "sampling/skin.h"
#include "zones/zone_field.h"

#include <glm/vec3.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sampling {

/// What happens at a zone's border (moved inwards by SampleZone::inset_mm).
enum class Border {
    natural,    // nothing: a maximal set crowds the strip along it by itself, unevenly
    rim_first,  // points along it first, evenly divided; the pattern fills what is inside
};

/// A zone to fill. Zones must not overlap; where two of them adjoin, the larger spacing counts
/// between their points.
struct SampleZone {
    const zones::ZoneField* field = nullptr;
    double spacing_mm = 10;  // least distance between two points, along the skin: 0.5 to 100
    /// Spacing that varies over the skin: one per vertex of the surface, linear between them; empty
    /// means spacing_mm everywhere. Two points keep the larger of the spacings at their places, and
    /// a place is covered by a point nearer than the larger of theirs.
    std::span<const float> spacing_mm_at = {};
    double inset_mm = 0;  // points keep this distance from the border; the rim needs no cover
    Pattern pattern = {};
    Border border = Border::natural;
    std::optional<MirrorPlane> mirror = {};  // points in pairs, as far as left and right are alike
};

/// A point that is there already, and stays: pinned or made by hand.
struct PinnedPoint {
    std::uint32_t zone = 0;
    geometry::SurfacePoint place;  // on the scan
};

struct SampleRequest {
    const Skin* skin = nullptr;
    std::vector<SampleZone> zones;
    std::uint32_t seed = 1;
    std::vector<PinnedPoint> pinned = {};
};

/// One chosen place. Everything is an integer, so two devices can be compared byte for byte.
struct SampledPoint {
    std::uint32_t zone = 0;      // index into the request's zones
    std::uint32_t triangle = 0;  // of the scan
    glm::ivec3 weights{0};       // barycentric in that triangle, in 2^-20, sum 2^20 exactly
    bool given = false;          // pinned, or laid by a pattern
    bool operator==(const SampledPoint&) const = default;

    geometry::SurfacePoint place() const
    {
        return {geometry::TriangleId(triangle), glm::dvec3(weights) / double(1 << 20)};
    }
};

/// The points of all zones, zone by zone: pinned and laid ones in their order, then the others in
/// the order of their places on the skin.
struct SampleSet {
    std::vector<SampledPoint> points;
};

struct Domain;
struct Chosen;

/// In spacings. Smaller ones sample less but begin again: of 232 edits 87 at 3, 26 at 4, none at 6.
inline constexpr double usual_margin = 6;

/// Two implementations give the same points: CpuSampler here, GpuSampler in the compute room.
class Sampler {
public:
    virtual ~Sampler() = default;

    /// Throws base::Error with a sentence where a zone cannot be sampled, base::Cancelled when
    /// `progress` says so.
    SampleSet sample(const SampleRequest& request, const base::Progress& progress);

    /// What sample(request) gives, quicker: `before` is what it gave when the zones had these
    /// fields and everything else was as it is now. Only the skin around the change is sampled
    /// again, since a change dies out within a few spacings (update.cpp); `first_margin` spacings
    /// around it at first. Where those turn out to be too few, it takes longer.
    SampleSet update(const SampleRequest& request,
                     std::span<const zones::ZoneField* const> fields_before,
                     const SampleSet& before,
                     const base::Progress& progress,
                     double first_margin = usual_margin);

private:
    virtual std::vector<Chosen> fill(const Domain& domain, const base::Progress& progress) = 0;
};

}  // namespace sampling
