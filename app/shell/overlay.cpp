// SPDX-License-Identifier: MIT
#include "shell/overlay.h"

#include "panels/tool_strip.h"
#include "panels/view_strip.h"
#include "shell/texts.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace shell {
namespace {

/// How much of a direction must lie across the picture to be called a side.
constexpr double clearly_a_side = 0.6;

void draw_words(ImDrawList& drawing, const panels::Form& form, ImVec2 at, const std::string& text)
{
    ImFont* font = form.type.heading;
    drawing.AddText(font, font->FontSize, at, IM_COL32(84, 94, 104, 255), text.c_str());
}

/// What lies at the picture's left and right edge.
std::pair<std::string, std::string> side_words(const render::Camera& camera)
{
    if (camera.right.x > clearly_a_side) return {say("Patient's right"), say("Patient's left")};
    if (camera.right.x < -clearly_a_side) return {say("Patient's left"), say("Patient's right")};
    if (camera.right.z < -clearly_a_side) return {say("Front"), say("Back")};
    if (camera.right.z > clearly_a_side) return {say("Back"), say("Front")};
    return {};
}

void break_at_last_space(std::string& words)
{
    if (const auto space = words.rfind(' '); space != std::string::npos) words[space] = '\n';
}

}  // namespace

ImDrawList& begin_overlay(const SceneFrame& frame)
{
    ImDrawList& drawing = *ImGui::GetBackgroundDrawList();
    const Rectangle& area = frame.area;
    drawing.PushClipRect(area.corner, {area.corner.x + area.size.x, area.corner.y + area.size.y});
    return drawing;
}

void draw_label(ImDrawList& drawing, const panels::Form& form, ImVec2 left, const std::string& text)
{
    ImFont* font = form.type.small;
    const ImVec2 size = font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, text.c_str());
    const ImVec2 corner(left.x, left.y - size.y / 2);
    const float pad = 5 * form.scale;
    drawing.AddRectFilled({corner.x - pad, corner.y - pad / 2},
                          {corner.x + size.x + pad, corner.y + size.y + pad / 2},
                          IM_COL32(28, 31, 35, 215),
                          5 * form.scale);
    drawing.AddText(font, font->FontSize, corner, ImGui::GetColorU32(ink::text), text.c_str());
}

void draw_ring(const SceneFrame& frame,
               const render::Camera& camera,
               std::span<const glm::dvec3> ring,
               const ImVec4& colour)
{
    std::vector<ImVec2> line;
    for (const glm::dvec3 place : ring)
        line.push_back(frame.from_pixel(camera.pixel_of(place)));
    ImDrawList& drawing = begin_overlay(frame);
    const int count = int(line.size());
    drawing.AddPolyline(line.data(), count, IM_COL32(0, 0, 0, 110), 0, 4);
    drawing.AddPolyline(line.data(), count, ImGui::GetColorU32(colour), 0, 2);
    drawing.PopClipRect();
}

void draw_sketch(const SceneFrame& frame,
                 const tools::Sketch& sketch,
                 const tools::Turntable& view,
                 const tools::BrushSkin& skin,
                 const ImVec4& colour)
{
    const render::Camera camera = view.camera();
    const ImU32 dark = IM_COL32(0, 0, 0, 130), ink = ImGui::GetColorU32(colour);
    ImDrawList& drawing = begin_overlay(frame);
    const auto on_screen = [&](const zones::PathPlace& place) {
        return frame.from_pixel(camera.pixel_of(place.position));
    };
    for (const auto& line : sketch.lines) {
        std::vector<ImVec2> run;  // that is seen, in steps of some pixels
        const auto draw_run = [&] {
            drawing.AddPolyline(run.data(), int(run.size()), dark, 0, 4.5f);
            drawing.AddPolyline(run.data(), int(run.size()), ink, 0, 2.2f);
            run.clear();
        };
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (glm::dot(line[i].normal, camera.toward) <= 0) {
                draw_run();
                continue;
            }
            const ImVec2 at = on_screen(line[i]);
            const bool far_on =
                run.empty() || std::hypot(at.x - run.back().x, at.y - run.back().y) > 4;
            if (far_on || i + 1 == line.size()) run.push_back(at);
        }
        draw_run();
    }
    for (std::size_t i = 0; i < sketch.handles.size(); ++i) {
        if (!tools::is_seen(sketch.handles[i].position, view, skin)) continue;
        const ImVec2 at = on_screen(sketch.handles[i]);
        const bool chosen = sketch.chosen == i;
        drawing.AddCircleFilled(at, chosen ? 7.5f : 6, dark, 20);
        drawing.AddCircleFilled(at, chosen ? 6.0f : 4.5f, IM_COL32(255, 255, 255, 255), 20);
        drawing.AddCircleFilled(at, chosen ? 4.0f : 2.5f, ink, 20);
    }
    drawing.PopClipRect();
}

