// SPDX-License-Identifier: MIT
// What programs that are not ours read of these is in the scenario tests.
#include "exporters/dicom.h"

#include "base/error.h"
#include "exporters/pinned_stl.h"
#include "exporters/uuid.h"
#include "plans.h"
#include "shapes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace exporters {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string map_sha256(64, 'b');
constexpr glm::dvec3 some_place{1, 2, 3};

std::string stl()
{
    return pinned_stl_of(test::ball_map(), *test::ball_scan(), map_sha256);
}

std::string dicom(const session::SessionMap& map, const std::string& name = "")
{
    return dicom_stl_of({map, map_sha256, stl(), name});
}

TEST(Uid, IsTheUuidAsOneWholeNumber)
{
    EXPECT_EQ(uuid_of("a map"), "23e1765c-d966-82fc-baaf-c1b70970e2dd");
    EXPECT_EQ(uid_of("a map"), "2.25.47693647326248750111988728487224599261");
}

TEST(Lps, TurnsAScanWhoseYIsUpFromItsFrontToTheBack)
{
    EXPECT_EQ(to_lps(test::ball_map(), *test::ball_scan()) * some_place, glm::dvec3(1, -3, 2));
}

TEST(Lps, IsTheScansOwnFrameWhereItsZIsUp)
{
    geometry::Scan standing;
    standing.mesh = test::sphere(300, 2);
    for (glm::vec3& p : standing.mesh.positions)
        p.z *= 3;
    EXPECT_EQ(to_lps(test::ball_map(), standing) * some_place, some_place);
}

TEST(Lps, FollowsTheLandmarksBeforeTheScansAxes)
{
    session::SessionMap map = test::ball_map();
    map.patient = {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}};  // left, up, front
    EXPECT_EQ(to_lps(map, *test::ball_scan()) * some_place, glm::dvec3(2, -1, 3));
}

TEST(PinnedStl, HoldsTheSkinAndAPinForEachPoint)
{
    const std::size_t facets =
        test::ball_scan()->mesh.triangles.size() + pin_triangles * test::ball_map().points.size();
    EXPECT_EQ(stl().size(), 84 + 50 * facets);
}

TEST(Dicom, IsTheSameForTheSameMapAndAnotherObjectWithAName)
{
    const session::SessionMap& map = test::ball_map();
    EXPECT_EQ(dicom(map), dicom(map));
    const auto object = [](const std::string& bytes) {
        return bytes.substr(bytes.find("2.25."), 44);
    };
    EXPECT_NE(object(dicom(map)), object(dicom(map, "Roe^Ann")));
}

TEST(Dicom, HasAPatientsNameOnlyIfGiven)
{
    const session::SessionMap& map = test::ball_map();
    EXPECT_THAT(dicom(map), Not(HasSubstr("Roe")));
    EXPECT_THAT(dicom(map, "Roe^Ann"), HasSubstr("Roe^Ann"));
    EXPECT_THROW(dicom(map, "Roe\\Ann"), base::Error);
    EXPECT_THROW(dicom(map, std::string(65, 'a')), base::Error);
}

TEST(Dicom, HasTheDayOfTheVisitAndNoneOfToday)
{
    session::SessionMap map = test::ball_map();
    map.clinic.on = clinic::day_in("2026-11-22");
    EXPECT_THAT(dicom(map), HasSubstr("20261122"));
}

TEST(Dicom, SaysWhoseAxesTheyAre)
{
    session::SessionMap map = test::ball_map();
    EXPECT_THAT(dicom(map), HasSubstr("axes of the scan, no landmarks"));
    map.patient = session::PatientAxes{};
    EXPECT_THAT(dicom(map), HasSubstr("axes by landmarks"));
}

}  // namespace
}  // namespace exporters
