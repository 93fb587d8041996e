// SPDX-License-Identifier: MIT
#include "session/checks.h"

#include "clinic/techniques.h"
#include "session/case.h"
#include "session/needle_pose.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace session {
namespace {

using Bound = std::optional<clinic::Sourced<double>>;
constexpr double least_mirrored_percent = 80;  // faces are not quite alike
constexpr const char* planner = "this program's promise, measured along the skin";

/// Writes the checks of one zone, rule by rule.
class Rules {
public:
    explicit Rules(const MapZone& zone)
        : zone_(zone)
    {
    }

    /// What a value is and how it is called.
    struct Quantity {
        const char* rule;  // "depth.published"
        const char* noun;  // "depth"
        double value;
        const char* unit;
    };

    /// `whose` ends the sentence: "published as the least for nappage".
    void at_least(const Quantity& quantity,
                  const Bound& bound,
                  const std::string& whose,
                  CheckResult otherwise = CheckResult::warn)
    {
        if (!bound) return;
        const bool kept = quantity.value >= bound->value;
        add(quantity, ".min", kept ? CheckResult::pass : otherwise, *bound);
        say(quantity, kept ? "not below" : "below", *bound, whose);
    }
    void at_most(const Quantity& quantity,
                 const Bound& bound,
                 const std::string& whose,
                 CheckResult otherwise = CheckResult::warn)
    {
        if (!bound) return;
        const bool kept = quantity.value <= bound->value;
        add(quantity, ".max", kept ? CheckResult::pass : otherwise, *bound);
        say(quantity, kept ? "not above" : "above", *bound, whose);
    }
    void range(const Quantity& quantity, const clinic::Range& range, const std::string& whose)
    {
        at_least(quantity, range.min, "published as the least for " + whose);
        at_most(quantity, range.max, "published as the most for " + whose);
    }

    std::vector<Check> take() { return std::move(checks_); }

private:
    void add(const Quantity& quantity,
             const char* end,
             CheckResult result,
             const clinic::Sourced<double>& bound)
    {
        checks_.push_back({std::string(quantity.rule) + end,
                           zone_.name,
                           result,
                           in_map_steps(quantity.value),
                           in_map_steps(bound.value),
                           quantity.unit,
                           "",
                           bound.source});
    }
    void say(const Quantity& quantity,
             const char* relation,
             const clinic::Sourced<double>& bound,
             const std::string& whose)
    {
        checks_.back().message = fmt::format("Zone \"{}\": the {} of {} {} is {} {} {}, {}.",
                                             zone_.name,
                                             quantity.noun,
                                             in_map_steps(quantity.value),
                                             quantity.unit,
                                             relation,
                                             in_map_steps(bound.value),
                                             quantity.unit,
                                             whose);
    }

