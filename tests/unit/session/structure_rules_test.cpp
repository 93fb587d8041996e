// SPDX-License-Identifier: MIT
#include "session/structure_rules.h"

#include "base/error.h"
#include "geometry/skin_distance.h"
#include "heads.h"
#include "sampling/cpu_sampler.h"
#include "session/verify.h"
#include "session/workspace.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace {

using namespace session;
using testing::HasSubstr;

constexpr double asked_mm = 1.9;

/// The reference face with its landmarks, and a zone over much of its left half.
struct HalfAFace {
    HalfAFace()
    {
        geometry::Scan scan;
        scan.mesh = person.scan;
        scan.sha256 = std::string(64, 'a');
        its_scan = std::make_shared<const geometry::Scan>(std::move(scan));
        workspace = std::make_unique<Workspace>(sampler, its_scan);
        workspace->execute(SetLandmarks{person.landmarks});
        workspace->execute(AddZone{"half", "skin_booster"});
        workspace->execute(SetDepth{"half", asked_mm});
        workspace->execute(SetSpacing{"half", 5});
        workspace->execute(
            PaintStroke{"half", {zones::StrokeMode::add, 18, {{26, 26, 88}, {30, -44, 85}}}});
    }

    test::Person person = test::reference_person("face");
    std::shared_ptr<const geometry::Scan> its_scan;
    sampling::CpuSampler sampler;
    std::unique_ptr<Workspace> workspace;
};

constexpr double looked_mm = 22;  // no structure of a face reaches farther

/// How far a point is from a structure's course, by brute force: of a band along the skin, from the
/// point to which `distance` was spread.
double distance_mm(const anatomy::PlacedStructure& structure,
                   glm::dvec3 p,
                   const geometry::SkinDistance& distance,
                   const test::Person& person)
{
    double least = 1e300;
    const auto& line = structure.path_mm;
    if (structure.facts->shape == clinic::StructureKind::area) {
        for (std::size_t i = 1; i < line.size(); ++i)
            for (int s = 0; s <= 100; ++s)
                least =
                    std::min(least, glm::distance(p, glm::mix(line[i - 1], line[i], s / 100.0)));
        return least;
    }
    for (const glm::dvec3 q : line)
        if (glm::distance(p, q) < std::min(least, structure.reach_mm))
            least = std::min(least,
                             distance.to(geometry::on_scan(
                                 person.surface, person.bvh.nearest(q, 1).value().place)));
    return least;
}

TEST(StructureRules, KeepNoPointInANoGoAndNoneTooDeepOverACaution)
{
    const HalfAFace face;
    const SessionMap& map = face.workspace->session_map();
    const anatomy::Patient patient = anatomy::patient_of(face.person.landmarks, face.person.skin());
    ASSERT_GT(map.points.size(), 40u);
    geometry::SkinDistance distance(face.person.scan, face.person.topology);
    int limited = 0;
    for (const MapPoint& point : map.points) {
        const geometry::SurfacePoint place{geometry::TriangleId(point.triangle),
                                           glm::dvec3(point.weights) / double(1 << 20)};
        double depth_mm = asked_mm;
        distance.spread(place, looked_mm);
        for (const anatomy::PlacedStructure& structure : patient.structures.placed) {
            const double away_mm = distance_mm(structure, point.position_mm, distance, face.person);
            if (structure.facts->kind == clinic::StructureClass::no_go)
                EXPECT_GT(away_mm, structure.reach_mm - 0.1) << structure.name();
            else if (away_mm < structure.reach_mm - 0.1)
                depth_mm = std::min(depth_mm, structure.facts->depth_limit_mm.value);
        }
        EXPECT_LE(point.depth_mm, depth_mm);
        limited += point.depth_mm < asked_mm;
    }
    EXPECT_GT(limited, 10);
    EXPECT_LT(limited, int(map.points.size()));

    // The map is whole, spacing and cover right around what was left out, but for a point that was
    // made to go deeper than it may: verify finds that, and nothing else.
    SessionMap deeper = session_map_in(text_of(map), "map");
    EXPECT_EQ(deeper.landmarks, map.landmarks);
    const auto shallow = std::ranges::find_if(
        deeper.points, [](const MapPoint& p) { return p.depth_mm < asked_mm; });
    shallow->depth_mm = asked_mm;
    shallow->inserted_mm = asked_mm / std::sin(shallow->angle_deg * std::numbers::pi / 180);
    deeper.limits = limits_of(deeper);
    const auto failures = verify(text_of(deeper), deeper, *face.its_scan).failures;
    EXPECT_THAT(failures, testing::Contains(HasSubstr("is what its place and zone give")));
    EXPECT_THAT(failures,
                testing::Each(testing::AnyOf(HasSubstr("is what its place and zone give"),
                                             HasSubstr("The check structure.caution"))));
}

