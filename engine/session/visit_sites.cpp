// SPDX-License-Identifier: MIT
#include "session/visit_sites.h"

#include "clinic/findings.h"
#include "session/case.h"
#include "zones/reach.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <limits>

namespace session {
namespace {

// Below this share of the zone the oldest visit's sites yield. From memory.
constexpr double least_share_left = 0.25;
constexpr const char* source_of_sites = "F75; M";

/// Takes all skin nearer than `radius_mm` to one of the places, straight through, out of the field.
void erase(zones::ZoneField& field,
           std::vector<glm::dvec3> places,
           double radius_mm,
           const geometry::Surface& surface)
{
    const double edge_mm = double(surface.max_edge_mm);
    // Between vertices a field is linear and a distance is not: by so much it may be told too long.
    const double reach_mm = radius_mm + edge_mm * edge_mm / (8 * radius_mm) + 2e-3;
    const double seen_mm = reach_mm + 2 * edge_mm;  // two edges beyond, as strokes do
    const auto x_of = [](glm::dvec3 place) { return place.x; };
    std::ranges::sort(places, {}, x_of);
    std::vector<zones::ReachedVertex> reached;
    for (std::size_t v = 0; v < surface.mesh.positions.size(); ++v) {
        const glm::dvec3 vertex = surface.mesh.positions[v];
        double nearest = seen_mm;
        for (auto place = std::ranges::lower_bound(places, vertex.x - seen_mm, {}, x_of);
             place != places.end() && place->x <= vertex.x + seen_mm;
             ++place)
            nearest = std::min(nearest, glm::distance(*place, vertex));
        if (nearest < seen_mm)
            reached.push_back({geometry::VertexId(std::uint32_t(v)), float(nearest)});
    }
    field.apply({zones::StrokeMode::erase, reach_mm, {}}, reached);
}

std::vector<const PastVisit*> in_look_back(const ClinicFacts& facts)
{
    std::vector<const PastVisit*> recent;
    for (const PastVisit& visit : facts.past)
        if (facts.on && clinic::in_look_back(*facts.on - visit.on)) recent.push_back(&visit);
    std::ranges::sort(recent, std::ranges::greater(), &PastVisit::on);
    return recent;
}

/// Points that a hand or a line put where they are come again on each visit.
std::string why_by_hand(const MapZone& zone)
{
    if (zone.arrangement.pattern.kind == PatternKind::line) return "its points follow a drawn line";
    if (!zone.arrangement.pinned_mm.empty()) return "it has points that were pinned by hand";
    if (zone.arrangement.amount) return "its number of points is given in place of a spacing";
    return "";
}

std::string numbers_of(const std::vector<const PastVisit*>& visits)
{
    std::vector<int> numbers;
    for (const PastVisit* visit : visits)
        numbers.push_back(visit->number);
    return fmt::format("{} {}", numbers.size() == 1 ? "visit" : "visits", fmt::join(numbers, ", "));
}

double nearest_old_site_mm(const std::vector<const PastVisit*>& visits,
                           std::uint32_t zone_index,
                           std::span<const MapPoint> points)
{
    double nearest = std::numeric_limits<double>::infinity();
    for (const PastVisit* visit : visits)
        for (const glm::dvec3 place : visit->places_mm)
            for (const MapPoint& point : points)
                if (point.zone == zone_index)
                    nearest = std::min(nearest, glm::distance(place, point.position_mm));
    return nearest;
}

}  // namespace

bool has_sites(const ClinicFacts& facts)
{
    return !facts.past.empty() || !facts.events.empty() || !facts.marks.empty();
}

SitesLeft without_sites(const zones::ZoneField& allowed,
                        const ClinicFacts& facts,
                        const MapZone& zone,
                        const geometry::Surface& surface)
{
    SitesLeft left{allowed, {}, {}, {}, "", 0};
    const double whole_mm2 = zones::area_mm2(surface, allowed);
    for (const OpenEvent& event : facts.events)
        if (const double margin = clinic::adverse_margin_mm(event.grade); margin > 0)
            erase(left.field, {event.place_mm}, margin, surface);
    for (const MarkedFinding& mark : facts.marks) {
        const clinic::FindingKind& kind = clinic::finding_kind(mark.finding);
        if (kind.kind == clinic::StructureClass::no_go)
            erase(left.field, {mark.place_mm}, mark.radius_mm + kind.margin_mm.value, surface);
    }
    left.lost_mm2 = whole_mm2 - zones::area_mm2(surface, left.field);

    left.yielded = in_look_back(facts);
    left.why = why_by_hand(zone);
    if (left.yielded.empty() || !left.why.empty()) return left;
    left.distance = clinic::no_same_site(least_spacing_mm(zone), zone.volume_per_point_ml);
    left.why = fmt::format("a spacing of {:g} mm leaves no room for twice {:g} mm",
                           least_spacing_mm(zone),
                           left.distance.wished_mm);
    if (left.distance.yields()) return left;
    left.why = "too little skin would be left";
    while (!left.yielded.empty()) {
        zones::ZoneField next = left.field;
        erase(next, left.yielded.front()->places_mm, left.distance.kept_mm, surface);
        if (zones::area_mm2(surface, next) < least_share_left * whole_mm2) break;
        left.field = std::move(next);
        left.kept.push_back(left.yielded.front());
        left.yielded.erase(left.yielded.begin());
    }
    return left;
}

std::vector<Check> checks_of(const SitesLeft& sites,
                             const ClinicFacts& facts,
                             const MapZone& zone,
                             std::uint32_t zone_index,
                             std::span<const MapPoint> points)
{
    std::vector<Check> checks;
    const auto add = [&](const char* rule, CheckResult result, std::string message) -> Check& {
        return checks.emplace_back(Check{rule,
                                         zone.name,
                                         result,
                                         0,
                                         0,
                                         "mm",
                                         std::move(message),
                                         clinic::describe_source(source_of_sites)});
    };
    if (sites.lost_mm2 > 0.5)
        add("marks.no_go",
            CheckResult::warn,
            fmt::format("Zone \"{}\": {:.2f} cm2 lie on what was marked, or near an open adverse "
                        "event, and get no point.",
                        zone.name,
                        sites.lost_mm2 / 100));
    if (!facts.past.empty() && !facts.on)
        add("series.sites",
            CheckResult::warn,
            fmt::format("Zone \"{}\": the visit has no date, so the sites of earlier visits are "
                        "not kept away from.",
                        zone.name));
    if (!sites.kept.empty()) {
        constexpr double tolerance_mm = 1e-3;  // of the map's decimals
        const double nearest = nearest_old_site_mm(sites.kept, zone_index, points);
        const bool kept = nearest >= sites.distance.kept_mm - tolerance_mm;
        Check& check = add("series.sites.min",
                           kept ? CheckResult::pass : CheckResult::fail,
                           fmt::format("Zone \"{}\": points keep {:g} mm from the sites of {}.",
                                       zone.name,
                                       sites.distance.kept_mm,
                                       numbers_of(sites.kept)));
        check.value = in_map_steps(std::min(nearest, 1000.0));
        check.limit = sites.distance.kept_mm;
    }
    if (!sites.yielded.empty())
        add("series.sites.yield",
            CheckResult::warn,
            fmt::format("Zone \"{}\": the distance from old sites yields for {}: {}.",
                        zone.name,
                        numbers_of(sites.yielded),
                        sites.why));
    return checks;
}

std::optional<double> marked_limit_mm(const ClinicFacts& facts, glm::dvec3 place)
{
    std::optional<double> limit;
    for (const MarkedFinding& mark : facts.marks) {
        const clinic::FindingKind& kind = clinic::finding_kind(mark.finding);
        if (!kind.depth_limit_mm ||
            glm::distance(place, mark.place_mm) > mark.radius_mm + kind.margin_mm.value)
            continue;
        limit = std::min(limit.value_or(kind.depth_limit_mm->value), kind.depth_limit_mm->value);
    }
    return limit;
}

}  // namespace session
