// SPDX-License-Identifier: MIT
#include "shell/structure_notes.h"

#include "panels/tool_strip.h"
#include "panels/view_strip.h"
#include "shell/sentences.h"
#include "shell/texts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace shell {
namespace {

constexpr float line_step = 1.5f;  // of the letters' height
constexpr float gap = 12;          // around the columns of names
constexpr float below = 74;        // them: two lines of the side, and what is known
constexpr float side_words = 150;  // "Patient's right" in the corner below
constexpr float pad = 4;           // around a name
constexpr ImU32 dark = IM_COL32(33, 40, 50, 255);

/// Beside the strips.
Rectangle room_for_names(const Rectangle& scene, float scale)
{
    const Rectangle tools = panels::tool_strip_area(scene, scale);
    const Rectangle corner = panels::view_corner_area(scene, scale);
    const ImVec2 low(tools.corner.x + tools.size.x + gap * scale,
                     corner.corner.y + corner.size.y + gap * scale);
    return {low,
            {scene.corner.x + scene.size.x - gap * scale - low.x,
             scene.corner.y + scene.size.y - below * scale - low.y}};
}

render::Area area_in_picture(const Rectangle& one, const SceneFrame& frame)
{
    const float unit = float(frame.pixels_per_unit);
    return {(one.corner.x - frame.area.corner.x) * unit,
            (one.corner.y - frame.area.corner.y) * unit,
            one.size.x * unit,
            one.size.y * unit};
}

bool overlap(const Rectangle& a, const Rectangle& b)
{
    return a.corner.x < b.corner.x + b.size.x && b.corner.x < a.corner.x + a.size.x &&
           a.corner.y < b.corner.y + b.size.y && b.corner.y < a.corner.y + a.size.y;
}

bool holds(const Rectangle& outer, const Rectangle& inner)
{
    return outer.contains(inner.corner.x, inner.corner.y) &&
           outer.contains(inner.corner.x + inner.size.x, inner.corner.y + inner.size.y);
}

bool lies_on_skin(const Rectangle& area,
                  const SceneFrame& frame,
                  const tools::Turntable& view,
                  const geometry::Bvh& skin)
{
    const glm::dvec2 middle(area.corner.x + area.size.x / 2 - frame.area.corner.x,
                            area.corner.y + area.size.y / 2 - frame.area.corner.y);
    return skin.cast(view.ray(middle * frame.pixels_per_unit)).has_value();
}

/// Twice, so that it shows on light and on dark skin.
void draw_lined(ImDrawList& drawing, ImVec2 from, ImVec2 to, ImU32 colour, float width)
{
    drawing.AddLine(from, to, IM_COL32(255, 255, 255, 170), width + 1.5f);
    drawing.AddLine(from, to, colour, width);
}

void draw_course(ImDrawList& drawing,
                 const SceneFrame& frame,
                 const render::Camera& camera,
                 const render::Course& course,
                 const std::vector<bool>& seen,
                 float scale)
{
    const auto at = [&](std::size_t i) {
        return frame.from_pixel(camera.pixel_of(course.on_skin[i].position));
    };
    const render::Colour& is = course.colour;
    const ImU32 colour = ImGui::GetColorU32({is.red, is.green, is.blue, is.opacity});
    for (std::size_t i = 1; i < seen.size(); ++i)
        if (seen[i - 1] && seen[i]) draw_lined(drawing, at(i - 1), at(i), colour, 1.7f * scale);
}

/// From the nearest place of the name's edge.
void draw_leader(ImDrawList& drawing, const Rectangle& name, ImVec2 anchor, float scale)
{
    const float inside = name.size.y / 2;
    const ImVec2 start(
        std::clamp(anchor.x, name.corner.x, name.corner.x + name.size.x),
        std::clamp(anchor.y, name.corner.y + inside, name.corner.y + name.size.y - inside));
    draw_lined(drawing, start, anchor, dark, scale);
    drawing.AddCircleFilled(anchor, 2.8f * scale, dark);
}

void draw_name(ImDrawList& drawing,
               const Rectangle& area,
               const std::string& name,
               const panels::Form& form)
{
    const float edge = pad * form.scale;
    drawing.AddRectFilled(area.corner,
                          {area.corner.x + area.size.x, area.corner.y + area.size.y},
                          IM_COL32(250, 251, 252, 225),
                          edge);
    drawing.AddText(form.type.small,
                    form.type.small->FontSize,
                    {area.corner.x + edge, area.corner.y + 1},
                    dark,
                    name.c_str());
}

std::string words_of(const StructurePlate* plate)
{
    if (!plate) return say("Looking for the structures of this person...");
    if (!plate->problem.empty()) return plate->problem;
    if (plate->placed == 0)
        return say("No structure is known here: they follow from landmarks (key L).");
    return say("{} structures to respect, {} that these landmarks cannot place. The lines are "
               "usual courses; people differ.",
               plate->placed,
               plate->not_placed);
}

/// The same where there is little room.
std::string short_words_of(const StructurePlate* plate)
{
    if (!plate || !plate->problem.empty() || plate->placed == 0) return words_of(plate);
    return say("{} structures, {} not placed", plate->placed, plate->not_placed);
}

void draw_words(ImDrawList& drawing,
                const Rectangle& scene,
                const StructurePlate* plate,
                const panels::Form& form)
{
    ImFont* font = form.type.small;
    const auto width_of = [font](const std::string& text) {
        return font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, text.c_str()).x;
    };
    std::string words = words_of(plate);
    const float room = scene.size.x - 2 * gap * form.scale;
    if (width_of(words) > room) words = short_words_of(plate);
    const bool fits_between_sides = width_of(words) < room - 2 * side_words * form.scale;
    const float up = fits_between_sides ? 24 : below;
    draw_label(drawing,
               form,
               {scene.corner.x + (scene.size.x - width_of(words)) / 2,
                scene.corner.y + scene.size.y - up * form.scale},
               words);
}

}  // namespace

