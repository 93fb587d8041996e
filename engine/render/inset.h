// SPDX-License-Identifier: MIT
// What lies below one point, to scale: the layers of the skin, how far sources disagree about them,
// and the needle down to its tip. Drawn on a canvas, so that a window can show it too.
#pragma once

#include "clinic/skin_layers.h"
#include "render/legend.h"
#include "session/session_map.h"

#include <optional>
#include <string>

namespace render {

/// What is written beside it, with places for fmt: a window may speak another language.
struct InsetWords {
    std::string needle = "{:g} mm of needle at {:g}\u00b0; scale in mm";
    std::string epidermis = "Epidermis {:g} mm";
    std::string dermis = "Dermis to {:.2g} mm";
    std::string spread = "sources: {:g} to {:g}";
    std::string tip = "Tip {:g} mm deep";
    std::string fat = "Fat, {:g} mm";
    std::string region = "Region {}, mean of women and men.";
    std::string sources = "Sources {} of the clinical tables.";
};

struct Inset {
    std::string title;  // "Point 12, left cheek"
    clinic::SkinLayers layers;
    double depth_mm = 0;     // vertical, below the skin
    double inserted_mm = 0;  // along the needle
    double angle_deg = 90;   // between needle and skin
    double needle_mm = 0.3;  // outer diameter
    InsetWords words = {};
};

/// What it takes in units (Layout::unit).
inline constexpr float inset_width = 404, inset_height = 390;

/// Of the point that is injected as the `order`-th. `region` says where it lies; without one the
/// zone's area or its name must tell. Throws base::Error if there is no such point or region.
Inset inset_of(const session::SessionMap& map,
               std::uint32_t order,
               const std::optional<std::string>& region);

/// Gives it a place of its own: below the panel, or beside the scene where there is none.
void make_room_for_inset(Layout& layout);

void draw_inset(Canvas& canvas, const Inset& inset, const Area& area, float unit);

}  // namespace render
