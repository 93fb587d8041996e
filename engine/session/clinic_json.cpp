// SPDX-License-Identifier: MIT
#include "session/clinic_json.h"

#include "base/error.h"
#include "clinic/depth.h"
#include "clinic/findings.h"
#include "clinic/substances.h"
#include "session/arrangement_json.h"
#include "session/case.h"
#include "session/json.h"
#include "session/schema.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace session {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

template <typename T>
void read(const json& object, const char* name, std::optional<T>& target)
{
    if (object.contains(name)) target = object[name].get<T>();
}
template <typename T>
void read(const json& object, const char* name, T& target)
{
    if (object.contains(name)) target = object[name].get<T>();
}
void read(const json& object, const char* name, std::optional<clinic::Day>& target)
{
    if (object.contains(name)) target = clinic::day_in(object[name].get<std::string>());
}

template <typename T>
void write(ordered_json& object, const char* name, const std::optional<T>& value)
{
    if (value) object[name] = *value;
}
void write(ordered_json& object, const char* name, const std::optional<clinic::Day>& value)
{
    if (value) object[name] = clinic::text_of(*value);
}
void write(ordered_json& object, const char* name, const std::string& value)
{
    if (!value.empty()) object[name] = value;
}
void write(ordered_json& object, const char* name, double value)
{
    if (value != 0) object[name] = value;
}
void write(ordered_json& object, const char* name, const std::vector<std::string>& values)
{
    if (!values.empty()) object[name] = values;
}

/// In the steps of the map, so that what is read is what was planned.
glm::dvec3 place_of(const json& list)
{
    return in_map_steps(place_in(list));
}
ordered_json list_of(glm::dvec3 place)
{
    return ordered_json::array({place.x, place.y, place.z});
}

/// A list of objects, each by its own function.
template <typename T, typename Read>
void read_list(const json& object, const char* name, std::vector<T>& target, Read read_one)
{
    if (!object.contains(name)) return;
    for (const json& one : object[name])
        target.push_back(read_one(one));
}
template <typename T, typename Write>
void write_list(ordered_json& object, const char* name, const std::vector<T>& list, Write write_one)
{
    if (list.empty()) return;
    object[name] = ordered_json::array();
    for (const T& one : list)
        object[name].push_back(write_one(one));
}

clinic::PatientFacts patient_in(const json& object)
{
    clinic::PatientFacts patient;
    read(object, "age_years", patient.age_years);
    if (object.contains("sex"))
        patient.sex = object["sex"] == "female" ? clinic::Sex::female : clinic::Sex::male;
    read(object, "weight_kg", patient.weight_kg);
    read(object, "height_cm", patient.height_cm);
    read(object, "bmi", patient.bmi);
    read(object, "phototype", patient.phototype);
    read_list(object, "conditions", patient.conditions, [](const json& one) {
        clinic::Condition condition{one["item"], {}};
        read(one, "on", condition.on);
        return condition;
    });
    read(object, "allergies", patient.allergies);
    read(object, "letters", patient.letters);
    read(object, "consent_on", patient.consent_on);
    read(object, "aspirin_checked_on", patient.aspirin_checked_on);
    read_list(object, "measured", patient.measured, [](const json& one) {
        clinic::Measured site{one["skin"], {}, {}, {}};
        read(one, "total_mm", site.total_mm);
        read(one, "fat_mm", site.fat_mm);
        read(one, "skull_mm", site.skull_mm);
        return site;
    });
    return patient;
}

ordered_json json_of(const clinic::PatientFacts& patient)
{
    ordered_json object = ordered_json::object();
    write(object, "age_years", patient.age_years);
    if (patient.sex != clinic::Sex::unknown)
        object["sex"] = patient.sex == clinic::Sex::female ? "female" : "male";
    write(object, "weight_kg", patient.weight_kg);
    write(object, "height_cm", patient.height_cm);
    write(object, "bmi", patient.bmi);
    write(object, "phototype", patient.phototype);
    write_list(object, "conditions", patient.conditions, [](const clinic::Condition& one) {
        ordered_json condition{{"item", one.item}};
        write(condition, "on", one.on);
        return condition;
    });
    write(object, "allergies", patient.allergies);
    write(object, "letters", patient.letters);
    write(object, "consent_on", patient.consent_on);
    write(object, "aspirin_checked_on", patient.aspirin_checked_on);
    write_list(object, "measured", patient.measured, [](const clinic::Measured& one) {
        ordered_json site{{"skin", one.region}};
        write(site, "total_mm", one.total_mm);
        write(site, "fat_mm", one.fat_mm);
        write(site, "skull_mm", one.skull_mm);
        return site;
    });
    return object;
}

/// A concentration that is left out is the table's, but never one that is contested.
double concentration_of(const clinic::Substance& substance)
{
    if (substance.contested)
        throw base::Error(fmt::format("The dose of {} is contested, so its mg_per_ml must be "
                                      "given: {}.",
                                      substance.name.value,
                                      substance.contested->value));
    return substance.concentration_mg_per_ml ? substance.concentration_mg_per_ml->value : 0;
}

