// SPDX-License-Identifier: MIT
#include "session/case.h"
#include "session/checks.h"
#include "session/clinic_checks.h"
#include "session/head_pins.h"
#include "session/plan.h"
#include "session/practice.h"
#include "session/scale_check.h"
#include "session/verify_skin.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>
#include <string>
#include <vector>

namespace session {
namespace {

/// The spacing at each vertex, where it varies: as the schema states it.
std::vector<float> varying_spacing(const MapZone& zone, const zones::ZoneField& field)
{
    const auto& wish = zone.arrangement.at_border;
    std::vector<float> spacing;
    if (!wish) return spacing;
    for (const std::int16_t value : field.values()) {
        const double inside_mm = std::max(0.0, -double(value) / 1024);
        const double blended =
            inside_mm >= wish->blend_mm
                ? zone.spacing_mm
                : ((wish->blend_mm - inside_mm) * wish->spacing_mm + inside_mm * zone.spacing_mm) /
                      wish->blend_mm;
        spacing.push_back(static_cast<float>(blended));
    }
    return spacing;
}

/// What a zone promises; `varying` is its varying_spacing.
MeasuredZone
promised_by(const MapZone& zone, const zones::ZoneField& field, std::span<const float> varying)
{
    const double row_mm = zone.arrangement.pattern.row_spacing_mm.value_or(zone.spacing_mm);
    return {.field = &field,
            .spacing_mm = std::min(zone.spacing_mm, row_mm),
            .spacing_mm_at = varying,
            .inset_mm = zone.arrangement.border.inset_mm.value_or(0),
            .mirror = zone.arrangement.mirror};
}

double spacing_at(const MeasuredPoint& point,
                  std::span<const MeasuredZone> zones,
                  const geometry::Surface& surface)
{
    const MeasuredZone& zone = zones[point.zone];
    if (zone.spacing_mm_at.empty()) return zone.spacing_mm;
    const geometry::SurfacePoint place = geometry::on_surface(surface, point.place);
    double spacing = 0;
    for (int corner = 0; corner < 3; ++corner)
        spacing += place.weights[corner] *
                   double(zone.spacing_mm_at[surface.mesh.triangles[place.triangle.value][corner]]);
    return spacing;
}

void check_too_close(std::span<const PointPair> too_close,
                     const VerifiedSkin& skin,
                     const VerifiedPoints& points,
                     std::span<const MeasuredZone> zones,
                     Failures& failures)
{
    for (const auto& [a, b, distance_mm] : too_close) {
        const double spacing = std::max(spacing_at(points.places[a], zones, skin.surface),
                                        spacing_at(points.places[b], zones, skin.surface));
        failures.unless(false,
                        "Points {} and {} are {:.4f} mm apart along the skin; {} mm are promised.",
                        points.ids[a],
                        points.ids[b],
                        distance_mm,
                        in_map_steps(spacing));
    }
}

void check_reached(const MapZone& zone, const ZoneMeasure& measured, Failures& failures)
{
    const double reached = reached_spacing_mm(zone, measured, 100 * zone.area_cm2);
    failures.unless(near(zone.spacing_mm, reached, 2 * decimals_4),
                    "Zone \"{}\" states a spacing of {} mm, but its points reach {} mm.",
                    zone.name,
                    zone.spacing_mm,
                    reached);
}

void check_measure(const MapZone& zone, const ZoneMeasure& measured, Failures& failures)
{
    const double gap_mm = measured.largest.distance_mm;
    const double closest = measured.closest ? measured.closest->distance_mm : 0;
    failures.unless(measured.closest.has_value() == zone.min_spacing_mm.has_value() &&
                        near(zone.min_spacing_mm.value_or(0), closest),
                    "Zone \"{}\" states a smallest spacing of {} mm, but it is {:.4f} mm.",
                    zone.name,
                    zone.min_spacing_mm.value_or(0),
                    closest);
    failures.unless_by_rules(zone.largest_gap_mm.has_value() == std::isfinite(gap_mm) &&
                                 near(zone.largest_gap_mm.value_or(gap_mm), gap_mm),
                             "Zone \"{}\" states a largest gap of {} mm, but it is {:.4f} mm.",
                             zone.name,
                             zone.largest_gap_mm.value_or(0),
                             gap_mm);
    if (zone.arrangement.amount) check_reached(zone, measured, failures);
    failures.unless_by_rules(!promises_cover(zone.arrangement) ||
                                 measured.worst_ratio <= cover_factor,
                             "Zone \"{}\" has skin that is {:.4f} mm from the nearest point; {} "
                             "spacings are promised.",
                             zone.name,
                             measured.worst.distance_mm,
                             cover_factor);
}

void note_extremes(const ZoneMeasure& measured, VerifyReport& report)
{
    if (measured.closest) {
        const double spacing = measured.closest->distance_mm;
        report.smallest_spacing_mm =
            std::min(report.smallest_spacing_mm.value_or(spacing), spacing);
    }
    const double gap_mm = measured.largest.distance_mm;
    if (std::isfinite(gap_mm)) report.largest_gap_mm = std::max(report.largest_gap_mm, gap_mm);
}

/// The checks that the measured numbers give.
std::vector<Check> checks_due(const VerifiedSkin& skin, const PlanMeasure& measured)
{
    const SessionMap& map = skin.map;
    std::vector<std::string> names;
    for (const MapZone& zone : map.zones)
        names.push_back(zone.name);
    std::vector<Check> checks{scale_check(map, geometry::bounds(skin.scan.mesh))};
    for (std::size_t i = 0; i < map.zones.size(); ++i) {
        const bool covered = promises_cover(map.zones[i].arrangement);
        if (covered && !std::isfinite(measured.zones[i].worst_ratio)) continue;
        std::ranges::move(checks_of(map.zones[i], measured.zones[i]), std::back_inserter(checks));
        std::ranges::move(overlap_checks(i, skin.lost[i], names), std::back_inserter(checks));
        std::ranges::move(
            skin.structures.checks(map.zones[i], std::uint32_t(i), skin.painted[i], map.points),
            std::back_inserter(checks));
        if (!skin.sites.empty())
            std::ranges::move(
                checks_of(skin.sites[i], map.clinic, map.zones[i], std::uint32_t(i), map.points),
                std::back_inserter(checks));
        std::ranges::move(head_checks_of(map.zones[i],
                                         std::uint32_t(i),
                                         map.points,
                                         skin.fields[i],
                                         skin.surface,
                                         skin.bvh,
                                         skin.structures),
                          std::back_inserter(checks));
        std::ranges::move(clinic_checks_of(map,
                                           std::uint32_t(i),
                                           skin.structures.aims(),
                                           [&skin](const MapPoint& point) {
                                               return skin.structures.place_on_skin(point);
                                           }),
                          std::back_inserter(checks));
    }
    std::ranges::move(visit_checks_of(map), std::back_inserter(checks));
    apply_practice(map.clinic, checks);
    return checks;
}

/// The map's own checks must be the ones that its numbers give, and none may have failed.
void check_checks(const SessionMap& map, const std::vector<Check>& wanted, Failures& failures)
{
    failures.unless_by_rules(map.checks.size() == wanted.size(),
                             "The map lists {} checks, but {} rules apply.",
                             map.checks.size(),
                             wanted.size());
    for (std::size_t i = 0; i < std::min(wanted.size(), map.checks.size()); ++i) {
        const Check& stated = map.checks[i];
        Check close = wanted[i];  // measured values may differ in the last decimal
        const bool values_fit = near(stated.value, close.value) && near(stated.limit, close.limit);
        if (stated.value != close.value || stated.limit != close.limit)
            close.message = stated.message;
        close.value = stated.value;
        close.limit = stated.limit;
        failures.unless_by_rules(values_fit && stated == close,
                                 "The check {} of {} is not what its rule gives.",
                                 stated.rule,
                                 stated.zone.empty() ? "the map"
                                                     : fmt::format("zone \"{}\"", stated.zone));
    }
    for (const Check& check : map.checks)
        failures.unless(check.result != CheckResult::fail, "{}", check.message);
}

}  // namespace

void check_distances(const VerifiedSkin& skin,
                     const VerifiedPoints& points,
                     VerifyReport& report,
                     Failures& failures,
                     const base::Progress& progress)
{
    const SessionMap& map = skin.map;
    std::vector<std::vector<float>> varying;
    for (std::size_t i = 0; i < map.zones.size(); ++i)
        varying.push_back(varying_spacing(map.zones[i], skin.fields[i]));
    std::vector<MeasuredZone> zones;
    for (std::size_t i = 0; i < map.zones.size(); ++i)
        zones.push_back(promised_by(map.zones[i], skin.fields[i], varying[i]));

    Spreads spreads(skin.scan.mesh, skin.topology, skin.surface);
    const PlanMeasure measured = measure({spreads, zones, points.places}, progress);
    check_too_close(measured.too_close, skin, points, zones, failures);
    for (std::size_t i = 0; i < map.zones.size(); ++i) {
        note_extremes(measured.zones[i], report);
        check_measure(map.zones[i], measured.zones[i], failures);
    }
    check_checks(map, checks_due(skin, measured), failures);
}

}  // namespace session