void draw_side_words(const SceneFrame& frame,
                     const render::Camera& camera,
                     const panels::Form& form)
{
    auto [left, right] = side_words(camera);
    if (left.empty()) return;
    ImDrawList& drawing = begin_overlay(frame);
    const float margin = 18 * form.scale;
    const auto size_of = [font = form.type.heading](const std::string& words) {
        return font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, words.c_str());
    };
    if (size_of(left).x + size_of(right).x + 4 * margin > frame.area.size.x)
        for (std::string* words : {&left, &right})
            break_at_last_space(*words);
    const float from = frame.area.corner.x + margin;
    const float to = frame.area.corner.x + frame.area.size.x - margin;
    const float bottom = frame.area.corner.y + frame.area.size.y - margin;
    draw_words(drawing, form, {from, bottom - size_of(left).y}, left);
    draw_words(drawing, form, {to - size_of(right).x, bottom - size_of(right).y}, right);
    drawing.PopClipRect();
}

void draw_pins(const SceneFrame& frame,
               const tools::Turntable& turntable,
               const geometry::Bvh& skin,
               std::span<const Pin> pins,
               const panels::Form& form)
{
    constexpr double hidden_mm = 3;
    const render::Camera camera = turntable.camera();
    ImDrawList& drawing = begin_overlay(frame);
    const float radius = 5 * form.scale;
    for (const Pin& pin : pins) {
        const glm::dvec2 pixel = camera.pixel_of(pin.place);
        const geometry::Ray ray = turntable.ray(pixel);
        const auto hit = skin.cast(ray);
        if (hit && hit->distance_mm < glm::distance(ray.origin, pin.place) - hidden_mm) continue;
        const ImVec2 at = frame.from_pixel(pixel);
        drawing.AddCircleFilled(at, radius + 2 * form.scale, IM_COL32(20, 22, 25, 170));
        drawing.AddCircleFilled(at, radius, IM_COL32(255, 255, 255, 255));
        drawing.AddCircleFilled(at, radius * 0.55f, IM_COL32(30, 110, 160, 255));
        if (pin.rings) drawing.AddCircle(at, radius * 2.2f, IM_COL32(255, 255, 255, 255), 0, 2);
        const ImVec2 mouse = ImGui::GetMousePos();
        const float away = std::hypot(mouse.x - at.x, mouse.y - at.y);
        if (!pin.rings && away > 3 * radius) continue;
        draw_label(drawing, form, {at.x + 2.6f * radius, at.y}, pin.name);
    }
    drawing.PopClipRect();
}