TEST(StructureRules, TellTheRegionsOfAZoneAndASideThatItsNameDoesNotFit)
{
    HalfAFace face;
    face.workspace->execute(RemoveZone{"half"});
    face.workspace->execute(AddZone{"Right cheek", "skin_booster"});
    face.workspace->execute(
        PaintStroke{"Right cheek", {zones::StrokeMode::add, 9, {{45, -25, 75}}}});
    const auto& checks = face.workspace->session_map().checks;
    const auto cover = std::ranges::find(checks, "region.cover", &Check::rule);
    ASSERT_NE(cover, checks.end());
    EXPECT_THAT(cover->message, HasSubstr("lies on: left cheek"));
    EXPECT_GT(cover->value, 60);
    const auto side = std::ranges::find(checks, "region.side", &Check::rule);
    ASSERT_NE(side, checks.end());
    EXPECT_THAT(side->message, HasSubstr("lies on the patient's left, other than its name says"));
}

TEST(StructureRules, AZoneThatIsAllNoGoIsRefused)
{
    HalfAFace face;
    face.workspace->execute(RemoveZone{"half"});
    face.workspace->execute(AddZone{"lid", "skin_booster"});
    face.workspace->execute(PaintStroke{"lid", {zones::StrokeMode::add, 4, {{30, 17, 80}}}});
    EXPECT_THAT(
        [&] { face.workspace->session_map(); },
        testing::ThrowsMessage<base::Error>(HasSubstr("lies wholly where no point may be")));
    // Taking the landmarks away gives the zone back, and says that nothing is known.
    face.workspace->undo();
    face.workspace->execute(SetLandmarks{});
    face.workspace->execute(PaintStroke{"lid", {zones::StrokeMode::add, 4, {{30, 17, 80}}}});
    EXPECT_EQ(face.workspace->session_map().checks.back().rule, "structure.unknown");
}

TEST(PlaceLandmark, ChangesOneAndIsTakenBack)
{
    sampling::CpuSampler sampler;
    Workspace workspace(sampler);
    workspace.execute(command_in(line_of(PlaceLandmark{"nasion", {1.00004, 2, 3}}), "line 1"));
    workspace.execute(PlaceLandmark{"pronasale", {4, 5, 6}});
    workspace.execute(PlaceLandmark{"nasion", {7, 8, 9}});
    EXPECT_EQ(workspace.current().landmarks.at("nasion").place, glm::dvec3(7, 8, 9));
    workspace.undo();
    EXPECT_EQ(workspace.current().landmarks.at("nasion").place, glm::dvec3(1, 2, 3));
    workspace.execute(RemoveLandmark{"nasion"});
    EXPECT_FALSE(workspace.current().landmarks.has("nasion"));
    EXPECT_TRUE(workspace.current().landmarks.has("pronasale"));
    EXPECT_THAT([&] { workspace.execute(RemoveLandmark{"nasion"}); },
                testing::ThrowsMessage<base::Error>(HasSubstr("nasion is not placed")));
    EXPECT_THAT(
        [&] {
            workspace.execute(PlaceLandmark{"elbow", {}});
        },
        testing::ThrowsMessage<base::Error>(HasSubstr("no landmark \"elbow\"")));
}

TEST(SetLandmarks, IsTakenBackAndReplayed)
{
    sampling::CpuSampler sampler;
    Workspace workspace(sampler);
    anatomy::Landmarks landmarks;
    landmarks.set("nasion", {{1.00004, 2, 3}});
    workspace.execute(command_in(line_of(SetLandmarks{landmarks}), "line 1"));
    EXPECT_EQ(workspace.current().landmarks.at("nasion").place, glm::dvec3(1, 2, 3));
    workspace.undo();
    EXPECT_TRUE(workspace.current().landmarks.empty());
    landmarks.set("elbow", {{0, 0, 0}});
    EXPECT_THAT([&] { workspace.execute(SetLandmarks{landmarks}); },
                testing::ThrowsMessage<base::Error>(HasSubstr("no landmark \"elbow\"")));
}

}  // namespace
