// SPDX-License-Identifier: MIT
// From a case to its session map: the one way that the command line, a series and the window go.
// Zones lose what zones before them own and what is forbidden, become the sampler's input, get
// points, and the points get depths, doses and checks.
#pragma once

#include "base/progress.h"
#include "geometry/bvh.h"
#include "geometry/scan.h"
#include "geometry/surface.h"
#include "geometry/topology.h"
#include "sampling/sampler.h"
#include "session/case.h"
#include "session/session_map.h"
#include "zones/zone_field.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace session {

/// A zone of the case with what was painted of it.
struct PaintedZone {
    ZoneId id;
    std::uint64_t strokes_revision = 0;  // the zone's, or one that only this draft has
    MapZone settings;                    // settings_of(zone)
    const zones::ZoneField* field = nullptr;
};

/// A zone as it is while a stroke on it is being drawn: what the case does not know yet.
struct Draft {
    ZoneId zone;
    const zones::ZoneField* field = nullptr;
    std::uint64_t number = 0;  // another one for each change of any draft, from 1
};

/// All of a case that its session map follows from.
struct PlanWish {
    std::uint32_t seed = 1;
    anatomy::Landmarks landmarks;
    std::string scale_statement;
    ClinicFacts clinic;
    std::vector<PaintedZone> zones;
    bool is_draft = false;  // the points need no short order yet
};

/// What is planned on.
struct PlanSkin {
    const geometry::Scan& scan;
    const geometry::Topology& topology;  // of the scan
    const geometry::Surface& surface;
    const geometry::Bvh& bvh;  // of the surface
};

/// Plans one case again and again while it changes, and makes anew only what a change concerns.
class Planning {
public:
    /// The sampler and the skin must outlive this.
    Planning(sampling::Sampler& sampler, const PlanSkin& skin);
    ~Planning();

    /// The plan with its measures and checks, failed ones among them (require_no_failed_check).
    /// The wish's fields must live until it is made. Throws base::Error where the case cannot be
    /// planned: no zone, one without skin or wholly under others, a place that no point may have.
    SessionMap session_map(const PlanWish& wish, const base::Progress& progress = {});

    /// The zones that can hold no point, and why: session_map() refuses a wish that has any.
    std::vector<std::pair<ZoneId, std::string>> without_skin(const PlanWish& wish);

private:
    struct Kept;

    sampling::Sampler& sampler_;
    PlanSkin skin_;
    std::unique_ptr<Kept> kept_;
};

}  // namespace session
