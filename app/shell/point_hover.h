// SPDX-License-Identifier: MIT
// The mouse that rests on a point: after a moment the point tells what it is.
#pragma once

#include "panels/form.h"
#include "shell/editor.h"
#include "tools/sketch.h"

#include <glm/vec2.hpp>

#include <cstdint>
#include <optional>

namespace shell {

class PointHover {
public:
    /// Once a frame. `pixel` of the picture is under the mouse; none while it is busy or elsewhere.
    void draw(const Editor& editor,
              const tools::Turntable& view,
              const tools::BrushSkin& skin,
              std::optional<glm::dvec2> pixel,
              double now_s,
              const panels::Form& form);
    /// The order of the point that is told of; 0 for none.
    std::uint32_t shown() const { return shown_; }
    /// When a frame is wanted for it, if the mouse goes on resting.
    std::optional<double> wakes_in_s(double now_s) const;

private:
    std::optional<std::size_t> point_;  // of the plan
    double since_s_ = 0;
    std::uint32_t shown_ = 0;
    int frames_ = 0;  // since it is shown: ImGui needs some to find a tooltip's size
};

}  // namespace shell
