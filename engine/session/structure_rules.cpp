// SPDX-License-Identifier: MIT
#include "session/structure_rules.h"

#include "session/case.h"
#include "session/visit_sites.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>

namespace session {
namespace {

using anatomy::PlacedStructure;
using clinic::StructureClass;

// What a border's interpolation may differ by; less of a loss is none.
constexpr double least_loss_mm2 = 0.5;

anatomy::Patient patient_on(const anatomy::Landmarks& landmarks, const anatomy::StructureSkin& skin)
{
    if (landmarks.empty()) return {};
    return anatomy::patient_of(landmarks, {skin.surface.mesh, skin.bvh});
}

geometry::Box inside_of(const zones::ZoneField& field, const geometry::Mesh& mesh)
{
    geometry::Box box;
    for (std::size_t v = 0; v < field.values().size(); ++v)
        if (field.values()[v] < 0) box.include(mesh.positions[v]);
    return box;
}

/// True if the word stands in the text, in any case.
bool says(std::string_view text, std::string_view word)
{
    const auto lower = [](unsigned char c) { return char(std::tolower(c)); };
    return !std::ranges::search(text, word, {}, lower).empty();
}

Check check_of(const char* rule, const MapZone& zone)
{
    Check check;
    check.rule = rule;
    check.zone = zone.name;
    check.result = CheckResult::warn;
    return check;
}

}  // namespace

StructureRules::StructureRules(const anatomy::Landmarks& landmarks,
                               const anatomy::StructureSkin& skin,
                               ClinicFacts clinic)
    : skin_(skin)
    , clinic_(std::move(clinic))
    , has_landmarks_(!landmarks.empty())
    , patient_(patient_on(landmarks, skin))
    , reaches_(patient_.structures.placed.size())
{
}

std::vector<RegionShare> StructureRules::regions(const zones::ZoneField& field) const
{
    std::vector<RegionShare> shares;
    if (!patient_.regions) return shares;
    const geometry::Mesh& mesh = skin_.surface.mesh;
    std::map<anatomy::Region, double> areas;
    double whole_mm2 = 0;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const glm::uvec3 corners = mesh.triangles[t];
        int inside = 0;
        glm::dvec3 centre(0);
        for (int i = 0; i < 3; ++i) {
            inside += field[geometry::VertexId(corners[i])] < 0;
            centre += glm::dvec3(mesh.positions[corners[i]]) / 3.0;
        }
        if (inside < 2) continue;  // on the border: of half an edge, with the others balanced
        const double mm2 = geometry::area_mm2(mesh, geometry::TriangleId(t));
        areas[patient_.regions->at(centre, geometry::normal(mesh, geometry::TriangleId(t)))] += mm2;
        whole_mm2 += mm2;
    }
    for (const auto& [region, mm2] : areas)
        shares.push_back({region, mm2 / whole_mm2});
    std::ranges::stable_sort(shares, std::ranges::greater(), &RegionShare::share);
    return shares;
}

void StructureRules::add_region_checks(const MapZone& zone,
                                       const zones::ZoneField& painted,
                                       std::vector<Check>& checks) const
{
    constexpr double least_told = 0.02;
    constexpr const char* source = "regions by landmarks, their proportions from memory, to be "
                                   "checked by a clinician";
    const std::vector<RegionShare> shares = regions(painted);
    if (shares.empty()) return;
    std::vector<std::string> told;
    double left = 0, right = 0;
    for (const auto& [region, share] : shares) {
        if (region.side == anatomy::Side::left) left += share;
        if (region.side == anatomy::Side::right) right += share;
        if (share >= least_told)
            told.push_back(
                fmt::format("{} {:.0f} %",
                            region.name.empty() ? "no region that is known" : region.words(),
                            100 * share));
    }
    Check cover = check_of("region.cover", zone);
    cover.result = CheckResult::pass;
    cover.value = in_map_steps(100 * shares.front().share);
    cover.unit = "%";
    cover.message = fmt::format("Zone \"{}\" lies on: {}.", zone.name, fmt::join(told, ", "));
    cover.source = source;
    checks.push_back(cover);

    const bool says_left = says(zone.name, "left"), says_right = says(zone.name, "right");
    const bool swapped =
        (says_left && !says_right && right > left) || (says_right && !says_left && left > right);
    if (!swapped) return;
    Check side = check_of("region.side", zone);
    side.value = in_map_steps(100 * (says_left ? left : right));
    side.unit = "%";
    side.message = fmt::format("Zone \"{}\" lies on the patient's {}, other than its name says.",
                               zone.name,
                               says_left ? "right" : "left");
    side.source = source;
    checks.push_back(side);
}

