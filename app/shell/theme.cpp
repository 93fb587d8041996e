// SPDX-License-Identifier: MIT
#include "shell/theme.h"

#include "base/embedded.h"

#include <imgui_freetype.h>

#include <cmath>
#include <string_view>

// Inter (SIL Open Font License) travels in the render room, which draws with it too.
EMBEDDED_FILE(inter_regular)
EMBEDDED_FILE(inter_semibold)

namespace shell {
namespace {

/// Latin of all Europe, Greek, Cyrillic, and the signs that plans use.
constexpr ImWchar letters[] = {0x0020,
                               0x024F,
                               0x0370,
                               0x052F,
                               0x2010,
                               0x205E,
                               0x2070,
                               0x2094,
                               0x20A0,
                               0x20BF,
                               0x2190,
                               0x2193,
                               0x2212,
                               0x2213,
                               0x2248,
                               0x2248,
                               0x2260,
                               0x2265,
                               0};

ImFont* add_font(std::string_view file, float size_px)
{
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    // ImGui takes a pointer to change, and only reads it.
    return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(
        const_cast<char*>(file.data()), int(file.size()), size_px, &config, letters);
}

void set_distances(ImGuiStyle& style)
{
    style.WindowPadding = {18, 16};
    style.FramePadding = {10, 6};
    style.ItemSpacing = {9, 8};
    style.ItemInnerSpacing = {8, 6};
    style.ScrollbarSize = 11;
    style.WindowRounding = 0;
    style.ChildRounding = 8;
    style.FrameRounding = 6;
    style.PopupRounding = 8;
    style.ScrollbarRounding = 6;
    style.GrabRounding = 5;
    style.WindowBorderSize = 0;
    style.FrameBorderSize = 0;
    style.PopupBorderSize = 1;
}

void set_colours(ImVec4* colours)
{
    const ImVec4 field{0.165f, 0.180f, 0.200f, 1};
    const ImVec4 raised{0.205f, 0.225f, 0.250f, 1};
    const ImVec4 pressed{0.245f, 0.270f, 0.300f, 1};
    const auto faint = [](ImVec4 colour, float opacity) {
        colour.w = opacity;
        return colour;
    };
    colours[ImGuiCol_Text] = ink::text;
    colours[ImGuiCol_TextDisabled] = ink::quiet;
    colours[ImGuiCol_WindowBg] = ink::panel;
    colours[ImGuiCol_ChildBg] = {0, 0, 0, 0};
    colours[ImGuiCol_PopupBg] = {0.145f, 0.157f, 0.176f, 0.98f};
    colours[ImGuiCol_Border] = {1, 1, 1, 0.09f};
    colours[ImGuiCol_FrameBg] = field;
    colours[ImGuiCol_FrameBgHovered] = raised;
    colours[ImGuiCol_FrameBgActive] = pressed;
    colours[ImGuiCol_Button] = field;
    colours[ImGuiCol_ButtonHovered] = raised;
    colours[ImGuiCol_ButtonActive] = pressed;
    colours[ImGuiCol_Header] = faint(ink::accent, 0.20f);
    colours[ImGuiCol_HeaderHovered] = faint(ink::accent, 0.14f);
    colours[ImGuiCol_HeaderActive] = faint(ink::accent, 0.28f);
    colours[ImGuiCol_Separator] = {1, 1, 1, 0.07f};
    colours[ImGuiCol_CheckMark] = ink::accent;
    colours[ImGuiCol_SliderGrab] = ink::accent;
    colours[ImGuiCol_SliderGrabActive] = ink::accent;
    colours[ImGuiCol_TextSelectedBg] = faint(ink::accent, 0.35f);
    colours[ImGuiCol_NavHighlight] = ink::accent;
    colours[ImGuiCol_ScrollbarBg] = {0, 0, 0, 0};
    colours[ImGuiCol_ScrollbarGrab] = {1, 1, 1, 0.12f};
    colours[ImGuiCol_ScrollbarGrabHovered] = {1, 1, 1, 0.2f};
    colours[ImGuiCol_ScrollbarGrabActive] = {1, 1, 1, 0.28f};
}

}  // namespace

Type apply_theme(float scale)
{
    ImGuiIO& io = ImGui::GetIO();
    io.Fonts->Clear();
    io.Fonts->FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    Type type;
    type.regular = add_font(embedded_inter_regular(), std::round(16 * scale));
    type.heading = add_font(embedded_inter_semibold(), std::round(16 * scale));
    type.small = add_font(embedded_inter_regular(), std::round(13.5f * scale));
    ImGui::GetStyle() = ImGuiStyle();
    set_distances(ImGui::GetStyle());
    set_colours(ImGui::GetStyle().Colors);
    ImGui::GetStyle().ScaleAllSizes(scale);
    return type;
}

}  // namespace shell
