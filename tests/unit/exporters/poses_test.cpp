// SPDX-License-Identifier: MIT
#include "exporters/ply_points.h"
#include "exporters/ros_poses.h"
#include "exporters/slicer_markups.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <random>
#include <sstream>

namespace exporters {
namespace {

/// Two zones, and needles in all directions; the last point is injected first.
session::SessionMap some_map()
{
    session::SessionMap map;
    map.scan.sha256 = std::string(64, 'a');
    for (const char* name : {"left cheek", "the \"other\" one"}) {
        session::MapZone zone;
        zone.name = name;
        map.zones.push_back(zone);
    }
    std::mt19937 random(7);
    std::uniform_real_distribution<double> anywhere(-90, 90);
    const auto place = [&] {
        return glm::dvec3(anywhere(random), anywhere(random), anywhere(random));
    };
    for (std::uint32_t i = 0; i < 40; ++i) {
        session::MapPoint point;
        point.id = i + 1;
        point.zone = i % 2;
        point.order = 40 - i;
        point.position_mm = place();
        point.direction = i == 0 ? glm::dvec3(0, -1, 0) : glm::normalize(place());
        point.normal = -point.direction;
        point.depth_mm = 1.25;
        point.inserted_mm = 2.5;
        point.volume_ml = 0.02;
        map.points.push_back(point);
    }
    return map;
}

TEST(PlyPoints, HoldsEachPointInTheOrderOfInjection)
{
    const session::SessionMap map = some_map();
    std::istringstream ply(ply_points_of(map));
    std::string line;
    int properties = 0, vertices = 0;
    while (std::getline(ply, line) && line != "end_header") {
        properties += line.starts_with("property ");
        std::sscanf(line.c_str(), "element vertex %d", &vertices);
    }
    ASSERT_EQ(vertices, 40);
    ASSERT_EQ(properties, 13);
    for (int order = 1; order <= vertices; ++order) {
        std::array<double, 13> cells{};
        for (double& cell : cells)
            ply >> cell;
        const session::MapPoint& point = map.points[std::size_t(40 - order)];
        EXPECT_LT(glm::distance(glm::dvec3(cells[0], cells[1], cells[2]), point.position_mm), 1e-4);
        EXPECT_LT(glm::distance(glm::dvec3(cells[6], cells[7], cells[8]), point.direction), 2e-6);
        EXPECT_EQ(cells[11], point.zone);
        EXPECT_EQ(cells[12], order);
    }
    EXPECT_FALSE(ply >> line) << "nothing follows";
}

TEST(SlicerMarkups, PutsEachZoneIntoAListWithItsNeedlesDirections)
{
    const session::SessionMap map = some_map();
    const auto document = nlohmann::json::parse(slicer_markups_of(map));
    ASSERT_EQ(document["markups"].size(), 2u);
    EXPECT_EQ(document["markups"][1]["name"], "the \"other\" one");
    for (const auto& list : document["markups"]) {
        EXPECT_EQ(list["coordinateSystem"], "LPS");
        EXPECT_EQ(list["coordinateUnits"], "mm");
        ASSERT_EQ(list["controlPoints"].size(), 20u);
        for (const auto& control : list["controlPoints"]) {
            const std::size_t id = std::stoul(control["id"].get<std::string>());
            const session::MapPoint& point = map.points[id - 1];
            EXPECT_EQ(control["label"], std::to_string(point.order));
            EXPECT_EQ(control["positionStatus"], "defined");
            const auto at = control["position"].get<std::vector<double>>();
            EXPECT_LT(glm::distance(glm::dvec3(at[0], at[1], at[2]), point.position_mm), 1e-4);
            const auto m = control["orientation"].get<std::vector<double>>();
            const glm::dvec3 x(m[0], m[3], m[6]), y(m[1], m[4], m[7]), z(m[2], m[5], m[8]);
            EXPECT_LT(glm::distance(z, -point.direction), 2e-6);
            EXPECT_LT(glm::distance(glm::cross(x, y), z), 5e-6) << "right-handed";
        }
    }
}

TEST(RosPoses, AreInMetresWithTheNeedleAsTheZAxis)
{
    const session::SessionMap map = some_map();
    std::istringstream yaml(ros_poses_of(map));
    std::string line;
    glm::dvec3 at(0);
    int poses = 0;
    while (std::getline(yaml, line)) {
        double x = 0, y = 0, z = 0, w = 0;
        std::sscanf(line.c_str(), "  - position: {x: %lf, y: %lf, z: %lf}", &at.x, &at.y, &at.z);
        if (std::sscanf(line.c_str(),
                        "    orientation: {x: %lf, y: %lf, z: %lf, w: %lf}",
                        &x,
                        &y,
                        &z,
                        &w) != 4)
            continue;
        const session::MapPoint& point = map.points[std::size_t(39 - poses++)];
        EXPECT_LT(glm::distance(at * 1000.0, point.position_mm), 1e-4);
        // The third column of the quaternion's matrix.
        const glm::dvec3 axis(2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y));
        EXPECT_LT(glm::distance(axis, point.direction), 1e-6);
    }
    EXPECT_EQ(poses, 40);
}

}  // namespace
}  // namespace exporters
