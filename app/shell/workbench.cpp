// SPDX-License-Identifier: MIT
#include "shell/workbench.h"

#include "base/error.h"
#include "panels/bottom_line.h"
#include "panels/checks_panel.h"
#include "panels/icons.h"
#include "panels/patient_panel.h"
#include "panels/settings_panel.h"
#include "panels/toolbar.h"
#include "panels/zones_panel.h"
#include "shell/texts.h"

#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace shell {
namespace {

constexpr ImGuiWindowFlags fixed_panel = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                         ImGuiWindowFlags_NoSavedSettings |
                                         ImGuiWindowFlags_NoBringToFrontOnFocus;
constexpr double key_step_px = 24;  // what an arrow key is as a drag
constexpr ImGuiWindowFlags scrolling_panel = fixed_panel & ~ImGuiWindowFlags_NoScrollbar;

void begin_panel(const char* name, const Rectangle& area, ImGuiWindowFlags flags)
{
    ImGui::SetNextWindowPos(area.corner);
    ImGui::SetNextWindowSize(area.size);
    ImGui::Begin(name, nullptr, flags);
}

void gap(float height)
{
    ImGui::Dummy({0, height / 2});
    ImGui::Separator();
    ImGui::Dummy({0, height / 2});
}

}  // namespace

Workbench::Workbench(const WindowSettings& settings,
                     Subject& subject,
                     const Preferences& preferences,
                     gpu::Device& device,
                     GlfwWindow& window)
    : subject_(subject)
    , preferences_(preferences)
    , device_(device)
    , window_(window)
    , editor_(settings, subject)
    , stage_(device)
    , toolbox_(editor_, turntable_)
{
}

void Workbench::start(PreparedSkin skin)
{
    editor_.start();
    toolbox_.start();
    stage_.show_scene(editor_.workspace(), std::move(skin), turntable_);
    ImGui::SetWindowFocus(nullptr);
    const auto& zones = editor_.workspace().current().zones;
    if (!zones.empty()) form_.selected = zones.front().id;
}

WorkbenchFrame Workbench::frame(std::span<const KeyPress> keys, const Type& type, float scale)
{
    wishes_ = {};
    form_.type = type;
    form_.scale = scale;
    const WindowLayout layout = layout_of(ImGui::GetIO().DisplaySize, scale);
    const double pixels_per_unit = ImGui::GetIO().DisplayFramebufferScale.x;
    const SceneFrame frame{layout.scene, pixels_per_unit};
    const glm::ivec2 picture_px(int(layout.scene.size.x * pixels_per_unit),
                                int(layout.scene.size.y * pixels_per_unit));
    turntable_.resize(picture_px);
    if (ready()) {
        for (const KeyPress& press : keys)
            use_key(press);
        use_pointer(frame);
    } else {
        stage_.turn_glance(window_.take_pointer(), frame, turntable_);
    }
    left_panel(layout.left);
    right_panel(layout.right);
    bar(layout.bar);
    if (ready()) follow_case();
    bottom_line(layout.line);
    overlay(frame);
    if (!ready()) progress(frame);
    tell_news();
    toasts_.draw(frame.area, glfwGetTime(), form_);
    const gpu::Image* picture =
        stage_.picture(turntable_.camera(),
                       {std::uint32_t(picture_px.x), std::uint32_t(picture_px.y)},
                       toolbox_.brush(),
                       editor_.plan());
    return {{picture,
             int(layout.scene.corner.x * pixels_per_unit),
             int(layout.scene.corner.y * pixels_per_unit)},
            wishes_};
}

/// What follows from a case that changed, by whatever hand.
void Workbench::follow_case()
{
    if (!editor_.zone(form_.selected)) {
        const auto& zones = editor_.workspace().current().zones;
        form_.selected = zones.empty() ? session::ZoneId::none() : zones.back().id;
    }
    if (editor_.follow_case()) export_.result.clear();
}

