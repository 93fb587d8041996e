// SPDX-License-Identifier: MIT
#include "render/courses.h"

#include "render/labels.h"
#include "session/structure_field.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <map>

namespace render {
namespace {

using clinic::StructureClass;

constexpr float name_column = 232;  // units: the width that names get on each side
constexpr float name_size = 13;
constexpr float name_step = 19;  // from line to line

struct Look {
    const char* title;
    const char* meaning;
    Colour colour;
    float hatch_deg;
};

/// Red for what is not injected, amber for what limits the depth, blue for what is looked for.
Look look_of(StructureClass kind)
{
    switch (kind) {
    case StructureClass::no_go:
        return {"No-go", "no point here, its margin included", {0.74f, 0.09f, 0.13f, 1}, 45};
    case StructureClass::caution:
        return {"Caution", "no deeper than the structure's limit", {0.90f, 0.56f, 0.02f, 1}, 135};
    case StructureClass::check:
        break;
    }
    return {"Check", "to be marked or palpated first", {0.12f, 0.38f, 0.72f, 1}, 0};
}

Needle place_at(glm::dvec3 p, const geometry::Surface& surface, const geometry::Bvh& bvh)
{
    constexpr double near_mm = 60;
    Needle place{.position = p, .normal = {0, 0, 1}, .direction = {0, 0, -1}};
    const auto hit = bvh.nearest(p, near_mm);
    if (!hit) return place;
    const glm::uvec3 corners = surface.mesh.triangles[hit->place.triangle.value];
    glm::vec3 normal(0, 0, 1e-6f);
    for (int i = 0; i < 3; ++i)
        normal += float(hit->place.weights[i]) * surface.normals[corners[i]];
    place.position = geometry::position(surface.mesh, hit->place);
    place.normal = glm::normalize(normal);
    place.direction = -place.normal;
    return place;
}

glm::vec2 pixel(const Camera& camera, const Needle& place)
{
    return camera.pixel_of(place.position);
}

/// A name that is to be written, and the place that it leads to.
struct Note {
    const Course* course = nullptr;
    glm::vec2 anchor{0};
    float y_px = 0;  // of its line
};

/// The middle of what is seen of a course, if enough of it is seen.
std::optional<std::size_t> anchor_of(const std::vector<bool>& seen)
{
    constexpr double least_share = 0.25;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < seen.size(); ++i)
        if (seen[i]) places.push_back(i);
    if (places.empty() || double(places.size()) < least_share * double(seen.size()))
        return std::nullopt;
    return places[places.size() / 2];
}

/// As near to their anchors' heights as they can be without touching, from top to bottom.
void spread(std::vector<Note>& notes, const Area& scene, float step_px)
{
    std::ranges::sort(notes, {}, [](const Note& n) { return n.anchor.y; });
    float lowest = scene.y + step_px;
    for (Note& note : notes) {
        note.y_px = std::max(note.anchor.y, lowest);
        lowest = note.y_px + step_px;
    }
    float highest = scene.y + scene.height - 0.5f * step_px;
    for (auto note = notes.rbegin(); note != notes.rend(); ++note) {
        note->y_px = std::min(note->y_px, highest);
        highest = note->y_px - step_px;
    }
}

void draw_line(Canvas& canvas, const Course& course, const std::vector<bool>& seen,
               const Camera& camera, float width_px)
{
    for (const auto& [width, colour] :
         {std::pair(width_px + 1.6f, Colour{1, 1, 1, 0.75f}), {width_px, course.colour}})
        for (std::size_t i = 1; i < course.on_skin.size(); ++i)
            if (seen[i - 1] && seen[i])
                canvas.line(pixel(camera, course.on_skin[i - 1]),
                            pixel(camera, course.on_skin[i]),
                            width,
                            colour);
}

void write_notes(Canvas& canvas, std::vector<Note>& notes, const Layout& layout, bool on_left)
{
    const float unit = layout.unit;
    spread(notes, layout.scene, name_step * unit);
    const float gap = 10 * unit;
    const float x = on_left ? layout.scene.x - gap : layout.scene.x + layout.scene.width + gap;
    const TextStyle style{name_size * unit, ink, Weight::regular};
    for (const Note& note : notes) {
        const glm::vec2 start(x + (on_left ? gap : -gap) * 0.6f, note.y_px - 4 * unit);
        canvas.line(start, note.anchor, 2.2f * unit, {1, 1, 1, 0.6f});
        canvas.line(start, note.anchor, 0.9f * unit, {0.25f, 0.28f, 0.32f, 0.9f});
        canvas.disc(note.anchor, 2.6f * unit, ink);
    }
    for (const Note& note : notes)
        canvas.text({x, note.y_px},
                    canvas.shortened(note.course->name, style, name_column * unit - gap),
                    style,
                    on_left ? Align::right : Align::left);
}

}  // namespace

