// SPDX-License-Identifier: MIT
#include "shell/view_cube.h"
#include "tools/turntable.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

namespace {

const shell::Rectangle scene{{100, 50}, {800, 600}};
const shell::ViewCube cube(scene, 1);
// The cube's middle: 74 from the scene's top right corner.
const glm::dvec2 middle(900 - 74, 50 + 74);

render::Camera seen_from(render::View view)
{
    tools::Turntable turntable;
    turntable.look_from(view);
    return turntable.camera();
}

void expect_direction(const std::optional<glm::dvec3>& is, glm::dvec3 wished)
{
    ASSERT_TRUE(is);
    EXPECT_LT(glm::distance(*is, glm::normalize(wished)), 1e-9)
        << is->x << " " << is->y << " " << is->z;
}

TEST(ViewCube, NamesThePatientsSidesNotTheViewers)
{
    for (const shell::CubeFace& face : shell::cube_faces) {
        if (std::string(face.name) == "Left") {
            EXPECT_EQ(face.outward, glm::dvec3(1, 0, 0));
        }
        EXPECT_LT(glm::distance(glm::cross(face.across, face.up), face.outward), 1e-12)
            << face.name << " reads from left to right, seen from outside";
    }
}

TEST(ViewCube, GivesTheFaceThatIsClicked)
{
    expect_direction(cube.direction_at(seen_from(render::View::front), middle), {0, 0, 1});
    expect_direction(cube.direction_at(seen_from(render::View::left), middle), {1, 0, 0});
    expect_direction(cube.direction_at(seen_from(render::View::top), middle), {0, 1, 0});
}

TEST(ViewCube, GivesTheDirectionBetweenTwoFacesAtTheirEdge)
{
    const render::Camera front = seen_from(render::View::front);
    // From the front the patient's left is at the right.
    expect_direction(cube.direction_at(front, middle + glm::dvec2(28, 0)), {1, 0, 1});
    expect_direction(cube.direction_at(front, middle + glm::dvec2(-28, -28)), {-1, 1, 1});
}

TEST(ViewCube, LeavesTheRestOfTheSceneAlone)
{
    const render::Camera front = seen_from(render::View::front);
    EXPECT_FALSE(cube.direction_at(front, middle + glm::dvec2(40, 0)));
    EXPECT_FALSE(cube.direction_at(front, {300, 300}));
}

TEST(ViewCube, TurnsTheViewToWhereItPoints)
{
    tools::Turntable turntable;
    for (const shell::CubeFace& face : shell::cube_faces) {
        turntable.orbit({31, 17});
        turntable.look_along(face.outward);
        EXPECT_LT(glm::distance(turntable.camera().toward, face.outward), 1e-9) << face.name;
    }
    turntable.look_along({0, 1, 0});
    EXPECT_LT(glm::distance(turntable.camera().right, {1, 0, 0}), 1e-9)
        << "from above, the patient's left is at the right";
}

}  // namespace
