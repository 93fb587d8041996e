// SPDX-License-Identifier: MIT
// Regions of the body, against the generator's own on the reference body, on an arm that hangs, and
// on the bodies of other people.
#include "anatomy/regions.h"

#include "anatomy/patient.h"
#include "base/error.h"
#include "heads.h"
#include "truth.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <set>
#include <tuple>

namespace {

using namespace anatomy;

/// Each triangle's centre and the way it faces.
struct Facet {
    glm::dvec3 centre;
    glm::dvec3 normal;
    double mm2 = 0;
};

Facet facet_of(const geometry::Mesh& mesh, std::size_t triangle)
{
    const auto [a, b, c] = mesh.corners(geometry::TriangleId(triangle));
    return {(a + b + c) / 3.0,
            geometry::normal(mesh, geometry::TriangleId(triangle)),
            geometry::area_mm2(mesh, geometry::TriangleId(triangle))};
}

Regions regions_on(const test::Person& person)
{
    return *patient_of(person.landmarks, person.skin()).regions;
}

/// In square centimetres.
std::map<Region, double> areas_cm2(const test::Person& person)
{
    const Regions regions = regions_on(person);
    std::map<Region, double> areas;
    for (std::size_t t = 0; t < person.scan.triangles.size(); ++t) {
        const auto [centre, normal, mm2] = facet_of(person.scan, t);
        areas[regions.at(centre, normal)] += mm2 / 100;
    }
    return areas;
}

/// The coarsest units that both the generator and the clinical tables part a body into.
std::string unit_of(std::string name)
{
    static const std::map<std::string, const char*> units{{"abdomen_upper", "belly"},
                                                          {"abdomen_periumbilical", "belly"},
                                                          {"abdomen_lower", "belly"},
                                                          {"upper_abdomen", "belly"},
                                                          {"lower_abdomen", "belly"},
                                                          {"decollete", "decollete"},
                                                          {"upper_chest", "decollete"},
                                                          {"breast", "breast"},
                                                          {"flank", "flank"},
                                                          {"back_upper", "back"},
                                                          {"shoulder_blade", "back"},
                                                          {"upper_spine", "back"},
                                                          {"middle_back", "back"},
                                                          {"back_lumbar", "lumbar"},
                                                          {"lower_back", "lumbar"},
                                                          {"buttock", "buttock"},
                                                          {"arm_anterior", "upper arm"},
                                                          {"arm_posterior", "upper arm"},
                                                          {"upper_arm", "upper arm"},
                                                          {"cubital_fossa", "elbow"},
                                                          {"elbow", "elbow"},
                                                          {"forearm", "forearm"},
                                                          {"hand_dorsum", "hand"},
                                                          {"palm", "hand"},
                                                          {"hand", "hand"},
                                                          {"thigh_anterior", "thigh"},
                                                          {"thigh_outer", "thigh"},
                                                          {"thigh_inner", "thigh"},
                                                          {"thigh_posterior", "thigh"},
                                                          {"thigh_front", "thigh"},
                                                          {"thigh_back", "thigh"},
                                                          {"knee", "knee"},
                                                          {"knee_medial", "knee"},
                                                          {"hollow_of_knee", "knee"},
                                                          {"shin", "shank"},
                                                          {"calf", "shank"},
                                                          {"foot", "foot"},
                                                          {"sole", "foot"}};
    const bool left = name.starts_with("left_"), right = name.starts_with("right_");
    const std::string side = left ? "left " : right ? "right " : "";
    name = name.substr(left ? 5 : right ? 6 : 0);
    const auto unit = units.find(name);
    if (unit == units.end()) return "";
    // The back and the chest have no sides here.
    const std::set<std::string> undivided{"back", "decollete"};
    return undivided.contains(unit->second) ? unit->second : side + unit->second;
}

std::string name_of(const Region& region)
{
    std::string name = region.words();
    std::ranges::replace(name, ' ', '_');
    return name;
}

std::map<std::string, test::Overlap> overlaps_on(const test::Person& body)
{
    const Regions regions = regions_on(body);
    const std::vector<std::string> truth = test::region_truth_of("body");
    std::map<std::string, test::Overlap> overlaps;
    for (std::size_t t = 0; t < body.scan.triangles.size(); ++t) {
        const auto [centre, normal, mm2] = facet_of(body.scan, t);
        const std::string ours = unit_of(name_of(regions.at(centre, normal)));
        const std::string theirs = unit_of(truth[t]);
        overlaps[ours].ours_mm2 += mm2;
        overlaps[theirs].truth_mm2 += mm2;
        if (ours == theirs) overlaps[ours].both_mm2 += mm2;
    }
    return overlaps;
}

TEST(BodyRegions, AgreeWithTheGeneratorsOwn)
{
    // Intersection over union. The generator draws flank, thigh and hip with straight lines: its
    // thigh begins where the legs part, its flank reaches the shoulder blade.
    const std::map<std::string, double> least{{"belly", 0.70},
                                              {"decollete", 0.55},
                                              {"left breast", 0.85},
                                              {"left flank", 0.55},
                                              {"back", 0.75},
                                              {"lumbar", 0.7},
                                              {"left buttock", 0.75},
                                              {"left upper arm", 0.9},
                                              {"left elbow", 0.8},
                                              {"left forearm", 0.85},
                                              {"left hand", 0.9},
                                              {"left thigh", 0.8},
                                              {"left knee", 0.68},
                                              {"left shank", 0.9},
                                              {"left foot", 0.9}};
    auto overlaps = overlaps_on(test::reference_person("body"));
    for (const auto& [name, overlap] : overlaps)
        RecordProperty(name.empty() ? "none" : name, std::to_string(overlap.score()));
    for (const auto& [name, score] : least) {
        EXPECT_GE(overlaps[name].score(), score) << name;
        if (!name.starts_with("left ")) continue;
        const std::string other = "right " + name.substr(5);
        EXPECT_GE(overlaps[other].score(), score) << other;
    }
}

TEST(BodyRegions, LeaveNoSkinOfAStandingBodyWithoutOneAndMirrorEachOther)
{
    const test::Person body = test::reference_person("body");
    const Regions regions = regions_on(body);
    const Midplane plane = fitted_midplane(body.landmarks);
    double whole = 0, unnamed = 0, uneven = 0;
    for (std::size_t t = 0; t < body.scan.triangles.size(); ++t) {
        const auto [centre, normal, mm2] = facet_of(body.scan, t);
        const Region here = regions.at(centre, normal);
        const Region there =
            regions.at(plane.mirrored(centre), plane.mirrored(plane.point + normal) - plane.point);
        whole += mm2;
        if (here.name.empty()) unnamed += mm2;
        if (std::abs(centre.x) < 0.5) continue;
        if (here.name != there.name) uneven += mm2;
        // What has a side has the other one on the other side.
        ASSERT_TRUE(here.name != there.name || here.side == Side::middle || here.side != there.side)
            << here.words();
        ASSERT_TRUE(here.side == Side::middle || (here.side == Side::left) == (centre.x > 0))
            << here.words();
    }
    EXPECT_LT(unnamed / whole, 0.002);
    EXPECT_LT(uneven / whole, 0.002);
}

TEST(BodyRegions, MoveWithThePatient)
{
    const test::Person body = test::reference_person("body");
    const test::Person elsewhere = test::moved(body);
    const Regions here = regions_on(body), there = regions_on(elsewhere);
    double differ = 0, whole = 0;
    for (std::size_t t = 0; t < body.scan.triangles.size(); ++t) {
        const Facet a = facet_of(body.scan, t), b = facet_of(elsewhere.scan, t);
        whole += a.mm2;
        if (here.at(a.centre, a.normal) != there.at(b.centre, b.normal)) differ += a.mm2;
    }
    EXPECT_LT(differ / whole, 0.002);  // on a border, as the limbs are measured by rays
}

bool is_arm(std::string_view name)
{
    return std::ranges::any_of(std::array{"upper_arm", "elbow", "forearm", "hand"},
                               [&](const char* part) { return name.ends_with(part); });
}

/// The reference body with its arms beside the trunk, less than a finger's breadth away.
test::Person with_hanging_arms(const std::vector<std::string>& truth)
{
    const test::Person body = test::reference_person("body");
    const glm::dvec3 joint(156, 1302, -22), along = glm::normalize(glm::dvec3(0.566, -0.824, 0.05));
    constexpr double closed = -0.5, joint_is_mm = 100;  // radians; where the shoulder bends
    const auto turned = [&](glm::dvec3 p) {
        const double side = p.x < 0 ? -1 : 1;
        const glm::dvec3 off = glm::dvec3(side * p.x, p.y, p.z) - joint;
        const double angle = closed * std::clamp(glm::dot(off, along) / joint_is_mm, 0.0, 1.0);
        const glm::dvec3 q = joint + glm::dvec3(std::cos(angle) * off.x - std::sin(angle) * off.y,
                                                std::sin(angle) * off.x + std::cos(angle) * off.y,
                                                off.z);
        return glm::dvec3(side * q.x, q.y, q.z);
    };
    geometry::Mesh mesh = body.scan;
    std::vector<bool> moves(mesh.positions.size());
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t)
        if (is_arm(truth[t]) || truth[t].ends_with("shoulder"))
            for (int i = 0; i < 3; ++i)
                moves[mesh.triangles[t][i]] = true;
    for (std::size_t v = 0; v < mesh.positions.size(); ++v)
        if (moves[v]) mesh.positions[v] = turned(mesh.positions[v]);
    anatomy::Landmarks landmarks = body.landmarks;
    for (const char* name : {"left_olecranon", "right_olecranon", "left_stylion", "right_stylion"})
        landmarks.set(name, {turned(landmarks.at(name).place)});
    return {std::move(mesh), std::move(landmarks)};
}

