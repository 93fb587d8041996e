// SPDX-License-Identifier: MIT
// What the patient file's 3D view shows, as JSON that viewer.js reads: a light mesh of the skin,
// the zones on it and the points, in upright millimetres.
#pragma once

#include "exporters/paper.h"
#include "session/verify_skin.h"

#include <string>

namespace exporters {

/// Calm ones: no red, no orange.
Ink patient_colour(std::size_t zone);

enum class SkinColours { plain, own };

std::string patient_scene_of(const session::VerifiedSkin& skin, SkinColours colours);

/// RFC 4648, with padding.
std::string base64_of(std::string_view bytes);

}  // namespace exporters
