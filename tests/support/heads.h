// SPDX-License-Identifier: MIT
// People with landmarks: the reference models with what their generator says, and real heads with
// the 68 landmarks of their truth files.
#pragma once

#include "anatomy/landmarks.h"
#include "anatomy/skin_place.h"
#include "anatomy/structures.h"
#include "geometry/bvh.h"
#include "geometry/surface.h"
#include "geometry/topology.h"

#include <memory>
#include <optional>
#include <string>

namespace test {

/// A surface no finer than tests need.
struct Person {
    Person(geometry::Mesh mesh, anatomy::Landmarks its_landmarks);

    geometry::Mesh scan;
    anatomy::Landmarks landmarks;
    geometry::Topology topology;
    geometry::Surface surface;
    geometry::Bvh bvh;  // of the surface

    anatomy::SkinView skin() const { return {surface.mesh, bvh}; }
    anatomy::StructureSkin structure_skin() const { return {scan, topology, surface, bvh}; }
};

/// "face", "scalp" or "body".
Person reference_person(const std::string& model);

/// "head-01.obj" or "head-02.ply", with its tragia and gonia, which the 68 lack: clicked on
/// pictures of the profiles, to about 4 mm. Null where there are no real scans.
std::unique_ptr<Person> real_person(const std::string& file);

/// "body-f.obj" or "body-m.obj", with landmarks clicked on pictures of them, to about 10 mm. Null
/// where there are no real scans.
std::unique_ptr<Person> real_body(const std::string& file);

/// All of it turned and moved.
Person moved(const Person& person);

}  // namespace test