void StructureNotes::draw(const SceneFrame& frame,
                          const tools::Turntable& view,
                          const std::shared_ptr<const StructurePlate>& plate,
                          const geometry::Bvh& skin,
                          const panels::Form& form)
{
    follow(frame, view, plate, skin, form);
    ImDrawList& drawing = begin_overlay(frame);
    for (std::size_t i = 0; i < seen_.size(); ++i)
        if (plate_->courses[i].is_line)
            draw_course(drawing, frame, camera_, plate_->courses[i], seen_[i].places, form.scale);
    for (const Tag& tag : tags_)
        draw_leader(drawing, tag.area, frame.from_pixel(tag.anchor), form.scale);
    for (const Tag& tag : tags_)
        draw_name(drawing, tag.area, name_of(tag.course), form);
    draw_words(drawing, frame.area, plate_.get(), form);
    drawing.PopClipRect();
}

void StructureNotes::clear()
{
    seen_.clear();
    tags_.clear();
    plate_.reset();
}

std::vector<Rectangle> StructureNotes::taken() const
{
    std::vector<Rectangle> areas;
    for (const Tag& tag : tags_)
        areas.push_back(tag.area);
    return areas;
}

/// Some lies over another or ends outside.
bool StructureNotes::are_crowded(const std::vector<Tag>& tags, const Rectangle& room)
{
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (!holds(room, tags[i].area)) return true;
        for (std::size_t k = 0; k < i; ++k)
            if (overlap(tags[i].area, tags[k].area)) return true;
    }
    return false;
}

/// What is seen changes with the view and the plate only. Names stand beside the person; where that
/// is skin too, because the view is near, or too narrow, each beside its place.
void StructureNotes::follow(const SceneFrame& frame,
                            const tools::Turntable& view,
                            const std::shared_ptr<const StructurePlate>& plate,
                            const geometry::Bvh& skin,
                            const panels::Form& form)
{
    constexpr double most_on_skin = 0.3;
    const render::Area picture = area_in_picture(frame.area, frame);
    const bool moved = std::exchange(camera_, view.camera()) != camera_;
    const bool others = std::exchange(plate_, plate) != plate;
    const bool elsewhere = std::exchange(picture_, picture) != picture;
    if (!moved && !others && !elsewhere) return;
    seen_.clear();
    tags_.clear();
    if (!plate) return;
    seen_ = render::seen_courses(plate->courses, camera_, skin, picture);
    tags_ = in_margins(frame, form);
    const auto on_skin = std::ranges::count_if(
        tags_, [&](const Tag& tag) { return lies_on_skin(tag.area, frame, view, skin); });
    if (double(on_skin) > most_on_skin * double(tags_.size()) || are_crowded(tags_, frame.area))
        tags_ = beside_anchors(frame, form);
}

std::string StructureNotes::name_of(std::size_t course) const
{
    return say_sentence(plate_->courses[course].name);
}

/// The room that a name takes, somewhere.
Rectangle StructureNotes::area_of(std::size_t course, const panels::Form& form) const
{
    ImFont* font = form.type.small;
    const ImVec2 size = font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, name_of(course).c_str());
    return {{0, 0}, {size.x + 2 * pad * form.scale, size.y + 2}};
}

std::vector<StructureNotes::Tag> StructureNotes::in_margins(const SceneFrame& frame,
                                                            const panels::Form& form) const
{
    const Rectangle room = room_for_names(frame.area, form.scale);
    const float step_px = line_step * form.type.small->FontSize * float(frame.pixels_per_unit);
    std::vector<Tag> tags;
    for (const render::MarginName& name :
         render::names_in_margins(seen_, area_in_picture(room, frame), step_px)) {
        Rectangle area = area_of(name.course, form);
        area.corner = {name.on_left ? room.corner.x : room.corner.x + room.size.x - area.size.x,
                       frame.from_pixel({0, name.y_px}).y - area.size.y / 2};
        tags.push_back({name.course, name.anchor, area});
    }
    return tags;
}

/// Those that find a free place; the others' courses are still there.
std::vector<StructureNotes::Tag> StructureNotes::beside_anchors(const SceneFrame& frame,
                                                                const panels::Form& form) const
{
    const float off = gap * form.scale;
    std::vector<Rectangle> taken{panels::tool_strip_area(frame.area, form.scale),
                                 panels::view_corner_area(frame.area, form.scale)};
    const Rectangle above_words{frame.area.corner,
                                {frame.area.size.x, frame.area.size.y - below * form.scale}};
    const auto is_free = [&](const Rectangle& area) {
        return holds(above_words, area) && std::ranges::none_of(taken, [&](const Rectangle& one) {
                   return overlap(one, area);
               });
    };
    std::vector<Tag> tags;
    for (std::size_t i = 0; i < seen_.size(); ++i) {
        if (!seen_[i].anchor) continue;
        const ImVec2 at = frame.from_pixel(*seen_[i].anchor);
        Rectangle area = area_of(i, form);
        const ImVec2 size = area.size;
        for (const ImVec2 corner : {ImVec2(at.x + off, at.y - size.y / 2),
                                    ImVec2(at.x - off - size.x, at.y - size.y / 2),
                                    ImVec2(at.x - size.x / 2, at.y - off - size.y),
                                    ImVec2(at.x - size.x / 2, at.y + off)}) {
            area.corner = corner;
            if (!is_free(area)) continue;
            taken.push_back(area);
            tags.push_back({i, *seen_[i].anchor, area});
            break;
        }
    }
    return tags;
}

}  // namespace shell
