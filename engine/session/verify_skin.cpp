// SPDX-License-Identifier: MIT
#include "session/verify_skin.h"

#include "session/mean_normal.h"
#include "session/needle_pose.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace session {
namespace {

constexpr double direction_tolerance = 3e-6;  // what rounding to the map's decimals may do
constexpr double border_tolerance_mm = 1e-3, pinned_tolerance_mm = 1e-3;
constexpr double weight_one = geometry::Surface::weight_one;

double largest_smoothing_mm(const SessionMap& map)
{
    double largest_mm = least_smoothing_mm;
    for (const MapZone& zone : map.zones)
        largest_mm = std::max(largest_mm, smoothing_radius_mm(zone.spacing_mm));
    return largest_mm;
}

bool lies_on_its_triangle(const MapPoint& point, const geometry::Mesh& scan, Failures& failures)
{
    const glm::ivec3 w = point.weights;
    const bool exists = point.triangle < scan.triangles.size() &&
                        w.x + w.y + w.z == int(weight_one) && w.x >= 0 && w.y >= 0 && w.z >= 0;
    failures.unless(exists,
                    "Point {}: triangle {} with its weights is no place on the scan.",
                    point.id,
                    point.triangle);
    if (!exists) return false;
    const auto [a, b, c] = scan.corners(geometry::TriangleId(point.triangle));
    const glm::dvec3 place = (double(w.x) * a + double(w.y) * b + double(w.z) * c) / weight_one;
    failures.unless(near(point.position_mm, place, decimals_4),
                    "Point {}: its position is {:.4f} mm from where its triangle and weights "
                    "put it.",
                    point.id,
                    glm::length(point.position_mm - place));
    return true;
}

void check_inside(const VerifiedSkin& skin,
                  const MapPoint& point,
                  const geometry::SurfacePoint& place,
                  Failures& failures)
{
    // A hand may put a point into the rim that the others keep free.
    const double inset_mm = skin.map.zones[point.zone].arrangement.border.inset_mm.value_or(0);
    const double outside_mm = zones::value_mm(skin.surface, skin.fields[point.zone], place) +
                              (point.pinned ? 0 : inset_mm);
    failures.unless_by_rules(outside_mm <= border_tolerance_mm,
                             "Point {}: it is {:.3f} mm outside zone \"{}\"{}.",
                             point.id,
                             outside_mm,
                             skin.map.zones[point.zone].name,
                             inset_mm > 0 ? " less its rim" : "");
}

/// The part of the needle's direction along the skin, as the map's frame states it.
glm::dvec3 tilt_of(glm::dvec3 up, double angle_deg)
{
    glm::dvec3 down = glm::dvec3(0, -1, 0) + up.y * up;
    if (glm::length(down) < 1e-3) down = glm::dvec3(0, 0, 1) - up.z * up;
    return std::cos(angle_deg * (std::numbers::pi / 180)) * glm::normalize(down);
}

double degrees_between(glm::dvec3 a, glm::dvec3 b)
{
    return std::atan2(glm::length(glm::cross(a, b)), glm::dot(a, b)) * (180 / std::numbers::pi);
}

void check_direction(const MapPoint& point, glm::dvec3 normal, Failures& failures)
{
    failures.unless(near(point.normal, normal, direction_tolerance),
                    "Point {}: its normal is {:.4f} degrees off the mean of the skin around.",
                    point.id,
                    degrees_between(point.normal, normal));
    if (glm::length(point.normal) < 0.5) return;

    const glm::dvec3 up = glm::normalize(point.normal);
    const double along = -glm::dot(point.direction, up);
    const glm::dvec3 sideways = point.direction + along * up;
    const double angle = std::atan2(along, glm::length(sideways)) * (180 / std::numbers::pi);
    failures.unless(near(angle, point.angle_deg, 1e-3) &&
                        near(glm::length(point.direction), 1, direction_tolerance),
                    "Point {}: its needle is at {:.4f} degrees to the skin, but {} are "
                    "stated.",
                    point.id,
                    angle,
                    point.angle_deg);
    failures.unless(near(sideways, tilt_of(up, point.angle_deg), direction_tolerance),
                    "Point {}: its needle is not tilted toward (0, -1, 0).",
                    point.id);
}

}  // namespace

