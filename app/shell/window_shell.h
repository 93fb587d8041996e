// SPDX-License-Identifier: MIT
// The window: the scene, the panels around it, the mouse and the keys, over one workspace. Nothing
// here changes the case but the workspace's execute(), undo() and redo().
#pragma once

#include "sampling/sampler.h"
#include "session/command.h"
#include "session/session_map.h"
#include "session/workspace.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace shell {

struct WindowSettings {
    session::Workspace& workspace;  // without a scan yet
    sampling::Sampler& sampler;     // used beside the window only
    std::string scan_name;          // for the title
    /// Called beside the window. Throws base::Error.
    std::function<std::shared_ptr<const geometry::Scan>()> read_scan;
    /// Called beside the window before the practitioner starts: the case goes on, or begins.
    std::function<void(session::Workspace&)> begin;
    /// Throws base::Error, and then leaves no file.
    std::function<void(const session::SessionMap&,
                       const std::filesystem::path& map,
                       const std::optional<std::filesystem::path>& csv)>
        write_map;
};

/// Shows the window until it is closed. Throws base::Error if there is no display, no device, or
/// the scan cannot be read or the commands cannot be executed.
void show_window(const WindowSettings& settings);

}  // namespace shell
