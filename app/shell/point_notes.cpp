// SPDX-License-Identifier: MIT
#include "shell/point_notes.h"

#include "base/error.h"
#include "clinic/areas.h"
#include "gpu/texture.h"
#include "render/inset.h"
#include "render/scene_renderer.h"
#include "shell/texts.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace shell {
namespace {

using render::Needle;

// So many are looked for behind the skin in a few milliseconds; of more the numbers wait until the
// view rests.
constexpr std::size_t most_while_moving = 5000;
constexpr std::size_t most_numbers = 500;
constexpr float pointed_px = 9;       // so near the mouse points at a mark
constexpr float inset_scale = 0.86f;  // an inset's unit in the window's
constexpr float least_inset_scale = 0.55f;
// Dear ImGui's size of Inter is from the lowest to the highest line, the engine's is the em.
constexpr float em_per_font_size = 1 / 1.21f;

render::Area area_in_picture(const Rectangle& rectangle, const SceneFrame& frame)
{
    const float scale = float(frame.pixels_per_unit);
    return {(rectangle.corner.x - frame.area.corner.x) * scale,
            (rectangle.corner.y - frame.area.corner.y) * scale,
            rectangle.size.x * scale,
            rectangle.size.y * scale};
}

void draw_number(ImDrawList& drawing,
                 const SceneFrame& frame,
                 const render::Label& label,
                 ImFont* font)
{
    constexpr ImU32 dark = IM_COL32(26, 31, 38, 255), halo = IM_COL32(255, 255, 255, 150);
    const float size = font->FontSize;
    const glm::vec2 middle(label.area.x + label.area.width / 2,
                           label.area.y + label.area.height / 2);
    const ImVec2 at = frame.from_pixel(middle);
    if (label.led) {
        const glm::vec2 nearest = glm::clamp(
            label.anchor,
            glm::vec2(label.area.x, label.area.y),
            glm::vec2(label.area.x + label.area.width, label.area.y + label.area.height));
        const ImVec2 from = frame.from_pixel(label.anchor), to = frame.from_pixel(nearest);
        drawing.AddLine(from, to, IM_COL32(255, 255, 255, 200), 0.2f * size);
        drawing.AddLine(from, to, dark, 0.08f * size);
    }
    const char* text = label.text.c_str();
    const ImVec2 extent = font->CalcTextSizeA(size, FLT_MAX, 0, text);
    const ImVec2 corner(std::round(at.x - extent.x / 2), std::round(at.y - extent.y / 2));
    if (label.covers)
        drawing.AddRectFilled({corner.x - 0.15f * size, corner.y},
                              {corner.x + extent.x + 0.15f * size, corner.y + extent.y},
                              IM_COL32(255, 255, 255, 235),
                              0.3f * size);
    else
        for (const float x : {-1.2f, 0.0f, 1.2f})
            for (const float y : {-1.2f, 0.0f, 1.2f})
                if (x != 0 || y != 0)
                    drawing.AddText(font,
                                    size,
                                    {corner.x + x * size / 18, corner.y + y * size / 18},
                                    halo,
                                    text);
    drawing.AddText(font, size, corner, dark, text);
}

void draw_ring_at(ImDrawList& drawing, ImVec2 at, float radius)
{
    drawing.AddCircle(at, radius, IM_COL32(20, 24, 30, 200), 0, 5);
    drawing.AddCircle(at, radius, IM_COL32(255, 255, 255, 255), 0, 2.4f);
}

render::InsetWords spoken_words()
{
    return {.needle = say("{:g} mm of needle at {:g}°; scale in mm"),
            .epidermis = say("Epidermis {:g} mm"),
            .dermis = say("Dermis to {:.2g} mm"),
            .spread = say("sources: {:g} to {:g}"),
            .tip = say("Tip {:g} mm deep"),
            .fat = say("Fat, {:g} mm"),
            .region = say("Region {}, mean of women and men."),
            .sources = say("Sources {} of the clinical tables.")};
}

/// ImGui blends colours as they are, not multiplied by their opacity.
std::vector<std::uint8_t> straight(std::vector<std::uint8_t> rgba)
{
    for (std::size_t i = 0; i < rgba.size(); i += 4)
        for (std::size_t colour = i; rgba[i + 3] > 0 && colour < i + 3; ++colour)
            rgba[colour] = std::uint8_t(std::min(255, rgba[colour] * 255 / rgba[i + 3]));
    return rgba;
}

}  // namespace

void PointNotes::draw(const SceneFrame& frame,
                      const render::Camera& camera,
                      const NotedPoints& points,
                      const Wish& wish,
                      const panels::Form& form)
{
    pointed_ = 0;
    const bool has_points = points.needles && !points.needles->empty();
    if (!has_points || !points.plan || !points.plan->map) return labels_.clear();
    ImDrawList& drawing = *ImGui::GetBackgroundDrawList();
    const Rectangle& scene = frame.area;
    drawing.PushClipRect(scene.corner,
                         {scene.corner.x + scene.size.x, scene.corner.y + scene.size.y});
    if (wish.numbers) {
        const glm::ivec2 size = frame.picture_px();
        ImFont* font = form.type.number;
        const double mark = render::mark_mm({}, camera.pixels_per_mm(), float(size.y));
        render::LabelRoom room{.area = {0, 0, float(size.x), float(size.y)},
                               .blocked = {},
                               .size_px =
                                   font->FontSize * em_per_font_size * float(frame.pixels_per_unit),
                               .mark_px = float(mark * camera.pixels_per_mm()),
                               .most_numbers = most_numbers};
        for (const Rectangle& one : wish.blocked)
            room.blocked.push_back(area_in_picture(one, frame));
        place_numbers(camera, points, room);
        for (const render::Label& label : labels_)
            draw_number(drawing, frame, label, font);
    } else {
        labels_.clear();
    }
    if (wish.depth && wish.pointer) point_at(frame, camera, points, *wish.pointer, form);
    drawing.PopClipRect();
}

