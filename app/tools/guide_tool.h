// SPDX-License-Identifier: MIT
// A line drawn along the skin: the guide that rows follow, or the wrinkle that points lie on.
#pragma once

#include "session/case.h"
#include "session/command.h"
#include "tools/sketch.h"

#include <optional>
#include <vector>

namespace tools {

class GuideTool {
public:
    void begin(glm::dvec3 place, const BrushSkin& skin);
    void drag_to(glm::dvec3 place, const BrushSkin& skin);
    /// The zone's pattern along the line; none if it is no longer than a slip.
    std::optional<session::Command> release(session::PatternKind kind, const session::Zone& zone);
    void cancel() { drawn_.clear(); }

    /// What is being drawn, or else what the zone has.
    Sketch sketch(const session::Zone& zone, const BrushSkin& skin) const;

private:
    std::vector<zones::PathPlace> drawn_;
};

}  // namespace tools
