// SPDX-License-Identifier: MIT
#include "exporters/stencil.h"

#include "base/error.h"
#include "clinic/techniques.h"
#include "exporters/stencil_numbers.h"
#include "exporters/text.h"

#include <fmt/format.h>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace exporters {
namespace {

using Align = Type::Align;

constexpr double margin_mm = 12, head_mm = 25, foot_mm = 19, around_mm = 9;
constexpr double not_flat_mm = 12, overlap_mm = 12, bar_mm = 100, grid_mm = 10;
constexpr double worth_a_look_percent = 5;
constexpr Ink grid_ink{0.88, 0.91, 0.93};
constexpr Type title{.size_pt = 14, .bold = true};
constexpr Type plain{.size_pt = 8.5};
constexpr Type small{.size_pt = 7.5, .ink = grey};
constexpr Ink way_ink{0.55, 0.58, 0.62};

Type number_type(double size_pt)
{
    return {.size_pt = size_pt, .bold = true};
}

struct Rectangle {
    glm::dvec2 low{1e300}, high{-1e300};

    void include(glm::dvec2 p, double by = 0)
    {
        low = glm::min(low, p - by);
        high = glm::max(high, p + by);
    }
    glm::dvec2 size() const { return high - low; }
};

/// A zone with its numbers, and all of it that is drawn.
struct LaidZone {
    const FlatZone& flat;
    StencilNumbers numbers;
    Rectangle box;
};

LaidZone laid(const FlatZone& flat, Paper& paper)
{
    LaidZone zone{flat,
                  stencil_numbers(flat,
                                  [&](const std::string& digits, double size_pt) {
                                      return paper.width_of(digits, number_type(size_pt));
                                  }),
                  {}};
    for (const FlatPoint& point : flat.points)
        zone.box.include(point.place_mm, around_mm);
    for (const FlatLine& line : flat.border)
        for (const glm::dvec2& p : line.places_mm)
            zone.box.include(p, around_mm);
    for (const auto& number : zone.numbers.each)
        if (number) {
            zone.box.include(number->low_mm, 2);
            zone.box.include(number->high_mm, 2);
        }
    return zone;
}

/// A piece of a zone that fits on a page, as wide as the page.
struct Tile {
    Rectangle shown;  // of the flat zone
    int column = 0, columns = 1, row = 0, rows = 1;
};

int pieces(double length, double fitting)
{
    return length <= fitting ? 1 : int(std::ceil((length - overlap_mm) / (fitting - overlap_mm)));
}

/// Row by row from the top, all of them around the middle of the zone; each as large as fits if
/// there are several.
std::vector<Tile> tiles_of(const Rectangle& box, glm::dvec2 fitting)
{
    const int columns = pieces(box.size().x, fitting.x), rows = pieces(box.size().y, fitting.y);
    if (columns * rows == 1) fitting.y = box.size().y;
    const glm::dvec2 step = fitting - overlap_mm;
    const glm::dvec2 all = step * glm::dvec2(columns, rows) + overlap_mm;
    const glm::dvec2 corner = (box.low + box.high - all) / 2.0;
    std::vector<Tile> tiles;
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            const glm::dvec2 low = corner + step * glm::dvec2(column, rows - 1 - row);
            tiles.push_back({{low, low + fitting}, column, columns, row, rows});
        }
    return tiles;
}

class Sheet {
public:
    Sheet(const Stencil& stencil, Paper& paper)
        : stencil_(stencil)
        , paper_(paper)
    {
    }

    /// With its words above and its bar below; gives the height.
    double draw(const LaidZone& laid, const Tile& tile, double x, double y)
    {
        laid_ = &laid;
        tile_ = tile;
        const glm::dvec2 size = tile.shown.size();
        window_ = {x, y + head_mm, size.x, size.y};
        head(x, y);
        paper_.open_window(window_);
        grid();
        border();
        if (laid.numbers.left_out > 0) way();
        points();
        joins();
        paper_.close_window();
        paper_.frame(window_, grey, 0.2);
        sides();
        foot(x, y + head_mm + size.y);
        return head_mm + size.y + foot_mm;
    }

private:
    glm::dvec2 on_page(glm::dvec2 flat) const
    {
        return {window_.x + flat.x - tile_.shown.low.x, window_.y + tile_.shown.high.y - flat.y};
    }

    const FlatZone& flat() const { return laid_->flat; }
    const session::MapZone& zone() const { return stencil_.map.zones[flat().zone]; }