void Workbench::undo()
{
    toolbox_.cancel();
    editor_.undo();
}

void Workbench::redo()
{
    toolbox_.cancel();
    editor_.redo();
}

void Workbench::add_zone()
{
    if (const auto added = editor_.add_zone()) form_.selected = *added;
}

// Keys and mouse.

void Workbench::use_key(const KeyPress& press)
{
    if (press.control) {
        if (press.key == GLFW_KEY_Z) press.shift ? redo() : undo();
        if (press.key == GLFW_KEY_Y) redo();
        if (press.key == GLFW_KEY_S && editor_.can_export()) editor_.export_map(export_);
        return;
    }
    if (press.key >= GLFW_KEY_1 && press.key <= GLFW_KEY_6)
        turntable_.look_from(render::all_views[std::size_t(press.key - GLFW_KEY_1)]);
    if (press.key == GLFW_KEY_F)
        turntable_.frame(geometry::bounds(editor_.workspace().scan().mesh));
    if (press.key == GLFW_KEY_LEFT_BRACKET) toolbox_.brush().grow(-1);
    if (press.key == GLFW_KEY_RIGHT_BRACKET) toolbox_.brush().grow(1);
    if (press.key == GLFW_KEY_N) add_zone();
    if (press.key == GLFW_KEY_L) toolbox_.ask_landmarks("head");
    if (press.key == GLFW_KEY_M) toolbox_.measure();
    move_view(press);
    if (press.key == GLFW_KEY_ESCAPE) {
        toolbox_.lay_down();
        ImGui::SetWindowFocus(nullptr);
    }
}

/// What the mouse does to the view, for those who use keys; unless they walk through a panel.
void Workbench::move_view(const KeyPress& press)
{
    if (ImGui::GetIO().NavActive) return;
    const glm::dvec2 step(double(press.key == GLFW_KEY_RIGHT) - double(press.key == GLFW_KEY_LEFT),
                          double(press.key == GLFW_KEY_DOWN) - double(press.key == GLFW_KEY_UP));
    if (press.shift)
        turntable_.pan(key_step_px * step);
    else
        turntable_.orbit(key_step_px * step);
    const int nearer = (press.letter == U'+') - (press.letter == U'-');
    if (nearer != 0) turntable_.zoom(std::pow(0.88, nearer), turntable_.pivot());
}

bool Workbench::erases() const
{
    return erases_ || window_.key_is_down(GLFW_KEY_E) ||
           window_.key_is_down(GLFW_KEY_LEFT_CONTROL) ||
           window_.key_is_down(GLFW_KEY_RIGHT_CONTROL);
}

tools::Bench Workbench::bench()
{
    session::Workspace& workspace = editor_.workspace();
    return {workspace,
            {workspace.surface(), workspace.bvh()},
            turntable_,
            toolbox_.brush(),
            form_.selected,
            erases(),
            preferences_.habit};
}

/// True if the event is the cube's: it was pressed on it.
bool Workbench::use_cube(const PointerEvent& event, const ViewCube& cube)
{
    cube_points_to_ = cube.direction_at(turntable_.camera(), event.at);
    if (toolbox_.drags() || event.action == PointerAction::scroll) return false;
    if (event.action == PointerAction::press && cube_points_to_) cube_is_pressed_ = true;
    if (!cube_is_pressed_) return false;
    if (event.action == PointerAction::release) {
        cube_is_pressed_ = false;
        if (cube_points_to_) turntable_.look_along(*cube_points_to_);
    }
    return event.action != PointerAction::move;
}

