// SPDX-License-Identifier: MIT
#include "exporters/chart.h"

#include "clinic/techniques.h"
#include "exporters/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace exporters {
namespace {

using Align = Type::Align;
constexpr double margin_mm = 16;
constexpr Type title{.size_pt = 20, .bold = true};
constexpr Type heading{.size_pt = 11, .bold = true};
constexpr Type small{.size_pt = 7.5, .ink = grey};
constexpr Type cell{.size_pt = 8.5};
constexpr Type number_cell{.size_pt = 8.5, .align = Align::right};

struct Column {
    const char* name;
    double share;  // of the width
    bool is_number;
};

/// Puts one thing below the other, on as many pages as they need.
class Writer {
public:
    Writer(const Chart& chart, PaperSize size)
        : chart_(chart)
        , paper_(size, "Mesomap chart " + chart.map_sha256.substr(0, 12))
        , width_(size.width_mm - 2 * margin_mm)
        , bottom_(size.height_mm - margin_mm - 6)
    {
    }

    std::string written()
    {
        summary();
        views();
        for (std::size_t zone = 0; zone < chart_.map.zones.size(); ++zone)
            points_of(zone);
        checks();
        footer();
        return paper_.finish();
    }

private:
    void next_page()
    {
        footer();
        paper_.next_page();
        y_ = margin_mm;
    }
    void need(double height_mm)
    {
        if (y_ + height_mm > bottom_) next_page();
    }
    void footer()
    {
        const double y = paper_.size().height_mm - margin_mm;
        paper_.write(margin_mm,
                     y,
                     width_ * 0.9,
                     fmt::format("Session map {}  \u00b7  scan {}  \u00b7  Mesomap {}",
                                 chart_.map_sha256.substr(0, 12),
                                 chart_.map.scan.sha256.substr(0, 12),
                                 chart_.map.made_by),
                     small);
        paper_.write(margin_mm,
                     y,
                     width_,
                     fmt::format("Page {}", paper_.pages()),
                     {.size_pt = 7.5, .ink = grey, .align = Align::right});
    }
    void paragraph(std::string_view words, const Type& type, double after_mm)
    {
        need(paper_.height_of(width_, words, type));
        y_ += paper_.write(margin_mm, y_, width_, words, type) + after_mm;
    }

    /// Whether the signature is good says `mesomap verify` with the practice's key, not paper.
    std::string standing() const
    {
        const auto& approval = chart_.map.approval;
        if (!approval || !chart_.map.signature) return "DRAFT, not approved until signed below";
        return fmt::format("Approved by {} on {}, for use until {}",
                           approval->by,
                           clinic::text_of(approval->on),
                           clinic::text_of(approval->expires));
    }

    void summary()
    {
        paper_.write(margin_mm, y_, width_, "Session chart", title);
        paper_.write(margin_mm,
                     y_ + 2.5,
                     width_ - 26,
                     standing(),
                     {.size_pt = 8.5, .bold = true, .align = Align::right});
        paper_.code(margin_mm + width_ - 22, y_, 22, "mesomap:" + chart_.map_sha256);
        y_ += 13;
        const session::Totals& totals = chart_.map.totals;
        y_ += paper_.write(margin_mm,
                           y_,
                           width_ - 26,
                           fmt::format("{} injections in {} {}, {} mL, {} cm\u00b2",
                                       totals.points,
                                       totals.zones,
                                       totals.zones == 1 ? "zone" : "zones",
                                       number(totals.volume_ml, 2),
                                       number(totals.area_cm2, 1)),
                           {.size_pt = 12});
        y_ += 8;
        if (!chart_.alias.empty())
            paper_.write(
                margin_mm, y_ + 1, width_ / 4, chart_.alias, {.size_pt = 10, .bold = true});
        lines_to_fill({"Patient", "Born", "Date", "Practitioner"});
        paragraph("Zones", heading, 2);
        zones_table();
        count_of_checks();
        before_the_start();
        signatures();
    }

    void lines_to_fill(std::initializer_list<const char*> names)
    {
        const double column = width_ / double(names.size());
        double x = margin_mm;
        for (const char* name : names) {
            paper_.line(x, y_ + 6, x + column - 6, y_ + 6, grey);
            paper_.write(x, y_ + 7, column, name, small);
            x += column;
        }
        y_ += 17;
    }

