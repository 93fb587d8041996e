// SPDX-License-Identifier: MIT
// The template: what was planned, without whom it was planned for. Zones and points alone, in the
// patient's own axes, to whole millimetres: no scan nor its hash, no landmarks, strokes, seed,
// dates, clinical facts, nor any text that a person typed.
#pragma once

#include "session/session_map.h"

#include <string>

namespace exporters {

/// JSON, mesomap.template version 1. The origin is the mean of all points; without landmarks the
/// axes are the scan's. Where points lie on a face still follows its shape, roughly.
std::string template_of(const session::SessionMap& map);

}  // namespace exporters
