// SPDX-License-Identifier: MIT
// A scan's picture as a device samples it: smaller and smaller copies (mipmaps), averaged in linear
// light. Beside its islands a picture holds whatever its maker left there; the copies go on with
// the islands' own colours instead, so that no border shines through where they meet on the skin.
#pragma once

#include "geometry/texture.h"

#include <cstdint>
#include <vector>

namespace render {

struct PictureLevel {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::vector<glm::u8vec4> pixels;  // rows from the top, sRGB
};

struct PictureRoom {
    std::uint32_t most_side = 4096;
    std::size_t most_bytes = SIZE_MAX;  // of all levels
};

/// From the largest that has room, each half as large, down to one pixel.
std::vector<PictureLevel> levels_of(const geometry::SkinPicture& picture, const PictureRoom& room);

/// Whether the skin shows more than one copy of it side by side.
bool repeats(const geometry::SkinPicture& picture);

}  // namespace render
