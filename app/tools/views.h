// SPDX-License-Identifier: MIT
// What a window showed, step by step: what turns, moves, zooms, frames and shows to the patient, as
// data (mesomap.views, one JSON line a step), for films and tests. Views are no part of a case: no
// journal and no map has them.
#pragma once

#include "tools/turntable.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tools {

/// From its time on the window shows this.
struct ViewStep {
    double at_s = 0;  // since the case was there to be seen; whole milliseconds
    Stance stance;
    bool to_patient = false;
    bool operator==(const ViewStep&) const = default;
};

/// Lines of JSON, the first of which names the format.
std::string text_of(std::span<const ViewStep> views);

/// Throws base::Error, one sentence with the line in it, for what text_of() cannot have written:
/// another format, a number beyond its limits, times that do not go forward, no step at all.
std::vector<ViewStep> views_in(std::string_view text, std::string_view name);

/// The one that is shown at a time; the first also before its own. There must be one.
const ViewStep& view_at(std::span<const ViewStep> views, double time_s);

}  // namespace tools
