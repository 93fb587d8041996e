// SPDX-License-Identifier: MIT
// The plan as one binary glTF 2.0 file for other 3D programs: the skin, and each zone and each
// point as a node with a name and what is known of it in its extras.
//
// glTF is in metres with +Y up and +Z to the front; `asset.extras` states how the scan's axes went
// there. What the extras say of places and directions is in the scan's own frame, in mm.
#pragma once

#include "exporters/paper.h"
#include "session/session_map.h"
#include "session/verify_skin.h"

#include <span>
#include <string>

namespace exporters {

struct Glb {
    const session::VerifiedSkin& skin;
    std::string map_sha256;
    std::span<const Ink> zone_colours;
    std::string texture_png;  // of the scan's picture; empty if it has none
};

/// The bytes of the file.
std::string glb_of(const Glb& glb);

}  // namespace exporters
