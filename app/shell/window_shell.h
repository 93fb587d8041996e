// SPDX-License-Identifier: MIT
// The window: a start screen, then the scene, the panels around it, the mouse and the keys, over
// one workspace. Nothing here changes the case but the workspace's execute() and go_in_history().
#pragma once

#include "base/progress.h"
#include "panels/start_screen.h"
#include "sampling/sampler.h"
#include "session/command.h"
#include "session/secret.h"
#include "session/session_map.h"
#include "session/workspace.h"
#include "shell/view_tape.h"

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
    /// Of its case, called beside the window while the case goes on. Throws base::Error and
    /// base::Cancelled, and then leaves no file. None where the plan is kept in no case.
    std::function<void(const std::filesystem::path&, const base::Progress&)> save_copy;
    /// Its case's log is to tell that this map was written. Throws base::Error. None without a
    /// case.
    std::function<void(const session::SessionMap&)> exported;
    /// The same of a visit that was given with this map.
    std::function<void(const session::SessionMap&, int visit)> acknowledged;
    bool has_passphrase = false;  // its case
    /// True if it is the passphrase of its case, which has one; from any thread.
    std::function<bool(const session::Secret&)> opens_with;
    /// Its case gets this passphrase, for the first time or another one. Called beside the window
    /// while nothing else uses the case. Throws base::Error, and then the case is as it was. None
    /// where the plan is kept in no case.
    std::function<void(const session::Secret&)> protect;
    /// Of what it looks like meanwhile.
    ViewWish views;
};

struct WindowSettings {
    std::string version;
    std::string gpu;  // a part of the wished device's name; empty for the best
    std::vector<panels::ReferencePerson> people;
    /// A scan or a case that was chosen in the window, from any thread. Throws base::Error; for a
    /// case with a passphrase session::PassphraseNeeded without one, session::WrongPassphrase.
    std::function<std::unique_ptr<Subject>(const std::filesystem::path&, const session::Secret*)>
        open;
    std::optional<std::filesystem::path> locked;  // a case to begin with, to be unlocked first
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
