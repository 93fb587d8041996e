// SPDX-License-Identifier: MIT
#include "panels/tool_strip.h"

#include "panels/icons.h"
#include "shell/texts.h"

#include <algorithm>

namespace panels {
namespace {

using shell::to_say;
using tools::Tool;

struct ToolFace {
    Tool tool;
    Icon icon;
    const char* name;   // with its key
    const char* words;  // how it is used
};

constexpr std::array faces{
    ToolFace{Tool::brush,
             Icon::brush,
             to_say("Brush (B)"),
             to_say("Drag on the skin to paint, with Ctrl or E to erase   ·   Shift + click draws "
                    "a straight line   ·   [ ] or Shift + wheel change the radius")},
    ToolFace{
        Tool::outline,
        Icon::outline,
        to_say("Outline (O)"),
        to_say("Click corners; the first one again or Enter closes   ·   drag a corner to move "
               "it, Delete takes it away, a double click on a side adds one")},
    ToolFace{Tool::fill,
             Icon::bucket,
             to_say("Fill up to creases (G)"),
             to_say("Click to fill what is shown, with Ctrl or E to take it away")},
    ToolFace{Tool::points,
             Icon::points,
             to_say("Points by hand (H)"),
             to_say("Drag a point to move it   ·   click free skin to add one   ·   Delete takes "
                    "away, K keeps the one under the mouse")},
    ToolFace{Tool::rows,
             Icon::rows,
             to_say("Direction of rows (R)"),
             to_say("Draw along the skin how the rows of the chosen zone run")},
    ToolFace{Tool::line,
             Icon::line,
             to_say("Points along a line (W)"),
             to_say("Draw the wrinkle or hairline that the points of the chosen zone follow")}};

constexpr float side = 38, pad = 5, between = 3;

const ToolFace& face_of(Tool tool)
{
    return *std::ranges::find(faces, tool, &ToolFace::tool);
}

bool tool_button(const ToolFace& face, bool chosen, const Form& form)
{
    const float size = side * form.scale;
    ImGui::PushStyleColor(ImGuiCol_Button, chosen ? shell::ink::accent : ImVec4(0, 0, 0, 0));
    ImGui::PushID(face.name);
    const bool pressed = ImGui::Button("##tool", {size, size});
    ImGui::PopID();
    ImGui::PopStyleColor();
    const ImVec2 low = ImGui::GetItemRectMin();
    draw_icon(*ImGui::GetWindowDrawList(),
              face.icon,
              {low.x + size / 2, low.y + size / 2},
              20 * form.scale,
              ImGui::GetColorU32(chosen ? shell::ink::on_accent : shell::ink::text));
    hint(std::string(shell::say(face.name)) + "\n" + shell::say(face.words));
    return pressed;
}

}  // namespace

shell::Rectangle tool_strip_area(const shell::Rectangle& scene, float scale)
{
    const float count = float(faces.size());
    const ImVec2 size((side + 2 * pad) * scale,
                      (count * side + (count - 1) * between + 2 * pad) * scale);
    return {{scene.corner.x + 14 * scale, scene.corner.y + 14 * scale}, size};
}

std::optional<Tool>
tool_strip(const shell::Rectangle& scene, std::optional<Tool> chosen, const Form& form)
{
    const shell::Rectangle area = tool_strip_area(scene, form.scale);
    std::optional<Tool> wished;
    if (area.size.y > scene.size.y || area.size.x > scene.size.x) return wished;
    ImGui::SetNextWindowPos(area.corner);
    ImGui::SetNextWindowSize(area.size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {pad * form.scale, pad * form.scale});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 10 * form.scale);
    ImGui::Begin("tools",
                 nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings);
    ImGui::PopStyleVar(2);
    float y = pad * form.scale;
    for (const ToolFace& face : faces) {
        ImGui::SetCursorPos({pad * form.scale, y});
        y += (side + between) * form.scale;
        if (tool_button(face, face.tool == chosen, form)) wished = face.tool;
    }
    ImGui::End();
    return wished;
}

const char* words_of(Tool tool)
{
    return shell::say(face_of(tool).words);
}

}  // namespace panels