void Workbench::use_pointer(const SceneFrame& frame)
{
    const ViewCube cube(frame.area, form_.scale);
    const bool covered = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup);
    for (PointerEvent event : window_.take_pointer()) {
        const bool inside = frame.area.contains(event.at.x, event.at.y) && !covered;
        // From now on the keys are the scene's, not a panel's.
        if (inside && event.action == PointerAction::press) ImGui::SetWindowFocus(nullptr);
        if ((inside || cube_is_pressed_) && use_cube(event, cube)) continue;
        event.at = (event.at - glm::dvec2(frame.area.corner.x, frame.area.corner.y)) *
                   frame.pixels_per_unit;
        toolbox_.use(event, inside, bench());
    }
}

// What is seen.

void Workbench::header()
{
    const float right = ImGui::GetContentRegionMax().x, top = ImGui::GetCursorPosY();
    ImGui::PushFont(form_.type.heading);
    ImGui::AlignTextToFramePadding();
    ImGui::TextColored(ink::accent, "Mesomap");
    ImGui::PopFont();
    const float side = ImGui::GetFrameHeight(), between = 4 * form_.scale;
    ImGui::PushStyleColor(ImGuiCol_Button, {0, 0, 0, 0});
    ImGui::SetCursorPos({right - 4 * side - 3 * between, top});
    if (panels::icon_button(form_, panels::Icon::home, say("Close the case: nothing is lost")))
        wishes_.closes = true;
    ImGui::SameLine(0, between);
    if (panels::icon_button(form_, panels::Icon::open, say("Open a scan or a case")))
        wishes_.browses = true;
    ImGui::SameLine(0, between);
    if (panels::icon_button(form_, panels::Icon::settings, say("Settings")))
        wishes_.settings = true;
    ImGui::SameLine(0, between);
    if (panels::icon_button(form_, panels::Icon::question, say("Keys and mouse")))
        wishes_.keys = true;
    ImGui::PopStyleColor();
    panels::quiet_text(form_, subject_.name);
}

void Workbench::patient_part()
{
    const session::Case& now = editor_.workspace().current();
    tools::LandmarkGuide& guide = toolbox_.guide();
    const panels::PatientWishes wishes =
        panels::patient_panel({now, editor_.findings(), editor_.size_in_words(), guide}, form_);
    editor_.execute_all(wishes.commands);
    if (wishes.begin) toolbox_.ask_landmarks(*wishes.begin);
    if (wishes.back) guide.back(turntable_);
    if (wishes.skip) guide.next(turntable_);
    if (wishes.end) guide.stop();
}

void Workbench::left_panel(const Rectangle& area)
{
    begin_panel("left", area, scrolling_panel);
    header();
    gap(18 * form_.scale);
    if (ready()) {
        patient_part();
        gap(22 * form_.scale);
        editor_.execute_all(panels::zones_panel(editor_.zone_rows(), form_));
        if (ImGui::Button("Add zone", {-1, 0})) add_zone();
        panels::hint("Key N");
        gap(22 * form_.scale);
        if (panels::export_panel(export_, editor_.summary(), editor_.can_export(), form_))
            editor_.export_map(export_);
    }
    ImGui::End();
}

void Workbench::right_panel(const Rectangle& area)
{
    begin_panel("right", area, scrolling_panel);
    if (ready()) {
        editor_.execute_all(panels::settings_panel(editor_.zone(form_.selected), form_));
        gap(22 * form_.scale);
        panels::checks_panel(editor_.plan().get(), editor_.plans(), form_);
    }
    ImGui::End();
}

void Workbench::bar(const Rectangle& area)
{
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {14 * form_.scale, 12 * form_.scale});
    begin_panel("bar", area, fixed_panel);
    ImGui::PopStyleVar();
    if (ready()) {
        const session::History& history = editor_.workspace().history();
        const panels::ToolbarWishes wishes =
            panels::toolbar({.radius_mm = toolbox_.brush().radius_mm(),
                             .erases = erases(),
                             .measures = toolbox_.tool() == Tool::measure,
                             .can_undo = history.undoable() > 0,
                             .can_redo = history.redoable() > 0},
                            form_);
        if (wishes.radius_mm) toolbox_.brush().set_radius_mm(*wishes.radius_mm);
        if (wishes.erases) erases_ = *wishes.erases;
        if (wishes.erases) toolbox_.lay_down();
        if (wishes.measure) toolbox_.measure();
        if (wishes.view) turntable_.look_from(*wishes.view);
        if (wishes.undo) undo();
        if (wishes.redo) redo();
    }
    ImGui::End();
}