    void row(std::span<const Column> columns,
             std::span<const std::string> cells,
             bool is_head,
             const Ink* colour = nullptr)
    {
        double height = 0, x = margin_mm;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const double width = columns[i].share * width_ - 2;
            height = std::max(height, paper_.height_of(width, cells[i], cell));
        }
        need(height + 2);
        if (colour) paper_.fill({margin_mm, y_ + 0.6, 2.4, height - 1.2}, *colour);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            Type type = columns[i].is_number ? number_cell : cell;
            if (is_head) type.ink = grey;
            const double indent = i == 0 ? 4 : 0;
            paper_.write(x + indent, y_, columns[i].share * width_ - 2 - indent, cells[i], type);
            x += columns[i].share * width_;
        }
        y_ += height + 1;
        paper_.line(margin_mm, y_, margin_mm + width_, y_, is_head ? grey : pale);
        y_ += 1;
    }

    void zones_table()
    {
        constexpr Column columns[] = {{"Zone", 0.20, false},
                                      {"Technique", 0.18, false},
                                      {"Spacing mm", 0.10, true},
                                      {"Depth mm", 0.09, true},
                                      {"Angle \u00b0", 0.08, true},
                                      {"mL a point", 0.10, true},
                                      {"Points", 0.08, true},
                                      {"mL", 0.08, true},
                                      {"cm\u00b2", 0.09, true}};
        std::vector<std::string> names;
        for (const Column& column : columns)
            names.emplace_back(column.name);
        row(columns, names, true);
        for (std::size_t i = 0; i < chart_.map.zones.size(); ++i) {
            const session::MapZone& zone = chart_.map.zones[i];
            const std::string cells[] = {zone.name,
                                         clinic::technique(zone.technique).name.value,
                                         number(zone.spacing_mm, 1),
                                         number(zone.depth_mm, 2),
                                         number(zone.angle_deg, 0),
                                         number(zone.volume_per_point_ml, 3),
                                         std::to_string(zone.points),
                                         number(zone.volume_ml, 2),
                                         number(zone.area_cm2, 1)};
            row(columns, cells, false, &chart_.zone_colours[i]);
        }
        y_ += 5;
    }

    std::vector<const session::Check*> to_look_at() const
    {
        std::vector<const session::Check*> some;
        for (const session::Check& check : chart_.map.checks)
            if (check.result != session::CheckResult::pass) some.push_back(&check);
        return some;
    }

    void count_of_checks()
    {
        const std::size_t open = to_look_at().size();
        paragraph("Checks", heading, 2);
        paragraph(fmt::format("{} of {} rules are kept. {}",
                              chart_.map.checks.size() - open,
                              chart_.map.checks.size(),
                              open == 0 ? "Nothing is to look at."
                                        : fmt::format("{} to look at are at the end of this chart: "
                                                      "read them before the start.",
                                                      open)),
                  cell,
                  6);
    }

    /// The place of its zone in the map; before the first for what concerns them all.
    std::ptrdiff_t zone_of(const session::Check& check) const
    {
        const auto& zones = chart_.map.zones;
        const auto zone = std::ranges::find(zones, check.zone, &session::MapZone::name);
        return zone == zones.end() ? -1 : zone - zones.begin();
    }

    /// Each that is not kept, under its zone, with the number of its source.
    void checks()
    {
        auto open = to_look_at();
        if (open.empty()) return;
        std::ranges::stable_sort(open, {}, [&](const auto* check) { return zone_of(*check); });
        next_page();
        paragraph("Checks to look at", heading, 2);
        std::vector<std::string> sources;
        std::ptrdiff_t current = -1;
        for (const session::Check* check : open) {
            if (const auto zone = zone_of(*check); zone != std::exchange(current, zone)) {
                y_ += 2;
                zone_name(std::size_t(zone));
            }
            const auto source = std::ranges::find(sources, check->source) - sources.begin();
            if (std::size_t(source) == sources.size()) sources.push_back(check->source);
            const bool fails = check->result == session::CheckResult::fail;
            numbered(fails ? "\u00d7" : "!",
                     fmt::format("{} [{}]", session::sentence_in_zone(*check), source + 1),
                     cell,
                     1.2);
        }
        y_ += 4;
        need(14);
        paragraph("Sources", heading, 1);
        for (std::size_t i = 0; i < sources.size(); ++i)
            numbered(std::to_string(i + 1), sources[i], small, 0.6);
    }

    void zone_name(std::size_t zone)
    {
        need(20);
        paper_.fill({margin_mm, y_ + 0.7, 2.4, 3.6}, chart_.zone_colours[zone]);
        y_ += paper_.write(margin_mm + 4, y_, width_, chart_.map.zones[zone].name, heading);
    }

    /// Words with a sign or a number before them.
    void numbered(std::string_view sign, std::string_view words, const Type& type, double after_mm)
    {
        constexpr double sign_mm = 5;
        need(paper_.height_of(width_ - sign_mm, words, type));
        paper_.write(margin_mm, y_, sign_mm, sign, {.size_pt = type.size_pt, .bold = true});
        y_ += paper_.write(margin_mm + sign_mm, y_, width_ - sign_mm, words, type) + after_mm;
    }

    void before_the_start()
    {
        need(34);
        paragraph("Before the start", heading, 2);
        for (const char* words :
             {"Consent was given and is in the file",
              "Allergies, medicines, pregnancy and skin were asked for and seen",
              "Product, batch and expiry date were compared with this chart",
              "The scan's size was compared with the patient"}) {
            need(6);
            paper_.frame({margin_mm, y_ + 0.3, 3.2, 3.2});
            y_ += paper_.write(margin_mm + 6, y_, width_ - 6, words, cell) + 2;
        }
        y_ += 5;
    }

    void signatures()
    {
        need(30);
        lines_to_fill({"Product", "Batch", "Expires", "Given by"});
        paper_.frame({margin_mm, y_, width_, 20});
        paper_.write(margin_mm + 2, y_ + 1.5, width_, "Approved by (signature, date)", small);
        y_ += 24;
    }

    /// Two to a page, as large as the page lets them be.
    void views()
    {
        constexpr double between = 6, word = 6;
        const double height = (bottom_ - margin_mm - between) / 2 - word;
        for (std::size_t i = 0; i < chart_.views.size(); ++i) {
            if (i % 2 == 0) next_page();
            y_ += paper_.write(margin_mm, y_, width_, chart_.views[i].title, heading) + 1;
            paper_.picture({margin_mm, y_, width_, height}, chart_.views[i].image);
            y_ += height + between;
        }
    }

    void points_of(std::size_t zone)
    {
        constexpr int columns = 4;
        constexpr double row_mm = 5.4;
        std::vector<const session::MapPoint*> points;
        for (const session::MapPoint* point : in_order(chart_.map))
            if (point->zone == zone) points.push_back(point);
        if (zone == 0) next_page();
        need(30);
        zone_name(zone);
        y_ += paper_.write(margin_mm + 4, y_, width_, "Number, vertical depth, dose", small) + 2;
        const double width = width_ / columns;
        std::size_t done = 0;
        while (done < points.size()) {
            need(3 * row_mm);
            const auto fitting = std::size_t((bottom_ - y_) / row_mm) - 1;
            const std::size_t left = points.size() - done;
            const std::size_t rows = std::min(fitting, (left + columns - 1) / columns);
            for (int column = 0; column < columns; ++column)
                point_cells(margin_mm + column * width, y_, width, nullptr);
            for (std::size_t i = 0; i < std::min(left, rows * columns); ++i) {
                const std::size_t column = i / rows, row = i % rows;
                point_cells(margin_mm + double(column) * width,
                            y_ + row_mm * double(row + 1),
                            width,
                            points[done + i]);
            }
            done += std::min(left, rows * columns);
            y_ += row_mm * double(rows + 1) + 6;
        }
    }

    /// A point with a box to tick; without a point, what the numbers are.
    void point_cells(double x, double y, double width, const session::MapPoint* point)
    {
        const Type type =
            point ? number_cell : Type{.size_pt = 7.5, .ink = grey, .align = Align::right};
        if (point) paper_.frame({x, y + 0.3, 3.2, 3.2});
        paper_.write(x + 4,
                     y,
                     7,
                     point ? std::to_string(point->order) : "No.",
                     {.size_pt = type.size_pt,
                      .bold = point != nullptr,
                      .ink = type.ink,
                      .align = Align::right});
        paper_.write(x + 9, y, 16, point ? number(point->depth_mm, 2) : "mm", type);
        paper_.write(x + 24, y, width - 28, point ? number(point->volume_ml, 3) : "mL", type);
        paper_.line(x, y + 4.6, x + width - 3, y + 4.6, pale, 0.1);
    }

    const Chart& chart_;
    Paper paper_;
    double width_;
    double bottom_;
    double y_ = margin_mm;
};

}  // namespace

std::string chart_of(const Chart& chart, PaperSize size)
{
    return Writer(chart, size).written();
}

}  // namespace exporters
