// SPDX-License-Identifier: MIT
// The regions of the body below the neck as proportions: trunk, arm and leg each have a chart, how
// far along from landmark to landmark and at which angle around, and a region is a piece of one.
#pragma once

#include <array>
#include <string>
#include <vector>

namespace clinic {

enum class BodySection { trunk, arm, leg };

/// A piece of a chart: a band of it, or a disc around a landmark. Of two
/// that hold the same place the first counts.
struct BodyRegion {
    std::string name;  // "flank"
    BodySection section = BodySection::trunk;
    bool has_sides = false;
    double from = 0, to = 0;                        // along; 0 and 1 are landmarks (see BodyParts)
    double around_from_deg = 0, around_to_deg = 0;  // 0 in front, 90 outwards, 180 behind
    std::string around_landmark;                    // of a disc; empty for a band
    double radius = 0;                              // of a disc, as a share of 0 to 1
};

/// All of them, in the order of the table.
const std::vector<BodyRegion>& body_regions();

/// The band that a place of a chart lies in, or null.
const BodyRegion* band_at(BodySection section, double along, double around_deg);

/// What is known of a limb beside its landmarks, as shares of its first length: arm from shoulder
/// to elbow, leg from groin to knee.
struct LimbFacts {
    double joint_below_landmark = 0;  // where its axis begins
    double joint_radius = 0;
    double reach = 0;      // skin farther than so many radii from its axis is not the limb's
    double end_reach = 0;  // hand and foot beyond the last joint
};
LimbFacts limb_facts(BodySection section);  // arm or leg

/// Where the leg ends above: along it, from groin to knee, at each 45 degrees around it.
using LegCrease = std::array<double, 8>;
LegCrease leg_crease();

/// From knee to ankle, as a share of groin to knee.
double ankle_share();

}  // namespace clinic
