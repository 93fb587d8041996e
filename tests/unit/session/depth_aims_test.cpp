// SPDX-License-Identifier: MIT
#include "session/depth_aims.h"

#include "heads.h"
#include "session/session_map.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

namespace {

using namespace session;

MapZone zone_aiming_at(const char* layer, const char* technique)
{
    MapZone zone;
    zone.name = "zone";
    zone.technique = technique;
    zone.aim.layer = layer;
    return zone;
}

/// The reference face and its regions.
struct Face {
    Face()
        : person(test::reference_person("face"))
        , regions(person.landmarks)
    {
    }
    PlaceOnSkin at(glm::dvec3 near) const
    {
        const auto hit = person.bvh.nearest(near, 30).value();
        const auto [a, b, c] = person.surface.mesh.corners(hit.place.triangle);
        return {geometry::position(person.surface.mesh, hit.place),
                glm::normalize(glm::cross(b - a, c - a))};
    }
    test::Person person;
    anatomy::HeadRegions regions;
};

/// From the forehead down over brow, cheekbone, cheek and jaw.
std::vector<PlaceOnSkin> walk_down(const Face& face)
{
    constexpr double step_mm = 0.5;
    std::vector<PlaceOnSkin> places;
    for (double y = 75; y > -75; y -= step_mm)
        places.push_back(face.at({40, y, 75 - 0.004 * y * y}));
    return places;
}

TEST(DepthAims, GoSmoothlyOverTheBordersOfRegions)
{
    const Face face;
    ClinicFacts facts;
    facts.patient.emplace().sex = clinic::Sex::female;
    const DepthAims aims(facts, &face.regions);
    // Deeper layers meet the ceilings of the areas, which may step by a tenth of a millimetre.
    for (const char* layer : {"papillary_dermis", "mid_dermis"}) {
        SCOPED_TRACE(layer);
        const MapZone zone = zone_aiming_at(layer, "idp");
        const std::vector<PlaceOnSkin> places = walk_down(face);
        double least = 1e9, most = 0, steepest = 0;
        for (std::size_t i = 0; i < places.size(); ++i) {
            const double depth = aims.depth_mm(places[i], zone);
            least = std::min(least, depth);
            most = std::max(most, depth);
            if (i == 0 || glm::distance(places[i].place, places[i - 1].place) > 2) continue;
            steepest = std::max(steepest, std::abs(depth - aims.depth_mm(places[i - 1], zone)));
        }
        EXPECT_GT(most - least, 0.05);  // the regions differ
        // A needle is held to some tenths; the regions' own values differ by more at once.
        EXPECT_LT(steepest, 0.08);
    }
}

TEST(DepthAims, NoPointIsDeeperThanItsOwnRegionMayBe)
{
    const Face face;
    ClinicFacts facts;
    facts.patient.emplace().sex = clinic::Sex::male;
    const DepthAims aims(facts, &face.regions);
    const MapZone zone = zone_aiming_at("mid_fat", "idp");
    for (const PlaceOnSkin& place : walk_down(face)) {
        const clinic::RegionSkin* region =
            clinic::skin_of_region(face.regions.at(place.place).name);
        if (!region || region->area.empty()) continue;
        const auto& most = clinic::area(region->area).depth_max_mm;
        if (most) {
            EXPECT_LE(aims.depth_mm(place, zone), most->value + 1e-9) << region->area;
        }
    }
}

TEST(DepthAims, TheBodyFollowsTheZonesArea)
{
    ClinicFacts facts;
    facts.patient.emplace().sex = clinic::Sex::female;
    facts.patient->bmi = 27;
    MapZone zone = zone_aiming_at("dhj", "idp");
    zone.aim.area = "thigh_outer";
    EXPECT_NEAR(DepthAims(facts, nullptr).depth_mm({}, zone), 1.65, 1e-9);
}

}  // namespace
