// SPDX-License-Identifier: MIT
// What the patient's anatomy means for a plan: a no-go with its margin is outside each zone, a
// caution limits the depth of the points over it, the regions of a zone are told, and what cannot
// be known without landmarks is said.
#pragma once

#include "anatomy/patient.h"
#include "anatomy/region.h"
#include "geometry/surface.h"
#include "session/depth_aims.h"
#include "session/session_map.h"
#include "session/structure_field.h"
#include "zones/zone_field.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace session {

/// What a zone loses to a no-go.
struct NoGoLoss {
    const anatomy::PlacedStructure* structure = nullptr;
    double area_mm2 = 0;
};

struct RegionShare {
    anatomy::Region region;
    double share = 0;  // of the field's area
};

/// The structures of one patient on one scan. What each reaches is found when a zone is near.
class StructureRules {
public:
    /// The skin must outlive this. Without landmarks no structure is known. Throws base::Error for
    /// landmarks that cannot be this patient's.
    StructureRules(const anatomy::Landmarks& landmarks,
                   const anatomy::StructureSkin& skin,
                   ClinicFacts clinic = {});

    const anatomy::Patient& patient() const { return patient_; }

    /// The zone without what is no-go for its technique, its margin included.
    zones::ZoneField allowed(const zones::ZoneField& painted, const std::string& technique);
    std::vector<NoGoLoss> losses(const zones::ZoneField& painted, const std::string& technique);

    /// The depth for a point there, before structures and marks: the zone's, or of its layer.
    double aimed_mm(const geometry::SurfacePoint& on_surface, const MapZone& zone) const;
    /// The depth for a point there: as aimed, or less over a structure that asks for it.
    double depth_mm(const geometry::SurfacePoint& on_surface, const MapZone& zone);

    /// What a layer, its ceiling and the skin are at a place; refers to this.
    DepthAims aims() const { return {clinic_, patient_.regions ? &*patient_.regions : nullptr}; }
    PlaceOnSkin place_on_skin(const geometry::SurfacePoint& on_surface) const;
    PlaceOnSkin place_on_skin(const MapPoint& point) const;

    /// The checks of a planned zone. `points` are all of the map's.
    std::vector<Check> checks(const MapZone& zone,
                              std::uint32_t zone_index,
                              const zones::ZoneField& painted,
                              std::span<const MapPoint> points);

    /// The regions that a field covers and the share of each, the largest first. Empty where the
    /// landmarks do not give them.
    std::vector<RegionShare> regions(const zones::ZoneField& field) const;

private:
    void add_region_checks(const MapZone& zone,
                           const zones::ZoneField& painted,
                           std::vector<Check>& checks) const;
    bool is_over(std::size_t structure, const geometry::SurfacePoint& on_surface);
    bool may_meet(std::size_t structure, const geometry::Box& box) const;
    const StructureReach& reach(std::size_t structure);
    Check no_go_check(const MapZone& zone, const NoGoLoss& loss) const;
    std::optional<Check> caution_check(const MapZone& zone,
                                       std::uint32_t zone_index,
                                       std::size_t structure,
                                       std::span<const MapPoint> points);

    anatomy::StructureSkin skin_;
    ClinicFacts clinic_;
    bool has_landmarks_;
    anatomy::Patient patient_;
    std::vector<std::optional<StructureReach>> reaches_;  // per placed structure
};

}  // namespace session