void PointNotes::place_numbers(const render::Camera& camera,
                               const NotedPoints& points,
                               const render::LabelRoom& room)
{
    const std::vector<Needle>& needles = *points.needles;
    const bool moved = std::exchange(camera_, camera) != camera;
    const bool others = std::exchange(labelled_, points.needles) != points.needles;
    const bool elsewhere = std::exchange(room_, room) != room;
    if (moved && needles.size() > most_while_moving) {
        labels_.clear();
        labelled_.reset();  // once it rests
    } else if (moved || others || elsewhere) {
        labels_ = render::placed_labels(
            camera, needles, render::seen_needles(camera, needles, points.skin), room);
    }
}

void PointNotes::point_at(const SceneFrame& frame,
                          const render::Camera& camera,
                          const NotedPoints& points,
                          glm::dvec2 pixel,
                          const panels::Form& form)
{
    const auto found = render::needle_at(pixel,
                                         pointed_px * form.scale * frame.pixels_per_unit,
                                         camera,
                                         *points.needles,
                                         points.skin);
    if (!found) return;
    const Needle& needle = (*points.needles)[*found];
    const auto& planned = points.plan->map->points;
    const auto point = std::ranges::find(planned, needle.number, &session::MapPoint::order);
    if (point == planned.end()) return;  // of a plan before this one
    pointed_ = needle.number;
    ImDrawList& drawing = *ImGui::GetBackgroundDrawList();
    const ImVec2 at = frame.from_pixel(camera.pixel_of(needle.position));
    draw_ring_at(drawing, at, 8 * form.scale);
    draw_depth(frame, points, needle, form);
}

/// The card in the scene's lower right corner, if the skin there is known and the scene has room.
void PointNotes::draw_depth(const SceneFrame& frame,
                            const NotedPoints& points,
                            const Needle& needle,
                            const panels::Form& form)
{
    const Rectangle& scene = frame.area;
    const float scale = std::min({inset_scale * form.scale,
                                  0.5f * scene.size.x / render::inset_width,
                                  0.5f * scene.size.y / render::inset_height});
    if (scale < least_inset_scale * form.scale) return;
    const float unit = scale * float(frame.pixels_per_unit);
    const gpu::Extent size{std::uint32_t(render::inset_width * unit),
                           std::uint32_t(render::inset_height * unit)};
    if (inset_among_ != points.needles || inset_point_ != needle.number || inset_unit_ != unit) {
        inset_among_ = points.needles;
        inset_point_ = needle.number;
        inset_unit_ = unit;
        inset_.reset();
        try {
            const session::SessionMap& map = *points.plan->map;
            render::Inset inset = render::inset_of(map, needle.number, region_at(needle, points));
            const auto point =
                std::ranges::find(map.points, needle.number, &session::MapPoint::order);
            inset.title = say("Point {}, {}", needle.number, map.zones[point->zone].name);
            inset.words = spoken_words();
            render::Canvas canvas(size.width, size.height);
            draw_inset(canvas, inset, {0, 0, float(size.width), float(size.height)}, unit);
            inset_.emplace(gpu::texture_of(device_, "inset", size, straight(canvas.rgba())));
        } catch (const base::Error&) {
            // Neither landmarks nor the zone tell where its skin is, or the device is full.
        }
    }
    if (!inset_) return;
    const ImVec2 extent(float(size.width / frame.pixels_per_unit),
                        float(size.height / frame.pixels_per_unit));
    const float margin = 16 * form.scale;
    const float below = form.type.heading->FontSize + 26 * form.scale;  // the words of the side
    const ImVec2 corner(std::round(scene.corner.x + scene.size.x - margin - extent.x),
                        std::round(scene.corner.y + scene.size.y - below - extent.y));
    const ImVec2 end(corner.x + extent.x, corner.y + extent.y);
    ImGui::GetBackgroundDrawList()->AddImage(&*inset_, corner, end);
}

/// The skin's region in the tables, if the landmarks tell it.
std::optional<std::string> PointNotes::region_at(const Needle& needle, const NotedPoints& points)
{
    const session::Case& now = points.now;
    if (std::exchange(regions_of_, now.landmarks_revision) != now.landmarks_revision) {
        regions_.reset();
        regions_ = anatomy::regions_of(now.landmarks, {points.mesh, points.skin});
    }
    if (!regions_) return std::nullopt;
    const clinic::RegionSkin* skin =
        clinic::skin_of_region(regions_->at(needle.position, needle.normal).name);
    return skin ? std::optional(skin->skin) : std::nullopt;
}

}  // namespace shell
