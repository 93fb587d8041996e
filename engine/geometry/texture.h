// SPDX-License-Identifier: MIT
// The picture on a scan: an image, and a place on it for each corner of each triangle. While the
// scan is imported its colours go to the vertices, for where it cannot be shown itself. It is only
// looked at: no number of a plan can come from it. Nor is it part of the scan's hash: a picture may
// be retouched.
#pragma once

#include "geometry/scan.h"

#include <glm/vec2.hpp>

#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace geometry {

struct Texture {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::vector<glm::u8vec4> pixels;  // rows from the top, sRGB
};

/// The longest side; larger pictures are made smaller.
inline constexpr std::uint32_t most_texture_side = 4096;

/// Where a triangle's corners lie on the texture: x to the right, y down from its top, 1 for all of
/// it; beyond, it repeats itself.
using TexturePlaces = std::array<glm::vec2, 3>;

/// Of a corner that the texture does not show.
inline constexpr glm::vec2 no_place{-10'000};

/// The picture as the scan's triangles show it, those that are left after cleaning.
struct SkinPicture {
    std::shared_ptr<const Texture> texture;
    std::vector<TexturePlaces> places;  // one per triangle of the scan
    std::filesystem::path file = {};    // that it was read from; empty if the scan's file holds it
};

/// What a scan file says about its picture; empty where it says nothing.
struct WantedPicture {
    std::string library;   // a file of materials, which names the picture
    std::string material;  // there; empty: the first with a picture
    std::string file;      // the picture's
};

/// What a reader found: a mesh that is not coloured yet.
struct ReadMesh : ImportedMesh {
    std::vector<TexturePlaces> texture_places;  // one per triangle, or none
    WantedPicture wanted;
    std::shared_ptr<const Texture> texture;  // that the file itself holds, or names
    std::filesystem::path texture_file;      // that it was read from beside the scan's
};

}  // namespace geometry