TEST(BodyRegions, AnArmThatHangsBesideTheTrunkIsNoTrunk)
{
    const std::vector<std::string> truth = test::region_truth_of("body");
    const test::Person body = with_hanging_arms(truth);
    const Regions regions = regions_on(body);
    const std::set<std::string_view> of_arms{"shoulder",
                                             "arm_anterior",
                                             "arm_posterior",
                                             "cubital_fossa",
                                             "elbow",
                                             "forearm",
                                             "palm",
                                             "hand_dorsum"};
    double arms = 0, taken_for_others = 0, others = 0, taken_for_arms = 0, nearest_mm = 1e9;
    for (std::size_t t = 0; t < body.scan.triangles.size(); ++t) {
        if (truth[t].ends_with("shoulder") || truth[t].find("blade") != std::string::npos) continue;
        const auto [centre, normal, mm2] = facet_of(body.scan, t);
        const bool ours = of_arms.contains(regions.at(centre, normal).name);
        if (is_arm(truth[t])) {
            arms += mm2;
            if (!ours) taken_for_others += mm2;
            if (truth[t].ends_with("forearm") || truth[t].ends_with("hand"))
                nearest_mm = std::min(nearest_mm, std::abs(centre.x) - 170);
        } else if (centre.y < 1180) {  // below the armpits
            others += mm2;
            if (ours) taken_for_arms += mm2;
        }
    }
    EXPECT_LT(nearest_mm, 15) << "the arms do not hang beside the hips";
    EXPECT_LT(taken_for_others / arms, 0.02);
    EXPECT_LT(taken_for_arms / others, 0.002);
}

