// SPDX-License-Identifier: MIT
// The tools, in a strip at the scene's left edge.
#pragma once

#include "panels/form.h"
#include "shell/layout.h"
#include "tools/kit.h"

namespace panels {

/// Where it lies over a scene.
shell::Rectangle tool_strip_area(const shell::Rectangle& scene, float scale);

/// The tool that was chosen, if any was.
std::optional<tools::Tool>
tool_strip(const shell::Rectangle& scene, std::optional<tools::Tool> chosen, const Form& form);

/// One sentence on how the tool is used.
const char* words_of(tools::Tool tool);

}  // namespace panels
