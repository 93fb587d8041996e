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
        , regions(person.landmarks, person.skin())
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
    anatomy::Regions regions;
};

constexpr double step_mm = 0.03;

/// From the forehead down over brow, cheekbone, cheek and jaw.
std::vector<PlaceOnSkin> walk_down(const Face& face)
{
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
    // What a hand can never tell, and the steepest rise of a ceiling over the way.
    constexpr double no_step_mm = 0.02, steepest_mm_per_mm = 0.75;
    const std::vector<PlaceOnSkin> places = walk_down(face);
    // The last one meets the ceilings of the areas, the others do not.
    for (const char* layer : {"mid_dermis", "dhj", "mid_fat"}) {
        SCOPED_TRACE(layer);
        const MapZone zone = zone_aiming_at(layer, "idp");
        double least = 1e9, most = 0, step = 0, before = 0;
        for (std::size_t i = 0; i < places.size(); ++i) {
            const double depth = aims.depth_mm(places[i], zone);
            least = std::min(least, depth);
            most = std::max(most, depth);
            // No point is laid on an upper lid, whose fold turns the skin at once.
            const std::string_view region = face.regions.at(places[i].place, places[i].normal).name;
            if (i > 0 && region != "upper_eyelid")
                step = std::max(step,
                                std::abs(depth - before) -
                                    steepest_mm_per_mm *
                                        glm::distance(places[i].place, places[i - 1].place));
            before = depth;
        }
        EXPECT_GT(most - least, 0.05);  // the regions differ
        RecordProperty(layer, std::to_string(step));
        EXPECT_LT(step, no_step_mm);
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
            clinic::skin_of_region(face.regions.at(place.place, place.normal).name);
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
