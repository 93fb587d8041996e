// SPDX-License-Identifier: MIT
// The clinical facts of requests, commands and maps as JSON: "clinic" of the request schema.
#pragma once

#include "session/clinic_facts.h"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace session {

/// Throws base::Error for what the schema allows but no table knows, or a day that is none.
ClinicFacts clinic_facts_in(const nlohmann::json& object, std::string_view name);

/// One way to write each; what is not known is left out.
nlohmann::ordered_json json_of(const ClinicFacts& facts);

ZoneAim aim_in(const nlohmann::json& zone);
void add_aim(const ZoneAim& aim, nlohmann::json& zone);

/// A practice's own file, mesomap.practice version 1, added to what a request says.
void add_practice(std::string_view text, std::string_view name, ClinicFacts& facts);

/// Throws base::Error where the names lead nowhere: substances, conditions, areas, layers.
void require_known(const ClinicFacts& facts);
void require_known(const ZoneAim& aim);

}  // namespace session