const StructureReach& StructureRules::reach(std::size_t structure)
{
    auto& kept = reaches_[structure];
    if (!kept) kept = reached_by(patient_.structures.placed[structure], skin_);
    return *kept;
}

bool StructureRules::may_meet(std::size_t structure, const geometry::Box& box) const
{
    const PlacedStructure& placed = patient_.structures.placed[structure];
    const double around_mm = placed.reach_mm + 1;
    return std::ranges::any_of(placed.path_mm, [&](glm::dvec3 p) {
        for (int axis = 0; axis < 3; ++axis)
            if (p[axis] < box.low[axis] - around_mm || p[axis] > box.high[axis] + around_mm)
                return false;
        return true;
    });
}

zones::ZoneField StructureRules::allowed(const zones::ZoneField& painted,
                                         const std::string& technique)
{
    zones::ZoneField field = painted;
    const geometry::Box box = inside_of(painted, skin_.surface.mesh);
    for (std::size_t i = 0; i < reaches_.size(); ++i) {
        const PlacedStructure& placed = patient_.structures.placed[i];
        if (placed.facts->kind_for(technique) == StructureClass::no_go && may_meet(i, box))
            take_from(field, reach(i));
    }
    return field;
}

std::vector<NoGoLoss> StructureRules::losses(const zones::ZoneField& painted,
                                             const std::string& technique)
{
    const geometry::Box box = inside_of(painted, skin_.surface.mesh);
    const double whole_mm2 = zones::area_mm2(skin_.surface, painted);
    std::vector<NoGoLoss> losses;
    for (std::size_t i = 0; i < reaches_.size(); ++i) {
        const PlacedStructure& placed = patient_.structures.placed[i];
        if (placed.facts->kind_for(technique) != StructureClass::no_go || !may_meet(i, box))
            continue;
        zones::ZoneField left = painted;
        take_from(left, reach(i));
        const double lost_mm2 = whole_mm2 - zones::area_mm2(skin_.surface, left);
        if (lost_mm2 > least_loss_mm2) losses.push_back({&placed, lost_mm2});
    }
    return losses;
}

bool StructureRules::is_over(std::size_t structure, const geometry::SurfacePoint& on_surface)
{
    const StructureReach& reached = reach(structure);
    const glm::uvec3 corners = skin_.surface.mesh.triangles[on_surface.triangle.value];
    double distance_mm = 0;
    for (int i = 0; i < 3; ++i) {
        const geometry::VertexId vertex(corners[i]);
        const auto at =
            std::ranges::lower_bound(reached.vertices, vertex, {}, &zones::ReachedVertex::vertex);
        if (at == reached.vertices.end() || at->vertex != vertex) return false;
        distance_mm += on_surface.weights[i] * double(at->distance_mm);
    }
    return distance_mm <= reached.reach_mm;
}

PlaceOnSkin StructureRules::place_on_skin(const geometry::SurfacePoint& on_surface) const
{
    const auto [a, b, c] = skin_.surface.mesh.corners(on_surface.triangle);
    return {geometry::position(skin_.surface.mesh, on_surface),
            glm::normalize(glm::cross(b - a, c - a))};
}

PlaceOnSkin StructureRules::place_on_skin(const MapPoint& point) const
{
    return place_on_skin(
        geometry::on_surface(skin_.surface,
                             {geometry::TriangleId(point.triangle),
                              glm::dvec3(point.weights) / double(geometry::Surface::weight_one)}));
}

double StructureRules::aimed_mm(const geometry::SurfacePoint& on_surface, const MapZone& zone) const
{
    return aims().depth_mm(place_on_skin(on_surface), zone);
}

double StructureRules::depth_mm(const geometry::SurfacePoint& on_surface, const MapZone& zone)
{
    double depth = aimed_mm(on_surface, zone);
    if (const auto limit =
            marked_limit_mm(clinic_, geometry::position(skin_.surface.mesh, on_surface)))
        depth = std::min(depth, *limit);
    geometry::Box box;
    box.include(geometry::position(skin_.surface.mesh, on_surface));
    for (std::size_t i = 0; i < reaches_.size(); ++i) {
        const clinic::Structure& facts = *patient_.structures.placed[i].facts;
        if (facts.kind_for(zone.technique) == StructureClass::caution &&
            facts.depth_limit_mm.value < depth && may_meet(i, box) && is_over(i, on_surface))
            depth = facts.depth_limit_mm.value;
    }
    return depth;
}

