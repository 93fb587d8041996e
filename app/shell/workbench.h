// SPDX-License-Identifier: MIT
// One frame of the window: what happened since the last one becomes commands, the commands are
// executed, and what came of it is shown.
#pragma once

#include "panels/export_panel.h"
#include "panels/form.h"
#include "shell/frame_log.h"
#include "shell/glfw_window.h"
#include "shell/imgui_drawing.h"
#include "shell/layout.h"
#include "shell/overlay.h"
#include "shell/planner.h"
#include "shell/scene_view.h"
#include "shell/window_shell.h"
#include "tools/brush.h"
#include "tools/hand.h"
#include "tools/turntable.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace shell {

struct WorkbenchFrame {
    ImguiDrawing::Scene scene;
};

class Workbench {
public:
    Workbench(const WindowSettings& settings, gpu::Device& device, GlfwWindow& window);

    /// Until then: what is being done, and the scan as far as it can be shown.
    void tell(const std::string& stage) { stage_ = stage; }
    void show_glance(const render::Skin& glance);
    /// From now on the workspace is ready, and so is the scan's skin.
    void start(PreparedSkin skin);

    /// Between ImGui's beginning and end of a frame.
    WorkbenchFrame frame(std::span<const KeyPress> keys, const Type& type, float scale);
    void log_frame(glm::ivec2 size_px);

    /// The scene while nothing happens (scene_view.h).
    std::optional<double> goes_on_in_s() const;
    bool go_on();

private:
    bool ready() const { return scene_.has_value(); }
    void execute(const session::Command& command);
    void execute_all(const panels::Commands& commands);
    void take_step(const std::function<bool()>& step, const char* none);
    void undo();
    void redo();
    void add_zone();
    bool plans() const;  // the plan is not yet of the case as it is
    bool can_export() const;
    void export_map();
    void follow_case();

    void use_key(const KeyPress& press);
    void use_pointer(const SceneFrame& frame);
    void turn_glance(const SceneFrame& frame);
    tools::Bench bench();

    void left_panel(const Rectangle& area);
    void right_panel(const Rectangle& area);
    void bar(const Rectangle& area);
    void bottom_line(const Rectangle& area);
    void memory_line(const Rectangle& area);
    const gpu::Image* draw_scene(gpu::Extent size);
    void overlay(const SceneFrame& frame);
    std::string next_step() const;
    std::string summary() const;
    std::vector<panels::ZoneRow> zone_rows();
    bool erases() const;

    const WindowSettings& settings_;
    session::Workspace& workspace_;
    gpu::Device& device_;
    GlfwWindow& window_;
    FrameLog log_;

    // View state.
    tools::Turntable turntable_;
    tools::Brush brush_;
    tools::Hand hand_;
    panels::Form form_;
    panels::ExportForm export_;
    bool erases_ = false;
    std::string message_;  // why the last command was refused

    std::string stage_;
    std::unique_ptr<render::SceneRenderer> glance_;
    std::optional<glm::dvec2> glance_dragged_to_;
    std::optional<SceneView> scene_;
    bool scene_fails_ = false;  // the device has no memory for it: drawn again when asked for
    std::unique_ptr<Planner> planner_;
    std::shared_ptr<const Plan> plan_;
    std::uint64_t planned_revision_ = UINT64_MAX;  // what the planner was asked for
};

}  // namespace shell
