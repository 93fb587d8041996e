// SPDX-License-Identifier: MIT
// What is drawn at once of a picture.
#pragma once

#include "gpu/image.h"

#include <glm/vec2.hpp>

namespace render {

struct Tile {
    gpu::Extent whole;
    gpu::Extent size;
    glm::ivec2 origin{0};
    unsigned pixel = 1;  // each stands for so many of the screen's in width and height

    float screen_height() const { return float(whole.height * pixel); }
};

}  // namespace render
