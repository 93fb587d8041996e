// SPDX-License-Identifier: MIT
// One frame of the window: what happened since the last one becomes commands, the commands are
// executed, and what came of it is shown.
#pragma once

#include "panels/export_panel.h"
#include "panels/form.h"
#include "panels/header.h"
#include "panels/visit_panel.h"
#include "shell/case_copy.h"
#include "shell/case_passphrase.h"
#include "shell/editor.h"
#include "shell/frame_log.h"
#include "shell/glfw_window.h"
#include "shell/imgui_drawing.h"
#include "shell/layout.h"
#include "shell/overlay.h"
#include "shell/patient_view.h"
#include "shell/preferences.h"
#include "shell/scene_overlay.h"
#include "shell/skin_marks.h"
#include "shell/stage.h"
#include "shell/toasts.h"
#include "shell/toolbox.h"
#include "shell/view_tape.h"
#include "shell/window_shell.h"
#include "tools/turntable.h"

#include <optional>
#include <span>

namespace shell {

struct WorkbenchFrame {
    ImguiDrawing::Scene scene;
    panels::HeaderWishes wishes;
};

class Workbench {
public:
    Workbench(const WindowSettings& settings,
              Subject& subject,
              const Preferences& preferences,
              gpu::Device& device,
              GlfwWindow& window);

    /// Until the start: what is being done, how far it is, and the scan as far as it can be shown.
    void show_progress(const std::string& doing, float share);
    void show_glance(const render::Skin& glance) { stage_->show_glance(glance, turntable_); }
    /// From now on the workspace is ready, and so is the scan's skin.
    void start(PreparedSkin skin);

    // The device is lost: nothing of it is kept, and another one takes its place.
    void leave_graphics() { stage_.reset(); }
    void take_graphics(gpu::Device& device);

    /// Between ImGui's beginning and end of a frame.
    WorkbenchFrame frame(std::span<const KeyPress> keys, const Type& type, float scale);
    /// A message over the scene, that goes by itself.
    void tell(const std::string& words, panels::Sign sign);
    FrameFacts facts() const;
    bool shows_patient() const { return patient_.shows(); }
    /// Writes what was to be recorded. Throws base::Error.
    void save_views() const { tape_.save(); }
    /// Reads what was given on the case's visit, and tells of it.
    void read_given(const std::filesystem::path& acknowledgement);

    /// The case is being copied or sealed: what is open stays so until then.
    bool is_busy() const { return copy_.works() || seals(); }
    /// Sealed: no command may come now.
    bool seals() const { return passphrase_.works(); }
    enum class CopyNews { none, written, not_written };
    /// Tells what became of both.
    CopyNews follow_work();
    /// What was typed into a field for a passphrase is nowhere any more.
    void forget_typed() { passphrase_.leave(); }

    /// The scene while nothing happens (scene_view.h).
    std::optional<double> goes_on_in_s() const;
    bool go_on();
    /// When a frame is wanted though nothing happens.
    std::optional<double> wakes_in_s() const;

private:
    bool ready() const { return stage_->ready(); }
    void follow_case();
    void add_zone();
    void begin_copy();
    CopyNews follow_copy();
    void ask_passphrase();

    void use_key(const KeyPress& press);
    void use_pointer(const SceneFrame& frame);
    tools::Bench bench();
    bool erases() const;
    void leave();
    void move_view(const KeyPress& press);

    void patient_part();
    void draw_marks(const SceneFrame& frame);
    void zones_part();
    void progress(const SceneFrame& frame);
    /// What the progress card tells of.
    std::optional<Editor::Work> long_work();
    WorkbenchFrame work_frame(std::span<const KeyPress> keys);
    WorkbenchFrame patient_frame(std::span<const KeyPress> keys);
    ImguiDrawing::Scene picture_in(const SceneFrame& frame);
    void show_patient(bool shows);
    void replay_view();
    void go_to_zone(const std::string& name);
    void go_in_history(int steps);
    void history_part();

    void left_panel(const Rectangle& area);
    void right_panel(const Rectangle& area);
    void bar(const Rectangle& area, int rows);
    void bottom_line(const Rectangle& area);
    const char* help_line() const;
    void tell_news();
    const std::string& told_result() const;

    Subject& subject_;
    const Preferences& preferences_;
    gpu::Device* device_;
    GlfwWindow& window_;
    Editor editor_;
    std::optional<Stage> stage_;  // none while there is no device

    // View state.
    tools::Turntable turntable_;
    Toolbox toolbox_;
    SceneOverlay overlay_;
    panels::Form form_;
    panels::ExportForm export_;
    Toasts toasts_;
    SkinMarks marks_;
    PatientView patient_;
    ViewTape tape_;
    panels::HeaderWishes wishes_;
    float share_ = 0;          // of the preparation
    std::string told_result_;  // of the export
    std::string told_work_;    // of the case: copied, protected
    CasePassphrase passphrase_;
    CaseCopy copy_{[] { GlfwWindow::wake(); }};
    bool erases_ = false;
    panels::VisitForms forms_;
};

}  // namespace shell