    void head(double x, double y)
    {
        const double width = std::max(window_.width, 150.0);
        std::string name = zone().name;
        if (flat().parts > 1) name += fmt::format(", part {} of {}", flat().part, flat().parts);
        paper_.fill({x, y + 1, 2.4, 4.6}, stencil_.zone_colours[flat().zone]);
        paper_.write(x + 5, y, width - 5, name, title);
        if (tile_.columns * tile_.rows > 1)
            paper_.write(x,
                         y + 1,
                         window_.width,
                         fmt::format("Sheet {} of {}: row {}, column {}",
                                     tile_.row * tile_.columns + tile_.column + 1,
                                     tile_.rows * tile_.columns,
                                     tile_.row + 1,
                                     tile_.column + 1),
                         {.size_pt = 9, .bold = true, .align = Align::right});
        double line = y + 7.5;
        line += paper_.write(x,
                             line,
                             width,
                             fmt::format("{}, {} {}, vertical depth {} mm, {} mL a point",
                                         clinic::technique(zone().technique).name.value,
                                         flat().points.size(),
                                         flat().points.size() == 1 ? "point" : "points",
                                         number(zone().depth_mm, 2),
                                         number(zone().volume_per_point_ml, 3)),
                             plain);
        line += paper_.write(x, line + 0.5, width, distortion(), plain) + 0.5;
        paper_.write(x, line + 0.5, width, how_to_lay(), plain);
    }

    std::string how_to_lay() const
    {
        const std::size_t count = laid_->numbers.left_out;
        if (count == 0) return "As you look at the skin: lay it on with the print toward you.";
        return fmt::format(
            "Print toward you. {} of {} points without a number: count along the line.",
            count,
            flat().points.size());
    }

    std::string distortion() const
    {
        const Distortion& d = flat().distortion;
        if (d.pairs == 0) return "Size 1:1. No two points are neighbours here.";
        return fmt::format(
            "Size 1:1. From point to point paper and skin differ by {:.1f} % (median), "
            "at worst {:.1f} % ({:.2f} mm){}",
            d.median_percent,
            d.worst_percent,
            d.worst_mm,
            d.worst_percent > worth_a_look_percent ? ": compare." : ".");
    }

    void grid()
    {
        const auto first = [](double low) { return std::ceil(low / grid_mm) * grid_mm; };
        const Rectangle& shown = tile_.shown;
        for (double x = first(shown.low.x); x < shown.high.x; x += grid_mm) {
            const double at = on_page({x, 0}).x;
            paper_.line(at, window_.y, at, window_.y + window_.height, grid_ink, 0.15);
        }
        for (double y = first(shown.low.y); y < shown.high.y; y += grid_mm) {
            const double at = on_page({0, y}).y;
            paper_.line(window_.x, at, window_.x + window_.width, at, grid_ink, 0.15);
        }
    }

    void border()
    {
        for (const FlatLine& line : flat().border) {
            std::vector<glm::dvec2> places;
            for (const glm::dvec2& p : line.places_mm)
                places.push_back(on_page(p));
            paper_.curve(places, line.is_closed, stencil_.zone_colours[flat().zone], 0.45);
        }
    }

    /// Through the points in working order, where some have no number.
    void way()
    {
        std::vector<glm::dvec2> places;
        for (const FlatPoint& point : flat().points)
            places.push_back(on_page(point.place_mm));
        paper_.curve(places, false, way_ink, 0.15);
    }

    void points()
    {
        const StencilNumbers& numbers = laid_->numbers;
        for (std::size_t i = 0; i < flat().points.size(); ++i) {
            const glm::dvec2 p = on_page(flat().points[i].place_mm);
            paper_.disc(p.x, p.y, numbers.point_mm, {1, 1, 1});
            paper_.ring(p.x, p.y, numbers.point_mm, black, 0.22);
            paper_.disc(p.x, p.y, 0.22, black);
            if (numbers.each[i])
                write_number(*numbers.each[i], std::to_string(flat().points[i].point->order));
        }
    }

    void write_number(const StencilNumber& placed, const std::string& digits)
    {
        if (placed.line_mm) {
            const glm::dvec2 from = on_page((*placed.line_mm)[0]),
                             to = on_page((*placed.line_mm)[1]);
            paper_.line(from.x, from.y, to.x, to.y, grey, 0.15);
        }
        const Type type = number_type(laid_->numbers.type_pt);
        const glm::dvec2 top = on_page({placed.low_mm.x, placed.high_mm.y});
        const double above =
            (paper_.height_of(digits.size() * 10.0, digits, type) - digits_mm(type.size_pt)) / 2;
        paper_.write(top.x, top.y - above, placed.high_mm.x - placed.low_mm.x + 2, digits, type);
    }

    /// In the middle of each overlap: laid over each other, the marks of two sheets are one.
    void joins()
    {
        const glm::dvec2 size = tile_.shown.size(), low = tile_.shown.low, high = tile_.shown.high;
        for (const double share : {0.25, 0.75}) {
            const double x = low.x + share * size.x, y = low.y + share * size.y;
            if (tile_.column > 0) mark({low.x + overlap_mm / 2, y});
            if (tile_.column + 1 < tile_.columns) mark({high.x - overlap_mm / 2, y});
            if (tile_.row > 0) mark({x, high.y - overlap_mm / 2});
            if (tile_.row + 1 < tile_.rows) mark({x, low.y + overlap_mm / 2});
        }
    }

    void mark(glm::dvec2 flat)
    {
        constexpr double arm = 3;
        const glm::dvec2 p = on_page(flat);
        paper_.ring(p.x, p.y, 1.8, black, 0.15);
        paper_.line(p.x - arm, p.y, p.x + arm, p.y, black, 0.15);
        paper_.line(p.x, p.y - arm, p.x, p.y + arm, black, 0.15);
    }

