// SPDX-License-Identifier: MIT
// The lowest line of the window: what was refused or must be known, otherwise what the mouse does,
// and what is held of the graphics device's memory.
#pragma once

#include "gpu/device.h"
#include "panels/form.h"

namespace panels {

/// `width` is the line's. `remark` takes the place of `help`, what the mouse does.
void bottom_line(const std::string& remark,
                 const gpu::Device& device,
                 const char* help,
                 float width,
                 const Form& form);

}  // namespace panels
