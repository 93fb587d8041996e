// SPDX-License-Identifier: MIT
// What the tables and rules give at each landmark of the reference people, kept in a file: who
// changes it without knowing learns of it here, and maps tell which rules made them.
#include "base/file.h"
#include "clinic/tables.h"
#include "heads.h"
#include "scans.h"
#include "session/depth_aims.h"
#include "session/session_map.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <iterator>
#include <string>

namespace {

using namespace session;

MapZone deep_zone()
{
    MapZone zone;
    zone.name = "zone";
    zone.technique = "idp";
    zone.aim.layer = "mid_fat";
    return zone;
}

/// One line for each landmark: the region there, how deep the layer lies and the deepest allowed.
void add_lines(const std::string& model, std::string& text)
{
    const test::Person person = test::reference_person(model);
    const anatomy::Regions regions(person.landmarks, person.skin());
    ClinicFacts facts;
    facts.patient.emplace().sex = clinic::Sex::female;
    facts.patient->bmi = 24;
    const DepthAims aims(facts, &regions);
    const MapZone zone = deep_zone();
    for (const auto& [name, landmark] : person.landmarks.all()) {
        const auto hit = person.bvh.nearest(landmark.place, 30).value();
        const auto [a, b, c] = person.surface.mesh.corners(hit.place.triangle);
        const PlaceOnSkin place{geometry::position(person.surface.mesh, hit.place),
                                glm::normalize(glm::cross(b - a, c - a))};
        const auto layer = aims.layer_at(place, zone);
        const auto ceiling = aims.ceiling_at(place, zone);
        fmt::format_to(std::back_inserter(text),
                       "{},{},{},{},{}\n",
                       model,
                       name,
                       regions.at(place.place, place.normal).name,
                       layer ? fmt::format("{:.2f}", layer->depth_mm) : "",
                       ceiling ? fmt::format("{:.2f}", ceiling->max_mm) : "");
    }
}

TEST(Rules, GiveWhatTheyGaveOrHaveAnotherNumber)
{
    std::string given =
        fmt::format("rules,{},,,\nmodel,landmark,region,depth_mm,ceiling_mm\n", clinic::rules);
    for (const char* model : {"face", "body"})
        add_lines(model, given);
    const auto file = test::source_folder() / "tests" / "expected" / "rules.csv";
    EXPECT_EQ(given, base::read_file(file))
        << "Where the tables were changed, put this into " << file.filename().string()
        << "; where only code was, raise clinic::rules before.";
}

}  // namespace
