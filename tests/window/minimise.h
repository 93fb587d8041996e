// SPDX-License-Identifier: MIT
// What a window manager does to a window that is put away: ICCCM 4.1.4.
#pragma once

#include "desk.h"

namespace test {

/// Throws std::runtime_error if there is no window.
void minimise(const Display& display);
void restore(const Display& display);

}  // namespace test
