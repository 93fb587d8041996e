// SPDX-License-Identifier: MIT
// What a stranger must read to understand the picture: whose zones, how many points, which side,
// how large.
#pragma once

#include "render/canvas.h"
#include "render/scene.h"

#include <span>
#include <string>
#include <vector>

namespace render {

struct LegendText {
    std::string title;                 // "Treatment plan"
    std::string subtitle;              // "head-02.ply"
    std::vector<std::string> summary;  // lines about the whole: "86 points, 1.7 ml"
    std::vector<std::string> key;      // what the needles mean; drawn beside a small needle
    bool lists_zones = true;           // false: their names stand in the picture
    std::string footer;                // small print at the bottom
};

/// Where the parts of a picture lie: the panel beside the scene, or below it where the picture is
/// upright, as long as what it says. Without a title the scene has the whole picture.
struct Layout {
    float width_px = 0;
    float height_px = 0;
    float unit = 1;        // one point of type, in pixels
    bool upright = false;  // the panel lies below the scene
    Area panel;            // empty if there is no room or nothing to say
    Area scene;
    Area inset;  // empty unless there is one
};

Layout layout_of(float width_px,
                 float height_px,
                 const LegendText& text,
                 std::span<const SceneZone> zones,
                 float type_scale = 1);

/// Draws panel, scale bar, side words (none if empty) and footer.
Canvas legend_sheet(const LegendText& text,
                    std::span<const SceneZone> zones,
                    const Layout& layout,
                    const EdgeWords& sides,
                    const Camera& camera);

/// The longest of 1, 2, 5, 10, 20, 50, ... mm that is no longer than `most_mm`.
double scale_bar_mm(double most_mm);

}  // namespace render
