// SPDX-License-Identifier: MIT
#include "render/photographer.h"

#include "render/labels.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace render {
namespace {

constexpr float title_size = 22;

/// A camera that shows the same at another scale, with the same middle.
Camera rescaled(const Camera& camera, double pixels_per_mm, gpu::Extent size)
{
    Camera other = camera;
    const double ratio = pixels_per_mm / camera.pixels_per_mm();
    const glm::dvec2 middle(size.width / 2.0, size.height / 2.0);
    other.pixels_per_slope *= ratio;
    other.axis_px = middle + ratio * (camera.axis_px - middle);
    return other;
}

/// What a scan covers while it turns around the upright axis through its middle.
std::vector<glm::vec3> swept(const std::vector<glm::vec3>& places)
{
    constexpr int around = 48;
    geometry::Box box;
    for (const glm::vec3 p : places)
        box.include(p);
    const glm::dvec3 middle = box.centre();
    double radius = 0;
    for (const glm::vec3 p : places)
        radius = std::max(radius, std::hypot(p.x - middle.x, p.z - middle.z));
    std::vector<glm::vec3> rings;
    for (int i = 0; i < around; ++i)
        for (const double y : {box.low.y, box.high.y}) {
            const double angle = 2 * std::numbers::pi * i / around;
            rings.push_back(glm::dvec3(
                middle.x + radius * std::sin(angle), y, middle.z + radius * std::cos(angle)));
        }
    return rings;
}

Picture blank(const PhotoSettings& settings)
{
    const auto [width, height] = settings.size;
    return {.width = width,
            .height = height,
            .rgba = std::vector<std::uint8_t>(std::size_t(width) * height * 4),
            .has_opacity = !settings.studio};
}

}  // namespace

Photographer::Photographer(SceneRenderer renderer, PlanScene scene, const PhotoSettings& settings)
    : scene_(std::move(scene))
    , settings_(settings)
    , renderer_(std::move(renderer))
{
    renderer_.show_skin(scene_.skin);
    renderer_.show_zones(scene_.zones);
    renderer_.show_needles(scene_.needles, scene_.needle_style);
    renderer_.show_background(settings.studio);
}

/// Without a legend.
Layout Photographer::empty_layout(gpu::Extent size) const
{
    return layout_of(float(size.width), float(size.height), {}, {}, settings_.type_scale);
}

std::vector<glm::vec3> Photographer::subject(const Outlook& outlook) const
{
    // Structures count only where there is no plan to show.
    std::span<const SceneZone> zones(scene_.zones);
    if (scene_.plan_zones > 0) zones = zones.first(scene_.plan_zones);
    return settings_.frames_zones ? surroundings_of(zones, scene_.skin, outlook)
                                  : scene_.skin.positions;
}

void Photographer::draw_numbers(Canvas& sheet, const Layout& layout, const Camera& camera) const
{
    if (!scene_.bvh || !settings_.numbers) return;
    const float radius_mm = mark_mm(scene_.needle_style, camera.pixels_per_mm(), layout.height_px);
    const LabelRoom room{.area = {0, layout.scene.y, layout.width_px, layout.scene.height},
                         .blocked = {layout.panel, layout.inset},
                         .size_px = std::max(13 * layout.unit, 9.0f),
                         .mark_px = radius_mm * float(camera.pixels_per_mm())};
    const std::vector<bool> seen = seen_needles(camera, scene_.needles, *scene_.bvh);
    draw_labels(sheet, placed_labels(camera, scene_.needles, seen, room), room.size_px);
}

Picture Photographer::plan(View view, const std::optional<Inset>& inset)
{
    const auto [width, height] = settings_.size;
    Layout layout =
        layout_of(float(width), float(height), scene_.legend, scene_.zones, settings_.type_scale);
    if (inset) make_room_for_inset(layout);
    if (!scene_.courses.empty()) make_room_for_names(layout);
    const Outlook outlook = outlook_of(view);
    const Camera camera = framed(outlook, subject(outlook), scene_.skin.positions, layout.scene);
    Canvas sheet = legend_sheet(scene_.legend, scene_.zones, layout, edge_words(view), camera);
    if (inset) draw_inset(sheet, *inset, layout.inset, layout.unit);
    if (!scene_.courses.empty()) draw_courses(sheet, scene_.courses, camera, *scene_.bvh, layout);
    draw_numbers(sheet, layout, camera);
    renderer_.show_overlay(&sheet);
    return renderer_.picture(camera, settings_.size);
}

Camera Photographer::camera(const Outlook& outlook, gpu::Extent size) const
{
    const Layout layout = empty_layout(size);
    return framed(outlook, subject(outlook), scene_.skin.positions, layout.scene);
}

