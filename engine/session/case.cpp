// SPDX-License-Identifier: MIT
#include "session/case.h"

#include <cmath>

namespace session {

const Zone* Case::find(std::string_view name) const
{
    for (const Zone& zone : zones)
        if (zone.name == name) return &zone;
    return nullptr;
}

bool promises_cover(const Arrangement& arrangement)
{
    const PatternKind kind = arrangement.pattern.kind;
    return !arrangement.amount && arrangement.removed_mm.empty() &&
           arrangement.left_out_mm.empty() &&
           (kind == PatternKind::blue_noise || kind == PatternKind::even);
}

double removal_radius_mm(double spacing_mm)
{
    return spacing_mm / 2;
}

double in_map_steps(double value)
{
    // An integer over a power of ten is the double nearest to that decimal: reading the decimal
    // again gives the same double.
    return std::round(value * 1e4) / 1e4;
}

glm::dvec3 in_map_steps(glm::dvec3 place)
{
    return {in_map_steps(place.x), in_map_steps(place.y), in_map_steps(place.z)};
}

}  // namespace session
