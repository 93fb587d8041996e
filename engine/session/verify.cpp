// SPDX-License-Identifier: MIT
#include "session/verify.h"

#include "base/error.h"
#include "clinic/techniques.h"
#include "geometry/bvh.h"
#include "session/case.h"
#include "session/checks.h"
#include "session/mean_normal.h"
#include "session/measure.h"
#include "session/needle_pose.h"
#include "session/plan.h"
#include "zones/zone_field.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace session {
namespace {

// What rounding to the map's decimals may do.
constexpr double decimals_4 = 1.01e-4, direction_tolerance = 3e-6;
constexpr double border_tolerance_mm = 1e-3, pinned_tolerance_mm = 1e-3;

bool near(double a, double b, double tolerance = decimals_4)
{
    return std::abs(a - b) <= tolerance;
}

bool near(glm::dvec3 a, glm::dvec3 b, double tolerance)
{
    return glm::length(a - b) <= tolerance * std::numbers::sqrt3;
}

/// The sentences, one by one.
class Failures {
public:
    template <typename... T>
    void unless(bool kept, fmt::format_string<T...> sentence, T&&... values)
    {
        if (!kept) sentences_.push_back(fmt::format(sentence, std::forward<T>(values)...));
    }
    std::vector<std::string>& sentences() { return sentences_; }

private:
    std::vector<std::string> sentences_;
};

// --- The paper: what can be checked without the scan. ---

void check_seal(std::string_view text, const SessionMap& map, Failures& failures)
{
    failures.unless(seal_holds(text),
                    "The checksum does not fit the map: something in it was changed.");
    failures.unless(text.size() > 64 && text_of(map).size() == text.size() &&
                        text_of(map) == sealed(std::string(text)),
                    "The map is not written in the one way that maps are written.");
}

void check_numbers(const SessionMap& map, Failures& failures)
{
    std::vector<bool> id_seen(map.points.size(), false), order_seen(map.points.size(), false);
    const auto take = [&](std::uint32_t number, std::vector<bool>& seen) {
        const bool fresh = number >= 1 && number <= seen.size() && !seen[number - 1];
        if (fresh) seen[number - 1] = true;
        return fresh;
    };
    for (const MapPoint& point : map.points) {
        failures.unless(take(point.id, id_seen),
                        "Point {}: its id is used twice or is outside 1 to {}.",
                        point.id,
                        map.points.size());
        failures.unless(take(point.order, order_seen),
                        "Point {}: its order {} is used twice or is outside 1 to {}.",
                        point.id,
                        point.order,
                        map.points.size());
    }
}

void check_sums(const SessionMap& map, Failures& failures)
{
    std::vector<std::uint32_t> points(map.zones.size(), 0);
    std::vector<double> volumes(map.zones.size(), 0);
    for (const MapPoint& point : map.points) {
        ++points[point.zone];
        volumes[point.zone] += point.volume_ml;
    }
    for (std::size_t i = 0; i < map.zones.size(); ++i) {
        const MapZone& zone = map.zones[i];
        failures.unless(zone.points == points[i],
                        "Zone \"{}\" states {} points, but the map lists {}.",
                        zone.name,
                        zone.points,
                        points[i]);
        failures.unless(near(zone.volume_ml, volumes[i], 0.5e-4),
                        "Zone \"{}\" states {} mL, but its points hold {:.4f} mL.",
                        zone.name,
                        zone.volume_ml,
                        volumes[i]);
    }
    const Totals totals = totals_of(map);
    failures.unless(map.totals.zones == totals.zones,
                    "The totals state {} zones, but the map lists {}.",
                    map.totals.zones,
                    totals.zones);
    failures.unless(map.totals.points == map.points.size(),
                    "The totals state {} points, but the map lists {}.",
                    map.totals.points,
                    map.points.size());
    failures.unless(near(map.totals.volume_ml, totals.volume_ml, 0.5e-4),
                    "The totals state {} mL, but the zones hold {} mL.",
                    map.totals.volume_ml,
                    totals.volume_ml);
    failures.unless(near(map.totals.area_cm2, totals.area_cm2, 0.5e-4),
                    "The totals state {} cm2, but the zones have {} cm2.",
                    map.totals.area_cm2,
                    totals.area_cm2);
}

void check_settings(const MapZone& zone, Failures& failures)
{
    const clinic::Technique& technique = clinic::technique(zone.technique);
    failures.unless(zone.target_layer == technique.target_layer.value,
                    "Zone \"{}\" states the layer \"{}\", but {} aims at \"{}\".",
                    zone.name,
                    zone.target_layer,
                    technique.id,
                    technique.target_layer.value);
    std::optional<double> length;
    if (zone.needle)
        length = clinic::needle(*zone.needle).length_mm.value;
    else if (technique.needle_length_mm)
        length = technique.needle_length_mm->value;
    failures.unless(zone.needle_length_mm.has_value() == length.has_value() &&
                        (!length || near(*zone.needle_length_mm, *length, 0.5e-4)),
                    "Zone \"{}\" states a needle of {} mm, but its needle has {} mm.",
                    zone.name,
                    zone.needle_length_mm.value_or(0),
                    length.value_or(0));
}

void check_dose(const MapPoint& point, const MapZone& zone, Failures& failures)
{
    const auto as_zone = [&](const char* what, double own, double wanted, const char* unit) {
        failures.unless(near(own, wanted, 0.5e-4),
                        "Point {}: its {} is {} {}, but zone \"{}\" states {} {}.",
                        point.id,
                        what,
                        own,
                        unit,
                        zone.name,
                        wanted,
                        unit);
    };
    as_zone("depth", point.depth_mm, zone.depth_mm, "mm");
    as_zone("angle", point.angle_deg, zone.angle_deg, "degrees");
    as_zone("volume", point.volume_ml, zone.volume_per_point_ml, "mL");
    const double inserted = point.depth_mm / std::sin(point.angle_deg * (std::numbers::pi / 180));
    failures.unless(near(point.inserted_mm, inserted),
                    "Point {}: its inserted length is {} mm, but a depth of {} mm at {} degrees "
                    "needs {:.4f} mm.",
                    point.id,
                    point.inserted_mm,
                    point.depth_mm,
                    point.angle_deg,
                    inserted);
}

// --- The skin: what the scan must confirm. ---

/// True if the map was made on this scan: else nothing more can be said.
bool check_scan(const SessionMap& map, const geometry::Scan& scan, Failures& failures)
{
    const ScanIdentity real = identity_of(scan);
    failures.unless(map.scan.sha256 == real.sha256,
                    "The map was made on another scan: its hash starts with {}, this one's with "
                    "{}.",
                    map.scan.sha256.substr(0, 12),
                    real.sha256.substr(0, 12));
    failures.unless(map.scan.triangles == real.triangles,
                    "The map's scan has {} triangles, this one has {}.",
                    map.scan.triangles,
                    real.triangles);
    failures.unless(map.scan.unit == real.unit,
                    "The map's scan is in {}, this one is in {}.",
                    map.scan.unit,
                    real.unit);
    failures.unless(near(map.scan.scale, real.scale, 0.5e-4),
                    "The map's scan has {} mm per unit, this one has {}.",
                    map.scan.scale,
                    real.scale);
    return map.scan == real;
}

/// The scan, its surface and the zones rebuilt from their strokes.
class SkinCheck {
public:
    SkinCheck(const SessionMap& map, const geometry::Scan& scan, Failures& failures)
        : map_(map)
        , scan_(scan)
        , failures_(failures)
        , topology_(scan.mesh)
        , surface_(geometry::build_surface(scan.mesh))
    {
        const geometry::Bvh bvh(surface_.mesh);
        for (const MapZone& zone : map.zones)
            fields_.push_back(zones::field_of(zone.strokes, surface_, bvh));
    }

