// SPDX-License-Identifier: MIT
// Strokes as JSON: the same three fields in requests, commands and session maps.
#pragma once

#include "zones/stroke.h"

#include <nlohmann/json_fwd.hpp>

namespace session {

nlohmann::json json_of(const zones::Stroke& stroke);

/// Reads mode, radius_mm and path_mm of an object that its schema has accepted.
zones::Stroke stroke_in(const nlohmann::json& object);

}  // namespace session
