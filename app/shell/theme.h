// SPDX-License-Identifier: MIT
// How the window looks: type, colours and distances, at any scale of the screen.
#pragma once

#include <imgui.h>

#include <cstdint>

namespace shell {

struct Type {
    ImFont* regular = nullptr;
    ImFont* heading = nullptr;  // semibold
    ImFont* small = nullptr;
};

namespace ink {
inline const ImVec4 text{0.91f, 0.92f, 0.93f, 1};
inline const ImVec4 quiet{0.60f, 0.63f, 0.67f, 1};
inline const ImVec4 accent{0.33f, 0.70f, 0.67f, 1};
inline const ImVec4 pass{0.40f, 0.76f, 0.52f, 1};
inline const ImVec4 warn{0.95f, 0.75f, 0.35f, 1};
inline const ImVec4 fail{0.96f, 0.47f, 0.43f, 1};
inline const ImVec4 panel{0.115f, 0.125f, 0.140f, 1};
}  // namespace ink

/// Sets type and style of the current ImGui context; 1 is a screen of 96 dots per inch.
Type apply_theme(float scale);

}  // namespace shell
