// SPDX-License-Identifier: MIT
// Structures to respect, as an anatomical plate shows them: hatched where their rule holds, a line
// along the course, and the name in the margin with a leader to it.
#pragma once

#include "anatomy/regions.h"
#include "anatomy/structures.h"
#include "render/canvas.h"
#include "render/legend.h"
#include "render/scene.h"
#include "zones/zone_field.h"

#include <span>
#include <string>
#include <vector>

namespace render {

/// A structure's course on the skin.
struct Course {
    std::string name;
    Colour colour;
    bool is_line = true;          // else it is an area, whose course is not drawn
    std::vector<Needle> on_skin;  // places along it, with the skin's normals
};

/// One layer for each class that the structures have: the skin that they reach.
struct ClassLayer {
    clinic::StructureClass kind;
    std::size_t structures = 0;
    zones::ZoneField field;
};
std::vector<ClassLayer> layers_of(const anatomy::StructureMap& map,
                                  const anatomy::StructureSkin& skin);

/// The layer as the scene and its legend show it; `skin` is made with its field.
SceneZone zone_of(const ClassLayer& layer, const Skin& skin);

std::vector<Course> courses_of(const anatomy::StructureMap& map,
                               const geometry::Surface& surface,
                               const geometry::Bvh& bvh);

/// A region's skin.
struct RegionLayer {
    anatomy::Region region;
    double area_mm2 = 0;
    zones::ZoneField field;
    geometry::VertexId middle;  // the vertex nearest to its mean place
};
/// The largest first. A region of less than 0.5 cm2 is left out.
std::vector<RegionLayer> layers_of(const anatomy::Regions& regions,
                                   const geometry::Surface& surface);
SceneZone zone_of(const RegionLayer& layer, const Skin& skin);
std::vector<Course> courses_of(std::span<const RegionLayer> layers,
                               const geometry::Surface& surface);

/// Takes a column for names from both sides of the scene.
void make_room_for_names(Layout& layout);

/// Lines and names of what the camera sees.
void draw_courses(Canvas& canvas,
                  std::span<const Course> courses,
                  const Camera& camera,
                  const geometry::Bvh& skin,
                  const Layout& layout);

}  // namespace render
