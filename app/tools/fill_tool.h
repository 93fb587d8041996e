// SPDX-License-Identifier: MIT
// The bucket: what a click would fill is seen under the mouse before it is done.
#pragma once

#include "session/case.h"
#include "session/command.h"
#include "tools/sketch.h"
#include "zones/zone_field.h"

#include <optional>

namespace tools {

class FillTool {
public:
    double angle_deg = 40;  // of the creases that stop it, within 4 mm
    double radius_mm = 40;

    /// The mouse is over that place; `now` is the zone's field at that revision of its strokes.
    void hover(const session::Zone& zone,
               const zones::ZoneField& now,
               zones::StrokeMode mode,
               glm::dvec3 place,
               const BrushSkin& skin);
    void leave() { shown_.reset(); }

    /// What is seen, as a command.
    std::optional<session::Command> press(const session::Zone& zone) const;

    /// The zone as it would be; none where there is nothing to fill.
    const zones::ZoneField* preview() const;
    session::ZoneId zone() const { return shown_->zone; }

private:
    struct Shown {
        session::ZoneId zone;
        std::uint64_t revision = 0;
        zones::Fill fill;
        std::optional<zones::ZoneField> field;
    };
    bool is_shown(const session::Zone& zone, const zones::Fill& fill) const;

    std::optional<Shown> shown_;
};

}  // namespace tools
