// SPDX-License-Identifier: MIT
// The chart of a session map, with pictures of its scan.
#pragma once

#include "cli/export_formats.h"
#include "render/camera.h"
#include "session/session_map.h"

#include <string>
#include <vector>

namespace cli {

struct NamedView {
    render::View view;
    const char* title;
};

/// Those from which points are seen best, each point from one.
std::vector<NamedView> views_of(const session::SessionMap& map);

/// The PDF. Throws base::Error if the scan is not the map's.
std::string chart_of(const ExportWish& wish);

}  // namespace cli
