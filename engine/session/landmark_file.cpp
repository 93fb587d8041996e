// SPDX-License-Identifier: MIT
#include "session/landmark_file.h"

#include "base/error.h"
#include "session/arrangement_json.h"
#include "session/case.h"
#include "session/json.h"
#include "session/schema.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace session {
namespace {

using nlohmann::json;

void read_named(const json& places, std::string_view file, LandmarkFile& read)
{
    for (const auto& [name, place] : places.items()) {
        require_schema(landmarks_schema().at("$defs").at("place"),
                       place,
                       fmt::format("{}: the landmark {}", file, json(name).dump()));
        if (anatomy::is_landmark(name))
            read.landmarks.set(name, {place_in(place)});
        else
            read.remarks.push_back(fmt::format(
                "{}: the landmark {} is not known and not used.", file, json(name).dump()));
    }
}

}  // namespace

LandmarkFile landmarks_in(std::string_view text, std::string_view name)
{
    const json document = parse_json(text, name);
    require_schema(landmarks_schema(), document, name);
    LandmarkFile read;
    if (document.contains("landmarks68"))
        read.landmarks = anatomy::landmarks_of_68(places_in(document["landmarks68"]));
    if (document.contains("landmarks")) read_named(document["landmarks"], name, read);
    if (read.landmarks.empty())
        throw base::Error(fmt::format("{} holds no landmark that is known.", name));
    return read;
}

std::string text_of(const anatomy::Landmarks& landmarks)
{
    std::string places;
    for (const auto& [name, landmark] : landmarks.all())
        places += fmt::format("{}    {}: [{:.4f}, {:.4f}, {:.4f}]",
                              places.empty() ? "" : ",\n",
                              json(name).dump(),
                              in_map_steps(landmark.place.x) + 0.0,
                              in_map_steps(landmark.place.y) + 0.0,
                              in_map_steps(landmark.place.z) + 0.0);
    return fmt::format("{{\n  \"format\": \"mesomap.landmarks\",\n  \"version\": 1,\n"
                       "  \"unit\": \"mm\",\n  \"landmarks\": {{\n{}\n  }}\n}}\n",
                       places);
}

}  // namespace session