VerifiedSkin::VerifiedSkin(const SessionMap& its_map, const geometry::Scan& its_scan)
    : map(its_map)
    , scan(its_scan)
    , topology(scan.mesh)
    , surface(geometry::build_surface(scan.mesh))
    , bvh(surface.mesh)
    , structures(map.landmarks, {scan.mesh, topology, surface, bvh}, map.clinic)
{
    std::vector<zones::ZoneField> drawn;
    std::vector<const zones::ZoneField*> all;
    drawn.reserve(map.zones.size());
    for (const MapZone& zone : map.zones)
        all.push_back(&drawn.emplace_back(zones::field_of(zone.strokes, surface, bvh)));
    for (OwnedZone& owned : owned_zones(all, surface)) {
        const MapZone& zone = map.zones[fields.size()];
        fields.push_back(structures.allowed(owned.field, zone.technique));
        painted.push_back(std::move(owned.field));
        lost.push_back(std::move(owned.lost));
        treated_mm2.push_back(zones::area_mm2(surface, fields.back()));
        if (!has_sites(map.clinic)) continue;
        sites.push_back(without_sites(fields.back(), map.clinic, zone, surface));
        fields.back() = sites.back().field;
        treated_mm2.back() -= sites.back().lost_mm2;
    }
}

void check_areas(const VerifiedSkin& skin, Failures& failures)
{
    for (std::size_t i = 0; i < skin.fields.size(); ++i) {
        const double area_cm2 = zones::area_mm2(skin.surface, skin.fields[i]) / 100;
        failures.unless_by_rules(near(skin.map.zones[i].area_cm2, area_cm2),
                                 "Zone \"{}\" states {} cm2, but its strokes cover {:.4f} cm2.",
                                 skin.map.zones[i].name,
                                 skin.map.zones[i].area_cm2,
                                 area_cm2);
        const double treated_cm2 = skin.map.zones[i].treated_cm2;
        failures.unless_by_rules(
            near(treated_cm2 > 0 ? treated_cm2 : area_cm2, skin.treated_mm2[i] / 100),
            "Zone \"{}\" states {} cm2 with the sites of earlier visits, but it is "
            "{:.4f} cm2.",
            skin.map.zones[i].name,
            treated_cm2,
            skin.treated_mm2[i] / 100);
    }
    for (std::size_t a = 0; a < skin.fields.size(); ++a)
        for (std::size_t b = a + 1; b < skin.fields.size(); ++b) {
            const double shared = zones::overlap_mm2(skin.surface, skin.fields[a], skin.fields[b]);
            failures.unless(shared <= 0.5,
                            "Zones \"{}\" and \"{}\" overlap by {:.2f} mm2.",
                            skin.map.zones[a].name,
                            skin.map.zones[b].name,
                            shared);
        }
}

void check_removed(const VerifiedSkin& skin, Failures& failures)
{
    for (const MapPoint& point : skin.map.points) {
        const MapZone& zone = skin.map.zones[point.zone];
        if (point.pinned || zone.arrangement.amount) continue;
        for (const glm::dvec3 place : zone.arrangement.removed_mm)
            failures.unless(glm::distance(place, point.position_mm) >
                                zone.spacing_mm / 2 - border_tolerance_mm,
                            "Point {}: a point was taken away by hand {:.2f} mm from it.",
                            point.id,
                            glm::distance(place, point.position_mm));
    }
}

