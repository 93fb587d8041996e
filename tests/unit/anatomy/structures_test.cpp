// SPDX-License-Identifier: MIT
#include "anatomy/local_frame.h"
#include "anatomy/patient.h"
#include "exact_geodesics.h"
#include "heads.h"
#include "shapes.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>

#include <algorithm>
#include <map>

namespace {

using namespace anatomy;

const test::Person& face()
{
    static const test::Person person = test::reference_person("face");
    return person;
}

const PlacedStructure& find(const StructureMap& map, const std::string& id, Side side = Side::left)
{
    const auto found = std::ranges::find_if(
        map.placed, [&](const PlacedStructure& s) { return s.facts->id == id && s.side == side; });
    if (found == map.placed.end()) throw std::runtime_error(id + " is not placed");
    return *found;
}

/// (lateral, up, front) in the head's axes.
std::vector<glm::dvec3> local_path(const PlacedStructure& structure, const LocalFrame& frame)
{
    std::vector<glm::dvec3> path;
    for (const glm::dvec3 p : structure.path_mm)
        path.push_back(frame.local(p));
    return path;
}

TEST(Structures, LieWhereTheSourcesSay)
{
    const Patient patient = patient_of(face().landmarks, face().skin());
    const LocalFrame frame = head_frame(patient.landmarks);
    const auto at = [&](const char* id) { return local_path(find(patient.structures, id), frame); };
    const auto landmark = [&](const char* name) {
        return frame.local(patient.landmarks.at(name).place);
    };
    // 22.7 mm (Korean skulls) and 25.1 mm (Thai) from the midline, upwards over the rim.
    const auto supraorbital = at("supraorbital_bundle");
    for (const glm::dvec3 p : supraorbital)
        EXPECT_NEAR(p.x, 23.9, 0.1);
    EXPECT_NEAR(supraorbital.back().y - supraorbital.front().y, 30, 0.5);
    for (const glm::dvec3 p : at("supratrochlear_bundle"))
        EXPECT_NEAR(p.x, 19.5, 0.1);
    // 14.1 mm above and 1.6 mm lateral to the ala, to 26 mm from the midline.
    const auto infraorbital = at("infraorbital_foramen");
    EXPECT_NEAR(infraorbital.front().x, landmark("left_alare").x + 1.6, 0.1);
    EXPECT_NEAR(infraorbital.front().y, landmark("left_alare").y + 14.1, 0.1);
    EXPECT_NEAR(infraorbital.back().x, 26, 0.1);
    // 20.4 mm below and 3.3 mm medial to the corner of the mouth.
    const auto mental = at("mental_foramen");
    EXPECT_NEAR(mental.front().x, landmark("left_cheilion").x - 3.3, 0.1);
    EXPECT_NEAR(mental.front().y, landmark("left_cheilion").y - 20.4, 0.1);
    // The facial artery runs 10 mm lateral to the corner of the mouth.
    const auto commissure = at("facial_artery_commissure");
    EXPECT_NEAR(commissure.front().x, landmark("left_cheilion").x + 10, 0.1);
    // From the jaw on it is one vessel: each part begins where the one before it ends.
    for (const auto& [from, to] : {std::pair("facial_artery_mandible", "facial_artery_mid"),
                                   {"facial_artery_mid", "facial_artery_commissure"},
                                   {"facial_artery_commissure", "facial_artery_nasolabial"},
                                   {"facial_artery_nasolabial", "angular_artery"}})
        EXPECT_LT(glm::distance(at(from).back(), at(to).front()), 6) << from;
    // The superficial temporal artery passes in front of the tragus, and its frontal branch above
    // the brow; the temporal branch of the facial nerve crosses the arch below it.
    EXPECT_GT(at("superficial_temporal_artery").front().z, landmark("left_tragion").z + 5);
    EXPECT_GT(at("superficial_temporal_artery").back().y, landmark("left_exocanthion").y + 30);
    // The marginal mandibular nerve keeps below the line of the jaw.
    EXPECT_LT(at("marginal_mandibular_nerve").front().y, landmark("left_gonion").y);
}

TEST(Structures, RunOnTheSkinWithoutGapsAndMirrorEachOther)
{
    const Patient patient = patient_of(face().landmarks, face().skin());
    const Midplane plane = fitted_midplane(patient.landmarks);
    EXPECT_GE(patient.structures.placed.size(), 40u);
    for (const PlacedStructure& structure : patient.structures.placed) {
        SCOPED_TRACE(structure.name());
        EXPECT_GT(structure.reach_mm, 3);
        if (structure.facts->shape != clinic::StructureKind::band) continue;
        for (const glm::dvec3 p : structure.path_mm)
            EXPECT_LT(face().bvh.nearest(p, 10).value().distance_mm, 0.01);
        for (std::size_t i = 1; i < structure.path_mm.size(); ++i)
            EXPECT_LT(glm::distance(structure.path_mm[i - 1], structure.path_mm[i]), 3);
        if (structure.side != Side::left) continue;
        const auto& other = find(patient.structures, structure.facts->id, Side::right).path_mm;
        EXPECT_LT(glm::distance(plane.mirrored(structure.path_mm.front()), other.front()), 1);
        EXPECT_LT(glm::distance(plane.mirrored(structure.path_mm.back()), other.back()), 1);
    }
}

TEST(Structures, MoveWithThePatient)
{
    const test::Person elsewhere = test::moved(face());
    const Patient here = patient_of(face().landmarks, face().skin());
    const Patient there = patient_of(elsewhere.landmarks, elsewhere.skin());
    const LocalFrame frame = head_frame(here.landmarks), moved = head_frame(there.landmarks);
    ASSERT_EQ(here.structures.placed.size(), there.structures.placed.size());
    for (std::size_t i = 0; i < here.structures.placed.size(); ++i) {
        const auto a = local_path(here.structures.placed[i], frame);
        const auto b = local_path(there.structures.placed[i], moved);
        SCOPED_TRACE(here.structures.placed[i].name());
        EXPECT_LT(glm::distance(a.front(), b.front()), 0.02);
        EXPECT_LT(glm::distance(a.back(), b.back()), 0.02);
    }
}

TEST(Structures, AreTheSameForAScanThatWasRenumbered)
{
    const test::Person again(test::renumbered(face().scan, 5), face().landmarks);
    const Patient one = patient_of(face().landmarks, face().skin());
    const Patient other = patient_of(again.landmarks, again.skin());
    ASSERT_EQ(one.structures.placed.size(), other.structures.placed.size());
    for (std::size_t i = 0; i < one.structures.placed.size(); ++i)
        EXPECT_EQ(one.structures.placed[i].path_mm, other.structures.placed[i].path_mm);
}

TEST(Structures, ABandsWidthIsMeasuredAlongTheSkin)
{
    // Against the exact distances of CGAL, at vertices on both sides of the border.
    const Patient patient = patient_of(face().landmarks, face().skin());
    for (const char* id : {"facial_artery_commissure", "alar_groove"}) {
        SCOPED_TRACE(id);
        const PlacedStructure& structure = find(patient.structures, id);
        const std::vector<ReachedVertex> reached = reach_of(structure, face().structure_skin(), 2);
        ASSERT_GT(reached.size(), 20u);
        const auto centre =
            face().bvh.nearest(structure.path_mm[structure.path_mm.size() / 2], 5).value().place;
        const test::Patch patch = test::patch_around(face().surface.mesh,
                                                     geometry::Topology(face().surface.mesh),
                                                     centre,
                                                     structure.reach_mm + 18);
        const geometry::Bvh on_patch(patch.mesh);
        std::vector<geometry::SurfacePoint> path;
        for (const glm::dvec3 p : structure.path_mm)
            path.push_back(on_patch.nearest(p, 1).value().place);
        int compared = 0;
        for (std::size_t i = 0; i < reached.size() && compared < 4; i += 3) {
            const double mm = double(reached[i].distance_mm);
            if (std::abs(mm - structure.reach_mm) > 2) continue;
            const glm::dvec3 vertex = face().surface.mesh.positions[reached[i].vertex.value];
            const auto source = on_patch.nearest(vertex, 0.01).value().place;
            const std::vector<double> exact = test::exact_distances(patch.mesh, source, path);
            EXPECT_NEAR(mm, *std::ranges::min_element(exact), 0.02);
            ++compared;
        }
        EXPECT_EQ(compared, 4);
    }
}

TEST(Structures, AnEstimatedLandmarkWidensWhatLeansOnIt)
{
    const auto head = test::real_person("head-01.obj");
    if (!head) GTEST_SKIP() << "no real scans";
    const Patient patient = patient_of(head->landmarks, head->skin());
    const PlacedStructure& angular = find(patient.structures, "angular_artery");
    EXPECT_EQ(angular.reach_mm, 10 + patient.landmarks.at("left_alare").spread_mm);
    EXPECT_GT(patient.landmarks.at("left_alare").spread_mm, 0);
}

TEST(Structures, WithoutALandmarkItIsSaidWhatIsNotPlaced)
{
    Landmarks fewer;
    for (const auto& [name, landmark] : face().landmarks.all())
        if (name != "left_tragion") fewer.set(name, landmark);
    const Patient patient = patient_of(fewer, face().skin());
    EXPECT_THAT(
        patient.structures.not_placed,
        testing::Contains(testing::AllOf(testing::HasSubstr("Without the landmark left tragion"),
                                         testing::HasSubstr("not placed on that side: "),
                                         testing::HasSubstr("superficial temporal artery"))));
    Landmarks none;
    none.set("nasion", face().landmarks.at("nasion"));
    const Patient unknown = patient_of(none, face().skin());
    EXPECT_TRUE(unknown.structures.placed.empty());
    EXPECT_THAT(unknown.structures.not_placed,
                testing::Contains(testing::HasSubstr("No structure of the head is placed")));
}

TEST(Structures, OfABodyEachReachSkin)
{
    const test::Person body = test::reference_person("body");
    const Patient patient = patient_of(body.landmarks, body.skin());
    std::size_t areas = 0;
    for (const PlacedStructure& structure : patient.structures.placed) {
        if (structure.facts->part != clinic::BodyPart::body ||
            structure.facts->shape != clinic::StructureKind::area)
            continue;
        ++areas;
        double mm2 = 0;
        std::vector<bool> inside(body.surface.mesh.positions.size());
        for (const auto& [vertex, distance_mm] : reach_of(structure, body.structure_skin(), 0))
            inside[vertex.value] = distance_mm <= structure.reach_mm;
        for (std::size_t t = 0; t < body.surface.mesh.triangles.size(); ++t)
            if (inside[body.surface.mesh.triangles[t].x])
                mm2 += geometry::area_mm2(body.surface.mesh, geometry::TriangleId(t));
        EXPECT_GT(mm2, 2500) << structure.name();
    }
    EXPECT_GE(areas, 9u);
}

}  // namespace