    void run(VerifyReport& report, const base::Progress& progress)
    {
        check_areas();
        check_points();
        check_amounts();
        check_pinned();
        check_distances(report, progress);
    }

private:
    void check_areas()
    {
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            const double area_cm2 = zones::area_mm2(surface_, fields_[i]) / 100;
            failures_.unless(near(map_.zones[i].area_cm2, area_cm2),
                             "Zone \"{}\" states {} cm2, but its strokes cover {:.4f} cm2.",
                             map_.zones[i].name,
                             map_.zones[i].area_cm2,
                             area_cm2);
        }
        for (std::size_t a = 0; a < fields_.size(); ++a)
            for (std::size_t b = a + 1; b < fields_.size(); ++b) {
                const double shared = zones::overlap_mm2(surface_, fields_[a], fields_[b]);
                failures_.unless(shared <= 0.5,
                                 "Zones \"{}\" and \"{}\" overlap by {:.2f} mm2.",
                                 map_.zones[a].name,
                                 map_.zones[b].name,
                                 shared);
            }
    }

    void check_points()
    {
        double largest_mm = least_smoothing_mm;
        for (const MapZone& zone : map_.zones)
            largest_mm = std::max(largest_mm, smoothing_radius_mm(zone.spacing_mm));
        const MeanNormal mean_normal(surface_, largest_mm);
        for (const MapPoint& point : map_.points) {
            check_dose(point, map_.zones[point.zone], failures_);
            if (!lies_on_its_triangle(point)) continue;
            const geometry::SurfacePoint on_scan{geometry::TriangleId(point.triangle),
                                                 glm::dvec3(point.weights) / weight_one};
            const geometry::SurfacePoint place = on_surface(surface_, on_scan);
            check_inside(point, place);
            check_direction(point, place, mean_normal);
            measured_.push_back({point.zone, on_scan, point.pinned});
            ids_.push_back(point.id);
        }
    }