    void sides()
    {
        constexpr double line = 4.2, inset = 1.5;
        const double x = window_.x, y = window_.y, w = window_.width, h = window_.height;
        const auto write = [&](double at_y, const std::string& words, Align align) {
            const Type type{.size_pt = 8, .bold = true, .ink = grey, .align = align};
            if (!words.empty()) paper_.write(x + inset, at_y, w - 2 * inset, words, type);
        };
        write(y + 0.8, arrow(0, " \u2192"), Align::right);
        write(y + 0.8, arrow(1, "\u2190 "), Align::left);
        write(y + 0.8, arrow(2, "\u2191 "), Align::middle);
        write(y + h - line, arrow(3, "\u2193 "), Align::middle);
    }

    std::string arrow(std::size_t side, const char* sign) const
    {
        const std::string& words = flat().toward[side];
        if (words.empty()) return words;
        return side == 0 ? words + sign : sign + words;
    }

    void foot(double x, double y)
    {
        const double bar = y + 6.5;
        paper_.line(x, bar, x + bar_mm, bar, black, 0.35);
        for (int i = 0; i <= 10; ++i) {
            const double tick = i % 10 == 0 ? 2.4 : i % 5 == 0 ? 1.8 : 1.1;
            paper_.line(x + i * grid_mm, bar - tick, x + i * grid_mm, bar, black, 0.25);
        }
        paper_.write(x + bar_mm + 3,
                     bar - 3.4,
                     90,
                     "100 mm. If it is not, print again at 100 %.",
                     {.size_pt = 7.5});
        paper_.write(x,
                     bar + 3.2,
                     std::max(window_.width, 150.0),
                     fmt::format("Session map {}  \u00b7  scan {}  \u00b7  Mesomap {}",
                                 stencil_.map_sha256.substr(0, 12),
                                 stencil_.map.scan.sha256.substr(0, 12),
                                 stencil_.map.made_by),
                     small);
    }

    const Stencil& stencil_;
    Paper& paper_;
    const LaidZone* laid_ = nullptr;
    Tile tile_;
    Field window_;
};

std::string title_of(const Stencil& stencil)
{
    return "Mesomap stencil " + stencil.map_sha256.substr(0, 12);
}

/// Whoever lays a stencil must know of what is not on it.
void write_not_flat(const Stencil& stencil, double width, double y, Paper& paper)
{
    for (const std::string& sentence : stencil.flat.not_flat)
        y += paper.write(margin_mm, y, width, sentence, {.size_pt = 9, .bold = true}) + 1;
}

void require_some(const Stencil& stencil)
{
    if (stencil.flat.zones.empty()) throw base::Error(stencil.flat.not_flat.at(0));
}

}  // namespace

std::string stencil_pdf(const Stencil& stencil, PaperSize size)
{
    require_some(stencil);
    Paper paper(size, title_of(stencil));
    Sheet sheet(stencil, paper);
    const glm::dvec2 fitting(size.width_mm - 2 * margin_mm,
                             size.height_mm - 2 * margin_mm - head_mm - foot_mm);
    double y = margin_mm;
    for (const FlatZone& flat : stencil.flat.zones) {
        const LaidZone zone = laid(flat, paper);
        for (const Tile& tile : tiles_of(zone.box, fitting)) {
            const double height = head_mm + tile.shown.size().y + foot_mm;
            if (y > margin_mm && y + height > size.height_mm - margin_mm) {
                paper.next_page();
                y = margin_mm;
            }
            y += sheet.draw(zone, tile, margin_mm, y);
        }
    }
    if (!stencil.flat.not_flat.empty()) {
        if (y + not_flat_mm * double(stencil.flat.not_flat.size()) > size.height_mm - margin_mm) {
            paper.next_page();
            y = margin_mm;
        }
        write_not_flat(stencil, fitting.x, y, paper);
    }
    return paper.finish();
}

std::string stencil_svg(const Stencil& stencil)
{
    constexpr double least_width = 180;
    require_some(stencil);
    glm::dvec2 all(least_width, 0);
    std::vector<LaidZone> zones;
    Paper measure(a4, "");
    for (const FlatZone& flat : stencil.flat.zones) {
        zones.push_back(laid(flat, measure));
        const glm::dvec2 size = zones.back().box.size();
        all = {std::max(all.x, size.x), all.y + size.y + head_mm + foot_mm};
    }
    all.y += not_flat_mm * double(stencil.flat.not_flat.size());
    Paper paper({all.x + 2 * margin_mm, all.y + 2 * margin_mm}, title_of(stencil), PaperForm::svg);
    Sheet sheet(stencil, paper);
    double y = margin_mm;
    for (const LaidZone& zone : zones)
        y += sheet.draw(zone, {zone.box}, margin_mm, y);
    write_not_flat(stencil, all.x, y, paper);
    return paper.finish();
}

}  // namespace exporters