void Workbench::bottom_line(const Rectangle& area)
{
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {18 * form_.scale, 9 * form_.scale});
    begin_panel("line", area, fixed_panel);
    ImGui::PopStyleVar();
    panels::bottom_line(stage_.remark(), device_, words_of(preferences_.habit), area.size.x, form_);
    ImGui::End();
}

void Workbench::overlay(const SceneFrame& frame)
{
    if (!ready()) return;
    const std::string step = toolbox_.next_step();
    if (!step.empty()) draw_notice(frame, form_, step);
    const render::Camera camera = turntable_.camera();
    draw_side_words(frame, camera, form_);
    ViewCube(frame.area, form_.scale).draw(camera, cube_points_to_, form_);
    if (!cube_points_to_) toolbox_.draw(frame, bench(), form_);
}

void Workbench::show_progress(const std::string& doing, float share)
{
    stage_.tell(doing);
    share_ = share;
}

/// What is being done, how far it is, and the way back.
void Workbench::progress(const SceneFrame& frame)
{
    const Rectangle& area = frame.area;
    ImGui::SetNextWindowPos({area.corner.x + area.size.x / 2, area.corner.y + 30 * form_.scale},
                            ImGuiCond_Always,
                            {0.5f, 0});
    ImGui::SetNextWindowSize({std::min(400 * form_.scale, area.size.x * 0.9f), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 10 * form_.scale);
    ImGui::Begin("progress", nullptr, fixed_panel | ImGuiWindowFlags_AlwaysAutoResize);
    ImGui::PopStyleVar();
    panels::heading(form_, stage_.doing().c_str());
    const float button = 96 * form_.scale, space = ImGui::GetStyle().ItemSpacing.x;
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + ImGui::GetFrameHeight() / 2 - 3 * form_.scale);
    const float line = ImGui::GetCursorPosY();
    ImGui::ProgressBar(
        share_, {ImGui::GetContentRegionAvail().x - button - space, 6 * form_.scale}, "");
    ImGui::SameLine();
    ImGui::SetCursorPosY(line + 3 * form_.scale - ImGui::GetFrameHeight() / 2);
    if (ImGui::Button(say("Cancel"), {button, 0})) wishes_.closes = true;
    ImGui::End();
}

void Workbench::tell(const std::string& words, panels::Sign sign)
{
    toasts_.add(words, sign, glfwGetTime());
}

/// What commands and exports led to since the last frame.
void Workbench::tell_news()
{
    if (!editor_.message().empty()) tell(editor_.message(), panels::Sign::warn);
    editor_.tell({});
    if (export_.result != told_result_ && !export_.result.empty())
        tell(export_.result, export_.failed ? panels::Sign::fail : panels::Sign::pass);
    told_result_ = export_.result;
}

std::optional<double> Workbench::wakes_in_s() const
{
    const auto ends_s = toasts_.next_end_s();
    if (!ends_s) return std::nullopt;
    return std::max(*ends_s - glfwGetTime(), 0.01);
}

FrameFacts Workbench::facts() const
{
    FrameFacts facts{
        .works = editor_.plans(), .shows_all = stage_.shows_all(), .result = export_.result};
    if (ready()) {
        facts.revision = editor_.workspace().current().revision;
        for (const session::Zone& zone : editor_.workspace().current().zones)
            facts.strokes += zone.strokes.size();
    }
    if (editor_.plan() && editor_.plan()->map) facts.points = editor_.plan()->map->points.size();
    return facts;
}

}  // namespace shell
