// SPDX-License-Identifier: MIT
// Small pictures for panels. They lie beside the letters in Dear ImGui's atlas, so that panels are
// drawn with one texture.
#pragma once

#include <imgui.h>

#include <span>
#include <string_view>
#include <vector>

namespace shell {

class AtlasPicture {
public:
    AtlasPicture(ImVec2 size, ImVec2 uv_low, ImVec2 uv_high)
        : size_(size)
        , uv_low_(uv_low)
        , uv_high_(uv_high)
    {
    }

    /// As large as fits between two corners, in their middle.
    void draw(ImDrawList& drawing, ImVec2 low, ImVec2 high) const;

private:
    ImVec2 size_, uv_low_, uv_high_;
};

/// Builds the atlas of the current context with its fonts and these PNG files' pictures.
std::vector<AtlasPicture> build_atlas(std::span<const std::string_view> png_files);

}  // namespace shell
