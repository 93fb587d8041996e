// SPDX-License-Identifier: MIT
#include "session/clinic_checks.h"

#include "base/error.h"
#include "clinic/dose_limits.h"
#include "clinic/values.h"
#include "session/case.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace session {
namespace {

CheckResult result_of(clinic::Verdict verdict)
{
    return verdict == clinic::Verdict::pass   ? CheckResult::pass
           : verdict == clinic::Verdict::warn ? CheckResult::warn
                                              : CheckResult::fail;
}

void add(const clinic::Findings& findings, const std::string& zone, std::vector<Check>& checks)
{
    for (const clinic::Finding& one : findings)
        checks.push_back({one.rule,
                          zone,
                          result_of(one.verdict),
                          in_map_steps(one.value),
                          in_map_steps(one.limit),
                          one.unit,
                          one.message,
                          one.source});
}

constexpr double step_mm = 1e-4;  // of the map

/// What the points of a zone reach, and what lets them go no deeper.
struct ZoneDepths {
    double least_mm = 1e9, most_mm = 0;
    double thin_mm = 1e9, thick_mm = 0;     // of the layer aimed at
    std::map<std::string, int> reached;     // points by "dermis in both"
    std::map<std::string, int> limited_by;  // points by "area"
    const MapPoint* beyond = nullptr;       // deeper than its ceiling, if one is
    clinic::DepthCeiling ceiling;           // of that one, or the lowest of all
    std::string ceiling_source;
};

/// Also of skin that nothing is known of: a device goes no deeper than its stop anywhere.
void take_ceiling(const MapPoint& point,
                  const std::optional<clinic::LayerDepth>& layer,
                  const std::optional<clinic::DepthCeiling>& ceiling,
                  ZoneDepths& depths)
{
    if (!ceiling) return;
    if (layer && layer->depth_mm > ceiling->max_mm + step_mm) ++depths.limited_by[ceiling->by];
    const bool is_beyond = point.depth_mm > ceiling->max_mm + step_mm;
    const bool is_lower = depths.ceiling.by.empty() || ceiling->max_mm < depths.ceiling.max_mm;
    if (is_beyond ? !depths.beyond || is_lower : !depths.beyond && is_lower)
        depths.ceiling = *ceiling;
    if (is_beyond) depths.beyond = &point;
}

void take(const MapPoint& point,
          const PlaceOnSkin& place,
          const MapZone& zone,
          const DepthAims& aims,
          ZoneDepths& depths)
{
    depths.least_mm = std::min(depths.least_mm, point.depth_mm);
    depths.most_mm = std::max(depths.most_mm, point.depth_mm);
    const auto layer = aims.layer_at(place, zone);
    take_ceiling(point, layer, aims.ceiling_at(place, zone), depths);
    const auto skin = aims.skin_at(place, zone);
    if (!skin) return;
    ++depths.reached[clinic::reached_at(point.depth_mm - step_mm / 2, *skin)];
    if (layer) {
        depths.thin_mm = std::min(depths.thin_mm, layer->thin_mm);
        depths.thick_mm = std::max(depths.thick_mm, layer->thick_mm);
    }
}

std::string counts_in_words(const std::map<std::string, int>& counts, const char* of)
{
    std::vector<std::string> parts;
    for (const auto& [what, points] : counts)
        parts.push_back(fmt::format("{} point{}{} {}", points, points == 1 ? "" : "s", of, what));
    return fmt::format("{}", fmt::join(parts, "; "));
}

std::string range_in_words(double least_mm, double most_mm)
{
    return most_mm - least_mm < 0.005 ? fmt::format("{:.2f} mm", most_mm)
                                      : fmt::format("{:.2f} to {:.2f} mm", least_mm, most_mm);
}

Check layer_check(const MapZone& zone, const ZoneDepths& depths)
{
    Check check{"depth.layer",
                zone.name,
                CheckResult::pass,
                in_map_steps(depths.most_mm),
                0,
                "mm",
                "",
                clinic::describe_source(zone.aim.layer
                                            ? clinic::target_layer(*zone.aim.layer).source
                                            : std::string("M"))};
    std::string aim;
    if (zone.aim.layer) {
        check.limit = in_map_steps(depths.thick_mm);
        aim = fmt::format(" aims at the {}, which sources put at {};",
                          clinic::target_layer(*zone.aim.layer).name,
                          range_in_words(depths.thin_mm, depths.thick_mm));
    }
    check.message = fmt::format("Zone \"{}\":{} a depth of {} reaches: {}{}{}.",
                                zone.name,
                                aim,
                                range_in_words(depths.least_mm, depths.most_mm),
                                counts_in_words(depths.reached, " in:"),
                                depths.limited_by.empty() ? "" : "; not as deep as aimed at, by: ",
                                counts_in_words(depths.limited_by, " by the"));
    const bool disputed = std::ranges::any_of(depths.reached, [](const auto& one) {
        return one.first.find("disagree") != std::string::npos;
    });
    if (disputed || !depths.limited_by.empty()) check.result = CheckResult::warn;
    return check;
}

/// A volume that leaves the dermis of a face (F13), whatever the depth.
void add_dermal_volume(const MapZone& zone, std::vector<Check>& checks)
{
    const bool is_dermal = zone.aim.layer && zone.aim.layer->ends_with("_dermis");
    const bool on_a_face = zone.aim.area && clinic::area(*zone.aim.area).part == "face";
    if (!is_dermal || !on_a_face) return;
    const auto most = clinic::number_of("limits", "intradermal_volume", "max", "mL");
    const bool kept = zone.volume_per_point_ml <= most.value + 1e-9;
    checks.push_back({"depth.dermal_volume",
                      zone.name,
                      kept ? CheckResult::pass : CheckResult::warn,
                      in_map_steps(zone.volume_per_point_ml),
                      most.value,
                      "mL",
                      fmt::format("Zone \"{}\": {:g} mL a point; more than {:g} mL was found to "
                                  "end under the dermis of a face.",
                                  zone.name,
                                  zone.volume_per_point_ml,
                                  most.value),
                      clinic::describe_source(most.source)});
}

void add_ceiling(const MapZone& zone, const ZoneDepths& depths, std::vector<Check>& checks)
{
    if (depths.ceiling.by.empty()) return;
    const double deepest = depths.beyond ? depths.beyond->depth_mm : depths.most_mm;
    checks.push_back({"depth.ceiling",
                      zone.name,
                      depths.beyond ? CheckResult::fail : CheckResult::pass,
                      in_map_steps(deepest),
                      in_map_steps(depths.ceiling.max_mm),
                      "mm",
                      fmt::format("Zone \"{}\": {}; the lowest ceiling is {:.2f} mm, by the {}.",
                                  zone.name,
                                  depths.beyond ? "a point is deeper than its ceiling"
                                                : "no point is deeper than its ceiling",
                                  depths.ceiling.max_mm,
                                  depths.ceiling.by),
                      clinic::describe_source(depths.ceiling.source)});
}

void add_depth_checks(const SessionMap& map,
                      std::uint32_t zone_index,
                      const DepthAims& aims,
                      const PlaceOf& place_of,
                      std::vector<Check>& checks)
{
    const MapZone& zone = map.zones[zone_index];
    ZoneDepths depths;
    for (const MapPoint& point : map.points)
        if (point.zone == zone_index) take(point, place_of(point), zone, aims, depths);
    if (depths.reached.empty()) {
        checks.push_back({"depth.layer",
                          zone.name,
                          CheckResult::warn,
                          in_map_steps(depths.most_mm),
                          0,
                          "mm",
                          fmt::format("Zone \"{}\": without landmarks or an area it is not known "
                                      "which layer its points reach.",
                                      zone.name),
                          "this program's rule"});
        add_ceiling(zone, depths, checks);
        return;
    }
    checks.push_back(layer_check(zone, depths));
    add_ceiling(zone, depths, checks);
    add_dermal_volume(zone, checks);
}

double dosed_area_cm2(const MapZone& zone)
{
    return zone.treated_cm2 > 0 ? zone.treated_cm2 : zone.area_cm2;
}

/// Visits before this one, and the days since the last.
void add_history(const ClinicFacts& facts, clinic::Dose& dose)
{
    dose.sessions_before = facts.visit - 1;
    for (const PastVisit& visit : facts.past) {
        if (!facts.on) continue;
        const int days = *facts.on - visit.on;
        if (days > 0) dose.days_since_last = std::min(dose.days_since_last.value_or(days), days);
    }
}

void add_dose_checks(const SessionMap& map, const MapZone& zone, std::vector<Check>& checks)
{
    const ClinicFacts& facts = map.clinic;
    const std::string where = fmt::format("Zone \"{}\"", zone.name);
    if (zone.aim.area)
        add(clinic::area_findings(clinic::area(*zone.aim.area),
                                  where,
                                  zone.volume_per_point_ml,
                                  zone.volume_ml / dosed_area_cm2(zone),
                                  zone.volume_ml),
            zone.name,
            checks);
    if (!zone.aim.mixture) return;
    const clinic::Mixture& mixture = *facts.mixture(*zone.aim.mixture);
    std::set<std::string> seen;
    for (const clinic::Ingredient& one : mixture.ingredients) {
        if (!seen.insert(one.substance).second) continue;
        clinic::Dose dose;
        dose.substance = &clinic::substance(one.substance);
        if (zone.aim.area) dose.area = &clinic::area(*zone.aim.area);
        dose.where = where;
        dose.enabled = facts.enables(one.substance);
        dose.mixed = mixture.actives() > 1;
        dose.point_ml = zone.volume_per_point_ml;
        dose.point_mg = mixture.mg_per_ml(one.substance) * zone.volume_per_point_ml;
        dose.spacing_mm = least_spacing_mm(zone);
        dose.points = int(zone.points);
        dose.area_cm2 = dosed_area_cm2(zone);
        dose.session_ml = zone.volume_ml;
        add_history(facts, dose);
        add(clinic::dose_findings(dose), zone.name, checks);
    }
}

double lidocaine_in_mixtures_mg(const SessionMap& map)
{
    double mg = 0;
    for (const MapZone& zone : map.zones)
        for (const ZoneDose& dose : zone.doses)
            if (dose.substance == "lidocaine") mg += dose.mg;
    return mg;
}

void add_sums(const SessionMap& map, std::vector<Check>& checks)
{
    std::map<std::string, clinic::SessionDose> sums;
    for (const MapZone& zone : map.zones)
        for (const ZoneDose& dose : zone.doses) {
            clinic::SessionDose& sum = sums[dose.substance];
            sum.substance = &clinic::substance(dose.substance);
            sum.points += int(zone.points);
            sum.ml += zone.volume_ml;
            sum.mg += dose.mg;
        }
    for (const auto& [id, sum] : sums)
        add(clinic::session_findings(sum), "", checks);
}

}  // namespace

