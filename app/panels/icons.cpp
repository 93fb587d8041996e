// SPDX-License-Identifier: MIT
#include "panels/icons.h"

#include <cmath>
#include <initializer_list>
#include <numbers>
#include <utility>

namespace panels {
namespace {

/// A pen in a square from -1 to 1, y down.
class Pen {
public:
    Pen(ImDrawList& drawing, ImVec2 middle, float size, ImU32 colour)
        : drawing_(drawing)
        , middle_(middle)
        , half_(size / 2)
        , colour_(colour)
    {
    }

    void lines(std::initializer_list<ImVec2> places, bool closes = false) const
    {
        for (const ImVec2& place : places)
            drawing_.PathLineTo(at(place));
        stroke(closes);
    }
    /// From one angle to another, in turns; 0 is at the right, and it grows clockwise.
    void arc(ImVec2 centre, float radius, float from, float to) const
    {
        constexpr float turn = 2 * std::numbers::pi_v<float>;
        drawing_.PathArcTo(at(centre), radius * half_, from * turn, to * turn, 24);
        stroke(to - from >= 1);
    }
    void dot(ImVec2 centre, float radius) const
    {
        drawing_.AddCircleFilled(at(centre), radius * half_, colour_, 16);
    }

private:
    ImVec2 at(ImVec2 place) const
    {
        return {middle_.x + place.x * half_, middle_.y + place.y * half_};
    }
    void stroke(bool closes) const
    {
        drawing_.PathStroke(
            colour_, closes ? ImDrawFlags_Closed : ImDrawFlags_None, std::fmax(half_ / 5, 1.2f));
    }

