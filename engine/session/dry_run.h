// SPDX-License-Identifier: MIT
// A device plays a session map without a patient: it holds the points against its own limits, walks
// them in the map's order, sees whether its tool gets to each, and adds up the time.
//
// Between two points the tip goes along the straight line from stand-off to stand-off; where that
// leads through the face, it goes outward first until the way is free. Where the map's order is
// short along straight lines it is short along these ways, too: few of them bend.
#pragma once

#include "base/progress.h"
#include "session/acknowledgement.h"
#include "session/reach.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace session {

struct DryPoint {
    const MapPoint* point = nullptr;          // of the map
    double begins_s = 0;                      // since the start
    std::optional<std::string> broken_limit;  // a sentence's clause
    std::optional<Touch> touch;               // in the map's own pose
    std::optional<Hold> other_hold;           // looked for where there is a touch

    bool is_done() const { return !broken_limit && !touch; }
};

struct DryRun {
    std::vector<DryPoint> points;     // in working order
    double path_mm = 0;               // of the points along straight lines
    double least_path_mm = 0;         // no order, zone by zone as the map lists them, is shorter
    std::uint32_t moves_around = 0;   // straight lines between stand-offs that meet skin
    std::uint32_t moves_without = 0;  // of them those that no way around was found for
    double seconds = 0;

    std::uint32_t done() const;
};

/// How far the map's witness places are from the skin, or their distances from what the map says of
/// them, the larger. More than witness_tolerance_mm: the map's frame is not the patient's.
double witness_off_mm(const Witness& witness, const geometry::Bvh& bvh);

/// `skin` is the scan's mesh and `bvh` of it; the map must outlive the answer.
DryRun dry_run(const SessionMap& map,
               const geometry::Mesh& skin,
               const geometry::Bvh& bvh,
               const clinic::Injector& injector,
               const base::Progress& progress = {});

/// Why a point was left out, a sentence without its point: "The head touches the skin 12.3 mm away;
/// at 65 degrees, turned by 45, it does not." Empty for one that is done.
std::string reason_of(const DryPoint& point);

/// What the device writes afterwards, of a run that began then. Points that were left out are
/// skipped, with the reason; the others were touched where the map has them.
Acknowledgement acknowledgement_of(const DryRun& run,
                                   const SessionMap& map,
                                   std::string_view map_text,
                                   const clinic::Injector& injector,
                                   std::int64_t began_s);

}  // namespace session
