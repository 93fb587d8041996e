// SPDX-License-Identifier: MIT
// The scene of a scan, and of a session map on it: what a stranger needs to see to understand the
// plan.
#pragma once

#include "anatomy/regions.h"
#include "anatomy/structures.h"
#include "geometry/bvh.h"
#include "geometry/scan.h"
#include "render/courses.h"
#include "render/legend.h"
#include "render/scene.h"
#include "render/scene_renderer.h"
#include "session/session_map.h"

#include <memory>
#include <string_view>

namespace render {

struct PlanScene {
    Skin skin;
    std::vector<SceneZone> zones;  // the plan's, then the layers of structures
    std::size_t plan_zones = 0;
    std::vector<Course> courses;
    std::vector<Needle> needles;
    NeedleStyle needle_style;
    LegendText legend;
    std::shared_ptr<const geometry::Bvh>
        bvh;  // of the skin; only where there are needles or courses
};

/// A scan alone, for pictures of this scale. `name` is what the legend calls it.
PlanScene scene_of(const geometry::Scan& scan, std::string_view name, double mm_per_pixel);

/// A surface, and the structures that were placed on it.
struct StructuresOnSkin {
    const geometry::Topology& topology;  // of the scan
    const geometry::Surface& surface;
    std::shared_ptr<const geometry::Bvh> bvh;  // of the surface
    const anatomy::StructureMap& structures;
};

/// A scan with structures on it.
PlanScene
scene_of(const geometry::Scan& scan, const StructuresOnSkin& structures, std::string_view name);

struct RegionsOnSkin {
    const geometry::Surface& surface;
    std::shared_ptr<const geometry::Bvh> bvh;  // of the surface
    const anatomy::Regions& regions;
};

/// A scan with its regions.
PlanScene scene_of(const geometry::Scan& scan, const RegionsOnSkin& regions, std::string_view name);

/// A scan with the zones of a map, painted anew from their strokes, and the map's points. Throws
/// base::Error if the map was made for another scan.
enum class Structures { hidden, shown };  // those that the map's landmarks place
PlanScene scene_of(const geometry::Scan& scan,
                   const session::SessionMap& map,
                   std::string_view name,
                   Structures structures = Structures::hidden);

}  // namespace render
