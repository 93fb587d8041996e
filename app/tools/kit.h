// SPDX-License-Identifier: MIT
// The tools, and which one is in hand.
#pragma once

#include "tools/brush.h"
#include "tools/fill_tool.h"
#include "tools/guide_tool.h"
#include "tools/outline_tool.h"
#include "tools/point_tool.h"

#include <array>
#include <optional>

namespace tools {

enum class Tool { brush, outline, fill, points, rows, line };
inline constexpr std::array all_tools{
    Tool::brush, Tool::outline, Tool::fill, Tool::points, Tool::rows, Tool::line};

/// A zone as it would be, if the tool's work were done.
struct Preview {
    session::ZoneId zone;
    const zones::ZoneField* field = nullptr;
};

struct Kit {
    Tool chosen = Tool::brush;
    Brush brush;
    OutlineTool outline;
    FillTool fill;
    PointTool points;
    GuideTool guide;

    /// Ends what is begun.
    void cancel()
    {
        brush.cancel();
        outline.cancel();
        fill.leave();
        points.cancel();
        guide.cancel();
    }
    void choose(Tool tool)
    {
        cancel();
        chosen = tool;
    }
    /// The zone that is being painted, which its points follow.
    std::optional<session::Draft> draft() const
    {
        if (!brush.paints()) return std::nullopt;
        return brush.draft();
    }
    std::optional<Preview> preview() const
    {
        if (brush.paints()) return Preview{brush.zone(), &brush.preview()};
        if (chosen == Tool::fill && fill.preview()) return Preview{fill.zone(), fill.preview()};
        return std::nullopt;
    }
};

}  // namespace tools
