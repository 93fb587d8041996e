// SPDX-License-Identifier: MIT
#include "exporters/fhir.h"

#include "clinic/techniques.h"
#include "exporters/patient_scene.h"
#include "exporters/uuid.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace exporters {
namespace {

using nlohmann::ordered_json;
using Json = ordered_json;

Json quantity(double value, const char* unit)
{
    return {
        {"value", value}, {"unit", unit}, {"system", "http://unitsofmeasure.org"}, {"code", unit}};
}

Json words(const std::string& text)
{
    return {{"text", text}};
}

/// An array of one: brace initialisation would take the item itself.
Json only(Json item)
{
    Json list = Json::array();
    list.push_back(std::move(item));
    return list;
}

class Bundle {
public:
    Bundle(const session::SessionMap& map,
           std::string_view text,
           const std::string& map_sha256,
           const std::string& alias)
        : map_(map)
        , text_(text)
        , map_sha256_(map_sha256)
        , alias_(alias)
        , patient_(uuid_of("patient " + map.scan.sha256))
    {
    }

    std::string written()
    {
        Json patient = {{"resourceType", "Patient"}};
        if (!alias_.empty()) patient["identifier"] = only({{"value", alias_}});
        add(patient_, std::move(patient));
        Json activities = Json::array();
        for (std::size_t i = 0; i < map_.zones.size(); ++i)
            activities.push_back(Json{{"plannedActivityReference", add_zone(i)}});
        const Json document = add_map();
        Json plan = {{"resourceType", "CarePlan"},
                     {"status", "draft"},
                     {"intent", "plan"},
                     {"title", "Mesotherapy session"},
                     {"description",
                      fmt::format("{} injections, {:g} mL. A plan: nothing of it is given yet.",
                                  map_.totals.points,
                                  map_.totals.volume_ml)},
                     {"subject", subject()},
                     {"activity", activities},
                     {"supportingInfo", only(document)}};
        if (map_.clinic.on) plan["period"] = {{"start", clinic::text_of(*map_.clinic.on)}};
        add(id("plan"), std::move(plan));
        return Json{{"resourceType", "Bundle"},
                    {"id", id("bundle")},
                    {"identifier",
                     {{"system", "urn:ietf:rfc:3986"}, {"value", "urn:uuid:" + id("bundle")}}},
                    {"type", "collection"},
                    {"entry", entries_}}
                   .dump(1) +
               "\n";
    }

private:
    std::string id(const std::string& what) const { return uuid_of(what + " " + map_sha256_); }

    static Json reference(const std::string& id) { return {{"reference", "urn:uuid:" + id}}; }
    Json subject() const { return reference(patient_); }

    Json add(const std::string& id, Json resource)
    {
        Json whole = {{"resourceType", resource["resourceType"]}, {"id", id}};
        whole.update(resource);
        entries_.push_back({{"fullUrl", "urn:uuid:" + id}, {"resource", std::move(whole)}});
        return reference(id);
    }

    Json add_zone(std::size_t index)
    {
        const session::MapZone& zone = map_.zones[index];
        const std::string number = std::to_string(index + 1);
        const Json where = add(
            id("structure " + number),
            {{"resourceType", "BodyStructure"},
             {"includedStructure", only({{"structure", words(zone.name)}})},
             {"description",
              fmt::format("Zone \"{}\" of the session map, {:g} cm2.", zone.name, zone.area_cm2)},
             {"patient", subject()}});
        const std::string technique = clinic::technique(zone.technique).name.value;
        const Json dose = add_dose(zone, number, technique);
        return add(
            id("request " + number),
            {{"resourceType", "ServiceRequest"},
             {"status", "draft"},
             {"intent", "plan"},
             {"code", {{"concept", words(technique)}}},
             {"quantityQuantity",
              {{"value", zone.points},
               {"unit", "injections"},
               {"system", "http://unitsofmeasure.org"},
               {"code", "{injections}"}}},
             {"subject", subject()},
             {"bodyStructure", where},
             {"supportingInfo", only({{"reference", dose}})},
             {"note",
              only({{"text",
                     fmt::format("Vertical depth up to {:g} mm, needle at {:g} degrees to the "
                                 "skin, {:g} mm from point to point.",
                                 zone.depth_mm,
                                 zone.angle_deg,
                                 zone.spacing_mm)}})}});
    }

    Json
    add_dose(const session::MapZone& zone, const std::string& number, const std::string& technique)
    {
        return add(
            id("dose " + number),
            {{"resourceType", "MedicationRequest"},
             {"status", "draft"},
             {"intent", "plan"},
             {"medication", {{"concept", words(medication(zone))}}},
             {"subject", subject()},
             {"dosageInstruction",
              only({{"text",
                     fmt::format("{:g} mL at each of {} points, {:g} mL in all",
                                 zone.volume_per_point_ml,
                                 zone.points,
                                 zone.volume_ml)},
                    {"site", words(zone.name)},
                    {"route", words("injection, target layer: " + zone.target_layer)},
                    {"method", words(technique)},
                    {"doseAndRate", only({{"doseQuantity", quantity(zone.volume_ml, "mL")}})}})}});
    }

    std::string medication(const session::MapZone& zone) const
    {
        const clinic::Mixture* mixture =
            zone.aim.mixture ? map_.clinic.mixture(*zone.aim.mixture) : nullptr;
        if (!mixture) return "not named in the session map";
        std::string all;
        for (const clinic::Ingredient& ingredient : mixture->ingredients) {
            const std::string& name =
                ingredient.product.empty() ? ingredient.substance : ingredient.product;
            all += (all.empty() ? "" : " + ") + name;
        }
        return mixture->name + ": " + all;
    }

    Json add_map()
    {
        return add(id("map"),
                   {{"resourceType", "DocumentReference"},
                    {"status", "current"},
                    {"docStatus", "preliminary"},
                    {"type", words("Mesomap session map")},
                    {"subject", subject()},
                    {"description", "SHA-256 " + map_sha256_},
                    {"content",
                     only({{"attachment",
                            {{"contentType", "application/json"},
                             {"data", base64_of(text_)},
                             {"size", std::to_string(text_.size())},
                             {"title", "map.json"}}}})}});
    }

    const session::SessionMap& map_;
    std::string_view text_;
    const std::string& map_sha256_;
    const std::string& alias_;
    std::string patient_;
    Json entries_ = Json::array();
};

}  // namespace

std::string fhir_of(const session::SessionMap& map,
                    std::string_view text,
                    const std::string& map_sha256,
                    const std::string& alias)
{
    return Bundle(map, text, map_sha256, alias).written();
}

}  // namespace exporters
