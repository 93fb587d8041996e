// SPDX-License-Identifier: MIT
#include "session/structure_field.h"

namespace session {
namespace {

zones::Stroke stroke_of(const StructureReach& reach, zones::StrokeMode mode)
{
    return {mode, reach.reach_mm, {}};
}

}  // namespace

StructureReach reached_by(const anatomy::PlacedStructure& structure,
                          const anatomy::StructureSkin& skin)
{
    // Two edges beyond, as strokes do, so that the border lies between true distances.
    const double rim_mm = 2 * double(skin.surface.max_edge_mm);
    StructureReach reach{structure.reach_mm, {}};
    for (const anatomy::ReachedVertex& one : anatomy::reach_of(structure, skin, rim_mm))
        reach.vertices.push_back({one.vertex, one.distance_mm});
    return reach;
}

void add_to(zones::ZoneField& field, const StructureReach& reach)
{
    field.apply(stroke_of(reach, zones::StrokeMode::add), reach.vertices);
}

void take_from(zones::ZoneField& field, const StructureReach& reach)
{
    field.apply(stroke_of(reach, zones::StrokeMode::erase), reach.vertices);
}

}  // namespace session
