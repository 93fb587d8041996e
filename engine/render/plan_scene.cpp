// SPDX-License-Identifier: MIT
#include "render/plan_scene.h"

#include "base/error.h"
#include "clinic/techniques.h"
#include "geometry/bvh.h"
#include "session/ownership.h"
#include "session/structure_rules.h"
#include "zones/zone_field.h"

#include <fmt/format.h>

#include <algorithm>

namespace render {
namespace {

constexpr float usual_needle_mm = 8;  // where a map does not say how long the needle is

std::string plural(std::size_t count, std::string_view noun)
{
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

/// The technique's name from the clinical tables; the map's own word if they do not know it.
std::string technique_name(const std::string& id)
{
    const auto& known = clinic::techniques();
    const auto found = std::ranges::find(known, id, &clinic::Technique::id);
    return found == known.end() ? id : found->name.value;
}

std::vector<std::string> details_of(const session::MapZone& zone)
{
    return {fmt::format("{}, {:g} mm apart", plural(zone.points, "point"), zone.spacing_mm),
            fmt::format("{:g} mm deep, {:.2f} ml on {:.1f} cm\u00b2",
                        zone.depth_mm,
                        zone.volume_ml,
                        zone.area_cm2),
            technique_name(zone.technique)};
}

std::vector<std::string> summary_of(const session::SessionMap& map)
{
    std::vector<std::string> lines{
        fmt::format(
            "{} in {}", plural(map.totals.points, "point"), plural(map.totals.zones, "zone")),
        fmt::format("{:.2f} ml on {:.1f} cm\u00b2", map.totals.volume_ml, map.totals.area_cm2)};
    const auto warnings =
        std::ranges::count(map.checks, session::CheckResult::warn, &session::Check::result);
    if (warnings > 0)
        lines.push_back(plural(std::size_t(warnings), "warning") + ", listed in the map");
    return lines;
}

float needle_mm(const session::MapZone& zone)
{
    return float(zone.needle_length_mm.value_or(usual_needle_mm));
}

std::vector<std::string> key_of(const session::SessionMap& map)
{
    if (map.points.empty()) return {};
    const auto lengths = std::ranges::minmax(map.zones, {}, needle_mm);
    const float least = needle_mm(lengths.min), most = needle_mm(lengths.max);
    const std::string length =
        least == most ? fmt::format("{:g}", least) : fmt::format("{:g} to {:g}", least, most);
    return {"Injection point and its needle",
            fmt::format("({} mm), to scale as it stands", length),
            fmt::format("out of the skin, {:g} mm at least;", least_shown_mm),
            "its number is the order of injection"};
}

std::vector<Needle> needles_of(const session::SessionMap& map)
{
    std::vector<Needle> needles;
    for (const session::MapPoint& point : map.points)
        needles.push_back({.position = point.position_mm,
                           .normal = point.normal,
                           .direction = point.direction,
                           .length_mm = needle_mm(map.zones[point.zone]),
                           .inserted_mm = float(point.inserted_mm),
                           .zone = point.zone,
                           .number = point.order});
    return needles;
}

LegendText legend_of(const geometry::Scan& scan, std::string_view name)
{
    const glm::dvec3 size = geometry::bounds(scan.mesh).size();
    return {.title = "Scan",
            .subtitle = std::string(name),
            .summary = {fmt::format("{:.0f} x {:.0f} x {:.0f} mm", size.x, size.y, size.z),
                        fmt::format("{:.0f} cm\u00b2 of skin", geometry::area_mm2(scan.mesh) / 100),
                        plural(scan.mesh.triangles.size(), "triangle")},
            .key = {},
            .footer = fmt::format("Mesomap {}", session::program_version())};
}

/// The skin, cut where the layers end, and the layers on it.
PlanScene
with_layers(const geometry::Scan& scan, const geometry::Surface& surface, const auto& layers)
{
    std::vector<Field> fields;
    for (const auto& layer : layers)
        fields.push_back(layer.field.values());
    PlanScene scene;
    scene.skin = skin_of(scan.mesh, surface, fields, scan.picture);
    for (const auto& layer : layers)
        scene.zones.push_back(zone_of(layer, scene.skin));
    return scene;
}

}  // namespace

PlanScene scene_of(const geometry::Scan& scan, std::string_view name, double mm_per_pixel)
{
    PlanScene scene;
    scene.skin = skin_of(scan.mesh, mm_per_pixel, scan.picture);
    scene.legend = legend_of(scan, name);
    return scene;
}

PlanScene
scene_of(const geometry::Scan& scan, const StructuresOnSkin& structures, std::string_view name)
{
    const std::vector<ClassLayer> layers =
        layers_of(structures.structures,
                  {scan.mesh, structures.topology, structures.surface, *structures.bvh});
    PlanScene scene = with_layers(scan, structures.surface, layers);
    scene.courses = courses_of(structures.structures, structures.surface, *structures.bvh);
    scene.bvh = structures.bvh;
    scene.legend = legend_of(scan, name);
    scene.legend.title = "Structures";
    scene.legend.summary = {fmt::format("{} placed, {} not",
                                        plural(structures.structures.placed.size(), "structure"),
                                        structures.structures.not_placed.size()),
                            "The lines are usual courses; people differ."};
    return scene;
}

PlanScene scene_of(const geometry::Scan& scan, const RegionsOnSkin& regions, std::string_view name)
{
    const std::vector<RegionLayer> layers = layers_of(regions.regions, regions.surface);
    PlanScene scene = with_layers(scan, regions.surface, layers);
    scene.courses = courses_of(layers, regions.surface);
    scene.bvh = regions.bvh;
    scene.legend = legend_of(scan, name);
    scene.legend.title = "Regions";
    scene.legend.lists_zones = false;
    scene.legend.summary = {"Borders follow from landmarks by proportions."};
    return scene;
}

PlanScene scene_of(const geometry::Scan& scan,
                   const session::SessionMap& map,
                   std::string_view name,
                   Structures show)
{
    if (map.scan.sha256 != scan.sha256)
        throw base::Error(fmt::format("The session map was not made for {}: it belongs to the scan "
                                      "with the hash {}..., and this one has {}...",
                                      name,
                                      map.scan.sha256.substr(0, 8),
                                      scan.sha256.substr(0, 8)));
    const geometry::Surface surface = geometry::build_surface(scan.mesh);
    const auto bvh = std::make_shared<const geometry::Bvh>(surface.mesh);
    const geometry::Topology topology(scan.mesh);
    session::StructureRules structures(map.landmarks, {scan.mesh, topology, surface, *bvh});
    std::vector<zones::ZoneField> drawn;
    std::vector<const zones::ZoneField*> all;
    drawn.reserve(map.zones.size());
    for (const session::MapZone& zone : map.zones)
        all.push_back(&drawn.emplace_back(zones::field_of(zone.strokes, surface, *bvh)));
    std::vector<zones::ZoneField> painted;
    for (const session::OwnedZone& owned : session::owned_zones(all, surface))
        painted.push_back(structures.allowed(owned.field, map.zones[painted.size()].technique));
    std::vector<ClassLayer> layers;
    if (show == Structures::shown)
        layers = layers_of(structures.patient().structures, {scan.mesh, topology, surface, *bvh});
    std::vector<Field> fields;
    for (const zones::ZoneField& field : painted)
        fields.push_back(field.values());
    for (const ClassLayer& layer : layers)
        fields.push_back(layer.field.values());

    PlanScene scene;
    scene.skin = skin_of(scan.mesh, surface, fields, scan.picture);
    for (std::size_t i = 0; i < map.zones.size(); ++i) {
        std::vector<std::int16_t> field = field_on(scene.skin, fields[i]);
        scene.zones.push_back({.name = map.zones[i].name,
                               .colour = zone_colour(i),
                               .hatch_deg = zone_hatch_deg(i),
                               .facing = mean_normal_inside(scene.skin, field),
                               .field = std::move(field),
                               .details = details_of(map.zones[i])});
    }
    scene.plan_zones = scene.zones.size();
    for (const ClassLayer& layer : layers)
        scene.zones.push_back(zone_of(layer, scene.skin));
    if (show == Structures::shown)
        scene.courses = courses_of(structures.patient().structures, surface, *bvh);
    scene.needles = needles_of(map);
    for (const session::MapZone& zone : map.zones)
        scene.needle_style.spacing_mm =
            std::min(scene.needle_style.spacing_mm, float(zone.spacing_mm));
    scene.bvh = bvh;
    scene.legend = {.title = "Session map",
                    .subtitle = std::string(name),
                    .summary = summary_of(map),
                    .key = key_of(map),
                    .footer = fmt::format("Mesomap {}. Check every point on the patient.",
                                          session::program_version())};
    return scene;
}

}  // namespace render