std::vector<ClassLayer>
layers_of(const anatomy::StructureMap& map, const anatomy::StructureSkin& skin)
{
    std::map<StructureClass, ClassLayer> layers;
    for (const anatomy::PlacedStructure& structure : map.placed) {
        const StructureClass kind = structure.facts->kind;
        const auto at =
            layers
                .try_emplace(
                    kind,
                    ClassLayer{kind, 0, zones::ZoneField(skin.surface.mesh.positions.size())})
                .first;
        session::add_to(at->second.field, session::reached_by(structure, skin));
        ++at->second.structures;
    }
    std::vector<ClassLayer> all;
    // Cautions first, so that what is forbidden is drawn over them.
    for (const StructureClass kind :
         {StructureClass::check, StructureClass::caution, StructureClass::no_go})
        if (const auto found = layers.find(kind); found != layers.end())
            all.push_back(std::move(found->second));
    return all;
}

SceneZone zone_of(const ClassLayer& layer, const Skin& skin)
{
    const Look look = look_of(layer.kind);
    std::vector<std::int16_t> field = field_on(skin, layer.field.values());
    const glm::vec3 facing = mean_normal_inside(skin, field);
    return {.name = look.title,
            .colour = look.colour,
            .hatch_deg = look.hatch_deg,
            .facing = facing,
            .field = std::move(field),
            .details = {look.meaning,
                        fmt::format("{} structure{}",
                                    layer.structures,
                                    layer.structures == 1 ? "" : "s")}};
}

std::vector<Course> courses_of(const anatomy::StructureMap& map,
                               const geometry::Surface& surface,
                               const geometry::Bvh& bvh)
{
    std::vector<Course> courses;
    for (const anatomy::PlacedStructure& structure : map.placed) {
        if (!structure.facts->within.empty()) continue;
        Course course{structure.facts->name,
                      look_of(structure.facts->kind).colour,
                      structure.facts->shape == clinic::StructureKind::band,
                      {}};
        for (const glm::dvec3 p : structure.path_mm)
            course.on_skin.push_back(place_at(p, surface, bvh));
        courses.push_back(std::move(course));
    }
    return courses;
}

void make_room_for_names(Layout& layout)
{
    const float column = std::min(name_column * layout.unit, 0.3f * layout.scene.width);
    layout.scene.x += column;
    layout.scene.width -= 2 * column;
}

void draw_courses(Canvas& canvas,
                  std::span<const Course> courses,
                  const Camera& camera,
                  const geometry::Bvh& skin,
                  const Layout& layout)
{
    std::vector<Note> left, right;
    const float middle = layout.scene.x + layout.scene.width / 2;
    for (const Course& course : courses) {
        const std::vector<bool> seen = seen_needles(camera, course.on_skin, skin);
        if (course.is_line) draw_line(canvas, course, seen, camera, 1.7f * layout.unit);
        const auto at = anchor_of(seen);
        if (!at) continue;
        const glm::vec2 anchor = pixel(camera, course.on_skin[*at]);
        (anchor.x < middle ? left : right).push_back({&course, anchor, 0});
    }
    write_notes(canvas, left, layout, true);
    write_notes(canvas, right, layout, false);
}

}  // namespace render
