// SPDX-License-Identifier: MIT
#include "anatomy/local_frame.h"
#include "anatomy/patient.h"
#include "anatomy/plausibility.h"
#include "base/error.h"
#include "heads.h"
#include "session/landmark_file.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>

#include <random>

namespace {

using namespace anatomy;
using testing::HasSubstr;

/// Twice so much to the left as to the right of the plane x = 0, pairs and midline, and noise that
/// mirrors.
Landmarks mirrored_cloud(unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> mm(-80, 80);
    Landmarks cloud;
    for (const std::string& name : midline_landmarks())
        cloud.set(name, {{0, mm(random), mm(random)}});
    for (const std::string& name : paired_landmarks()) {
        const glm::dvec3 p(10 + std::abs(mm(random)), mm(random), mm(random));
        cloud.set("left_" + name, {p});
        cloud.set("right_" + name, {{-p.x, p.y, p.z}});
    }
    return cloud;
}

std::string refusal_of(const Landmarks& landmarks, const test::Person& person)
{
    try {
        require_possible(findings_on(landmarks, person.skin()));
    } catch (const base::Error& refusal) {
        return refusal.what();
    }
    return "not refused";
}

TEST(Midplane, OfAMirroredCloudIsItsMirror)
{
    for (unsigned seed = 1; seed <= 50; ++seed) {
        const Midplane plane = fitted_midplane(mirrored_cloud(seed));
        EXPECT_NEAR(plane.left.x, 1, 1e-9);
        EXPECT_NEAR(plane.point.x, 0, 1e-9);
    }
}

TEST(Midplane, MirrorsEachSideOntoTheOtherBestInLeastSquares)
{
    Landmarks cloud = mirrored_cloud(7);
    std::mt19937 random(7);
    std::normal_distribution<double> noise(0, 3);
    Landmarks uneven;
    for (const auto& [name, landmark] : cloud.all())
        uneven.set(name,
                   {landmark.place + glm::dvec3(noise(random), noise(random), noise(random))});
    const auto unevenness = [&](const Midplane& plane) {
        double sum = 0;
        for (const std::string& name : midline_landmarks()) {
            const glm::dvec3 p = uneven.at(name).place;
            sum += glm::dot(plane.mirrored(p) - p, plane.mirrored(p) - p);
        }
        for (const std::string& name : paired_landmarks()) {
            const glm::dvec3 off =
                plane.mirrored(uneven.at("left_" + name).place) - uneven.at("right_" + name).place;
            sum += glm::dot(off, off);
        }
        return sum;
    };
    const Midplane best = fitted_midplane(uneven);
    for (const double by : {-0.01, 0.01})
        for (int axis = 0; axis < 3; ++axis) {
            Midplane other = best;
            other.left[axis] += by;
            other.left = glm::normalize(other.left);
            EXPECT_GT(unevenness(other), unevenness(best));
            other = best;
            other.point += 10 * by * best.left;
            EXPECT_GT(unevenness(other), unevenness(best));
        }
}

TEST(Midplane, OfSkinIsThatOfTheLandmarksAlsoWhenItIsTurned)
{
    const test::Person face = test::reference_person("face");
    const double angle = 0.2;
    const auto turned = [&](glm::dvec3 p) {
        return glm::dvec3(std::cos(angle) * p.x + std::sin(angle) * p.z + 15,
                          p.y - 20,
                          std::cos(angle) * p.z - std::sin(angle) * p.x);
    };
    geometry::Mesh mesh = face.scan;
    for (glm::vec3& p : mesh.positions)
        p = turned(p);
    const geometry::Bvh bvh(mesh);
    const SkinMidplane found = midplane_of({mesh, bvh});
    const Midplane truth = fitted_midplane(face.landmarks);
    const glm::dvec3 left = turned(truth.left) - turned({0, 0, 0});
    EXPECT_GT(glm::dot(found.plane.left, left), std::cos(0.01));
    EXPECT_LT(std::abs(glm::dot(found.plane.point - turned(truth.point), left)), 0.5);
    EXPECT_LT(found.typical_mm, 1);
}

TEST(LocalFrame, OfTheReferenceModelsIsTheirOwnAxes)
{
    const test::Person face = test::reference_person("face");
    const LocalFrame head = head_frame(face.landmarks);
    EXPECT_NEAR(head.left.x, 1, 1e-6);
    EXPECT_GT(head.up.y, 0.998);  // the profile is not quite upright in the Frankfurt plane
    EXPECT_GT(head.front.z, 0.998);
    const test::Person body = test::reference_person("body");
    EXPECT_GT(body_frame(body.landmarks).up.y, 0.99);
}

TEST(LocalFrame, MovesWithThePatient)
{
    const test::Person face = test::reference_person("face");
    const test::Person elsewhere = test::moved(face);
    const LocalFrame here = head_frame(face.landmarks), there = head_frame(elsewhere.landmarks);
    for (const auto& [name, landmark] : face.landmarks.all())
        EXPECT_LT(glm::distance(here.local(landmark.place),
                                there.local(elsewhere.landmarks.at(name).place)),
                  1e-9)
            << name;
}

TEST(LocalFrame, OfAMirroredScanIsRefused)
{
    const test::Person face = test::reference_person("face");
    Landmarks mirrored;
    for (const auto& [name, landmark] : face.landmarks.all())
        mirrored.set(name, {landmark.place * glm::dvec3(-1, 1, 1)});
    EXPECT_THAT([&] { head_frame(mirrored); },
                testing::ThrowsMessage<base::Error>(HasSubstr("Left and right are swapped")));
}

TEST(Plausibility, ThePeopleThatWeKnowHaveNothingUnusual)
{
    for (const char* model : {"face", "scalp", "body"}) {
        const test::Person person = test::reference_person(model);
        EXPECT_GE(person.landmarks.all().size(), 29u);
        for (const Finding& finding : findings_on(person.landmarks, person.skin()))
            ADD_FAILURE() << model << ": " << finding.sentence;
    }
    for (const char* file : {"head-01.obj", "head-02.ply", "head-02-visit2.ply"})
        if (const auto head = test::real_person(file))
            for (const Finding& finding : findings_on(head->landmarks, head->skin()))
                ADD_FAILURE() << file << ": " << finding.sentence;
}

TEST(Plausibility, WhatNoPersonHasIsRefusedInOneSentence)
{
    const test::Person face = test::reference_person("face");
    const auto with = [&](const char* name, glm::dvec3 by) {
        Landmarks changed = face.landmarks;
        changed.set(name, {changed.at(name).place + by});
        return refusal_of(changed, face);
    };
    EXPECT_EQ(with("glabella", {0, 0, 0}), "not refused");
    EXPECT_THAT(with("glabella", {0, 0, 15}), HasSubstr("The landmark glabella lies 1"));
    EXPECT_THAT(with("nasion", {0, 12, 0}),
                HasSubstr("The landmark glabella is not above nasion."));
    EXPECT_THAT(with("left_endocanthion", {35, 0, 0}), HasSubstr("farther out than"));

    Landmarks swapped = face.landmarks;
    swapped.set("left_cheilion", face.landmarks.at("right_cheilion"));
    swapped.set("right_cheilion", face.landmarks.at("left_cheilion"));
    EXPECT_THAT(refusal_of(swapped, face),
                HasSubstr("left and right cheilion are not on their sides"));

    Landmarks all_swapped;
    for (const auto& [name, landmark] : face.landmarks.all()) {
        const bool left = name.starts_with("left_"), right = name.starts_with("right_");
        all_swapped.set(left    ? "right_" + name.substr(5)
                        : right ? "left_" + name.substr(6)
                                : name,
                        landmark);
    }
    EXPECT_THAT(refusal_of(all_swapped, face), HasSubstr("Left and right are swapped"));
}

TEST(Plausibility, WhatIsOnlyUnusualIsSaid)
{
    const test::Person face = test::reference_person("face");
    Landmarks changed = face.landmarks;
    changed.set("left_gonion", {changed.at("left_gonion").place + glm::dvec3(0, 0, 9)});
    changed.set(
        "left_gonion",
        {geometry::position(face.surface.mesh,
                            face.bvh.nearest(changed.at("left_gonion").place, 20).value().place)});
    const auto findings = findings_on(changed, face.skin());
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings[0].weight, Finding::Weight::unusual);
    EXPECT_THAT(findings[0].sentence, HasSubstr("left and right gonion are"));
    EXPECT_THAT(findings[0].sentence, HasSubstr("mm from mirroring each other."));
}

