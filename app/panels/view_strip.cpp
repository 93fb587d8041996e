// SPDX-License-Identifier: MIT
#include "panels/view_strip.h"

#include "panels/icons.h"
#include "shell/texts.h"

namespace panels {
namespace {

using shell::say;

constexpr float side = 32, pad = 4, between = 3;
constexpr float cube_middle = 74, below_cube = 150;  // from the scene's corner (view_cube.cpp)

bool switch_button(Icon icon, bool on, const char* says, float scale)
{
    const float size = side * scale;
    ImVec4 ground = shell::ink::accent;
    ground.w = on ? 0.32f : 0.0f;
    ImGui::PushStyleColor(ImGuiCol_Button, ground);
    ImGui::PushID(int(icon));
    const bool pressed = ImGui::Button("##switch", {size, size});
    ImGui::PopID();
    ImGui::PopStyleColor();
    const ImVec2 low = ImGui::GetItemRectMin();
    draw_icon(*ImGui::GetWindowDrawList(),
              icon,
              {low.x + size / 2, low.y + size / 2},
              17 * scale,
              ImGui::GetColorU32(on ? shell::ink::text : shell::ink::quiet));
    hint(says);
    return pressed;
}

}  // namespace

shell::Rectangle view_strip_area(const shell::Rectangle& scene, float ui_scale)
{
    const float scale = shell::corner_scale(scene, ui_scale);
    const ImVec2 size((3 * side + 2 * between + 2 * pad) * scale, (side + 2 * pad) * scale);
    return {{scene.corner.x + scene.size.x - cube_middle * scale - size.x / 2,
             scene.corner.y + below_cube * scale},
            size};
}

shell::Rectangle view_corner_area(const shell::Rectangle& scene, float scale)
{
    const shell::Rectangle strip = view_strip_area(scene, scale);
    return {{strip.corner.x, scene.corner.y},
            {scene.corner.x + scene.size.x - strip.corner.x,
             strip.corner.y + strip.size.y - scene.corner.y}};
}

void view_strip(const shell::Rectangle& scene,
                const ViewSwitches& now,
                const Form& form,
                ViewWishes& wishes)
{
    const shell::Rectangle area = view_strip_area(scene, form.scale);
    const float scale = shell::corner_scale(scene, form.scale);
    const float room = scene.corner.y + scene.size.y - area.corner.y;
    if (area.size.y > room || area.corner.x < scene.corner.x) return;
    ImGui::SetNextWindowPos(area.corner);
    ImGui::SetNextWindowSize(area.size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {pad * scale, pad * scale});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 9 * scale);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, area.size);  // the usual one may be larger
    ImGui::Begin("view switches",
                 nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings);
    ImGui::PopStyleVar(3);
    if (switch_button(Icon::numbers,
                      now.numbers,
                      say("Numbers beside the points: the order of injection. Key I."),
                      scale))
        wishes.numbers = true;
    ImGui::SameLine(0, between * scale);
    if (switch_button(Icon::layers,
                      now.depth,
                      say("The layers of skin below the point under the mouse, to "
                          "scale. Key T."),
                      scale))
        wishes.depth = true;
    ImGui::SameLine(0, between * scale);
    if (switch_button(Icon::vessel,
                      now.structures,
                      say("Vessels, nerves, ducts and what else is to be respected, as the "
                          "landmarks place it. Key V."),
                      scale))
        wishes.structures = true;
    ImGui::End();
}

}  // namespace panels