    bool lies_on_its_triangle(const MapPoint& point)
    {
        const glm::ivec3 w = point.weights;
        const bool place = point.triangle < scan_.mesh.triangles.size() &&
                           w.x + w.y + w.z == int(weight_one) && w.x >= 0 && w.y >= 0 && w.z >= 0;
        failures_.unless(place,
                         "Point {}: triangle {} with its weights is no place on the scan.",
                         point.id,
                         point.triangle);
        if (!place) return false;
        const auto [a, b, c] = scan_.mesh.corners(geometry::TriangleId(point.triangle));
        const glm::dvec3 skin = (double(w.x) * a + double(w.y) * b + double(w.z) * c) / weight_one;
        failures_.unless(near(point.position_mm, skin, decimals_4),
                         "Point {}: its position is {:.4f} mm from where its triangle and weights "
                         "put it.",
                         point.id,
                         glm::length(point.position_mm - skin));
        return true;
    }

    void check_inside(const MapPoint& point, const geometry::SurfacePoint& place)
    {
        // A hand may put a point into the rim that the others keep free.
        const double inset_mm = map_.zones[point.zone].arrangement.border.inset_mm.value_or(0);
        const double outside_mm =
            zones::value_mm(surface_, fields_[point.zone], place) + (point.pinned ? 0 : inset_mm);
        failures_.unless(outside_mm <= border_tolerance_mm,
                         "Point {}: it is {:.3f} mm outside zone \"{}\"{}.",
                         point.id,
                         outside_mm,
                         map_.zones[point.zone].name,
                         inset_mm > 0 ? " less its rim" : "");
    }

    void check_direction(const MapPoint& point,
                         const geometry::SurfacePoint& place,
                         const MeanNormal& mean_normal)
    {
        const glm::dvec3 normal =
            mean_normal.at(place, smoothing_radius_mm(map_.zones[point.zone].spacing_mm));
        failures_.unless(near(point.normal, normal, direction_tolerance),
                         "Point {}: its normal is {:.4f} degrees off the mean of the skin around.",
                         point.id,
                         degrees_between(point.normal, normal));
        if (glm::length(point.normal) < 0.5) return;

        const glm::dvec3 up = glm::normalize(point.normal);
        const double along = -glm::dot(point.direction, up);
        const glm::dvec3 sideways = point.direction + along * up;
        const double angle = std::atan2(along, glm::length(sideways)) * (180 / std::numbers::pi);
        failures_.unless(near(angle, point.angle_deg, 1e-3) &&
                             near(glm::length(point.direction), 1, direction_tolerance),
                         "Point {}: its needle is at {:.4f} degrees to the skin, but {} are "
                         "stated.",
                         point.id,
                         angle,
                         point.angle_deg);
        failures_.unless(near(sideways, tilt_of(up, point.angle_deg), direction_tolerance),
                         "Point {}: its needle is not tilted toward (0, -1, 0).",
                         point.id);
    }

    /// The part of the needle's direction along the skin, as the map's frame states it.
    static glm::dvec3 tilt_of(glm::dvec3 up, double angle_deg)
    {
        glm::dvec3 down = glm::dvec3(0, -1, 0) + up.y * up;
        if (glm::length(down) < 1e-3) down = glm::dvec3(0, 0, 1) - up.z * up;
        return std::cos(angle_deg * (std::numbers::pi / 180)) * glm::normalize(down);
    }

    static double degrees_between(glm::dvec3 a, glm::dvec3 b)
    {
        return std::atan2(glm::length(glm::cross(a, b)), glm::dot(a, b)) * (180 / std::numbers::pi);
    }

