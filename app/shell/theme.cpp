// SPDX-License-Identifier: MIT
#include "shell/theme.h"

#include "base/embedded.h"

#include <imgui_freetype.h>

#include <array>
#include <cmath>
#include <string_view>

// Inter (SIL Open Font License) travels in the render room, which draws with it too.
EMBEDDED_FILE(inter_regular)
EMBEDDED_FILE(inter_semibold)
EMBEDDED_FILE(face_card)
EMBEDDED_FILE(scalp_card)
EMBEDDED_FILE(body_card)

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

constexpr ImWchar digits[] = {'0', '9', 0};

ImFont* add_font(std::string_view file, float size_px, const ImWchar* ranges = letters)
{
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    // ImGui takes a pointer to change, and only reads it.
    return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(
        const_cast<char*>(file.data()), int(file.size()), size_px, &config, ranges);
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

/// What a look is made of, beside the ink.
struct Palette {
    ImVec4 field, raised, pressed;  // that is typed into or pressed
    ImVec4 popup;
    ImVec4 line;  // over what lies below it: borders, separators, scroll bars
};

ImVec4 grey(float value, float opacity = 1)
{
    return {value, value, value, opacity};
}

Palette take_dark_ink()
{
    ink::text = {0.91f, 0.92f, 0.93f, 1};
    ink::quiet = {0.63f, 0.66f, 0.70f, 1};
    ink::accent = {0.33f, 0.70f, 0.67f, 1};
    ink::on_accent = {0.06f, 0.09f, 0.09f, 1};
    ink::pass = {0.40f, 0.76f, 0.52f, 1};
    ink::warn = {0.95f, 0.75f, 0.35f, 1};
    ink::fail = {0.96f, 0.47f, 0.43f, 1};
    ink::panel = {0.115f, 0.125f, 0.140f, 1};
    ink::card = {0.150f, 0.163f, 0.182f, 1};
    return {{0.165f, 0.180f, 0.200f, 1},
            {0.205f, 0.225f, 0.250f, 1},
            {0.245f, 0.270f, 0.300f, 1},
            {0.145f, 0.157f, 0.176f, 1},
            grey(1, 0.10f)};
}

Palette take_light_ink()
{
    ink::text = {0.11f, 0.13f, 0.16f, 1};
    ink::quiet = {0.36f, 0.40f, 0.45f, 1};
    ink::accent = {0.04f, 0.45f, 0.43f, 1};
    ink::on_accent = grey(1);
    ink::pass = {0.10f, 0.50f, 0.26f, 1};
    ink::warn = {0.88f, 0.60f, 0.10f, 1};
    ink::fail = {0.80f, 0.22f, 0.18f, 1};
    ink::panel = {0.957f, 0.963f, 0.970f, 1};
    ink::card = grey(1);
    return {{0.890f, 0.902f, 0.916f, 1},
            {0.845f, 0.862f, 0.880f, 1},
            {0.800f, 0.820f, 0.842f, 1},
            {0.985f, 0.988f, 0.992f, 1},
            grey(0, 0.16f)};
}

/// White on black with yellow, every field with a border: at least 7 to 1 between text and ground.
Palette take_contrast_ink()
{
    ink::text = grey(1);
    ink::quiet = grey(0.88f);
    ink::accent = {1, 0.84f, 0.20f, 1};
    ink::on_accent = grey(0);
    ink::pass = {0.45f, 1, 0.60f, 1};
    ink::warn = {1, 0.84f, 0.20f, 1};
    ink::fail = {1, 0.55f, 0.50f, 1};
    ink::panel = grey(0);
    ink::card = grey(0.06f);
    return {grey(0.04f), grey(0.20f), grey(0.30f), grey(0), grey(1, 0.75f)};
}

Palette take_ink(Look look)
{
    if (look == Look::light) return take_light_ink();
    return look == Look::high_contrast ? take_contrast_ink() : take_dark_ink();
}

void set_colours(ImVec4* colours, const Palette& palette)
{
    const auto faint = [](ImVec4 colour, float opacity) {
        colour.w *= opacity;
        return colour;
    };
    colours[ImGuiCol_Text] = ink::text;
    colours[ImGuiCol_TextDisabled] = ink::quiet;
    colours[ImGuiCol_WindowBg] = ink::panel;
    colours[ImGuiCol_ChildBg] = {0, 0, 0, 0};
    colours[ImGuiCol_PopupBg] = palette.popup;
    colours[ImGuiCol_TitleBg] = colours[ImGuiCol_TitleBgActive] = palette.popup;
    colours[ImGuiCol_ModalWindowDimBg] = {0, 0, 0, 0.45f};
    colours[ImGuiCol_Border] = palette.line;
    colours[ImGuiCol_FrameBg] = palette.field;
    colours[ImGuiCol_FrameBgHovered] = palette.raised;
    colours[ImGuiCol_FrameBgActive] = palette.pressed;
    colours[ImGuiCol_Button] = palette.field;
    colours[ImGuiCol_ButtonHovered] = palette.raised;
    colours[ImGuiCol_ButtonActive] = palette.pressed;
    colours[ImGuiCol_Header] = faint(ink::accent, 0.20f);
    colours[ImGuiCol_HeaderHovered] = faint(ink::accent, 0.14f);
    colours[ImGuiCol_HeaderActive] = faint(ink::accent, 0.28f);
    colours[ImGuiCol_Separator] = faint(palette.line, 0.8f);
    colours[ImGuiCol_CheckMark] = ink::accent;
    colours[ImGuiCol_SliderGrab] = ink::accent;
    colours[ImGuiCol_SliderGrabActive] = ink::accent;
    colours[ImGuiCol_PlotHistogram] = ink::accent;
    colours[ImGuiCol_TextSelectedBg] = faint(ink::accent, 0.35f);
    colours[ImGuiCol_NavHighlight] = ink::accent;
    colours[ImGuiCol_ScrollbarBg] = {0, 0, 0, 0};
    colours[ImGuiCol_ScrollbarGrab] = palette.line;
    colours[ImGuiCol_ScrollbarGrabHovered] = faint(ink::quiet, 0.5f);
    colours[ImGuiCol_ScrollbarGrabActive] = faint(ink::quiet, 0.7f);
}

}  // namespace

Type apply_theme(float scale, Look look)
{
    ImGuiIO& io = ImGui::GetIO();
    io.Fonts->Clear();
    io.Fonts->FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    Type type;
    type.regular = add_font(embedded_inter_regular(), std::round(16 * scale));
    type.heading = add_font(embedded_inter_semibold(), std::round(16 * scale));
    type.small = add_font(embedded_inter_regular(), std::round(13.5f * scale));
    type.title = add_font(embedded_inter_semibold(), std::round(28 * scale));
    type.number = add_font(embedded_inter_semibold(), std::round(14 * scale), digits);
    const std::array people{embedded_face_card(), embedded_scalp_card(), embedded_body_card()};
    type.people = build_atlas(people);
    ImGui::GetStyle() = ImGuiStyle();
    set_distances(ImGui::GetStyle());
    if (look == Look::high_contrast) ImGui::GetStyle().FrameBorderSize = 1;
    set_colours(ImGui::GetStyle().Colors, take_ink(look));
    ImGui::GetStyle().ScaleAllSizes(scale);
    return type;
}

}  // namespace shell
