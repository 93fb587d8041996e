// SPDX-License-Identifier: MIT
#include "render/inset.h"

#include "base/error.h"
#include "clinic/areas.h"
#include "clinic/techniques.h"

#include <fmt/format.h>
#include <glm/trigonometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace render {
namespace {

constexpr Colour epidermis{0.78f, 0.52f, 0.44f, 1};
constexpr Colour dermis{0.93f, 0.74f, 0.69f, 1};
constexpr Colour fat{0.97f, 0.88f, 0.66f, 1};
constexpr Colour disputed{0.55f, 0.20f, 0.24f, 0.55f};
constexpr Colour steel{0.30f, 0.33f, 0.37f, 1};

// Sizes in units (Layout::unit).
constexpr float margin = 28;
constexpr float padding = 20;
constexpr float title_size = 17, text_size = 13.5f, small_size = 11.5f;

constexpr double above_skin_mm = 0.8;  // shown, so that the needle is seen to enter

/// Depths in mm to pixels, the same scale down and across.
struct Scale {
    Area block;
    double px_per_mm;

    float y(double depth_mm) const
    {
        return block.y + float((above_skin_mm + depth_mm) * px_per_mm);
    }
};

/// As deep as everything that matters, with some fat below.
double deepest_mm(const Inset& inset)
{
    const clinic::SkinLayers& layers = inset.layers;
    const double all =
        std::max({layers.total_high_mm.value, inset.depth_mm, layers.total_mm()}) * 1.15;
    return all + 0.4;
}

void draw_band(
    Canvas& canvas, const Scale& scale, double from_mm, double to_mm, const Colour& colour)
{
    const float top = scale.y(from_mm);
    const float bottom = std::min(scale.y(to_mm), scale.block.y + scale.block.height);
    canvas.rectangle({scale.block.x, top, scale.block.width, bottom - top}, 0, colour);
}

/// Between the least and the greatest depth that sources give for the fat's beginning.
void draw_dispute(Canvas& canvas, const Scale& scale, const clinic::SkinLayers& layers, float unit)
{
    const float top = scale.y(layers.total_low_mm.value);
    const float bottom = scale.y(layers.total_high_mm.value);
    const float left = scale.block.x, right = left + scale.block.width;
    const float rise = bottom - top;
    for (float x = left - rise; x < right; x += 9 * unit) {
        // A slanted line, cut at the block's sides.
        const float from = std::max(x, left), to = std::min(x + rise, right);
        if (to > from)
            canvas.line({from, bottom - (from - x)}, {to, bottom - (to - x)}, unit, disputed);
    }
    for (const float y : {top, bottom})
        canvas.line({left, y}, {right, y}, unit, disputed);
}

void draw_needle(Canvas& canvas, const Scale& scale, const Inset& inset)
{
    const double angle = glm::radians(inset.angle_deg);
    const glm::dvec2 back(-std::cos(angle), -std::sin(angle));  // from the tip, up the needle
    const double across_mm = std::cos(angle) * inset.inserted_mm;
    const glm::dvec2 tip(scale.block.x + scale.block.width / 2 + across_mm * scale.px_per_mm / 2,
                         scale.y(inset.depth_mm));
    double length_px =
        (inset.inserted_mm + above_skin_mm / std::max(std::sin(angle), 0.05)) * scale.px_per_mm;
    if (back.x < -1e-6) length_px = std::min(length_px, (tip.x - scale.block.x) / -back.x);
    const glm::dvec2 end = tip + length_px * back;
    const float thick = std::max(float(inset.needle_mm * scale.px_per_mm), 1.5f);
    canvas.line(end, tip, thick, steel);
    canvas.disc(tip, 0.75f * thick, {0.05f, 0.25f, 0.50f, 1});
}

void draw_ruler(Canvas& canvas, const Scale& scale, double deepest, float unit)
{
    const double step = scale_bar_mm(deepest / 2.5);
    for (double depth = 0; depth <= deepest + 1e-9; depth += step) {
        const float y = scale.y(depth);
        canvas.line({scale.block.x - 6 * unit, y}, {scale.block.x, y}, unit, soft_ink);
        canvas.text({scale.block.x - 10 * unit, y + 0.36f * small_size * unit},
                    fmt::format("{:g}", depth),
                    {small_size * unit, soft_ink, Weight::regular},
                    Align::right);
    }
}

/// Words beside the block, each near its layer and none over another.
void write_layers(Canvas& canvas, const Scale& scale, const Inset& inset, float right, float unit)
{
    const clinic::SkinLayers& layers = inset.layers;
    const InsetWords& words = inset.words;
    struct Line {
        float y;
        std::string text;
        Weight weight;
    };
    const double total = layers.total_mm();
    const std::array lines{
        Line{scale.y(layers.epidermis_mm.value / 2),
             fmt::format(fmt::runtime(words.epidermis), layers.epidermis_mm.value),
             Weight::regular},
        Line{scale.y(0.55 * layers.total_low_mm.value),
             fmt::format(fmt::runtime(words.dermis), total),
             Weight::regular},
        Line{scale.y((layers.total_low_mm.value + layers.total_high_mm.value) / 2),
             fmt::format(
                 fmt::runtime(words.spread), layers.total_low_mm.value, layers.total_high_mm.value),
             Weight::regular},
        Line{scale.y(inset.depth_mm),
             fmt::format(fmt::runtime(words.tip), inset.depth_mm),
             Weight::semibold},
        Line{scale.y(deepest_mm(inset)) - 8 * unit,
             fmt::format(fmt::runtime(words.fat), layers.fat_mm.value),
             Weight::regular}};
    std::vector<Line> sorted(lines.begin(), lines.end());
    std::ranges::stable_sort(sorted, {}, &Line::y);
    const float step = 1.35f * text_size * unit;
    float bottom = scale.block.y + scale.block.height - step * float(sorted.size() - 1);
    float next = scale.block.y;
    const float left = scale.block.x + scale.block.width;
    for (const Line& line : sorted) {
        const float y = std::min(std::max(line.y, next), bottom);
        canvas.line({left, line.y}, {left + 14 * unit, y}, unit, soft_ink);
        const TextStyle style{text_size * unit, ink, line.weight};
        const float x = left + 18 * unit;
        canvas.text({x, y + 0.36f * text_size * unit},
                    canvas.shortened(line.text, style, right - x),
                    style);
        next = y + step, bottom += step;
    }
}

/// Where the skin of a zone is; none if neither its area nor its name tells.
const clinic::SkinLayers* layers_under(const session::MapZone& zone)
{
    if (zone.aim.area) return &clinic::skin_layers_of(clinic::area(*zone.aim.area).skin);
    return clinic::skin_layers_named_in(zone.name);
}

}  // namespace