TEST(BodyRegions, OfOtherBodiesAreAsLargeAsPeoples)
{
    // cm2, wide, from memory of the share of the skin that burns charts give each part.
    struct Expected {
        const char* name;
        double least_cm2, most_cm2;
    };
    const Expected of_middle[] = {{"abdomen_upper", 120, 420},
                                  {"abdomen_periumbilical", 120, 300},
                                  {"abdomen_lower", 120, 420},
                                  {"decollete", 120, 420},
                                  {"back_upper", 550, 1500},
                                  {"back_lumbar", 220, 600}};
    const Expected of_sides[] = {{"flank", 150, 450},
                                 {"buttock", 220, 650},
                                 {"thigh_anterior", 280, 700},
                                 {"thigh_outer", 280, 700},
                                 {"thigh_inner", 180, 500},
                                 {"thigh_posterior", 230, 600},
                                 {"knee_medial", 40, 150},
                                 {"calf", 350, 900},
                                 {"arm_anterior", 100, 400},
                                 {"arm_posterior", 100, 400},
                                 {"forearm", 250, 600},
                                 {"hand_dorsum", 80, 300}};
    std::vector<std::unique_ptr<test::Person>> people;
    people.push_back(std::make_unique<test::Person>(test::reference_person("body")));
    for (const char* file : {"body-f.obj", "body-m.obj"})
        if (auto body = test::real_body(file)) people.push_back(std::move(body));
    for (const auto& person : people) {
        SCOPED_TRACE(person->scan.triangles.size());
        auto areas = areas_cm2(*person);
        for (const auto& [name, least, most] : of_middle) {
            EXPECT_GE((areas[{name, Side::middle}]), least) << name;
            EXPECT_LE((areas[{name, Side::middle}]), most) << name;
        }
        for (const auto& [name, least, most] : of_sides) {
            const double left = areas[{name, Side::left}];
            RecordProperty(std::to_string(person->scan.triangles.size()) + " " + name,
                           std::to_string(left) + " cm2");
            EXPECT_GE(left, least) << name;
            EXPECT_LE(left, most) << name;
            EXPECT_NEAR((areas[{name, Side::right}]), left, 0.05 * left) << name;
        }
    }
}

