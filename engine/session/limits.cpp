// SPDX-License-Identifier: MIT
#include "session/limits.h"

#include "base/error.h"
#include "session/schema.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <string>

namespace session {
namespace {

using nlohmann::json;

/// What a list holds, and what a reference means.
const json& resolved(const json& schema)
{
    if (const auto reference = schema.find("$ref"); reference != schema.end())
        return request_schema().at(json::json_pointer(reference->get<std::string>().substr(1)));
    const auto items = schema.find("items");
    return items == schema.end() ? schema : resolved(*items);
}

const json& schema_at(std::string_view place)
{
    const json* schema = nullptr;
    for (bool ends = false; !ends;) {
        const std::size_t slash = place.find('/');
        const std::string name(place.substr(0, slash));
        schema =
            &resolved((schema ? schema->at("properties") : request_schema().at("$defs")).at(name));
        ends = slash == place.npos;
        if (!ends) place.remove_prefix(slash + 1);
    }
    return *schema;
}

}  // namespace

bool FieldLimits::allow(double value) const
{
    if (whole && value != std::round(value)) return false;
    return value <= most && (above_least ? value > least : value >= least);
}

FieldLimits limits_of(std::string_view place)
{
    const json& schema = schema_at(place);
    const bool above = schema.contains("exclusiveMinimum");
    base::check(schema.contains("maximum") && (above || schema.contains("minimum")),
                "a number with limits");
    return {schema.at(above ? "exclusiveMinimum" : "minimum").get<double>(),
            schema.at("maximum").get<double>(),
            above,
            schema.at("type") == "integer"};
}

}  // namespace session
