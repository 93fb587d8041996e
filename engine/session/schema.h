// SPDX-License-Identifier: MIT
// A checker for the part of JSON Schema 2020-12 that our schemas use: type, required, properties,
// additionalProperties, anyOf, items, minItems, maxItems, enum, const, minimum, maximum,
// exclusiveMinimum, exclusiveMaximum, pattern, minLength, maxLength, and $ref into the schema's own
// $defs.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace session {

/// The first thing in the document that the schema forbids, as one sentence with its place
/// ("zones[0].spacing_mm is 0, but it must be at least 0.5."), or nothing. A schema with a keyword
/// that is not in the list above is our own mistake.
std::optional<std::string> schema_problem(const nlohmann::json& schema,
                                          const nlohmann::json& document);

/// Throws base::Error "NAME: SENTENCE" if the document breaks the schema.
void require_schema(const nlohmann::json& schema,
                    const nlohmann::json& document,
                    std::string_view name);

/// The same by one of the schema's $defs.
void require_part(const nlohmann::json& schema,
                  const std::string& part,
                  const nlohmann::json& document,
                  std::string_view name);

/// Throws base::Error, one sentence, where the document is of another format or of a version that
/// this program does not know: nothing else in it may be trusted to mean what it seems to.
void require_version(std::string_view format,
                     int version,
                     const nlohmann::json& document,
                     std::string_view name);

// The schemas that travel inside the program (assets/schema/).
const nlohmann::json& request_schema();
const nlohmann::json& session_map_schema();
const nlohmann::json& command_schema();  // one entry of $defs per command
const nlohmann::json& landmarks_schema();
const nlohmann::json& acknowledgement_schema();

}  // namespace session
