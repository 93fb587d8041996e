// SPDX-License-Identifier: MIT
// How the window looks: type, colours and distances, at any scale of the screen.
#pragma once

#include "shell/pictures.h"
#include "shell/preferences.h"

#include <imgui.h>

namespace shell {

struct Type {
    ImFont* regular = nullptr;
    ImFont* heading = nullptr;  // semibold
    ImFont* small = nullptr;
    ImFont* title = nullptr;                // large
    ImFont* number = nullptr;               // semibold digits
    std::vector<AtlasPicture> people = {};  // of the reference people: face, scalp, body
};

// The colours of the look that apply_theme() set last, as Dear ImGui's own style is.
namespace ink {
inline ImVec4 text, quiet;
inline ImVec4 accent, on_accent;  // what stands out, and what is written on it
inline ImVec4 pass, warn, fail;
inline ImVec4 panel, card;
}  // namespace ink

/// Sets type and style of the current ImGui context; 1 is a screen of 96 dots per inch.
Type apply_theme(float scale, Look look);

}  // namespace shell
