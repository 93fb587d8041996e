// SPDX-License-Identifier: MIT
#include "exporters/fhir.h"

#include "plans.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <map>
#include <regex>
#include <set>

namespace exporters {
namespace {

using nlohmann::json;

const json& bundle()
{
    static const json read = json::parse(fhir_of(test::ball_map(), "{}\n", std::string(64, 'b')));
    return read;
}

void collect_references(const json& node, std::set<std::string>& found)
{
    if (node.is_object() && node.contains("reference") && node["reference"].is_string())
        found.insert(node["reference"]);
    if (node.is_structured())
        for (const json& child : node)
            collect_references(child, found);
}

TEST(Fhir, HasForEachZoneWhereWhatAndHowMuch)
{
    std::map<std::string, std::vector<json>> by_type;
    for (const json& entry : bundle()["entry"])
        by_type[entry["resource"]["resourceType"]].push_back(entry["resource"]);
    const session::SessionMap map = test::ball_map();
    for (const char* type : {"BodyStructure", "ServiceRequest", "MedicationRequest"})
        ASSERT_EQ(by_type[type].size(), map.zones.size()) << type;
    for (std::size_t i = 0; i < map.zones.size(); ++i) {
        const json& dose = by_type["MedicationRequest"][i]["dosageInstruction"][0];
        EXPECT_EQ(dose["site"]["text"], map.zones[i].name);
        EXPECT_EQ(dose["doseAndRate"][0]["doseQuantity"]["value"], map.zones[i].volume_ml);
        EXPECT_EQ(by_type["ServiceRequest"][i]["quantityQuantity"]["value"], map.zones[i].points);
        EXPECT_EQ(by_type["ServiceRequest"][i]["status"], "draft");
        EXPECT_EQ(by_type["ServiceRequest"][i]["intent"], "plan");
    }
}

TEST(Fhir, LeadsToNothingThatIsNotInIt)
{
    std::set<std::string> known, found;
    const std::regex uuid(
        "urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    for (const json& entry : bundle()["entry"]) {
        const std::string url = entry["fullUrl"];
        EXPECT_TRUE(std::regex_match(url, uuid)) << url;
        EXPECT_EQ("urn:uuid:" + entry["resource"]["id"].get<std::string>(), url);
        EXPECT_TRUE(known.insert(url).second);
    }
    collect_references(bundle(), found);
    EXPECT_GT(found.size(), 5u);
    for (const std::string& reference : found)
        EXPECT_TRUE(known.contains(reference)) << reference;
}

TEST(Fhir, HasNoNameAndCarriesTheMap)
{
    for (const json& entry : bundle()["entry"]) {
        const json& resource = entry["resource"];
        if (resource["resourceType"] == "Patient") {
            EXPECT_EQ(resource.size(), 2u);
        }
        if (resource["resourceType"] == "DocumentReference") {
            EXPECT_EQ(resource["content"][0]["attachment"]["data"], "e30K");
        }
    }
}

TEST(Fhir, KnowsAPatientByTheScanAndASessionByItsMap)
{
    const session::SessionMap map = test::ball_map();
    const std::string one = fhir_of(map, "{}\n", std::string(64, 'b'));
    EXPECT_EQ(fhir_of(map, "{}\n", std::string(64, 'b')), one);
    const json other = json::parse(fhir_of(map, "{}\n", std::string(64, 'c')));
    EXPECT_EQ(other["entry"][0]["resource"]["id"], bundle()["entry"][0]["resource"]["id"]);
    EXPECT_NE(other["id"], bundle()["id"]);
}

}  // namespace
}  // namespace exporters
