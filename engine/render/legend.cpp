// SPDX-License-Identifier: MIT
#include "render/legend.h"

#include <fmt/format.h>

#include <glm/trigonometric.hpp>

#include <algorithm>
#include <cmath>

namespace render {
namespace {

constexpr Colour hairline{0.13f, 0.16f, 0.20f, 0.14f};

// Sizes in units (Layout::unit).
constexpr float margin = 28;
constexpr float padding = 26;
constexpr float title_size = 27;
constexpr float name_size = 19;
constexpr float text_size = 16;
constexpr float small_size = 14;
constexpr float line_step = 1.42f;  // of the size

/// Writes the panel from top to bottom; knows where the next line goes.
class PanelWriter {
public:
    PanelWriter(Canvas& canvas, const Area& area, float unit)
        : canvas_(canvas)
        , unit_(unit)
        , left_(area.x + padding * unit)
        , width_(area.width - 2 * padding * unit)
        , bottom_(area.y + area.height - padding * unit)
        , y_(area.y + padding * unit)
    {
    }

    bool has_room(float units) const { return y_ + units * unit_ <= bottom_; }
    void gap(float units) { y_ += units * unit_; }
    float unit() const { return unit_; }
    float end() const { return y_ + padding * unit_; }
    /// The middle of the line that `line` would write next, at its left end.
    glm::vec2 next_middle(float size) const { return {left_, y_ + 0.62f * size * unit_}; }

    void line(std::string_view text,
              float size,
              const Colour& colour,
              Weight weight = Weight::regular,
              float indent = 0)
    {
        const TextStyle style{size * unit_, colour, weight};
        const std::string fits = canvas_.shortened(text, style, width_ - indent * unit_);
        canvas_.text({left_ + indent * unit_, y_ + size * unit_}, fits, style);
        y_ += size * line_step * unit_;
    }

