// SPDX-License-Identifier: MIT
#include "case_text.h"

#include "session/command.h"

namespace test {

using namespace session;

std::string text_of(const Case& c)
{
    std::string text = std::to_string(c.seed) + c.scale_statement;
    text += line_of(SetClinic{c.clinic});
    text += line_of(SetLandmarks{c.landmarks});
    for (const Zone& zone : c.zones) {
        text += "\n" + zone.name + " " + zone.technique;
        for (const auto& number : {zone.spacing_mm, zone.depth_mm, zone.angle_deg, zone.volume_ml})
            text += " " + (number ? std::to_string(*number) : "-");
        text += " " + zone.needle.value_or("-");
        const Arrangement& wish = zone.arrangement;
        text += line_of(SetPattern{zone.name, wish.pattern});
        if (wish.amount) text += line_of(SetAmount{zone.name, *wish.amount});
        text += line_of(SetBorder{zone.name, wish.border});
        text += line_of(SetSpacingAtBorder{zone.name, wish.at_border});
        text += line_of(SetMirror{zone.name, wish.mirror});
        for (const glm::dvec3 place : wish.pinned_mm)
            text += line_of(PinPoint{zone.name, place});
        for (const glm::dvec3 place : wish.removed_mm)
            text += line_of(RemovePoint{zone.name, place});
        for (const zones::PaintStep& step : zone.strokes)
            text += line_of(painting(zone.name, step));
        text += line_of(SetColour{zone.name, zone.colour});
        text += line_of(HideZone{zone.name, zone.hidden});
        text += line_of(LockZone{zone.name, zone.locked});
    }
    return text;
}

}  // namespace test
