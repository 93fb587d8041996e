// SPDX-License-Identifier: MIT
#include "heads.h"

#include "base/file.h"
#include "geometry/import.h"
#include "scans.h"
#include "session/landmark_file.h"

#include <glm/geometric.hpp>

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