TEST(Estimates, LieNearWhatTheGeneratorSays)
{
    const test::Person face = test::reference_person("face");
    Landmarks given = face.landmarks, fewer;
    for (const auto& [name, landmark] : given.all())
        if (name != "glabella" && name != "trichion" && name != "sublabiale" &&
            name != "left_frontotemporale" && name != "right_frontotemporale")
            fewer.set(name, landmark);
    const Patient patient = patient_of(fewer, face.skin());
    EXPECT_EQ(patient.remarks.size(), 5u);
    for (const char* name :
         {"glabella", "trichion", "sublabiale", "left_frontotemporale", "right_frontotemporale"}) {
        const Landmark& estimate = patient.landmarks.at(name);
        EXPECT_GT(estimate.spread_mm, 0) << name;
        EXPECT_LE(glm::distance(estimate.place, given.at(name).place), estimate.spread_mm) << name;
    }
}

TEST(LandmarkFile, IsReadAsItWasWritten)
{
    Landmarks landmarks;
    landmarks.set("glabella", {{0.1234, -38.5, 1e-9}});
    landmarks.set("left_tragion", {{61.44, 2, 1.97}});
    const auto read = session::landmarks_in(session::text_of(landmarks), "a file");
    EXPECT_EQ(read.landmarks.at("left_tragion"), landmarks.at("left_tragion"));
    EXPECT_EQ(read.landmarks.at("glabella").place, glm::dvec3(0.1234, -38.5, 0));
    EXPECT_TRUE(read.remarks.empty());
    EXPECT_EQ(session::text_of(read.landmarks), session::text_of(landmarks));
}