void draw_measure(const SceneFrame& frame,
                  const render::Camera& camera,
                  std::span<const glm::dvec3> places,
                  const panels::Form& form)
{
    if (places.empty()) return;
    ImDrawList& drawing = begin_overlay(frame);
    std::vector<ImVec2> line;
    for (const glm::dvec3 place : places)
        line.push_back(frame.from_pixel(camera.pixel_of(place)));
    const int count = int(line.size());
    drawing.AddPolyline(line.data(), count, IM_COL32(20, 22, 25, 170), 0, 5 * form.scale);
    drawing.AddPolyline(line.data(), count, IM_COL32(255, 255, 255, 255), 0, 2 * form.scale);
    for (const ImVec2 at : line) {
        drawing.AddCircleFilled(at, 6 * form.scale, IM_COL32(20, 22, 25, 170));
        drawing.AddCircleFilled(at, 4 * form.scale, IM_COL32(255, 255, 255, 255));
    }
    drawing.PopClipRect();
}

void draw_middle(const SceneFrame& frame,
                 const MiddleLine& middle,
                 const tools::Turntable& view,
                 const tools::BrushSkin& skin,
                 const panels::Form& form)
{
    const render::Camera camera = view.camera();
    std::vector<std::pair<ImVec2, ImVec2>> seen;
    for (const MiddleLine::Piece& piece : middle.pieces) {
        if (glm::dot(piece.normal, camera.toward) <= 0) continue;
        if (!tools::is_seen((piece.from + piece.to) / 2.0, view, skin)) continue;
        seen.emplace_back(frame.from_pixel(camera.pixel_of(piece.from)),
                          frame.from_pixel(camera.pixel_of(piece.to)));
    }
    if (seen.empty()) return;
    ImDrawList& drawing = begin_overlay(frame);
    for (const auto& [from, to] : seen)
        drawing.AddLine(from, to, IM_COL32(20, 22, 25, 255), 4 * form.scale);
    for (const auto& [from, to] : seen)
        drawing.AddLine(from, to, IM_COL32(255, 255, 255, 255), 1.8f * form.scale);
    const auto top =
        std::ranges::min_element(seen, {}, [](const auto& one) { return one.first.y; });
    const std::string words =
        middle.by_landmarks ? say("Middle, by the landmarks") : say("Middle, as the skin gives it");
    draw_label(drawing, form, {top->first.x + 14 * form.scale, top->first.y}, words);
    drawing.PopClipRect();
}

void draw_notice(const SceneFrame& frame, const panels::Form& form, const std::string& text)
{
    ImFont* font = form.type.heading;
    const Rectangle tools = panels::tool_strip_area(frame.area, form.scale);
    const Rectangle corner = panels::view_corner_area(frame.area, form.scale);
    const ImVec2 pad(18 * form.scale, 11 * form.scale);
    const float left = tools.corner.x + tools.size.x + 2 * pad.x;
    const auto size_within = [&](float width) {
        return font->CalcTextSizeA(font->FontSize, FLT_MAX, width, text.c_str());
    };
    const ImVec2 line = size_within(0);
    const float middle = frame.area.corner.x + frame.area.size.x / 2;
    const bool fits_above =
        middle - line.x / 2 >= left && middle + line.x / 2 + 2 * pad.x <= corner.corner.x;
    // Else beside the tools and above the words of the sides, in as many lines as it takes.
    const float right = frame.area.corner.x + frame.area.size.x - 2 * pad.x;
    const float wrap = fits_above ? 0 : std::max(right - left, 1.0f);
    const ImVec2 size = size_within(wrap);
    const ImVec2 at =
        fits_above
            ? ImVec2(middle - size.x / 2, frame.area.corner.y + 40 * form.scale - size.y / 2)
            : ImVec2(left, frame.area.corner.y + frame.area.size.y - size.y - 72 * form.scale);
    ImDrawList& drawing = begin_overlay(frame);
    drawing.AddRectFilled({at.x - pad.x, at.y - pad.y},
                          {at.x + size.x + pad.x, at.y + size.y + pad.y},
                          ImGui::GetColorU32({ink::panel.x, ink::panel.y, ink::panel.z, 0.9f}),
                          9 * form.scale);
    drawing.AddText(
        font, font->FontSize, at, ImGui::GetColorU32(ink::text), text.c_str(), nullptr, wrap);
    drawing.PopClipRect();
}

}  // namespace shell
