// SPDX-License-Identifier: MIT
// The outline: clicks on the skin are its corners, and a click on the first one closes it. Later
// each corner can be dragged or taken away, and a double click on a side makes one more. It is
// drawn on the skin, so the view may be turned meanwhile.
#pragma once

#include "session/case.h"
#include "session/command.h"
#include "tools/sketch.h"

#include <optional>
#include <vector>

namespace tools {

class OutlineTool {
public:
    /// What it works on.
    struct Ground {
        const session::Zone& zone;  // the chosen one
        const BrushSkin& skin;
        const Turntable& view;
    };

    /// The button goes down on the skin: a corner is taken hold of, or a new one is made there. The
    /// command comes with the click that closes the outline.
    std::optional<session::Command>
    press(glm::dvec2 pixel, glm::dvec3 place, zones::StrokeMode mode, const Ground& ground);
    void drag_to(glm::dvec3 place, const BrushSkin& skin);
    std::optional<session::Command> release(const Ground& ground);

    /// A new corner where a drawn line was double-clicked; nothing beside the lines.
    std::optional<session::Command>
    add_corner(glm::dvec2 pixel, glm::dvec3 place, const Ground& ground);
    /// Without the corner under the mouse. Throws base::Error if only three would do.
    std::optional<session::Command> remove_corner(glm::dvec2 pixel, const Ground& ground);

    /// Closes it without a click; nothing while it has less than three corners.
    std::optional<session::Command> close(zones::StrokeMode mode, const session::Zone& zone);
    void take_back_corner();
    void cancel();
    bool is_open() const { return !corners_.empty(); }

    /// Its lines and corners, to the place under the mouse while it is open.
    Sketch sketch(const Ground& ground, std::optional<glm::dvec3> hover);

private:
    struct Drawn {  // an outline of the zone
        std::uint32_t step = 0;
        std::vector<zones::PathPlace> corners;
        std::vector<std::vector<zones::PathPlace>> sides;  // from each corner to the next
    };
    struct Held {
        std::size_t outline = 0, corner = 0;
        bool moved = false;
    };

    void follow(const session::Zone& zone, const BrushSkin& skin);
    static void draw_sides(Drawn& drawn, std::size_t corner, const BrushSkin& skin);

    std::vector<zones::PathPlace> corners_;  // of the open one
    std::vector<std::vector<zones::PathPlace>> sides_;
    std::vector<Drawn> drawn_;
    session::ZoneId drawn_zone_;
    std::uint64_t drawn_revision_ = UINT64_MAX;
    std::optional<Held> held_;
};

}  // namespace tools
