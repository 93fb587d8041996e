// SPDX-License-Identifier: MIT
// Requests: what a script asks `mesomap plan` for, in format mesomap.request version 1
// (assets/schema/request.schema.json).
#pragma once

#include "base/units.h"
#include "session/command.h"

#include <optional>
#include <string_view>
#include <vector>

namespace session {

struct Request {
    /// Of the scan file, where that file does not state its unit. The request is in millimetres.
    std::optional<base::LengthUnit> scan_unit;
    std::vector<Command> commands;  // they make the case
};

/// Throws base::Error, one sentence that names the field and its place; `name` is the file's.
Request request_in(std::string_view text, std::string_view name);

}  // namespace session
