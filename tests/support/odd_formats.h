// SPDX-License-Identifier: MIT
// Small good files of the formats that Assimp reads.
#pragma once

#include <string>

namespace test {

/// One triangle of side 0.25 whose node is moved by 10 along x.
std::string glb_triangle();
/// A square of side 1 with this picture (PNG), whose first row is at y = 1.
std::string glb_square(const std::string& png);
/// The triangle as text; the buffer inside the file or at `uri`.
std::string gltf_triangle(const std::string& uri = "");

/// A tetrahedron of side 100, with that attribute of the model.
std::string three_mf_tetrahedron(const std::string& unit_attribute);

/// A triangle of side 25 in units of that many metres.
std::string collada_triangle(const std::string& metres);

/// A quad in text FBX, in units of that many centimetres.
std::string fbx_square(const std::string& centimetres);

/// One quad.
std::string off_square();

}  // namespace test
