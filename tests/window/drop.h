// SPDX-License-Identifier: MIT
// Another program that drags files over the window and lets them go: the source's side of XDND.
#pragma once

#include "desk.h"

#include <filesystem>

namespace test {

/// Returns once the window has taken the file. Throws std::runtime_error if it does not.
void drop(const Display& display, const std::filesystem::path& file);

}  // namespace test
