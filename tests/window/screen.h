// SPDX-License-Identifier: MIT
// What is on a display.
#pragma once

#include "render/picture.h"
#include "shell/layout.h"

#include <string>

namespace test {

/// Of the display ":1".
render::Picture screen_of(const std::string& display);

/// A part of it, in pixels.
render::Picture part_of(const render::Picture& screen, const shell::Rectangle& area);

}  // namespace test