Inset inset_of(const session::SessionMap& map,
               std::uint32_t order,
               const std::optional<std::string>& region)
{
    const auto point = std::ranges::find(map.points, order, &session::MapPoint::order);
    if (point == map.points.end())
        throw base::Error(
            fmt::format("There is no point {} to look into; the map has points 1 to {}.",
                        order,
                        map.points.size()));
    const session::MapZone& zone = map.zones[point->zone];
    const clinic::SkinLayers* layers =
        region ? &clinic::skin_layers_of(*region) : layers_under(zone);
    if (!layers)
        throw base::Error(
            fmt::format("The name of the zone \"{}\" does not tell where its skin is; "
                        "say --region (forehead, cheek_lateral, scalp, ...).",
                        zone.name));
    Inset inset{.title = fmt::format("Point {}, {}", order, zone.name),
                .layers = *layers,
                .depth_mm = point->depth_mm,
                .inserted_mm = point->inserted_mm,
                .angle_deg = point->angle_deg};
    if (zone.needle) inset.needle_mm = clinic::needle(*zone.needle).outer_diameter_mm.value;
    return inset;
}

void make_room_for_inset(Layout& layout)
{
    const float unit = layout.unit, edge = margin * unit;
    const float wide = std::min(inset_width * unit, 0.45f * layout.width_px);
    const float high = std::min(inset_height * unit, 0.42f * layout.height_px);
    const float bottom = layout.scene.y + layout.scene.height;
    const bool below_panel = !layout.upright && layout.panel.width > 0 &&
                             layout.panel.y + layout.panel.height + edge + high < bottom;
    if (below_panel) {
        layout.inset = {layout.panel.x, bottom - high, layout.panel.width, high};
    } else if (layout.upright) {
        layout.inset = {edge, layout.scene.y, wide, high};
        layout.scene.y += high + edge;
        layout.scene.height = std::max(layout.scene.height - high - edge, 32.0f);
    } else {
        layout.inset = {layout.width_px - edge - wide, bottom - high, wide, high};
        layout.scene.width = std::max(layout.scene.width - wide - edge, 32.0f);
    }
}

void draw_inset(Canvas& canvas, const Inset& inset, const Area& area, float unit)
{
    canvas.rectangle(area, 16 * unit, paper);
    const float left = area.x + padding * unit, right = area.x + area.width - padding * unit;
    float y = area.y + (padding + title_size) * unit;
    const TextStyle title{title_size * unit, ink, Weight::semibold};
    canvas.text({left, y}, canvas.shortened(inset.title, title, right - left), title);
    const TextStyle text{text_size * unit, soft_ink, Weight::regular};
    y += 1.5f * text_size * unit;
    const std::string needle =
        fmt::format(fmt::runtime(inset.words.needle), inset.inserted_mm, inset.angle_deg);
    canvas.text({left, y}, canvas.shortened(needle, text, right - left), text);
    y += 0.9f * text_size * unit;

    const float foot = 3.2f * small_size * unit;
    const float deep = area.y + area.height - padding * unit - foot - y;
    const double deepest = deepest_mm(inset);
    const Area block{left + 30 * unit, y, 0.44f * (right - left), deep};
    const Scale scale{block, deep / (above_skin_mm + deepest)};
    const double total = inset.layers.total_mm();
    draw_band(canvas, scale, 0, inset.layers.epidermis_mm.value, epidermis);
    draw_band(canvas, scale, inset.layers.epidermis_mm.value, total, dermis);
    draw_band(canvas, scale, total, deepest, fat);
    draw_dispute(canvas, scale, inset.layers, unit);
    draw_needle(canvas, scale, inset);
    draw_ruler(canvas, scale, deepest, unit);
    write_layers(canvas, scale, inset, right, unit);

    const TextStyle small{small_size * unit, soft_ink, Weight::regular};
    const std::string where = fmt::format(fmt::runtime(inset.words.region), inset.layers.region);
    const std::string from = fmt::format(fmt::runtime(inset.words.sources), inset.layers.sources());
    const float last = area.y + area.height - padding * unit;
    canvas.text({left, last - 1.45f * small_size * unit},
                canvas.shortened(where, small, right - left),
                small);
    canvas.text({left, last}, canvas.shortened(from, small, right - left), small);
}

}  // namespace render
