// SPDX-License-Identifier: MIT
// The window: a start screen, then the scene, the panels around it, the mouse and the keys, over
// one workspace. Nothing here changes the case but the workspace's execute() and go_in_history().
#pragma once

#include "panels/start_screen.h"
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

/// What a window is about: a scan with the plan on it.
struct Subject {
    std::string name;                               // for the header
    std::filesystem::path file;                     // to open it again: its case, else its scan
    bool makes_file = false;                        // while it is read
    std::unique_ptr<sampling::Sampler> sampler;     // used beside the window only
    std::unique_ptr<session::Workspace> workspace;  // without a scan yet
    /// Called beside the window. Throws base::Error.
    std::function<std::shared_ptr<const geometry::Scan>()> read_scan;
    /// Called beside the window before the practitioner starts: the case goes on, or begins.
    std::function<void(session::Workspace&)> begin;
    /// Of its case, as it is now. Throws base::Error, and then leaves no file. None where the plan
    /// is kept in no case.
    std::function<void(const std::filesystem::path&)> save_copy;
};

struct WindowSettings {
    std::string version;
    std::string gpu;  // a part of the wished device's name; empty for the best
    std::vector<panels::ReferencePerson> people;
    /// A scan or a case that was chosen in the window. Throws base::Error.
    std::function<std::unique_ptr<Subject>(const std::filesystem::path&)> open;
    /// Throws base::Error, and then leaves no file.
    std::function<void(const session::SessionMap&,
                       const std::filesystem::path& map,
                       const std::optional<std::filesystem::path>& csv)>
        write_map;
};

/// Shows the window until it is closed: `first`, or the start screen without one. Throws
/// base::Error if there is no display, no device, or `first` cannot be read.
void show_window(const WindowSettings& settings, std::unique_ptr<Subject> first);

}  // namespace shell