Camera Photographer::close_up(std::size_t zone, gpu::Extent size) const
{
    glm::dvec3 toward(0);
    for (const Needle& needle : scene_.needles)
        if (needle.zone == zone) toward += needle.normal;
    if (glm::length(toward) < 1e-6) toward = {0, 0, 1};
    toward = glm::normalize(toward);
    constexpr double nearly_up = 0.9;
    const Outlook outlook{
        toward, std::abs(toward.y) < nearly_up ? glm::dvec3(0, 1, 0) : glm::dvec3(0, 0, -1)};
    const Layout layout = empty_layout(size);
    const auto shown = surroundings_of(
        std::span<const SceneZone>(scene_.zones).subspan(zone, 1), scene_.skin, outlook);
    return framed(outlook, shown, scene_.skin.positions, layout.scene);
}

Picture Photographer::captioned(const Camera& camera, gpu::Extent size, const Caption& caption)
{
    const Layout layout = empty_layout(size);
    LegendText text;
    text.footer = caption.footer;
    const TextStyle title{title_size * layout.unit, ink, Weight::semibold};
    const float title_px = Canvas(1, 1).text_width(caption.title, title);
    // Side words beside a title need thrice the room; a small cell does without them.
    const bool has_room = caption.title.empty() || 3.4f * title_px < layout.width_px;
    Canvas sheet = legend_sheet(text, {}, layout, has_room ? caption.sides : EdgeWords{}, camera);
    sheet.text({layout.width_px / 2, 1.9f * title.size_px}, caption.title, title, Align::centre);
    draw_numbers(sheet, layout, camera);
    renderer_.show_overlay(&sheet);
    return renderer_.picture(camera, size);
}

Picture Photographer::turned(unsigned i, unsigned count)
{
    const double angle = 2 * std::numbers::pi * i / count;
    const Layout layout = empty_layout(settings_.size);
    const std::vector<glm::vec3> all = swept(scene_.skin.positions);
    const Camera camera =
        framed(Outlook{{std::sin(angle), 0, std::cos(angle)}, {0, 1, 0}}, all, all, layout.scene);
    return captioned(camera, settings_.size, {"", scene_.legend.footer, {}});
}

Picture pair_of(Photographer& before, Photographer& after, View view, const PhotoSettings& settings)
{
    const gpu::Extent half{settings.size.width / 2, settings.size.height};
    const gpu::Extent rest{settings.size.width - half.width, settings.size.height};
    const Camera camera = before.camera(outlook_of(view), half);
    Picture pair = blank(settings);
    const auto footer = [](const Photographer& one) {
        return one.scene().legend.subtitle + ". " + one.scene().legend.footer;
    };
    pair.paste(before.captioned(camera, half, {"Before", footer(before), edge_words(view)}), 0, 0);
    pair.paste(
        after.captioned(camera, rest, {"After", footer(after), edge_words(view)}), half.width, 0);
    return pair;
}

Picture clinical_sheet(Photographer& photographer, const PhotoSettings& settings)
{
    constexpr std::uint32_t columns = 3, rows = 2;
    struct Cell {
        View view;
        const char* title;
    };
    constexpr std::array<Cell, columns * rows> cells{{{View::right, "Right profile"},
                                                      {View::front, "Front"},
                                                      {View::left, "Left profile"},
                                                      {View::right_45, "Right 45\u00b0"},
                                                      {View::top, "Top of scalp"},
                                                      {View::left_45, "Left 45\u00b0"}}};
    // Rounded, so that the cells fill the sheet.
    const auto corner = [&](std::uint32_t column, std::uint32_t row) {
        return gpu::Extent{settings.size.width * column / columns,
                           settings.size.height * row / rows};
    };
    const gpu::Extent usual = corner(1, 1);
    double scale = 1e300;
    for (const Cell& cell : cells)
        scale = std::min(scale, photographer.camera(outlook_of(cell.view), usual).pixels_per_mm());
    Picture sheet = blank(settings);
    const LegendText& legend = photographer.scene().legend;
    for (std::uint32_t i = 0; i < cells.size(); ++i) {
        const Outlook outlook = outlook_of(cells[i].view);
        const gpu::Extent from = corner(i % columns, i / columns);
        const gpu::Extent to = corner(i % columns + 1, i / columns + 1);
        const gpu::Extent size{to.width - from.width, to.height - from.height};
        const Camera camera = rescaled(photographer.camera(outlook, size), scale, size);
        const std::string footer = i == 3 ? legend.subtitle : i == 4 ? legend.footer : "";
        sheet.paste(photographer.captioned(
                        camera, size, {cells[i].title, footer, edge_words(cells[i].view)}),
                    from.width,
                    from.height);
    }
    return sheet;
}

}  // namespace render