    ImDrawList& drawing_;
    ImVec2 middle_;
    float half_;
    ImU32 colour_;
};

/// An arrow that turns back, to the left; mirrored for redo.
void draw_turning_back(const Pen& pen, float side)
{
    pen.lines({{-0.35f * side, -0.8f}, {-0.8f * side, -0.35f}, {-0.35f * side, 0.1f}});
    pen.lines({{-0.75f * side, -0.35f},
               {0.2f * side, -0.35f},
               {0.55f * side, -0.22f},
               {0.75f * side, 0.1f},
               {0.62f * side, 0.45f},
               {0.3f * side, 0.65f},
               {-0.3f * side, 0.65f}});
}

void draw_gear(const Pen& pen)
{
    pen.arc({0, 0}, 0.30f, 0, 1);
    pen.arc({0, 0}, 0.62f, 0, 1);
    for (int tooth = 0; tooth < 8; ++tooth) {
        const float angle = float(tooth) * std::numbers::pi_v<float> / 4;
        const float x = std::cos(angle), y = std::sin(angle);
        pen.lines({{0.66f * x, 0.66f * y}, {0.9f * x, 0.9f * y}});
    }
}

void draw_eye(const Pen& pen)
{
    pen.lines({{-0.9f, 0}, {-0.45f, -0.42f}, {0, -0.55f}, {0.45f, -0.42f}, {0.9f, 0}});
    pen.lines({{-0.9f, 0}, {-0.45f, 0.42f}, {0, 0.55f}, {0.45f, 0.42f}, {0.9f, 0}});
    pen.arc({0, 0}, 0.25f, 0, 1);
}

void draw_lock(const Pen& pen, float lifted)
{
    pen.lines({{-0.6f, -0.05f}, {0.6f, -0.05f}, {0.6f, 0.8f}, {-0.6f, 0.8f}}, true);
    pen.arc({lifted, -0.35f}, 0.38f, 0.5f, 1);
    pen.lines({{lifted + 0.38f, -0.35f}, {lifted + 0.38f, -0.05f}});
    if (lifted == 0) pen.lines({{-0.38f, -0.35f}, {-0.38f, -0.05f}});
}

void draw_tool(const Pen& pen, Icon icon)
{
    switch (icon) {
    case Icon::brush:
        pen.lines({{0.85f, -0.85f}, {-0.05f, 0.05f}});
        pen.lines({{-0.05f, 0.05f}, {-0.35f, 0.1f}, {-0.55f, 0.4f}, {-0.85f, 0.85f}}, false);
        pen.lines({{-0.85f, 0.85f}, {-0.3f, 0.65f}, {0.02f, 0.4f}, {-0.05f, 0.05f}});
        break;
    case Icon::outline:
        pen.lines({{-0.6f, -0.45f}, {0.35f, -0.65f}, {0.7f, 0.25f}, {-0.15f, 0.7f}}, true);
        for (const ImVec2& corner :
             {ImVec2(-0.6f, -0.45f), ImVec2(0.35f, -0.65f), ImVec2(0.7f, 0.25f)})
            pen.dot(corner, 0.2f);
        pen.dot({-0.15f, 0.7f}, 0.2f);
        break;
    case Icon::bucket:
        pen.lines({{-0.2f, -0.8f}, {0.55f, -0.05f}, {-0.15f, 0.65f}, {-0.85f, -0.1f}}, true);
        pen.lines({{-0.62f, -0.1f}, {0.4f, -0.1f}});
        pen.lines({{0.75f, 0.2f}, {0.9f, 0.55f}, {0.75f, 0.75f}, {0.6f, 0.55f}}, true);
        break;
    case Icon::points:
        for (const ImVec2& place :
             {ImVec2(-0.55f, -0.55f), ImVec2(0.5f, -0.5f), ImVec2(-0.5f, 0.5f)})
            pen.dot(place, 0.19f);
        pen.arc({0.45f, 0.45f}, 0.38f, 0, 1);
        pen.dot({0.45f, 0.45f}, 0.16f);
        break;
    case Icon::rows:
        for (const float y : {-0.55f, 0.0f, 0.55f})
            pen.lines(
                {{-0.85f, y + 0.15f}, {-0.3f, y - 0.1f}, {0.3f, y - 0.1f}, {0.85f, y + 0.15f}});
        break;
    case Icon::line:
        pen.lines({{-0.85f, 0.5f}, {-0.35f, 0.1f}, {0.3f, 0.0f}, {0.85f, -0.5f}});
        pen.dot({-0.85f, 0.5f}, 0.17f);
        pen.dot({0, 0.04f}, 0.17f);
        pen.dot({0.85f, -0.5f}, 0.17f);
        break;
    case Icon::down:
        pen.lines({{0, -0.75f}, {0, 0.7f}});
        pen.lines({{-0.55f, 0.15f}, {0, 0.75f}, {0.55f, 0.15f}});
        break;
    case Icon::copy:
        pen.lines({{-0.25f, -0.25f}, {0.75f, -0.25f}, {0.75f, 0.75f}, {-0.25f, 0.75f}}, true);
        pen.lines(
            {{-0.45f, 0.35f}, {-0.75f, 0.35f}, {-0.75f, -0.75f}, {0.35f, -0.75f}, {0.35f, -0.45f}});
        break;
    case Icon::eye:
        draw_eye(pen);
        break;
    case Icon::hidden:
        draw_eye(pen);
        pen.lines({{-0.75f, 0.75f}, {0.75f, -0.75f}});
        break;
    case Icon::locked:
        draw_lock(pen, 0);
        break;
    case Icon::unlocked:
        draw_lock(pen, 0.55f);
        break;
    case Icon::bin:
        pen.lines({{-0.8f, -0.5f}, {0.8f, -0.5f}});
        pen.lines({{-0.3f, -0.5f}, {-0.3f, -0.8f}, {0.3f, -0.8f}, {0.3f, -0.5f}});
        pen.lines({{-0.6f, -0.5f}, {-0.5f, 0.85f}, {0.5f, 0.85f}, {0.6f, -0.5f}});
        break;
    case Icon::numbers:
        pen.dot({-0.5f, 0.45f}, 0.3f);
        pen.lines({{0.02f, -0.5f}, {0.35f, -0.8f}, {0.35f, 0.25f}});
        pen.lines({{0.02f, 0.25f}, {0.7f, 0.25f}});
        break;
    case Icon::layers:
        pen.lines({{-0.85f, -0.25f}, {0.85f, -0.25f}});
        pen.lines({{-0.85f, 0.2f}, {0.85f, 0.2f}});
        pen.lines({{-0.85f, 0.75f}, {0.85f, 0.75f}});
        pen.lines({{0.5f, -0.9f}, {-0.05f, 0.42f}});
        pen.dot({-0.08f, 0.46f}, 0.17f);
        break;
    case Icon::vessel:
        pen.lines({{0, 0.9f}, {0, 0.3f}, {-0.25f, 0}, {-0.3f, -0.35f}, {-0.65f, -0.85f}});
        pen.lines({{0, 0.3f}, {0.4f, -0.1f}, {0.45f, -0.5f}, {0.75f, -0.85f}});
        pen.lines({{-0.27f, -0.2f}, {-0.75f, -0.3f}});
        pen.lines({{0.43f, -0.35f}, {0.1f, -0.85f}});
        break;
    default:
        break;
    }
}

void draw(const Pen& pen, Icon icon)
{
    switch (icon) {
    case Icon::home:
        pen.lines({{-0.85f, 0}, {0, -0.8f}, {0.85f, 0}});
        pen.lines({{-0.58f, -0.1f}, {-0.58f, 0.75f}, {0.58f, 0.75f}, {0.58f, -0.1f}});
        break;
    case Icon::open:
        pen.lines({{-0.85f, 0.65f},
                   {-0.85f, -0.6f},
                   {-0.3f, -0.6f},
                   {-0.1f, -0.35f},
                   {0.85f, -0.35f},
                   {0.85f, 0.65f}},
                  true);
        pen.lines({{-0.85f, -0.05f}, {0.85f, -0.05f}});
        break;
    case Icon::file:
        pen.lines({{-0.6f, -0.85f}, {0.2f, -0.85f}, {0.6f, -0.4f}, {0.6f, 0.85f}, {-0.6f, 0.85f}},
                  true);
        pen.lines({{0.2f, -0.85f}, {0.2f, -0.4f}, {0.6f, -0.4f}});
        break;
    case Icon::patient:
        pen.arc({0, -0.4f}, 0.4f, 0, 1);
        pen.arc({0, 0.95f}, 0.75f, 0.5f, 1);
        break;
    case Icon::settings:
        draw_gear(pen);
        break;
    case Icon::question:
        pen.arc({0, -0.35f}, 0.42f, 0.5f, 1.15f);
        pen.lines({{0.26f, -0.02f}, {0.04f, 0.16f}, {0, 0.38f}});
        pen.dot({0, 0.74f}, 0.13f);
        break;
    case Icon::undo:
        draw_turning_back(pen, 1);
        break;
    case Icon::redo:
        draw_turning_back(pen, -1);
        break;
    case Icon::history:
        pen.arc({0, 0}, 0.8f, 0, 1);
        pen.lines({{0, -0.45f}, {0, 0.05f}, {0.38f, 0.25f}});
        break;
    case Icon::close:
        pen.lines({{-0.6f, -0.6f}, {0.6f, 0.6f}});
        pen.lines({{-0.6f, 0.6f}, {0.6f, -0.6f}});
        break;
    case Icon::up:
        pen.lines({{0, 0.75f}, {0, -0.7f}});
        pen.lines({{-0.55f, -0.15f}, {0, -0.75f}, {0.55f, -0.15f}});
        break;
    case Icon::warning:
        pen.lines({{0, -0.8f}, {0.88f, 0.72f}, {-0.88f, 0.72f}}, true);
        pen.lines({{0, -0.25f}, {0, 0.22f}});
        pen.dot({0, 0.47f}, 0.1f);
        break;
    case Icon::reset:
        pen.arc({0, 0}, 0.7f, -0.12f, 0.68f);
        pen.lines({{0.15f, -0.66f}, {0.6f, -0.5f}, {0.72f, -0.92f}});
        break;
    case Icon::target:
        pen.arc({0, 0}, 0.6f, 0, 1);
        pen.lines({{-0.95f, 0}, {-0.35f, 0}});
        pen.lines({{0.35f, 0}, {0.95f, 0}});
        pen.lines({{0, -0.95f}, {0, -0.35f}});
        pen.lines({{0, 0.35f}, {0, 0.95f}});
        break;
    default:
        draw_tool(pen, icon);
    }
}

}  // namespace

void draw_icon(ImDrawList& drawing, Icon icon, ImVec2 middle, float size, ImU32 colour)
{
    draw(Pen(drawing, middle, size, colour), icon);
}

bool icon_button(const Form& form, Icon icon, const char* says)
{
    const float side = ImGui::GetFrameHeight();
    ImGui::PushID(says);
    const bool pressed = ImGui::Button("##icon", {side, side});
    ImGui::PopID();
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    draw_icon(*ImGui::GetWindowDrawList(),
              icon,
              {(low.x + high.x) / 2, (low.y + high.y) / 2},
              16 * form.scale,
              ImGui::GetColorU32(ImGuiCol_Text));
    hint(says);
    return pressed;
}

bool labelled_button(const Form& form, Icon icon, const char* words, ImVec2 size)
{
    ImGui::PushID(words);
    const bool pressed = ImGui::Button("##labelled", size);
    ImGui::PopID();
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    const ImVec2 text = ImGui::CalcTextSize(words);
    const float icon_size = 16 * form.scale, between = 9 * form.scale;
    const float left = (low.x + high.x - text.x - icon_size - between) / 2;
    const float middle = (low.y + high.y) / 2;
    ImDrawList& drawing = *ImGui::GetWindowDrawList();
    const ImU32 colour = ImGui::GetColorU32(ImGuiCol_Text);
    draw_icon(drawing, icon, {left + icon_size / 2, middle}, icon_size, colour);
    drawing.AddText({left + icon_size + between, middle - text.y / 2}, colour, words);
    return pressed;
}

}  // namespace panels
