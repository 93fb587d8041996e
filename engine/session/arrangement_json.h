// SPDX-License-Identifier: MIT
// An arrangement as it is written in requests, commands and session maps: the same fields in each.
#pragma once

#include "session/arrangement.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace session {

// To fields ...
nlohmann::json json_of(const PatternWish& pattern);
nlohmann::json json_of(const Amount& amount);
nlohmann::json json_of(const BorderWish& border);
nlohmann::json json_of(const BorderSpacing& spacing);
nlohmann::json json_of(const MirrorWish& mirror);
nlohmann::json json_of(glm::dvec3 place);
nlohmann::json json_of(const std::vector<glm::dvec3>& places);

// ... and back, from an object that keeps its schema and may have other fields as well. They throw
// base::Error where fields contradict each other; `zone` is named in the sentence.
bool tells_pattern(const nlohmann::json& object);
PatternWish pattern_in(const nlohmann::json& object, const std::string& zone);
std::optional<Amount> amount_in(const nlohmann::json& object, const std::string& zone);
std::optional<BorderWish> border_in(const nlohmann::json& object, const std::string& zone);
std::optional<BorderSpacing> border_spacing_in(const nlohmann::json& object,
                                               const std::string& zone);
std::optional<MirrorWish> mirror_in(const nlohmann::json& object, const std::string& zone);
glm::dvec3 place_in(const nlohmann::json& list);
std::vector<glm::dvec3> places_in(const nlohmann::json& list);

}  // namespace session