Check StructureRules::no_go_check(const MapZone& zone, const NoGoLoss& loss) const
{
    Check check = check_of("structure.no_go", zone);
    const clinic::Structure& facts = *loss.structure->facts;
    check.value = in_map_steps(loss.area_mm2 / 100);
    check.unit = "cm2";
    const double fewer = std::round(loss.area_mm2 / 100 / zone.area_cm2 * zone.points);
    check.message =
        fmt::format("Zone \"{}\": the {} is no-go; with its margin of {:g} mm it takes {:.2f} cm2 "
                    "of the zone, {}.",
                    zone.name,
                    loss.structure->name(),
                    facts.margin_mm.value,
                    check.value,
                    fewer < 1    ? "less than one point"
                    : fewer == 1 ? "about one point"
                                 : fmt::format("about {:.0f} points", fewer));
    check.source = clinic::describe_source(facts.sources());
    return check;
}

std::optional<Check> StructureRules::caution_check(const MapZone& zone,
                                                   std::uint32_t zone_index,
                                                   std::size_t structure,
                                                   std::span<const MapPoint> points)
{
    std::size_t over = 0;
    double deepest_mm = 0;
    for (const MapPoint& point : points) {
        if (point.zone != zone_index) continue;
        const geometry::SurfacePoint place = geometry::on_surface(
            skin_.surface,
            {geometry::TriangleId(point.triangle),
             glm::dvec3(point.weights) / double(geometry::Surface::weight_one)});
        if (!is_over(structure, place)) continue;
        ++over;
        deepest_mm = std::max(deepest_mm, point.depth_mm);
    }
    if (over == 0) return std::nullopt;

    const PlacedStructure& placed = patient_.structures.placed[structure];
    const clinic::Structure& facts = *placed.facts;
    Check check = check_of("structure.caution", zone);
    check.value = in_map_steps(deepest_mm);
    check.limit = in_map_steps(facts.depth_limit_mm.value);
    check.unit = "mm";
    check.message = fmt::format(
        "Zone \"{}\": {} point{} over the {}, where no point is deeper than {:g} mm{}; its course "
        "differs between people{}{}.",
        zone.name,
        over,
        over == 1 ? " lies" : "s lie",
        placed.name(),
        facts.depth_limit_mm.value,
        zone.depth_mm > facts.depth_limit_mm.value
            ? fmt::format(" instead of {:g} mm", zone.depth_mm)
            : "",
        facts.advice ? ": " : "",
        facts.advice ? facts.advice->value : "");
    check.source = clinic::describe_source(facts.sources());
    return check;
}

std::vector<Check> StructureRules::checks(const MapZone& zone,
                                          std::uint32_t zone_index,
                                          const zones::ZoneField& painted,
                                          std::span<const MapPoint> points)
{
    std::vector<Check> all;
    if (!has_landmarks_) {
        Check check = check_of("structure.unknown", zone);
        check.message = fmt::format("Zone \"{}\": without landmarks nothing is known of the "
                                    "arteries, nerves and other structures in it.",
                                    zone.name);
        check.source = "this program's rule";
        return {check};
    }
    add_region_checks(zone, painted, all);
    for (const NoGoLoss& loss : losses(painted, zone.technique))
        all.push_back(no_go_check(zone, loss));
    const geometry::Box box = inside_of(painted, skin_.surface.mesh);
    for (std::size_t i = 0; i < reaches_.size(); ++i) {
        const clinic::Structure& facts = *patient_.structures.placed[i].facts;
        if (facts.kind_for(zone.technique) == StructureClass::no_go || !may_meet(i, box)) continue;
        if (auto check = caution_check(zone, zone_index, i, points)) all.push_back(*check);
    }
    const auto& missing = patient_.structures.not_placed;
    if (missing.empty() || zone_index > 0) return all;  // once is enough
    Check check = check_of("structure.not_placed", zone);
    check.message =
        fmt::format("Not all structures of the table could be placed. {}", fmt::join(missing, " "));
    check.source = "this program's rule";
    all.push_back(check);
    return all;
}

}  // namespace session