clinic::Ingredient ingredient_in(const json& object)
{
    clinic::Ingredient ingredient;
    ingredient.substance = object["substance"];
    ingredient.mg_per_ml = object.contains("mg_per_ml")
                               ? object["mg_per_ml"].get<double>()
                               : concentration_of(clinic::substance(ingredient.substance));
    ingredient.volume_ml = object["volume_ml"];
    read(object, "product", ingredient.product);
    read(object, "batch", ingredient.batch);
    read(object, "expires", ingredient.expires);
    return ingredient;
}

ordered_json json_of(const clinic::Ingredient& ingredient)
{
    ordered_json object{{"substance", ingredient.substance},
                        {"mg_per_ml", ingredient.mg_per_ml},
                        {"volume_ml", ingredient.volume_ml}};
    write(object, "product", ingredient.product);
    write(object, "batch", ingredient.batch);
    write(object, "expires", ingredient.expires);
    return object;
}

clinic::Mixture mixture_in(const json& object)
{
    clinic::Mixture mixture{object["name"], {}};
    read_list(object, "ingredients", mixture.ingredients, ingredient_in);
    return mixture;
}

ordered_json json_of(const clinic::Mixture& mixture)
{
    ordered_json object{{"name", mixture.name}};
    write_list(object, "ingredients", mixture.ingredients, [](const clinic::Ingredient& one) {
        return json_of(one);
    });
    return object;
}

DeviceSettings device_in(const json& object)
{
    DeviceSettings device{object["name"], {}, {}, {}, {}};
    read(object, "dose_step_ml", device.dose_step_ml);
    read(object, "depth_step_mm", device.depth_step_mm);
    read(object, "depth_stop_mm", device.depth_stop_mm);
    read(object, "points_per_s", device.points_per_s);
    return device;
}

ordered_json json_of(const DeviceSettings& device)
{
    ordered_json object{{"name", device.name}};
    write(object, "dose_step_ml", device.dose_step_ml);
    write(object, "depth_step_mm", device.depth_step_mm);
    write(object, "depth_stop_mm", device.depth_stop_mm);
    write(object, "points_per_s", device.points_per_s);
    return object;
}

clinic::MultiHead head_in(const json& object)
{
    return {
        object["layout"], object["pins"], object["pitch_mm"], object.value("rotation_deg", 0.0)};
}

PastVisit past_visit_in(const json& object)
{
    PastVisit visit{object["visit"], clinic::day_in(object["on"].get<std::string>()), {}};
    read_list(object, "places_mm", visit.places_mm, place_of);
    read_list(object, "zones", visit.zones, [](const json& one) {
        return PastZone{one["zone"],
                        one["planned"],
                        one["done"],
                        one["skipped"],
                        one["aborted"],
                        one["planned_ml"],
                        one["given_ml"]};
    });
    read_list(object, "missed", visit.missed, [](const json& one) {
        return MissedPoint{place_of(one["place_mm"]),
                           one["zone"],
                           one["outcome"] == "aborted",
                           one["volume_ml"],
                           one.value("reason", "")};
    });
    return visit;
}

ordered_json json_of(const PastZone& zone)
{
    return {{"zone", zone.zone},
            {"planned", zone.planned},
            {"done", zone.done},
            {"skipped", zone.skipped},
            {"aborted", zone.aborted},
            {"planned_ml", zone.planned_ml},
            {"given_ml", zone.given_ml}};
}

ordered_json json_of(const MissedPoint& point)
{
    ordered_json object{{"place_mm", list_of(point.place_mm)},
                        {"zone", point.zone},
                        {"outcome", point.aborted ? "aborted" : "skipped"},
                        {"volume_ml", point.volume_ml}};
    write(object, "reason", point.reason);
    return object;
}

ordered_json json_of(const PastVisit& visit)
{
    ordered_json object{{"visit", visit.number}, {"on", clinic::text_of(visit.on)}};
    write_list(object, "places_mm", visit.places_mm, list_of);
    const auto as_json = [](const auto& one) { return json_of(one); };
    write_list(object, "zones", visit.zones, as_json);
    write_list(object, "missed", visit.missed, as_json);
    return object;
}

PracticeRule rule_in(const json& object)
{
    PracticeRule rule{object["rule"], object["limit"], {}};
    read(object, "reason", rule.reason);
    return rule;
}

EnabledSubstance enabled_in(const json& object)
{
    return {object["substance"], object["reason"]};
}

void read_practice(const json& object, ClinicFacts& facts)
{
    read_list(object, "rules", facts.rules, rule_in);
    read_list(object, "enabled", facts.enabled, enabled_in);
}

}  // namespace

