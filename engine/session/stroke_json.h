// SPDX-License-Identifier: MIT
// Painting as requests, commands and session maps write it. A brush stroke has no "shape"; every
// other step has one.
#pragma once

#include "zones/stroke.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace session {

nlohmann::json json_of(const zones::Stroke& stroke);
nlohmann::json json_of(const zones::Outline& outline);
nlohmann::json json_of(const zones::Fill& fill);
nlohmann::json json_of(const zones::Reshape& reshape);
nlohmann::json json_of(const zones::Mirroring& mirror);

/// With its shape.
nlohmann::json json_of(const zones::PaintStep& step);

// From objects that have kept their schema.
zones::Stroke stroke_in(const nlohmann::json& object);
zones::Outline outline_in(const nlohmann::json& object);
zones::Fill fill_in(const nlohmann::json& object);
zones::Reshape reshape_in(const nlohmann::json& object);
zones::Mirroring mirroring_in(const nlohmann::json& object);
zones::PaintStep step_in(const nlohmann::json& object);

/// The name of the size that the change has: "by_mm", "up_to_cm2", "within_mm".
const char* size_name(zones::Reshaping what);
/// "grow", "fill_holes", ...
const char* name_of(zones::Reshaping what);

}  // namespace session
