// SPDX-License-Identifier: MIT
// The window's loop and what it holds. Only the files of the window itself include this:
// window_shell.cpp has its frames, window_subject.cpp what is open in it, window_input.cpp what a
// hand does that is beyond one case.
#pragma once

#include "gpu/result.h"
#include "panels/file_dialog.h"
#include "panels/form.h"
#include "panels/header.h"
#include "panels/start_screen.h"
#include "shell/end_signals.h"
#include "shell/file_chooser.h"
#include "shell/glfw_window.h"
#include "shell/graphics.h"
#include "shell/idle_lock.h"
#include "shell/imgui_session.h"
#include "shell/lock.h"
#include "shell/opening.h"
#include "shell/preferences.h"
#include "shell/theme.h"
#include "shell/window_shell.h"
#include "shell/workbench.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace shell {

class WindowShell {
public:
    WindowShell(const WindowSettings& settings, std::unique_ptr<Subject> first);
    void run();

private:
    void wait_for_work(int& wanted);
    void frame_that_survives();
    void start_graphics_anew(const gpu::Lost& lost);
    void frame();
    bool is_due() const;
    bool leaves() const;
    void follow_work();
    bool goes_on();

    void open(const std::filesystem::path& file);
    void open(std::unique_ptr<Subject> subject);
    void follow_wishes();
    void close_subject();
    void lock();
    void lock_if_idle();
    void finish_opening();
    void fail_to_open(const std::string& problem);

    void use_keys(std::span<const KeyPress> keys);
    bool use_key(const KeyPress& press);
    void use_dropped_files();
    void use(const panels::HeaderWishes& wishes);
    void use(const panels::StartWishes& wishes);
    void browse(Sought sought = Sought::scans_and_cases);
    void browse_ourselves();
    std::optional<std::filesystem::path> chosen_file();

    ImguiDrawing::Scene contents();
    void lock_screen();
    void start_screen();
    void dialogs();
    void follow_preferences(const Preferences& before);
    void apply_look();
    void show(const ImguiDrawing::Scene& scene, glm::ivec2 size_px);

    const WindowSettings& settings_;
    Preferences preferences_ = load_preferences(preferences_file());
    GlfwWindow window_;
    EndSignals end_signals_;
    ImguiSession imgui_;
    float scale_ = 1;
    Look look_ = Look::dark;
    panels::Form form_;  // of what lies over everything
    std::unique_ptr<Graphics> graphics_;
    FrameLog log_;
    int devices_ = 1;                   // opened so far
    std::unique_ptr<Subject> subject_;  // once it is open
    std::unique_ptr<Opening> opening_;
    std::vector<std::unique_ptr<Opening>> abandoned_;
    std::unique_ptr<Workbench> workbench_;  // of the subject that is open or being opened
    Lock lock_;                             // over the subject, or before one
    IdleLock idle_;
    // For the start of the next frame: this one's picture is in use.
    std::optional<std::filesystem::path> to_open_;
    std::unique_ptr<Subject> unlocked_;
    bool to_close_ = false;
    bool has_to_open_ = false;        // what the command line asked for: else the program ends
    std::string problem_;             // why the last file could not be opened
    FileChooser file_chooser_;        // the desktop's
    panels::FileDialog file_dialog_;  // ours, where it has none
    Sought sought_ = Sought::scans_and_cases;
    bool shows_preferences_ = false;
    bool shows_keys_ = false;
    std::vector<KeyPress> keys_;  // of this frame, for the workbench
    std::chrono::steady_clock::time_point framed_at_;
    std::chrono::steady_clock::time_point lost_at_ = framed_at_ - std::chrono::hours(1);
};

}  // namespace shell
