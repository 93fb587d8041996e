// SPDX-License-Identifier: MIT
// Pictures that people have looked at and found good (tests/golden), and how far another one is
// from them. A change that is meant is renewed by `./dev golden`, and looked at again.
#pragma once

#include "render/picture.h"

#include <filesystem>
#include <string>

namespace test {

std::filesystem::path golden_file(const std::string& name);
/// Empty if there is none.
render::Picture golden(const std::string& name);
/// Whether goldens are to be written instead.
bool renews_goldens();

/// Of two pictures after both are softened, so that another driver's edges do not count: of blocks
/// of 4 x 4 pixels, in 1/255. Pictures of different sizes are 255 apart.
struct Apart {
    double mean = 255;
    double most = 255;
};
Apart difference(const render::Picture& a, const render::Picture& b);

}  // namespace test