ClinicFacts clinic_facts_in(const json& object, std::string_view name)
{
    require_part(request_schema(), "clinic", object, name);
    ClinicFacts facts;
    if (object.contains("patient")) facts.patient = patient_in(object["patient"]);
    read_list(object, "mixtures", facts.mixtures, mixture_in);
    read(object, "cream_lidocaine_mg", facts.cream_lidocaine_mg);
    read(object, "infiltrated_lidocaine_mg", facts.infiltrated_lidocaine_mg);
    read(object, "visit", facts.visit);
    read(object, "on", facts.on);
    read_list(object, "past", facts.past, past_visit_in);
    read_list(object, "events", facts.events, [](const json& one) {
        return OpenEvent{place_of(one["place_mm"]), one["grade"]};
    });
    read_list(object, "marks", facts.marks, [](const json& one) {
        return MarkedFinding{
            one["finding"], place_of(one["place_mm"]), one.value("radius_mm", 0.0)};
    });
    if (object.contains("device")) facts.device = device_in(object["device"]);
    read_practice(object, facts);
    require_known(facts);
    return facts;
}

ordered_json json_of(const ClinicFacts& facts)
{
    const auto as_json = [](const auto& one) { return json_of(one); };
    ordered_json object = ordered_json::object();
    if (facts.patient) object["patient"] = json_of(*facts.patient);
    write_list(object, "mixtures", facts.mixtures, as_json);
    write(object, "cream_lidocaine_mg", facts.cream_lidocaine_mg);
    write(object, "infiltrated_lidocaine_mg", facts.infiltrated_lidocaine_mg);
    if (facts.visit != 1) object["visit"] = facts.visit;
    write(object, "on", facts.on);
    write_list(object, "past", facts.past, as_json);
    write_list(object, "events", facts.events, [](const OpenEvent& one) {
        return ordered_json{{"place_mm", list_of(one.place_mm)}, {"grade", one.grade}};
    });
    write_list(object, "marks", facts.marks, [](const MarkedFinding& one) {
        return ordered_json{{"finding", one.finding},
                            {"place_mm", list_of(one.place_mm)},
                            {"radius_mm", one.radius_mm}};
    });
    if (facts.device) object["device"] = json_of(*facts.device);
    write_list(object, "rules", facts.rules, [](const PracticeRule& one) {
        ordered_json rule{{"rule", one.rule}, {"limit", one.limit}};
        write(rule, "reason", one.reason);
        return rule;
    });
    write_list(object, "enabled", facts.enabled, [](const EnabledSubstance& one) {
        return ordered_json{{"substance", one.substance}, {"reason", one.reason}};
    });
    return object;
}

ZoneAim aim_in(const json& zone)
{
    ZoneAim aim;
    read(zone, "layer", aim.layer);
    read(zone, "area", aim.area);
    read(zone, "mixture", aim.mixture);
    if (zone.contains("head")) aim.head = head_in(zone["head"]);
    return aim;
}

void add_aim(const ZoneAim& aim, json& zone)
{
    if (aim.layer) zone["layer"] = *aim.layer;
    if (aim.area) zone["area"] = *aim.area;
    if (aim.mixture) zone["mixture"] = *aim.mixture;
    if (aim.head)
        zone["head"] = {{"layout", aim.head->layout},
                        {"pins", aim.head->pins},
                        {"pitch_mm", aim.head->pitch_mm},
                        {"rotation_deg", aim.head->rotation_deg}};
}

void add_practice(std::string_view text, std::string_view name, ClinicFacts& facts)
{
    const json document = parse_json(text, name);
    require_part(request_schema(), "practice", document, name);
    read_practice(document, facts);
    require_known(facts);
}

void require_known(const ClinicFacts& facts)
{
    for (const clinic::Mixture& mixture : facts.mixtures)
        for (const clinic::Ingredient& one : mixture.ingredients)
            clinic::substance(one.substance);
    for (const EnabledSubstance& one : facts.enabled)
        clinic::substance(one.substance);
    for (const MarkedFinding& one : facts.marks)
        clinic::finding_kind(one.finding);
    if (!facts.patient) return;
    clinic::contraindications(*facts.patient, {}, {});
    for (const clinic::Measured& site : facts.patient->measured)
        clinic::skin_layers_of(site.region);
}

void require_known(const ZoneAim& aim)
{
    if (aim.layer) clinic::target_layer(*aim.layer);
    if (aim.area) clinic::area(*aim.area);
    if (aim.head) clinic::pins_of(*aim.head);
}

const clinic::Mixture* ClinicFacts::mixture(const std::string& name) const
{
    const auto found = std::ranges::find(mixtures, name, &clinic::Mixture::name);
    return found == mixtures.end() ? nullptr : &*found;
}

bool ClinicFacts::enables(const std::string& substance) const
{
    return std::ranges::find(enabled, substance, &EnabledSubstance::substance) != enabled.end();
}

ClinicFacts for_a_map(ClinicFacts facts)
{
    for (PastVisit& visit : facts.past) {
        visit.zones.clear();
        visit.missed.clear();
    }
    return facts;
}

std::vector<std::string> ClinicFacts::substances() const
{
    std::vector<std::string> all;
    for (const clinic::Mixture& one : mixtures)
        for (const clinic::Ingredient& ingredient : one.ingredients)
            if (std::ranges::find(all, ingredient.substance) == all.end())
                all.push_back(ingredient.substance);
    return all;
}

}  // namespace session
