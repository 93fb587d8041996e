// SPDX-License-Identifier: MIT
// A guarded program for a five-axis gantry, in the RS-274 of LinuxCNC: nothing but G0, G1, G4,
// G38.2 and two outputs, X Y Z for the needle's tip in the scan's own frame, A and B for its
// direction.
//
// The gantry finds the skin by contact: at each point it goes slowly toward it, stops the program
// where there is none (G38.2), and inserts the needle from where it touched. Above the skin it
// moves on one plane only, beyond all of the scan. Points that its tool does not reach are left out
// and named.
#pragma once

#include "geometry/bvh.h"
#include "geometry/mesh.h"
#include "session/dry_run.h"

#include <string>
#include <string_view>

namespace exporters {

struct GcodeInput {
    const session::SessionMap& map;
    std::string_view map_sha256;  // the map's checksum
    const geometry::Mesh& skin;   // the scan's
    const geometry::Bvh& bvh;     // of it
    const clinic::Injector& injector;
    const session::DryRun& run;  // of the map with that injector
};

/// Throws base::Error where no point is left, or the points face more ways than one gantry has.
std::string gcode_of(const GcodeInput& input);

/// A and B, in degrees, of a needle's direction: (0, 0, -1) turned by A about X, then by B about Y.
struct GantryTurn {
    double a_deg = 0, b_deg = 0;
};
GantryTurn turn_of(glm::dvec3 direction);

}  // namespace exporters
