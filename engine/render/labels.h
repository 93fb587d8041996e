// SPDX-License-Identifier: MIT
// Numbers beside the points: as many as can be read, never one over another, always the same ones
// for the same picture. Where there is no room, every tenth, hundredth, ... point keeps its number.
#pragma once

#include "geometry/bvh.h"
#include "render/canvas.h"
#include "render/scene.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace render {

struct Label {
    std::uint32_t needle = 0;  // into the needles
    std::string text;
    Area area;            // of the text
    glm::vec2 anchor{0};  // the middle of the point's mark
    bool led = false;     // so far away that a line leads to it
    bool covers = false;  // lies over other points' marks, and needs a ground of its own
};

struct LabelRoom {
    Area area;                  // labels stay inside
    std::vector<Area> blocked;  // and out of these
    float size_px = 14;         // of the type
    float mark_px = 4;          // radius of a mark
    std::size_t most_numbers = 1500;
    bool operator==(const LabelRoom&) const = default;
};

/// Which of the needles the camera sees: on skin that faces it, and nothing in between.
std::vector<bool>
seen_needles(const Camera& camera, std::span<const Needle> needles, const geometry::Bvh& skin);

/// The seen needle whose mark lies nearest to a pixel, if one is so near.
std::optional<std::size_t> needle_at(glm::dvec2 pixel,
                                     double within_px,
                                     const Camera& camera,
                                     std::span<const Needle> needles,
                                     const geometry::Bvh& skin);

std::vector<Label> placed_labels(const Camera& camera,
                                 std::span<const Needle> needles,
                                 const std::vector<bool>& seen,
                                 const LabelRoom& room);

void draw_labels(Canvas& canvas, std::span<const Label> labels, float size_px);

}  // namespace render
