// SPDX-License-Identifier: MIT
#include "exporters/stencil.h"

#include "base/error.h"
#include "clinic/techniques.h"
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
constexpr double point_mm = 0.9;  // radius of a point's ring
constexpr double worth_a_look_percent = 5;
constexpr Ink grid_ink{0.88, 0.91, 0.93};
constexpr Type title{.size_pt = 14, .bold = true};
constexpr Type plain{.size_pt = 8.5};
constexpr Type small{.size_pt = 7.5, .ink = grey};
constexpr Type number_type{.size_pt = 6.5, .bold = true};

struct Rectangle {
    glm::dvec2 low{1e300}, high{-1e300};

    void include(glm::dvec2 p, double by = 0)
    {
        low = glm::min(low, p - by);
        high = glm::max(high, p + by);
    }
    glm::dvec2 size() const { return high - low; }
    bool meets(const Rectangle& other) const
    {
        return low.x < other.high.x && other.low.x < high.x && low.y < other.high.y &&
               other.low.y < high.y;
    }
};

/// All of a zone that is drawn, with room for numbers around.
Rectangle box_of(const FlatZone& flat)
{
    Rectangle box;
    for (const FlatPoint& point : flat.points)
        box.include(point.place_mm, around_mm);
    for (const FlatLine& line : flat.border)
        for (const glm::dvec2& p : line.places_mm)
            box.include(p, around_mm);
    return box;
}

/// Where each number stands, beside its point and off the others: the low corner, y upward.
std::vector<glm::dvec2> number_places(const FlatZone& flat, std::span<const glm::dvec2> sizes)
{
    std::vector<Rectangle> taken;
    for (const FlatPoint& point : flat.points)
        taken.emplace_back().include(point.place_mm, point_mm + 0.1);
    for (const FlatLine& line : flat.border)
        for (const glm::dvec2& p : line.places_mm)
            taken.emplace_back().include(p, 0.2);
    std::vector<glm::dvec2> places;
    for (std::size_t i = 0; i < flat.points.size(); ++i) {
        constexpr double gap = point_mm + 0.35;
        const glm::dvec2 p = flat.points[i].place_mm, size = sizes[i];
        const double right = p.x + gap, left = p.x - gap - size.x;
        const double above = p.y + gap, below = p.y - gap - size.y;
        const glm::dvec2 middle = p - size / 2.0;
        const glm::dvec2 tries[] = {{right, middle.y},
                                    {right - 0.4, above - 0.5},
                                    {middle.x, above},
                                    {left, middle.y},
                                    {middle.x, below},
                                    {right - 0.4, below + 0.5},
                                    {left + 0.4, above - 0.5},
                                    {left + 0.4, below + 0.5}};
        const auto is_free = [&](const glm::dvec2& low) {
            const Rectangle box{low, low + size};
            return std::ranges::none_of(taken, [&](const auto& t) { return t.meets(box); });
        };
        const auto* const chosen = std::ranges::find_if(tries, is_free);
        places.push_back(chosen == std::end(tries) ? tries[0] : *chosen);
        taken.push_back({places.back(), places.back() + size});
    }
    return places;
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
    double draw(const FlatZone& flat, const Tile& tile, double x, double y)
    {
        flat_ = &flat;
        tile_ = tile;
        const glm::dvec2 size = tile.shown.size();
        window_ = {x, y + head_mm, size.x, size.y};
        head(x, y);
        paper_.open_window(window_);
        grid();
        border();
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

    const session::MapZone& zone() const { return stencil_.map.zones[flat_->zone]; }

    void head(double x, double y)
    {
        const double width = std::max(window_.width, 150.0);
        std::string name = zone().name;
        if (flat_->parts > 1) name += fmt::format(", part {} of {}", flat_->part, flat_->parts);
        paper_.fill({x, y + 1, 2.4, 4.6}, stencil_.zone_colours[flat_->zone]);
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
                                         flat_->points.size(),
                                         flat_->points.size() == 1 ? "point" : "points",
                                         number(zone().depth_mm, 2),
                                         number(zone().volume_per_point_ml, 3)),
                             plain);
        line += paper_.write(x, line + 0.5, width, distortion(), plain) + 0.5;
        paper_.write(x,
                     line + 0.5,
                     width,
                     "As you look at the skin: lay it on with the print toward you.",
                     plain);
    }

    std::string distortion() const
    {
        const Distortion& d = flat_->distortion;
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
        for (const FlatLine& line : flat_->border) {
            std::vector<glm::dvec2> places;
            for (const glm::dvec2& p : line.places_mm)
                places.push_back(on_page(p));
            paper_.curve(places, line.is_closed, stencil_.zone_colours[flat_->zone], 0.45);
        }
    }

    void points()
    {
        std::vector<glm::dvec2> sizes;
        for (const FlatPoint& point : flat_->points) {
            const std::string words = std::to_string(point.point->order);
            sizes.emplace_back(paper_.width_of(words, number_type), 2.1);
        }
        const std::vector<glm::dvec2> numbers = number_places(*flat_, sizes);
        for (std::size_t i = 0; i < flat_->points.size(); ++i) {
            const glm::dvec2 p = on_page(flat_->points[i].place_mm);
            paper_.disc(p.x, p.y, point_mm, {1, 1, 1});
            paper_.ring(p.x, p.y, point_mm, black, 0.22);
            paper_.disc(p.x, p.y, 0.22, black);
            const glm::dvec2 at = on_page(numbers[i] + glm::dvec2(0, sizes[i].y));
            paper_.write(at.x,
                         at.y - 0.35,
                         sizes[i].x + 2,
                         std::to_string(flat_->points[i].point->order),
                         number_type);
        }
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
        const std::string& words = flat_->toward[side];
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
                                 stencil_.map.program_version),
                     small);
    }

    const Stencil& stencil_;
    Paper& paper_;
    const FlatZone* flat_ = nullptr;
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
    for (const FlatZone& flat : stencil.flat.zones)
        for (const Tile& tile : tiles_of(box_of(flat), fitting)) {
            const double height = head_mm + tile.shown.size().y + foot_mm;
            if (y > margin_mm && y + height > size.height_mm - margin_mm) {
                paper.next_page();
                y = margin_mm;
            }
            y += sheet.draw(flat, tile, margin_mm, y);
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
    std::vector<Tile> tiles;
    for (const FlatZone& flat : stencil.flat.zones) {
        tiles.push_back({box_of(flat)});
        const glm::dvec2 size = tiles.back().shown.size();
        all = {std::max(all.x, size.x), all.y + size.y + head_mm + foot_mm};
    }
    all.y += not_flat_mm * double(stencil.flat.not_flat.size());
    Paper paper({all.x + 2 * margin_mm, all.y + 2 * margin_mm}, title_of(stencil), PaperForm::svg);
    Sheet sheet(stencil, paper);
    double y = margin_mm;
    for (std::size_t i = 0; i < tiles.size(); ++i)
        y += sheet.draw(stencil.flat.zones[i], tiles[i], margin_mm, y);
    write_not_flat(stencil, all.x, y, paper);
    return paper.finish();
}

}  // namespace exporters
