// SPDX-License-Identifier: MIT
#include "anatomy/head_regions.h"

#include "anatomy/local_frame.h"
#include "anatomy/patient.h"
#include "base/error.h"
#include "heads.h"
#include "truth.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace {

using namespace anatomy;

/// Both tell some things apart that the other does not; these are one for the comparison.
std::string merged(std::string name)
{
    if (name == "submental") return "neck_front";
    for (const char* shoulder : {"shoulder", "chest"})
        if (name.find(shoulder) != name.npos) return "";
    return name;
}

std::string name_of(const Region& region)
{
    std::string name = region.words();
    std::ranges::replace(name, ' ', '_');
    return name;
}

glm::dvec3 centre_of(const geometry::Mesh& mesh, std::size_t triangle)
{
    const auto [a, b, c] = mesh.corners(geometry::TriangleId(triangle));
    return (a + b + c) / 3.0;
}

std::map<std::string, test::Overlap> overlaps_on(const std::string& model)
{
    const test::Person person = test::reference_person(model);
    const HeadRegions regions(patient_of(person.landmarks, person.skin()).landmarks);
    const std::vector<std::string> truth = test::region_truth_of(model);
    std::map<std::string, test::Overlap> overlaps;
    for (std::size_t t = 0; t < person.scan.triangles.size(); ++t) {
        const double mm2 = geometry::area_mm2(person.scan, geometry::TriangleId(t));
        const std::string ours = merged(name_of(regions.at(centre_of(person.scan, t))));
        const std::string theirs = merged(truth[t]);
        overlaps[ours].ours_mm2 += mm2;
        overlaps[theirs].truth_mm2 += mm2;
        if (ours == theirs) overlaps[ours].both_mm2 += mm2;
    }
    return overlaps;
}

TEST(HeadRegions, AgreeWithTheGeneratorsOwn)
{
    // Intersection over union. Jaw, parotid and temple are drawn otherwise there: its jaw does not
    // reach the angle, and its temple ends at the brow.
    const std::map<std::string, double> least{{"forehead", 0.93},
                                              {"glabella", 0.93},
                                              {"left_brow", 0.9},
                                              {"left_upper_eyelid", 0.8},
                                              {"left_lower_eyelid", 0.75},
                                              {"nose", 0.9},
                                              {"left_zygoma", 0.75},
                                              {"left_cheek", 0.65},
                                              {"chin", 0.93},
                                              {"upper_lip", 0.7},
                                              {"lower_lip", 0.9},
                                              {"upper_lip_red", 0.75},
                                              {"lower_lip_red", 0.75},
                                              {"left_ear", 0.93},
                                              {"left_jaw", 0.55},
                                              {"left_parotid", 0.5},
                                              {"left_temple", 0.4}};
    auto overlaps = overlaps_on("scalp");
    double both = 0, all = 0;
    for (const auto& [name, overlap] : overlaps) {
        RecordProperty(name, std::to_string(overlap.score()));
        both += overlap.both_mm2, all += overlap.truth_mm2;
    }
    for (const auto& [name, score] : least) {
        EXPECT_GE(overlaps[name].score(), score) << name;
        const bool paired = name.starts_with("left_");
        const std::string other = paired ? "right_" + name.substr(5) : name;
        EXPECT_GE(overlaps[other].score(), score) << other;
    }
    for (const char* scalp : {"scalp_crown", "scalp_frontal", "scalp_occipital"})
        EXPECT_GE(overlaps[scalp].score(), 0.95) << scalp;
    EXPECT_GE(both / all, 0.88);
}

/// Where a person's triangles lie, by region; what lies outside head and neck has no name.
std::map<Region, double> areas_mm2(const test::Person& person, const HeadRegions& regions)
{
    std::map<Region, double> areas;
    for (std::size_t t = 0; t < person.scan.triangles.size(); ++t)
        areas[regions.at(centre_of(person.scan, t))] +=
            geometry::area_mm2(person.scan, geometry::TriangleId(t));
    return areas;
}

TEST(HeadRegions, PartAHeadAndMirrorEachOther)
{
    const test::Person face = test::reference_person("face");
    const Patient patient = patient_of(face.landmarks, face.skin());
    const HeadRegions regions(patient.landmarks);
    const LocalFrame frame = head_frame(patient.landmarks);
    const Midplane plane{frame.origin, frame.left};
    const double collar = frame.local(patient.landmarks.at("menton").place).y - 40;
    for (std::size_t t = 0; t < face.scan.triangles.size(); ++t) {
        const glm::dvec3 p = centre_of(face.scan, t);
        const Region here = regions.at(p), there = regions.at(plane.mirrored(p));
        ASSERT_TRUE(frame.local(p).y < collar || !here.name.empty());
        if (std::abs(frame.local(p).x) < 0.5) continue;
        // The two halves have landmarks of their own, which differ a little.
        ASSERT_EQ(here.side == Side::middle, there.side == Side::middle);
        ASSERT_TRUE(here.side == Side::middle || here.side != there.side);
    }
}

TEST(HeadRegions, MoveWithThePatient)
{
    const test::Person face = test::reference_person("face");
    const test::Person elsewhere = test::moved(face);
    const HeadRegions here(face.landmarks), there(elsewhere.landmarks);
    int differ = 0;
    for (std::size_t t = 0; t < face.scan.triangles.size(); ++t)
        differ += here.at(centre_of(face.scan, t)) != there.at(centre_of(elsewhere.scan, t));
    EXPECT_LE(differ, 3);  // centres on a border, in single precision
}

TEST(HeadRegions, OfRealHeadsAreAsLargeAsPeoples)
{
    // cm2, wide: clinical.md 2.1 gives one value each, from memory.
    struct Expected {
        const char* name;
        bool paired;
        double least_cm2, most_cm2;
    };
    const Expected expected[] = {{"forehead", false, 35, 90},
                                 {"glabella", false, 2, 12},
                                 {"temple", true, 3, 25},
                                 {"upper_eyelid", true, 3, 12},
                                 {"lower_eyelid", true, 2, 10},
                                 {"nose", false, 15, 45},
                                 {"zygoma", true, 10, 35},
                                 {"cheek", true, 20, 60},
                                 {"upper_lip", false, 4, 16},
                                 {"chin", false, 8, 28},
                                 {"jaw", true, 6, 30},
                                 {"submental", false, 15, 70},
                                 {"ear", true, 20, 60}};
    int heads = 0;
    for (const char* file : {"head-01.obj", "head-02.ply"}) {
        const auto head = test::real_person(file);
        if (!head) continue;
        ++heads;
        const Patient patient = patient_of(head->landmarks, head->skin());
        auto areas = areas_mm2(*head, HeadRegions(patient.landmarks));
        for (const auto& [name, paired, least, most] : expected) {
            SCOPED_TRACE(std::string(file) + " " + name);
            const double left = areas[{name, paired ? Side::left : Side::middle}] / 100;
            RecordProperty(std::string(file) + " " + name, std::to_string(left) + " cm2");
            EXPECT_GE(left, least);
            EXPECT_LE(left, most);
            const Region other{name, paired ? Side::right : Side::middle};
            EXPECT_NEAR(areas[other] / 100, left, 0.25 * left);
        }
    }
    if (heads == 0) GTEST_SKIP() << "no real scans";
}

TEST(HeadRegions, NameTheLandmarksThatTheyNeed)
{
    Landmarks none;
    EXPECT_THAT([&] { HeadRegions regions(none); },
                testing::ThrowsMessage<base::Error>(
                    testing::HasSubstr("The regions of a head need the landmarks trichion, ")));
}

}  // namespace
