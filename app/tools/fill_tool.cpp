// SPDX-License-Identifier: MIT
#include "tools/fill_tool.h"

#include "base/error.h"

#include <glm/geometric.hpp>

namespace tools {

bool FillTool::is_shown(const session::Zone& zone, const zones::Fill& fill) const
{
    constexpr double rest_mm = 0.8;  // a fill from so near is the same to the eye
    return shown_ && shown_->zone == zone.id && shown_->revision == zone.strokes_revision &&
           shown_->fill.mode == fill.mode && shown_->fill.angle_deg == fill.angle_deg &&
           shown_->fill.radius_mm == fill.radius_mm &&
           glm::distance(shown_->fill.place_mm, fill.place_mm) < rest_mm;
}

void FillTool::hover(const session::Zone& zone,
                     const zones::ZoneField& now,
                     zones::StrokeMode mode,
                     glm::dvec3 place,
                     const BrushSkin& skin)
{
    const zones::Fill fill{mode, place, angle_deg, radius_mm};
    if (is_shown(zone, fill)) return;
    shown_ = Shown{zone.id, zone.strokes_revision, fill, std::nullopt};
    try {
        zones::ZoneField filled = now;
        zones::paint(filled, fill, skin.surface, skin.bvh);
        shown_->field = std::move(filled);
    } catch (const base::Error&) {  // painted there already: nothing to show
    }
}

std::optional<session::Command> FillTool::press(const session::Zone& zone) const
{
    if (!shown_) return std::nullopt;
    return session::FillByAngle{zone.name, shown_->fill};
}

const zones::ZoneField* FillTool::preview() const
{
    return shown_ && shown_->field ? &*shown_->field : nullptr;
}

}  // namespace tools
