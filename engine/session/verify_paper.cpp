// SPDX-License-Identifier: MIT
#include "session/verify_paper.h"

#include "clinic/techniques.h"
#include "session/clinic_checks.h"

#include <cmath>
#include <cstdint>
#include <map>
#include <numbers>
#include <optional>
#include <vector>

namespace session {
namespace {

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
        const auto place = std::size_t(&point - map.points.data()) + 1;
        failures.unless(point.id == place || point.id > map.points.size(),
                        "Point {} is not listed in the order of its id, but as number {}.",
                        point.id,
                        place);
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
        failures.unless(near(zone.volume_ml, volumes[i], half_decimal_4),
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
    failures.unless(near(map.totals.volume_ml, totals.volume_ml, half_decimal_4),
                    "The totals state {} mL, but the zones hold {} mL.",
                    map.totals.volume_ml,
                    totals.volume_ml);
    failures.unless(near(map.totals.area_cm2, totals.area_cm2, half_decimal_4),
                    "The totals state {} cm2, but the zones have {} cm2.",
                    map.totals.area_cm2,
                    totals.area_cm2);
}

/// Milligrams again from the points themselves, ingredient by ingredient.
void check_doses(const SessionMap& map, std::size_t zone_index, Failures& failures)
{
    const MapZone& zone = map.zones[zone_index];
    const clinic::Mixture* mixture =
        zone.aim.mixture ? map.clinic.mixture(*zone.aim.mixture) : nullptr;
    failures.unless(zone.aim.mixture.has_value() == (mixture != nullptr),
                    "Zone \"{}\" gets the mixture \"{}\", which the map lacks.",
                    zone.name,
                    zone.aim.mixture.value_or(""));
    failures.unless(zone.doses.empty() == (mixture == nullptr),
                    "Zone \"{}\" states {} doses.",
                    zone.name,
                    zone.doses.size());
    if (!mixture) return;
    double drawn_ml = 0, given_ml = 0;
    std::map<std::string, double> drawn_mg;
    for (const clinic::Ingredient& one : mixture->ingredients) {
        drawn_ml += one.volume_ml;
        drawn_mg[one.substance] += one.mg_per_ml * one.volume_ml;
    }
    for (const MapPoint& point : map.points)
        if (point.zone == zone_index) given_ml += point.volume_ml;
    const double area_cm2 = zone.treated_cm2 > 0 ? zone.treated_cm2 : zone.area_cm2;
    failures.unless(zone.doses.size() == drawn_mg.size(),
                    "Zone \"{}\" states {} doses, but its mixture has {} substances.",
                    zone.name,
                    zone.doses.size(),
                    drawn_mg.size());
    for (const ZoneDose& dose : zone.doses) {
        const double mg_per_ml = drawn_mg[dose.substance] / drawn_ml;
        const bool fits = near(dose.mg, given_ml * mg_per_ml) &&
                          near(dose.mg_per_point, zone.volume_per_point_ml * mg_per_ml) &&
                          near(dose.mg_per_cm2, given_ml * mg_per_ml / area_cm2);
        failures.unless(fits,
                        "Zone \"{}\" states {} mg of {}, but its points hold {:.4f} mg.",
                        zone.name,
                        dose.mg,
                        dose.substance,
                        given_ml * mg_per_ml);
    }
}

void check_settings(const MapZone& zone, Failures& failures)
{
    const clinic::Technique& technique = clinic::technique(zone.technique);
    failures.unless_by_rules(zone.target_layer == technique.target_layer.value,
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
    failures.unless_by_rules(zone.needle_length_mm.has_value() == length.has_value() &&
                                 (!length || near(*zone.needle_length_mm, *length, half_decimal_4)),
                             "Zone \"{}\" states a needle of {} mm, but its needle has {} mm.",
                             zone.name,
                             zone.needle_length_mm.value_or(0),
                             length.value_or(0));
}

void check_dose(const MapPoint& point, const MapZone& zone, Failures& failures)
{
    const auto as_zone = [&](const char* what, double own, double wanted, const char* unit) {
        failures.unless(near(own, wanted, half_decimal_4),
                        "Point {}: its {} is {} {}, but zone \"{}\" states {} {}.",
                        point.id,
                        what,
                        own,
                        unit,
                        zone.name,
                        wanted,
                        unit);
    };
    // Structures may ask for less (verify_skin.cpp).
    if (point.depth_mm > zone.depth_mm) as_zone("depth", point.depth_mm, zone.depth_mm, "mm");
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

double points_wished(const MapZone& zone)
{
    const Amount& wish = *zone.arrangement.amount;
    if (wish.kind == AmountKind::points) return wish.value;
    const double per_cm2 = wish.kind == AmountKind::density_per_cm2
                               ? wish.value
                               : wish.value / zone.volume_per_point_ml;
    return std::round(per_cm2 * zone.area_cm2);
}

void check_amount(const MapZone& zone, Failures& failures)
{
    if (!zone.arrangement.amount) return;
    const double wished = points_wished(zone);
    const double removed =
        double(zone.arrangement.removed_mm.size() + zone.arrangement.left_out_mm.size());
    failures.unless(zone.points <= wished && zone.points + removed >= wished,
                    "Zone \"{}\" states {} points, but {} were asked for.",
                    zone.name,
                    zone.points,
                    wished);
}

}  // namespace

void check_paper(std::string_view text, const SessionMap& map, Failures& failures)
{
    check_seal(text, map, failures);
    check_numbers(map, failures);
    check_sums(map, failures);
    for (std::size_t i = 0; i < map.zones.size(); ++i)
        check_doses(map, i, failures);
    failures.unless_by_rules(
        map.needs == needs_of(map),
        "The syringes, needles, time or lidocaine that the map states are not what "
        "its points need.");
    for (const MapZone& zone : map.zones) {
        check_settings(zone, failures);
        check_amount(zone, failures);
    }
    for (const MapPoint& point : map.points)
        check_dose(point, map.zones[point.zone], failures);
}

}  // namespace session