std::vector<ZoneDose> doses_of(const MapZone& zone, const ClinicFacts& facts)
{
    std::vector<ZoneDose> doses;
    if (!zone.aim.mixture) return doses;
    const clinic::Mixture* mixture = facts.mixture(*zone.aim.mixture);
    base::check(mixture != nullptr, "a zone's mixture is known");
    for (const clinic::Ingredient& one : mixture->ingredients) {
        if (std::ranges::find(doses, one.substance, &ZoneDose::substance) != doses.end()) continue;
        const double mg_per_ml = mixture->mg_per_ml(one.substance);
        doses.push_back({one.substance,
                         in_map_steps(mg_per_ml * zone.volume_per_point_ml),
                         in_map_steps(mg_per_ml * zone.volume_ml),
                         in_map_steps(mg_per_ml * zone.volume_ml / dosed_area_cm2(zone))});
    }
    return doses;
}

std::optional<VisitNeeds> needs_of(const SessionMap& map)
{
    if (map.clinic.empty()) return std::nullopt;
    VisitNeeds needs;
    for (const MapZone& zone : map.zones) {
        const bool fast = zone.technique.starts_with("nappage") || zone.technique == "epidermic";
        clinic::Supplies one = clinic::supplies_for(
            {int(zone.points), zone.volume_per_point_ml, fast}, clinic::usual_syringe_ml());
        // A head's needles are changed together, as one.
        if (map.clinic.device && map.clinic.device->points_per_s)
            one.least_minutes = one.most_minutes =
                zone.points / *map.clinic.device->points_per_s / 60;
        needs.syringes += one.syringes;
        needs.needles += one.needles;
        needs.least_minutes += one.least_minutes;
        needs.most_minutes += one.most_minutes;
    }
    needs.least_minutes = in_map_steps(needs.least_minutes);
    needs.most_minutes = in_map_steps(needs.most_minutes);
    needs.lidocaine_mg =
        in_map_steps(lidocaine_in_mixtures_mg(map) + map.clinic.cream_lidocaine_mg +
                     map.clinic.infiltrated_lidocaine_mg);
    return needs;
}

