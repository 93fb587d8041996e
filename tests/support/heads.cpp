// SPDX-License-Identifier: MIT
#include "heads.h"

#include "base/file.h"
#include "geometry/import.h"
#include "scans.h"
#include "session/landmark_file.h"

#include <glm/geometric.hpp>

#include <vector>

namespace test {
namespace {

constexpr float max_edge_mm = 5;

geometry::Mesh mesh_in(const std::filesystem::path& file)
{
    return geometry::import_mesh(file, {.hashes = false}).mesh;
}

anatomy::Landmarks landmarks_in(const std::filesystem::path& file)
{
    return session::landmarks_in(base::read_file(file), file.filename().string()).landmarks;
}

/// Where the profile's outline shows it: the outermost skin at this height and depth.
void click_on_both_sides(Person& head, const std::string& name, double y, double z)
{
    for (const double side : {1.0, -1.0}) {
        const auto hit = head.bvh.cast({{side * 300, y, z}, {-side, 0, 0}});
        head.landmarks.set((side > 0 ? "left_" : "right_") + name,
                           {geometry::position(head.surface.mesh, hit.value().place)});
    }
}

/// Where a picture from that side shows a landmark: x of the left one, y, and z or x of the ray.
struct Click {
    const char* name;
    enum class From { front, back, above, outside } from;
    double x, y;
};

std::vector<Click> clicks_on(const std::string& file)
{
    using enum Click::From;
    if (file == "body-f.obj")
        return {{"suprasternale", front, 0, 505},
                {"mesosternale", front, 0, 420},
                {"navel", front, 0, 140},
                {"c7", back, 0, 540},
                {"l4", back, 0, 130},
                {"acromion", above, 168, 0},
                {"thelion", front, 104, 349},
                {"iliac_crest", outside, 250, 130},
                {"mid_thigh", front, 112, -172},
                {"patella", front, 138, -375},
                {"olecranon", back, 305, 285},
                {"stylion", front, 411, 174},
                {"calf", back, 155, -500}};
    return {{"suprasternale", front, 0, 700},
            {"mesosternale", front, 0, 590},
            {"navel", front, 0, 316},
            {"c7", back, 0, 735},
            {"l4", back, 0, 300},
            {"acromion", above, 200, 0},
            {"thelion", front, 105, 536},
            {"iliac_crest", outside, 250, 300},
            {"mid_thigh", front, 127, -70},
            {"patella", front, 163, -290},
            {"olecranon", back, 352, 435},
            {"stylion", front, 484, 314},
            {"calf", back, 189, -430}};
}

geometry::Ray ray_of(const Click& click, double side)
{
    constexpr double far_mm = 1500;
    const double x = side * click.x;
    switch (click.from) {
    case Click::From::front:
        return {{x, click.y, far_mm}, {0, 0, -1}};
    case Click::From::back:
        return {{x, click.y, -far_mm}, {0, 0, 1}};
    case Click::From::above:
        return {{x, far_mm, 0}, {0, -1, 0}};
    case Click::From::outside:
        break;
    }
    return {{x, click.y, 0}, {-side, 0, 0}};
}

}  // namespace

Person::Person(geometry::Mesh mesh, anatomy::Landmarks its_landmarks)
    : scan(std::move(mesh))
    , landmarks(std::move(its_landmarks))
    , topology(scan)
    , surface(geometry::build_surface(scan, {.max_edge_mm = max_edge_mm}))
    , bvh(surface.mesh)
{
}

Person reference_person(const std::string& model)
{
    return {mesh_in(reference_model((model + ".ply").c_str())),
            landmarks_in(reference_model((model + ".landmarks.json").c_str()))};
}

std::unique_ptr<Person> real_person(const std::string& file)
{
    const std::filesystem::path scan = real_scan(file.c_str());
    if (scan.empty()) return nullptr;
    std::filesystem::path truth = scan;
    truth.replace_extension(".truth.json");
    auto head = std::make_unique<Person>(mesh_in(scan), landmarks_in(truth));
    click_on_both_sides(*head, "tragion", 14, 20);
    click_on_both_sides(*head, "gonion", -45, 41);
    return head;
}

std::unique_ptr<Person> real_body(const std::string& file)
{
    const std::filesystem::path scan = real_scan(file.c_str());
    if (scan.empty()) return nullptr;
    auto body = std::make_unique<Person>(mesh_in(scan), anatomy::Landmarks());
    const auto set = [&](const std::string& name, const Click& click, double side) {
        const auto hit = body->bvh.cast(ray_of(click, side));
        body->landmarks.set(name, {geometry::position(body->surface.mesh, hit.value().place)});
    };
    for (const Click& click : clicks_on(file)) {
        if (click.x == 0) {
            set(click.name, click, 1);
            continue;
        }
        set(std::string("left_") + click.name, click, 1);
        set(std::string("right_") + click.name, click, -1);
    }
    return body;
}

Person moved(const Person& person)
{
    // About (1, 2, 3) by 1 radian, written out, and somewhere else.
    const glm::dvec3 axis = glm::normalize(glm::dvec3(1, 2, 3));
    const auto turned = [&](glm::dvec3 p) {
        return std::cos(1.0) * p + std::sin(1.0) * glm::cross(axis, p) +
               (1 - std::cos(1.0)) * glm::dot(axis, p) * axis + glm::dvec3(40, -70, 15);
    };
    geometry::Mesh mesh = person.scan;
    for (glm::vec3& p : mesh.positions)
        p = turned(p);
    anatomy::Landmarks landmarks;
    for (const auto& [name, landmark] : person.landmarks.all())
        landmarks.set(name, {turned(landmark.place), landmark.spread_mm});
    return {std::move(mesh), std::move(landmarks)};
}

}  // namespace test
