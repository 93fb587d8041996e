// SPDX-License-Identifier: MIT
// What plan and run have in common: making a map, writing it, and saying what it holds.
#pragma once

#include "session/session_map.h"

#include <filesystem>
#include <optional>

namespace session {
class Workspace;
}

namespace cli {

/// Plans, and tells at a terminal how far it is.
const session::SessionMap& map_with_progress(session::Workspace& workspace);

/// Writes the map, and the CSV if asked for: both or none. Throws base::Error, among others for a
/// map with a failed check.
void write_outputs(const session::SessionMap& map,
                   const std::filesystem::path& out,
                   const std::optional<std::filesystem::path>& csv);

/// A short summary for a person: zones, points, area, volume, measures, warnings.
void print_summary(const session::SessionMap& map);
/// The same facts as JSON.
void print_summary_json(const session::SessionMap& map);

}  // namespace cli