    void rule()
    {
        gap(9);
        canvas_.rectangle({left_, y_, width_, std::max(1.0f, unit_)}, 0, hairline);
        gap(13);
    }

private:
    Canvas& canvas_;
    float unit_;
    float left_;
    float width_;
    float bottom_;
    float y_;
};

constexpr float chip_indent = 32;

void write_zone(PanelWriter& panel, Canvas& canvas, const SceneZone& zone)
{
    const float unit = panel.unit();
    const glm::vec2 middle = panel.next_middle(name_size);
    const float side = 17 * unit;
    const Area chip{middle.x, middle.y - side / 2, side, side};
    Colour edge = zone.colour;
    edge.red *= 0.7f, edge.green *= 0.7f, edge.blue *= 0.7f;
    canvas.rectangle(chip, 5 * unit, edge);
    const float rim = 2.2f * unit;
    Colour film = zone.colour;
    film.red = 0.35f + 0.65f * film.red;
    film.green = 0.35f + 0.65f * film.green;
    film.blue = 0.35f + 0.65f * film.blue;
    canvas.rectangle({chip.x + rim, chip.y + rim, side - 2 * rim, side - 2 * rim}, 3 * unit, film);
    const glm::vec2 centre(chip.x + side / 2, chip.y + side / 2);
    const float angle = glm::radians(zone.hatch_deg);
    const glm::vec2 along(std::cos(angle), -std::sin(angle));
    const float half = side / 2 - rim;
    // To the chip's inner edge, whichever comes first.
    const float reach = half / std::max(std::abs(along.x), std::abs(along.y));
    for (const float aside : {-0.5f, 0.0f, 0.5f}) {
        const glm::vec2 middle_of = centre + aside * half * glm::vec2(-along.y, along.x);
        const float length = reach - std::abs(aside) * half * 0.6f;
        canvas.line(middle_of - length * along, middle_of + length * along, 1.3f * unit, edge);
    }
    panel.line(zone.name, name_size, ink, Weight::semibold, chip_indent);
    for (const std::string& detail : zone.details)
        panel.line(detail, text_size, soft_ink, Weight::regular, chip_indent);
    panel.gap(11);
}

void write_zones(PanelWriter& panel, Canvas& canvas, std::span<const SceneZone> zones)
{
    for (std::size_t i = 0; i < zones.size(); ++i) {
        const float lines = float(zones[i].details.size());
        const bool last = i + 1 == zones.size();
        const float more = last ? 0 : 26;  // room to say how many are left out
        if (!panel.has_room(name_size * 1.5f + lines * text_size * line_step + more)) {
            panel.line(fmt::format("and {} more zones", zones.size() - i), text_size, soft_ink);
            return;
        }
        write_zone(panel, canvas, zones[i]);
    }
}

void write_key(PanelWriter& panel, Canvas& canvas, const std::vector<std::string>& key)
{
    const float unit = panel.unit();
    const glm::vec2 middle = panel.next_middle(text_size);
    const glm::vec2 dot = middle + glm::vec2(5, 4) * unit;
    canvas.line(dot, dot + glm::vec2(13, -13) * unit, 2.4f * unit, {0.47f, 0.50f, 0.54f, 1});
    canvas.disc(dot, 5.2f * unit, {1, 1, 1, 1});
    canvas.disc(dot, 4.0f * unit, ink);
    for (const std::string& line : key)
        panel.line(line, text_size, soft_ink, Weight::regular, chip_indent);
}

void write_title(PanelWriter& panel, const LegendText& text)
{
    panel.line(text.title, title_size, ink, Weight::semibold);
    if (!text.subtitle.empty()) panel.line(text.subtitle, text_size, soft_ink);
}

void write_summary(PanelWriter& panel, Canvas& canvas, const LegendText& text)
{
    if (!text.summary.empty()) panel.rule();
    for (const std::string& line : text.summary)
        if (panel.has_room(text_size)) panel.line(line, text_size, ink);
    if (!text.key.empty() && panel.has_room(text_size * line_step * float(text.key.size()))) {
        panel.rule();
        write_key(panel, canvas, text.key);
    }
}

/// Gives the height that the text needs.
float write_panel(Canvas& canvas,
                  const LegendText& text,
                  std::span<const SceneZone> zones,
                  const Layout& layout)
{
    const Area& area = layout.panel;
    if (!text.lists_zones) zones = {};
    if (!layout.upright) {
        PanelWriter column(canvas, area, layout.unit);
        write_title(column, text);
        if (!zones.empty()) column.rule();
        write_zones(column, canvas, zones);
        write_summary(column, canvas, text);
        return column.end() - area.y;
    }
    PanelWriter left(canvas, {area.x, area.y, area.width / 2, area.height}, layout.unit);
    write_title(left, text);
    write_summary(left, canvas, text);
    const Area beside{area.x + area.width / 2, area.y, area.width / 2, area.height};
    PanelWriter right(canvas, beside, layout.unit);
    write_zones(right, canvas, zones);
    return std::max(left.end(), right.end()) - area.y;
}

void draw_scale_bar(Canvas& canvas, const Layout& layout, const Camera& camera)
{
    const float unit = layout.unit;
    const double mm = scale_bar_mm(0.22 * layout.scene.width / camera.pixels_per_mm());
    const auto length = float(mm * camera.pixels_per_mm());
    const float right = float(canvas.width()) - margin * unit;
    const float y = float(canvas.height()) - (margin + 10) * unit;
    const float thick = 2.2f * unit, tick = 6 * unit;
    canvas.rectangle({right - length, y - thick / 2, length, thick}, 0, ink);
    for (const float x : {right - length, right - thick})
        canvas.rectangle({x, y - tick, thick, 2 * tick}, 0, ink);
    const std::string words = mm >= 100 ? fmt::format("{} cm", mm / 10) : fmt::format("{} mm", mm);
    canvas.text({right - length / 2, y - 12 * unit},
                words,
                {text_size * unit, ink, Weight::semibold},
                Align::centre);
}

void draw_side_words(Canvas& canvas, const Layout& layout, const EdgeWords& sides)
{
    const TextStyle style{text_size * layout.unit, soft_ink, Weight::semibold};
    const float y = margin * layout.unit + text_size * layout.unit;
    const float left_x = layout.panel.width > 0 && !layout.upright
                             ? layout.panel.x + layout.panel.width + margin * layout.unit
                             : margin * layout.unit;
    canvas.text({left_x, y}, sides.left, style);
    canvas.text(
        {float(canvas.width()) - margin * layout.unit, y}, sides.right, style, Align::right);
}

}  // namespace

Layout layout_of(float width_px,
                 float height_px,
                 const LegendText& text,
                 std::span<const SceneZone> zones,
                 float type_scale)
{
    Layout layout{
        .width_px = width_px, .height_px = height_px, .panel = {}, .scene = {}, .inset = {}};
    layout.unit =
        std::clamp(std::sqrt(width_px * height_px / (1600.0f * 1200.0f)), 0.45f, 4.0f) * type_scale;
    const float unit = layout.unit;
    const float edge = margin * unit;
    const float below = 78 * unit;  // scale bar with its words, and footer
    const float above = 56 * unit;  // side words
    layout.upright = width_px < 1.05f * height_px;
    layout.scene = {edge, above, width_px - 2 * edge, height_px - above - below};
    if (text.title.empty() || std::min(width_px, height_px) < 240) return layout;
    Canvas measure(1, 1);
    if (layout.upright) {
        const float room = 0.42f * height_px;
        layout.panel = {edge, 0, width_px - 2 * edge, room};
        layout.panel.height = std::min(write_panel(measure, text, zones, layout), room);
        layout.panel.y = height_px - below - layout.panel.height;
        layout.scene.height = layout.panel.y - above - edge;
    } else {
        const float panel_width = std::min(404 * unit, 0.36f * width_px);
        layout.panel = {edge, edge, panel_width, height_px - edge - below};
        layout.panel.height =
            std::min(write_panel(measure, text, zones, layout), layout.panel.height);
        layout.scene.x = layout.panel.x + panel_width + edge;
        layout.scene.width = width_px - layout.scene.x - edge;
    }
    return layout;
}

Canvas legend_sheet(const LegendText& text,
                    std::span<const SceneZone> zones,
                    const Layout& layout,
                    const EdgeWords& sides,
                    const Camera& camera)
{
    const float unit = layout.unit;
    Canvas canvas(std::uint32_t(std::lround(layout.width_px)),
                  std::uint32_t(std::lround(layout.height_px)));
    if (layout.panel.width > 0) {
        canvas.rectangle(layout.panel, 16 * unit, paper);
        write_panel(canvas, text, zones, layout);
    }
    draw_scale_bar(canvas, layout, camera);
    draw_side_words(canvas, layout, sides);
    canvas.text({margin * unit, float(canvas.height()) - 18 * unit},
                text.footer,
                {small_size * unit, soft_ink, Weight::regular});
    return canvas;
}

double scale_bar_mm(double most_mm)
{
    const double ten = std::pow(10, std::floor(std::log10(most_mm)));
    for (const double step : {5.0, 2.0})
        if (step * ten <= most_mm) return step * ten;
    return ten;
}

}  // namespace render