/// Heads are left out of zones with heads only, and are not there after all.
void check_left_out(const VerifiedSkin& skin, Failures& failures)
{
    for (const MapZone& zone : skin.map.zones)
        failures.unless(zone.aim.head || zone.arrangement.left_out_mm.empty(),
                        "Zone \"{}\" leaves out heads, but has none.",
                        zone.name);
    for (const MapPoint& point : skin.map.points) {
        const MapZone& zone = skin.map.zones[point.zone];
        for (const glm::dvec3 place : zone.arrangement.left_out_mm)
            failures.unless(point.pinned || glm::distance(place, point.position_mm) >
                                                zone.spacing_mm / 2 - border_tolerance_mm,
                            "Point {}: a head was left out {:.2f} mm from it.",
                            point.id,
                            glm::distance(place, point.position_mm));
    }
}

VerifiedPoints check_points(const VerifiedSkin& skin, Failures& failures)
{
    VerifiedPoints verified;
    std::vector<double> aimed_mm(skin.map.zones.size(), 0);
    const MeanNormal mean_normal(skin.surface, largest_smoothing_mm(skin.map));
    for (const MapPoint& point : skin.map.points) {
        if (!lies_on_its_triangle(point, skin.scan.mesh, failures)) continue;
        const geometry::SurfacePoint on_scan{geometry::TriangleId(point.triangle),
                                             glm::dvec3(point.weights) / weight_one};
        const geometry::SurfacePoint place = on_surface(skin.surface, on_scan);
        const double spacing_mm = skin.map.zones[point.zone].spacing_mm;
        check_inside(skin, point, place, failures);
        const double depth_mm = skin.structures.depth_mm(place, skin.map.zones[point.zone]);
        failures.unless_by_rules(
            near(point.depth_mm, depth_mm, half_decimal_4),
            "Point {}: its depth is {} mm, but {:.4f} mm is what its place and zone give.",
            point.id,
            point.depth_mm,
            depth_mm);
        double& deepest = aimed_mm[point.zone];
        deepest = std::max(deepest, skin.structures.aimed_mm(place, skin.map.zones[point.zone]));
        check_direction(point, mean_normal.at(place, smoothing_radius_mm(spacing_mm)), failures);
        verified.places.push_back({point.zone, on_scan, point.pinned});
        verified.ids.push_back(point.id);
    }
    for (std::size_t i = 0; i < aimed_mm.size(); ++i)
        failures.unless_by_rules(
            !skin.map.zones[i].aim.layer ||
                near(skin.map.zones[i].depth_mm, aimed_mm[i], half_decimal_4),
            "Zone \"{}\" states a depth of {} mm, but its layer lies at up to {:.4f} "
            "mm.",
            skin.map.zones[i].name,
            skin.map.zones[i].depth_mm,
            aimed_mm[i]);
    return verified;
}

void check_pinned(const VerifiedSkin& skin, Failures& failures)
{
    for (std::size_t i = 0; i < skin.fields.size(); ++i) {
        const auto& wished = skin.map.zones[i].arrangement.pinned_mm;
        const auto of_zone = [&](const MapPoint& p) { return p.zone == i && p.pinned; };
        const auto marked = std::size_t(std::ranges::count_if(skin.map.points, of_zone));
        failures.unless(marked == wished.size(),
                        "Zone \"{}\" has {} pinned points, but {} places were pinned.",
                        skin.map.zones[i].name,
                        marked,
                        wished.size());
        for (const glm::dvec3 place : wished) {
            const auto nearest = skin.bvh.nearest(place, 10);
            const auto is_it = [&](const MapPoint& p) {
                return of_zone(p) && nearest &&
                       near(p.position_mm,
                            geometry::position(skin.surface.mesh, nearest->place),
                            pinned_tolerance_mm);
            };
            failures.unless(std::ranges::any_of(skin.map.points, is_it),
                            "Zone \"{}\" has no point at the pinned place ({}, {}, {}).",
                            skin.map.zones[i].name,
                            place.x,
                            place.y,
                            place.z);
        }
    }
}

}  // namespace session
