// SPDX-License-Identifier: MIT
#include "exporters/settings_card.h"

#include "clinic/dose.h"
#include "exporters/dial_settings.h"
#include "exporters/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace exporters {
namespace {

using Align = Type::Align;

constexpr double margin_mm = 16;
constexpr Type title{.size_pt = 20, .bold = true};
constexpr Type plain{.size_pt = 9};
constexpr Type small{.size_pt = 7.5, .ink = grey};
constexpr Type caption{.size_pt = 7, .ink = grey};
constexpr Type dial{.size_pt = 15, .bold = true};

std::string plural(std::size_t count, const char* one)
{
    return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

class Writer {
public:
    Writer(const SettingsCard& card, PaperSize size)
        : card_(card)
        , plan_(dial_plan(card.map))
        , paper_(size, "Mesomap settings card " + card.map_sha256.substr(0, 12))
        , width_(size.width_mm - 2 * margin_mm)
        , bottom_(size.height_mm - margin_mm - 6)
    {
    }

    std::string written()
    {
        head();
        for (std::size_t i = 0; i < plan_.settings.size(); ++i)
            setting(i);
        notes();
        footer();
        return paper_.finish();
    }

private:
    void need(double height_mm)
    {
        if (y_ + height_mm <= bottom_) return;
        footer();
        paper_.next_page();
        y_ = margin_mm;
    }

    void footer()
    {
        const double y = paper_.size().height_mm - margin_mm;
        paper_.write(margin_mm,
                     y,
                     width_,
                     fmt::format("Session map {}  \u00b7  scan {}  \u00b7  Mesomap {}",
                                 card_.map_sha256.substr(0, 12),
                                 card_.map.scan.sha256.substr(0, 12),
                                 card_.map.made_by),
                     small);
        paper_.write(margin_mm,
                     y,
                     width_,
                     fmt::format("Page {}", paper_.pages()),
                     {.size_pt = 7.5, .ink = grey, .align = Align::right});
    }

    void head()
    {
        paper_.write(margin_mm, y_, width_, "Settings card", title);
        paper_.code(margin_mm + width_ - 18, y_, 18, "mesomap:" + card_.map_sha256);
        y_ += 11;
        const session::Totals& totals = card_.map.totals;
        y_ += paper_.write(margin_mm,
                           y_,
                           width_ - 24,
                           fmt::format("{}, {} mL, {}, {} between them",
                                       plural(totals.points, "shot"),
                                       number(totals.volume_ml, 2),
                                       plural(plan_.settings.size(), "setting"),
                                       plural(std::size_t(plan_.changes), "change")),
                           {.size_pt = 12});
        y_ += paper_.write(margin_mm, y_ + 1, width_ - 24, device(), plain) + 1;
        y_ = std::max(y_ + 4, margin_mm + 23);
    }

    std::string device() const
    {
        const auto& known = card_.map.clinic.device;
        if (!known)
            return "The session names no device: compare each number with the dials of yours.";
        std::string words = known->name;
        if (known->dose_step_ml)
            words += fmt::format(", dose in steps of {:g} mL", *known->dose_step_ml);
        if (known->depth_step_mm)
            words += fmt::format(", depth in steps of {:g} mm", *known->depth_step_mm);
        if (known->depth_stop_mm) words += fmt::format(", stop at {:g} mm", *known->depth_stop_mm);
        if (known->points_per_s)
            words += fmt::format(", {:g} shots a second: about {:.0f} s of shots",
                                 *known->points_per_s,
                                 std::max(1.0, card_.map.totals.points / *known->points_per_s));
        return words + ".";
    }

    /// What is new in this setting against the one before is in a frame.
    void setting(std::size_t index)
    {
        const DialSetting& now = plan_.settings[index];
        const DialSetting* before = index > 0 ? &plan_.settings[index - 1] : nullptr;
        const std::vector<Place> rows = where(now);
        double rows_mm = 0;
        for (const Place& row : rows)
            rows_mm += paper_.height_of(width_ - 20, row.words, plain) + 1;
        const double height = 16 + rows_mm + 4;
        need(height);
        paper_.frame({margin_mm, y_ + 4, 4.6, 4.6}, grey, 0.3);
        paper_.write(margin_mm + 6.5, y_ + 2.3, 8, std::to_string(index + 1), dial);
        const double shots = width_ - 16;
        const double step = shots / 6;
        double x = margin_mm + 16;
        const auto value =
            [&](const char* name, const std::string& words, bool is_new, double columns) {
                paper_.write(x, y_, step * columns, name, caption);
                paper_.write(
                    x, y_ + 3.3, step * columns, words, columns > 1 ? Type{.size_pt = 11} : dial);
                if (is_new && before)
                    paper_.frame({x - 1.2, y_ - 0.6, step * columns - 0.6, 11.2}, black, 0.35);
                x += step * columns;
            };
        value("mm of needle in",
              number(now.inserted_mm, 2),
              before && before->inserted_mm != now.inserted_mm,
              1);
        value(
            "mL a shot", number(now.volume_ml, 3), before && before->volume_ml != now.volume_ml, 1);
        value("to the skin",
              number(now.angle_deg, 0) + "\u00b0",
              before && before->angle_deg != now.angle_deg,
              1);
        value("Shots", std::to_string(now.points.size()), false, 1);
        const int fills = now.fills(clinic::usual_syringe_ml());
        value("Needle, syringe",
              (now.needle.empty() ? std::string("your needle") : now.needle) +
                  (now.mixture.empty() ? "" : "\n" + now.mixture),
              before && (before->needle != now.needle || before->mixture != now.mixture),
              2);
        y_ += 13;
        paper_.write(margin_mm + 16,
                     y_,
                     width_ - 16,
                     fmt::format("{} mL in all: {} of a {:g} mL syringe",
                                 number(now.total_ml(), 2),
                                 plural(std::size_t(fills), "fill"),
                                 clinic::usual_syringe_ml()),
                     plain);
        y_ += 5;
        for (const Place& row : rows) {
            paper_.fill({margin_mm + 16, y_ + 0.7, 2, 2.6}, card_.zone_colours[row.zone]);
            y_ += paper_.write(margin_mm + 20, y_, width_ - 20, row.words, plain) + 1;
        }
        y_ += 2;
        paper_.line(margin_mm, y_, margin_mm + width_, y_, pale);
        y_ += 4;
    }

    /// "left cheek: 1-26", a row for each zone.
    struct Place {
        std::size_t zone;
        std::string words;
    };
    std::vector<Place> where(const DialSetting& setting) const
    {
        std::vector<Place> rows;
        for (std::size_t zone = 0; zone < card_.map.zones.size(); ++zone) {
            std::vector<std::uint32_t> numbers;
            for (const session::MapPoint* point : setting.points)
                if (point->zone == zone) numbers.push_back(point->order);
            if (numbers.empty()) continue;
            const auto& head = card_.map.zones[zone].aim.head;
            rows.push_back({zone,
                            fmt::format("{}{}: {}",
                                        card_.map.zones[zone].name,
                                        head ? fmt::format(" (stamp of {} pins)", head->pins) : "",
                                        ranges_of(numbers))});
        }
        return rows;
    }

    void notes()
    {
        std::vector<std::string> all;
        if (plan_.most_shallower_mm > 1e-4)
            all.push_back(
                fmt::format("Depths are rounded down to a dial of {:g} mm: no needle goes "
                            "deeper than planned, some by up to {:.2f} mm less.",
                            depth_dial_mm,
                            plan_.most_shallower_mm));
        all.emplace_back(
            "A frame marks what is to be changed. Numbers are those of the chart. What "
            "stays in a syringe or a needle is not counted.");
        for (const std::string& words : all) {
            need(paper_.height_of(width_, words, small) + 1);
            y_ += paper_.write(margin_mm, y_, width_, words, small) + 1;
        }
    }

    const SettingsCard& card_;
    DialPlan plan_;
    Paper paper_;
    double width_;
    double bottom_;
    double y_ = margin_mm;
};

}  // namespace

std::string settings_card_of(const SettingsCard& card, PaperSize size)
{
    return Writer(card, size).written();
}

}  // namespace exporters