    const MapZone& zone_;
    std::vector<Check> checks_;
};

/// A bound with the text that the user reads as its source.
Bound described(const Bound& bound)
{
    if (!bound) return bound;
    return clinic::Sourced<double>{
        bound->value, clinic::describe_source(bound->source), bound->standing};
}

clinic::Range described(const clinic::Range& range)
{
    return {described(range.min), described(range.max)};
}

void check_measures(const MapZone& zone, const ZoneMeasure& measured, Rules& rules)
{
    using Limit = clinic::Sourced<double>;
    const bool varies = zone.arrangement.at_border.has_value();
    const char* spacing_asked = "the spacing asked for less 0.001 mm";
    const double least =
        (varies ? measured.tightest_spacing_mm : least_spacing_mm(zone)) - spacing_tolerance_mm;
    if (measured.tightest)
        rules.at_least({"spacing", "smallest spacing", measured.tightest->distance_mm, "mm"},
                       Limit{least, planner, {}},
                       varies                    ? "the spacing asked for there less 0.001 mm"
                       : zone.arrangement.amount ? "the spacing that was reached less 0.001 mm"
                                                 : spacing_asked,
                       CheckResult::fail);
    if (measured.pinned)
        rules.at_least({"spacing.pinned",
                        "smallest spacing of points pinned by hand",
                        measured.pinned->distance_mm,
                        "mm"},
                       Limit{measured.pinned_spacing_mm - spacing_tolerance_mm, planner, {}},
                       spacing_asked,
                       CheckResult::warn);
    if (measured.mirrored_share)
        rules.at_least({"mirrored",
                        "share of points with a mirror image",
                        100 * *measured.mirrored_share,
                        "%"},
                       Limit{least_mirrored_percent, planner, {}},
                       fmt::format("for a zone that is alike left and right (within {:g} mm)",
                                   mirror_tolerance_mm),
                       CheckResult::warn);
    if (!promises_cover(zone.arrangement)) return;
    const double spacing = measured.worst_ratio > 0
                               ? measured.worst.distance_mm / measured.worst_ratio
                               : zone.spacing_mm;
    rules.at_most({"cover", "largest gap", measured.worst.distance_mm, "mm"},
                  Limit{cover_factor * spacing, planner, {}},
                  fmt::format("{} times the spacing that counts there", cover_factor),
                  CheckResult::fail);
}

void check_depth(const MapZone& zone, const clinic::Technique& technique, Rules& rules)
{
    const clinic::Range published = described(technique.published_depth_mm);
    const clinic::Range general = described(clinic::general_depth_mm());
    const Rules::Quantity depth{"depth.published", "depth", zone.depth_mm, "mm"};
    const bool beyond_all = zone.depth_mm > general.max->value;
    rules.at_least(depth, published.min, "published as the least for " + technique.id);
    rules.at_most(depth,
                  published.max,
                  "published as the most for " + technique.id,
                  beyond_all ? CheckResult::fail : CheckResult::warn);
    rules.range({"depth.general", "depth", zone.depth_mm, "mm"}, general, "mesotherapy in general");
}

void check_needle(const MapZone& zone, const clinic::Technique& technique, Rules& rules)
{
    if (zone.needle_length_mm)
        rules.at_most(
            {"needle.length", "inserted length", inserted_mm(zone.depth_mm, zone.angle_deg), "mm"},
            clinic::Sourced<double>{*zone.needle_length_mm, zone.sources.needle, {}},
            fmt::format("the length of the needle (a depth of {} mm at {} degrees)",
                        zone.depth_mm,
                        zone.angle_deg),
            CheckResult::fail);
    const Rules::Quantity angle{"angle", "angle", zone.angle_deg, "deg"};
    rules.at_least(angle, described(technique.angle_min_deg), "the flattest of " + technique.id);
    rules.at_most(angle, described(technique.angle_max_deg), "the steepest of " + technique.id);
}

void check_dose(const MapZone& zone, const clinic::Technique& technique, Rules& rules)
{
    const int pins = zone.aim.head ? zone.aim.head->pins : 1;
    rules.range({"volume.published", "volume per point", zone.volume_per_point_ml / pins, "mL"},
                described(technique.published_volume_ml),
                technique.id);
    rules.range({"volume.per_area", "volume per area", zone.volume_ml / zone.area_cm2, "mL/cm2"},
                described(technique.published_volume_ml_per_cm2),
                technique.id);
    rules.range({"spacing.published", "spacing", zone.spacing_mm, "mm"},
                described(technique.published_spacing_mm),
                technique.id);
}

/// What a hand or a mirror did, to be looked at by the practitioner.
void check_hand(const MapZone& zone, const ZoneMeasure& measured, std::vector<Check>& checks)
{
    constexpr const char* source = "this program's rule: what is not measured is looked at";
    const auto mirrors = std::ranges::count_if(zone.strokes, [](const zones::PaintStep& step) {
        return std::holds_alternative<zones::Mirroring>(step);
    });
    if (mirrors > 0)
        checks.push_back(
            {"zone.mirrored",
             zone.name,
             CheckResult::warn,
             double(mirrors),
             0,
             "",
             fmt::format("Zone \"{}\" was mirrored across a midplane, and no person is "
                         "quite alike left and right: check where it lies.",
                         zone.name),
             source});
    const std::size_t removed = zone.arrangement.removed_mm.size();
    const double gap_mm = measured.largest.distance_mm;
    if (removed > 0 && std::isfinite(gap_mm))
        checks.push_back(
            {"points.removed",
             zone.name,
             CheckResult::warn,
             in_map_steps(gap_mm),
             zone.spacing_mm,
             "mm",
             fmt::format("Zone \"{}\": {} taken away by hand; the largest gap is {} mm, "
                         "and the spacing {} mm.",
                         zone.name,
                         removed == 1 ? "a point was" : fmt::format("{} points were", removed),
                         in_map_steps(gap_mm),
                         zone.spacing_mm),
             source});
    const std::size_t left_out = zone.arrangement.left_out_mm.size();
    if (left_out > 0 && std::isfinite(gap_mm))
        checks.push_back(
            {"head.left_out",
             zone.name,
             CheckResult::warn,
             in_map_steps(gap_mm),
             zone.spacing_mm,
             "mm",
             fmt::format("Zone \"{}\": {} left out, as a pin would lie outside the zone or where "
                         "no point may be; the largest gap is {} mm, and the spacing {} mm.",
                         zone.name,
                         left_out == 1 ? "one head was" : fmt::format("{} heads were", left_out),
                         in_map_steps(gap_mm),
                         zone.spacing_mm),
             source});
}

}  // namespace

std::vector<Check> checks_of(const MapZone& zone, const ZoneMeasure& measured)
{
    const clinic::Technique& technique = clinic::technique(zone.technique);
    Rules rules(zone);
    check_measures(zone, measured, rules);
    check_depth(zone, technique, rules);
    check_needle(zone, technique, rules);
    check_dose(zone, technique, rules);
    std::vector<Check> checks = rules.take();
    check_hand(zone, measured, checks);
    return checks;
}

}  // namespace session
