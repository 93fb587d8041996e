// SPDX-License-Identifier: MIT
// Structures to respect, as an anatomical plate shows them: hatched where their rule holds, a line
// along the course, and the name in the margin with a leader to it.
#pragma once

#include "anatomy/regions.h"
#include "anatomy/structures.h"
#include "render/canvas.h"
#include "render/legend.h"
#include "render/scene.h"
#include "render/zone_layer.h"
#include "zones/zone_field.h"

#include <optional>
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

ZoneLook look_of(clinic::StructureClass kind);

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

/// What a camera sees of a course.
struct SeenCourse {
    std::vector<bool> places;         // which of its own are seen, in the picture
    std::optional<glm::vec2> anchor;  // what its name belongs to; none where too little is seen
};
std::vector<SeenCourse> seen_courses(std::span<const Course> courses,
                                     const Camera& camera,
                                     const geometry::Bvh& skin,
                                     const Area& picture);

/// A line of the columns beside the scene, from which a leader goes to the anchor.
struct MarginName {
    std::size_t course = 0;
    glm::vec2 anchor{0};
    bool on_left = false;
    float y_px = 0;
};
/// At the side of the anchor, and as near to its height as `step_px` from line to line allows.
std::vector<MarginName>
names_in_margins(std::span<const SeenCourse> courses, const Area& scene, float step_px);

/// Takes a column for names from both sides of the scene.
void make_room_for_names(Layout& layout);

/// Lines and names of what the camera sees.
void draw_courses(Canvas& canvas,
                  std::span<const Course> courses,
                  const Camera& camera,
                  const geometry::Bvh& skin,
                  const Layout& layout);

}  // namespace render
