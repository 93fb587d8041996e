// SPDX-License-Identifier: MIT
// JSON that comes from outside, read with one clear sentence for each way to be wrong.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace session {

/// Parses UTF-8 JSON text. Throws base::Error that says where `name` is not valid: bad syntax, a
/// number out of range, a control character in a text, or a field that appears twice in one object.
nlohmann::json parse_json(std::string_view text, std::string_view name);

}  // namespace session