    void check_distances(VerifyReport& report, const base::Progress& progress)
    {
        std::vector<MeasuredZone> zones;
        std::vector<std::vector<float>> varying;
        for (std::size_t i = 0; i < fields_.size(); ++i)
            varying.push_back(varying_spacing(i));
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            const MapZone& zone = map_.zones[i];
            const double row_mm = zone.arrangement.pattern.row_spacing_mm.value_or(zone.spacing_mm);
            zones.push_back({&fields_[i],
                             std::min(zone.spacing_mm, row_mm),
                             varying[i],
                             zone.arrangement.border.inset_mm.value_or(0),
                             true,
                             zone.arrangement.mirror});
        }
        const PlanMeasure measured =
            measure({scan_.mesh, topology_, surface_, zones, measured_}, progress);
        for (const PointPair& pair : measured.too_close)
            say_too_close(pair, zones);
        std::vector<Check> checks;
        for (std::size_t i = 0; i < zones.size(); ++i) {
            check_measure(map_.zones[i], measured.zones[i], report);
            const bool covered = promises_cover(map_.zones[i].arrangement);
            if (covered && !std::isfinite(measured.zones[i].worst_ratio)) continue;
            for (Check& check : checks_of(map_.zones[i], measured.zones[i]))
                checks.push_back(std::move(check));
        }
        check_checks(checks);
    }

    /// The spacing at each vertex, where it varies: as the schema states it.
    std::vector<float> varying_spacing(std::size_t index) const
    {
        const MapZone& zone = map_.zones[index];
        const auto& wish = zone.arrangement.at_border;
        std::vector<float> spacing;
        if (!wish) return spacing;
        for (const std::int16_t field : fields_[index].values()) {
            const double inside_mm = std::max(0.0, -double(field) / 1024);
            const double blended = inside_mm >= wish->blend_mm
                                       ? zone.spacing_mm
                                       : ((wish->blend_mm - inside_mm) * wish->spacing_mm +
                                          inside_mm * zone.spacing_mm) /
                                             wish->blend_mm;
            spacing.push_back(static_cast<float>(blended));
        }
        return spacing;
    }

    void check_amounts()
    {
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            const MapZone& zone = map_.zones[i];
            if (!zone.arrangement.amount) continue;
            const double wished = points_wished(zone);
            failures_.unless(zone.points == wished,
                             "Zone \"{}\" states {} points, but {} were asked for.",
                             zone.name,
                             zone.points,
                             wished);
        }
    }

    static double points_wished(const MapZone& zone)
    {
        const Amount& wish = *zone.arrangement.amount;
        if (wish.kind == AmountKind::points) return wish.value;
        const double per_cm2 = wish.kind == AmountKind::density_per_cm2
                                   ? wish.value
                                   : wish.value / zone.volume_per_point_ml;
        return std::round(per_cm2 * zone.area_cm2);
    }

    /// Each place that was pinned has its point, on the skin nearest to it, and each pinned point
    /// its place.
    void check_pinned()
    {
        const geometry::Bvh bvh(surface_.mesh);
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            const auto& wished = map_.zones[i].arrangement.pinned_mm;
            const auto of_zone = [&](const MapPoint& p) { return p.zone == i && p.pinned; };
            const auto marked = std::size_t(std::ranges::count_if(map_.points, of_zone));
            failures_.unless(marked == wished.size(),
                             "Zone \"{}\" has {} pinned points, but {} places were pinned.",
                             map_.zones[i].name,
                             marked,
                             wished.size());
            for (const glm::dvec3 place : wished) {
                const auto skin = bvh.nearest(place, 10);
                const auto is_it = [&](const MapPoint& p) {
                    return of_zone(p) && skin &&
                           near(p.position_mm,
                                geometry::position(surface_.mesh, skin->place),
                                pinned_tolerance_mm);
                };
                failures_.unless(std::ranges::any_of(map_.points, is_it),
                                 "Zone \"{}\" has no point at the pinned place ({}, {}, {}).",
                                 map_.zones[i].name,
                                 place.x,
                                 place.y,
                                 place.z);
            }
        }
    }

    void say_too_close(const PointPair& pair, const std::vector<MeasuredZone>& zones)
    {
        const double spacing =
            std::max(spacing_at(measured_[pair.a], zones), spacing_at(measured_[pair.b], zones));
        failures_.unless(false,
                         "Points {} and {} are {:.4f} mm apart along the skin; {} mm are promised.",
                         ids_[pair.a],
                         ids_[pair.b],
                         pair.distance_mm,
                         in_map_steps(spacing));
    }

    double spacing_at(const MeasuredPoint& point, const std::vector<MeasuredZone>& zones) const
    {
        const MeasuredZone& zone = zones[point.zone];
        if (zone.spacing_mm_at.empty()) return zone.spacing_mm;
        const geometry::SurfacePoint place = geometry::on_surface(surface_, point.place);
        double spacing = 0;
        for (int corner = 0; corner < 3; ++corner)
            spacing +=
                place.weights[corner] *
                double(zone.spacing_mm_at[surface_.mesh.triangles[place.triangle.value][corner]]);
        return spacing;
    }

    void check_measure(const MapZone& zone, const ZoneMeasure& measured, VerifyReport& report)
    {
        if (measured.closest) {
            const double spacing = measured.closest->distance_mm;
            report.smallest_spacing_mm =
                std::min(report.smallest_spacing_mm.value_or(spacing), spacing);
        }
        const double gap_mm = measured.largest.distance_mm;
        if (std::isfinite(gap_mm)) report.largest_gap_mm = std::max(report.largest_gap_mm, gap_mm);
        const double closest = measured.closest ? measured.closest->distance_mm : 0;
        failures_.unless(measured.closest.has_value() == zone.min_spacing_mm.has_value() &&
                             near(zone.min_spacing_mm.value_or(0), closest),
                         "Zone \"{}\" states a smallest spacing of {} mm, but it is {:.4f} mm.",
                         zone.name,
                         zone.min_spacing_mm.value_or(0),
                         closest);
        failures_.unless(zone.largest_gap_mm.has_value() == std::isfinite(gap_mm) &&
                             near(zone.largest_gap_mm.value_or(gap_mm), gap_mm),
                         "Zone \"{}\" states a largest gap of {} mm, but it is {:.4f} mm.",
                         zone.name,
                         zone.largest_gap_mm.value_or(0),
                         gap_mm);
        if (zone.arrangement.amount) check_reached(zone, measured);
        failures_.unless(!promises_cover(zone.arrangement) || measured.worst_ratio <= cover_factor,
                         "Zone \"{}\" has skin that is {:.4f} mm from the nearest point; {} "
                         "spacings are promised.",
                         zone.name,
                         measured.worst.distance_mm,
                         cover_factor);
    }

    void check_reached(const MapZone& zone, const ZoneMeasure& measured)
    {
        const double reached = reached_spacing_mm(zone, measured, 100 * zone.area_cm2);
        failures_.unless(near(zone.spacing_mm, reached, 2 * decimals_4),
                         "Zone \"{}\" states a spacing of {} mm, but its points reach {} mm.",
                         zone.name,
                         zone.spacing_mm,
                         reached);
    }

    /// The map's own checks must be the ones that its numbers give, and none may have failed.
    void check_checks(const std::vector<Check>& wanted)
    {
        failures_.unless(map_.checks.size() == wanted.size(),
                         "The map lists {} checks, but {} rules apply.",
                         map_.checks.size(),
                         wanted.size());
        for (std::size_t i = 0; i < std::min(wanted.size(), map_.checks.size()); ++i) {
            const Check& stated = map_.checks[i];
            Check close = wanted[i];  // measured values may differ in the last decimal
            const bool values_fit =
                near(stated.value, close.value) && near(stated.limit, close.limit);
            if (stated.value != close.value || stated.limit != close.limit)
                close.message = stated.message;
            close.value = stated.value;
            close.limit = stated.limit;
            failures_.unless(values_fit && stated == close,
                             "The check {} of zone \"{}\" is not what its rule gives.",
                             stated.rule,
                             stated.zone);
        }
        for (const Check& check : map_.checks)
            failures_.unless(check.result != CheckResult::fail, "{}", check.message);
    }

    static constexpr double weight_one = geometry::Surface::weight_one;

    const SessionMap& map_;
    const geometry::Scan& scan_;
    Failures& failures_;
    geometry::Topology topology_;
    geometry::Surface surface_;
    std::vector<zones::ZoneField> fields_;
    std::vector<MeasuredPoint> measured_;  // those that are places on the scan
    std::vector<std::uint32_t> ids_;       // of the measured ones
};

}  // namespace

VerifyReport verify(std::string_view text,
                    const SessionMap& map,
                    const geometry::Scan& scan,
                    const base::Progress& progress)
{
    VerifyReport report;
    Failures failures;
    check_seal(text, map, failures);
    check_numbers(map, failures);
    check_sums(map, failures);
    for (const MapZone& zone : map.zones)
        check_settings(zone, failures);
    if (check_scan(map, scan, failures)) SkinCheck(map, scan, failures).run(report, progress);
    report.failures = std::move(failures.sentences());
    return report;
}

}  // namespace session