TEST(LandmarkFile, ThatIsWrongIsRefusedWithThePlace)
{
    const auto refusal = [](const char* text) -> std::string {
        try {
            session::landmarks_in(text, "l.json");
        } catch (const base::Error& problem) {
            return problem.what();
        }
        return "not refused";
    };
    EXPECT_THAT(refusal(R"({"landmarks": {}})"), HasSubstr("lacks the field \"unit\""));
    EXPECT_THAT(refusal(R"({"unit": "m", "landmarks": {}})"), HasSubstr("unit is"));
    EXPECT_THAT(refusal(R"({"unit": "mm"})"), HasSubstr("holds no landmark"));
    EXPECT_THAT(refusal(R"({"unit": "mm", "landmarks": {"nasion": [1, 2]}})"),
                HasSubstr("the landmark \"nasion\""));
    EXPECT_THAT(refusal(R"({"unit": "mm", "landmarks68": [[1, 2, 3]]})"), HasSubstr("landmarks68"));
}

TEST(LandmarkFile, ANameThatIsNotKnownIsSaid)
{
    const auto read = session::landmarks_in(
        R"({"unit": "mm", "landmarks": {"nasion": [1, 2, 3], "left_tragoin": [1, 2, 3]}})", "l");
    ASSERT_EQ(read.remarks.size(), 1u);
    EXPECT_THAT(read.remarks[0], HasSubstr("left_tragoin"));
}

}  // namespace