TEST(BodyRegions, OfALimbWithoutLandmarksAreNotGuessed)
{
    const test::Person body = test::reference_person("body");
    test::Person armless = test::reference_person("body");
    armless.landmarks.remove("left_stylion");
    const Patient patient = patient_of(armless.landmarks, armless.skin());
    EXPECT_THAT(patient.remarks,
                testing::Contains("The regions of the left arm are not known without the landmarks "
                                  "left olecranon and left stylion."));
    const std::vector<std::string> truth = test::region_truth_of("body");
    for (std::size_t t = 0; t < body.scan.triangles.size(); ++t) {
        if (!is_arm(truth[t])) continue;
        const auto [centre, normal, mm2] = facet_of(body.scan, t);
        const Region here = patient.regions->at(centre, normal);
        if (centre.x > 0) {
            ASSERT_EQ(here.name, "") << here.words();
        }
    }
}

TEST(BodyRegions, NameTheLandmarksThatTheyNeed)
{
    test::Person body = test::reference_person("body");
    body.landmarks.remove("l4");
    EXPECT_THAT([&] { BodyRegions regions(body.landmarks, body.skin()); },
                testing::ThrowsMessage<base::Error>("The regions of a body need the landmark L4."));
}

TEST(BodyRegions, CoverTheirChartsWithoutAGap)
{
    for (const auto& [section, from, to] : {std::tuple(clinic::BodySection::trunk, -0.28, 1.95),
                                            std::tuple(clinic::BodySection::arm, 0.0, 3.0),
                                            std::tuple(clinic::BodySection::leg, -0.2, 3.0)}) {
        const double farthest = section == clinic::BodySection::trunk ? 180 : 360;
        for (double along = from; along < to; along += 0.01)
            for (double around = 0; around < farthest; around += 1)
                ASSERT_TRUE(clinic::band_at(section, along, around)) << along << " " << around;
    }
}

}  // namespace