std::vector<Check> clinic_checks_of(const SessionMap& map,
                                    std::uint32_t zone_index,
                                    const DepthAims& aims,
                                    const PlaceOf& place_of)
{
    std::vector<Check> checks;
    const MapZone& zone = map.zones[zone_index];
    if (map.clinic.empty() && zone.aim.empty()) return checks;
    add_depth_checks(map, zone_index, aims, place_of, checks);
    add_dose_checks(map, zone, checks);
    return checks;
}

std::vector<Check> visit_checks_of(const SessionMap& map)
{
    std::vector<Check> checks;
    const ClinicFacts& facts = map.clinic;
    if (facts.empty()) return checks;
    for (const clinic::Mixture& mixture : facts.mixtures)
        add(clinic::mixture_findings(mixture, facts.on), "", checks);
    add_sums(map, checks);
    const clinic::Lidocaine lidocaine{
        lidocaine_in_mixtures_mg(map), facts.cream_lidocaine_mg, facts.infiltrated_lidocaine_mg};
    if (lidocaine.total_mg() > 0)
        add(clinic::lidocaine_findings(
                lidocaine, facts.patient ? facts.patient->weight_kg : std::optional<double>()),
            "",
            checks);
    if (facts.patient)
        add(clinic::patient_findings(*facts.patient, facts.on, facts.substances()), "", checks);
    return checks;
}

}  // namespace session
