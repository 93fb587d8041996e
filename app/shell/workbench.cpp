// SPDX-License-Identifier: MIT
#include "shell/workbench.h"

#include "base/error.h"
#include "panels/bottom_line.h"
#include "panels/checks_panel.h"
#include "panels/command_words.h"
#include "panels/header.h"
#include "panels/history_panel.h"
#include "panels/products_panel.h"
#include "panels/settings_panel.h"
#include "panels/tool_strip.h"
#include "panels/toolbar.h"
#include "panels/zones_panel.h"
#include "shell/case_copy.h"
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
constexpr double work_looks_again_s = 0.1;
constexpr ImGuiWindowFlags scrolling_panel = fixed_panel & ~ImGuiWindowFlags_NoScrollbar;

void begin_panel(const char* name, const Rectangle& area, ImGuiWindowFlags flags)
{
    ImGui::SetNextWindowPos(area.corner);
    ImGui::SetNextWindowSize(area.size);
    ImGui::Begin(name, nullptr, flags);
}

}  // namespace

Workbench::Workbench(const WindowSettings& settings,
                     Subject& subject,
                     const Preferences& preferences,
                     gpu::Device& device,
                     GlfwWindow& window)
    : subject_(subject)
    , preferences_(preferences)
    , device_(&device)
    , window_(window)
    , editor_(settings, subject)
    , stage_(std::in_place, device)
    , toolbox_(editor_, turntable_)
    , overlay_(editor_, toolbox_, turntable_, preferences)
    , tape_(subject.views)
    , passphrase_(subject)
{
}

void Workbench::start(PreparedSkin skin)
{
    editor_.start();
    toolbox_.start();
    stage_->show_scene(editor_.workspace(), std::move(skin), turntable_);
    ImGui::SetWindowFocus(nullptr);
    const auto& zones = editor_.workspace().current().zones;
    if (!zones.empty()) form_.selected = zones.front().id;
    tape_.start(glfwGetTime());
}

void Workbench::take_graphics(gpu::Device& device)
{
    device_ = &device;
    stage_.emplace(device);
    // While the scan is still being read, the stage waits for it as it did before.
    if (!editor_.has_started()) return;
    const geometry::Scan& scan = editor_.workspace().scan();
    PreparedSkin skin{render::skin_of(scan.mesh, scan.picture), {}};
    skin.coarser = render::coarser_skins(skin.whole);
    tools::Turntable as_it_was = turntable_;
    stage_->show_scene(editor_.workspace(), std::move(skin), as_it_was);
    stage_->show_to(patient_.shows() ? Audience::patient : Audience::practitioner);
}

WorkbenchFrame Workbench::frame(std::span<const KeyPress> keys, const Type& type, float scale)
{
    wishes_ = {};
    form_.type = type;
    form_.scale = scale;
    for (const KeyPress& press : keys)
        if (ready() && !press.control && press.key == GLFW_KEY_P) show_patient(!patient_.shows());
    replay_view();
    const WorkbenchFrame made = patient_.shows() ? patient_frame(keys) : work_frame(keys);
    tape_.see(turntable_.stance(), patient_.shows(), glfwGetTime());
    return made;
}

void Workbench::replay_view()
{
    const tools::ViewStep* const step = tape_.next(glfwGetTime());
    if (!step) return;
    if (step->to_patient != patient_.shows()) show_patient(step->to_patient);
    turntable_.stand(step->stance);
}

WorkbenchFrame Workbench::work_frame(std::span<const KeyPress> keys)
{
    const WindowLayout layout = layout_of(ImGui::GetIO().DisplaySize, form_.scale);
    const SceneFrame frame{layout.scene, ImGui::GetIO().DisplayFramebufferScale.x};
    turntable_.resize(glm::dvec2(frame.picture_px()));
    if (ready()) {
        for (const KeyPress& press : keys)
            use_key(press);
        use_pointer(frame);
    } else {
        if (std::ranges::count(keys, GLFW_KEY_ESCAPE, &KeyPress::key)) long_work()->cancel();
        stage_->turn_glance(window_.take_pointer(), frame, turntable_);
    }
    left_panel(layout.left);
    right_panel(layout.right);
    bar(layout.bar, layout.bar_rows);
    if (ready()) follow_case();
    bottom_line(layout.line);
    if (ready()) {
        draw_marks(frame);
        overlay_.draw(frame, *stage_, bench(), form_, wishes_.view);
        editor_.execute_all(panels::visit_forms(
            forms_, editor_.workspace().current(), editor_.current_plan(), form_));
        wishes_.reads_given = std::exchange(forms_.reads_given, false);
        if (std::exchange(forms_.protects, false)) ask_passphrase();
        passphrase_.draw(form_);
    }
    progress(frame);
    tell_news();
    toasts_.draw(frame.area, glfwGetTime(), form_);
    return {picture_in(frame), wishes_};
}

void Workbench::progress(const SceneFrame& frame)
{
    const Rectangle tools = panels::tool_strip_area(frame.area, form_.scale);
    const float beside = tools.corner.x + tools.size.x - frame.area.corner.x + 8 * form_.scale;
    const ImVec2 top_middle(frame.area.corner.x + frame.area.size.x / 2,
                            frame.area.corner.y + 30 * form_.scale);
    const auto work = long_work();
    if (work && panels::progress_card(
                    top_middle, frame.area.size.x - 2 * beside, work->doing, work->share, form_))
        work->cancel();
}

std::optional<Editor::Work> Workbench::long_work()
{
    if (!ready()) return Editor::Work{stage_->doing(), share_, [this] { wishes_.closes = true; }};
    if (copy_.takes_long())
        return Editor::Work{
            say("Saving a copy of the case"), copy_.share(), [this] { copy_.cancel(); }};
    return editor_.long_work();
}

ImguiDrawing::Scene Workbench::picture_in(const SceneFrame& frame)
{
    const glm::ivec2 size = frame.picture_px();
    const gpu::Image* picture = stage_->picture(turntable_.camera(),
                                                {std::uint32_t(size.x), std::uint32_t(size.y)},
                                                toolbox_.kit().preview(),
                                                editor_.plan(),
                                                patient_.shows() ? nullptr : overlay_.structures());
    return {picture,
            int(frame.area.corner.x * frame.pixels_per_unit),
            int(frame.area.corner.y * frame.pixels_per_unit)};
}

/// What follows from a case that changed, by whatever hand.
void Workbench::follow_case()
{
    if (!editor_.zone(form_.selected)) {
        const auto& zones = editor_.workspace().current().zones;
        form_.selected = zones.empty() ? session::ZoneId::none() : zones.back().id;
    }
    if (editor_.follow_case(toolbox_.kit().draft())) export_.result.clear();
    editor_.follow_export(export_);
}

void Workbench::go_in_history(int steps)
{
    if (steps == 0) return;
    toolbox_.cancel();
    editor_.go_in_history(steps);
}

/// Chooses the zone and turns to where its points are.
void Workbench::go_to_zone(const std::string& name)
{
    const session::Zone* zone = editor_.workspace().current().find(name);
    if (!zone) return;
    form_.selected = zone->id;
    if (const auto site = editor_.site_of(zone->id))
        turntable_.look_at(site->middle, 2.2 * site->size_mm, site->facing);
}

void Workbench::add_zone()
{
    if (const auto added = editor_.add_zone()) form_.selected = *added;
}

void Workbench::begin_copy()
{
    told_work_.clear();
    try {
        copy_.begin(subject_);
    } catch (const base::Error& problem) {
        tell(problem.what(), panels::Sign::fail);
    }
}

void Workbench::ask_passphrase()
{
    told_work_.clear();
    if (copy_.works() || editor_.writes_map())
        tell(say("One moment: the case is still being copied or exported."), panels::Sign::warn);
    else
        passphrase_.ask();
}

Workbench::CopyNews Workbench::follow_work()
{
    if (const auto sealed = passphrase_.follow()) {
        told_work_ = *sealed;
        tell(told_work_, panels::Sign::pass);
    }
    return follow_copy();
}

Workbench::CopyNews Workbench::follow_copy()
{
    const auto done = copy_.take();
    if (!done) return CopyNews::none;
    const bool written = !done->cancelled && done->problem.empty();
    told_work_ = written           ? say("Saved a copy: {}", done->file.string())
                 : done->cancelled ? say("The copy was not saved.")
                                   : done->problem;
    tell(told_work_, written ? panels::Sign::pass : panels::Sign::fail);
    return written ? CopyNews::written : CopyNews::not_written;
}

void Workbench::zones_part()
{
    form_.mirrors = false;
    if (!panels::section(form_, say("Zones"))) return;
    editor_.execute_all(panels::zones_panel(
        editor_.zone_rows(), [this] { return editor_.middle().plane; }, form_));
    if (ImGui::Button(say("Add zone"), {-1, 0})) add_zone();
    panels::hint(say("Key {}", "N"));
}

void Workbench::left_panel(const Rectangle& area)
{
    begin_panel("left", area, scrolling_panel);
    panels::header(subject_.name, form_, wishes_);
    panels::gap(18 * form_.scale);
    if (ready()) {
        if (wishes_.saves_copy) begin_copy();
        patient_part();
        panels::gap(22 * form_.scale);
        zones_part();
        panels::gap(22 * form_.scale);
        if (panels::export_panel(export_, editor_.summary(), editor_.can_export(), form_))
            editor_.export_map(export_);
    }
    ImGui::End();
}

void Workbench::right_panel(const Rectangle& area)
{
    begin_panel("right", area, scrolling_panel);
    if (ready()) {
        editor_.execute_all(panels::settings_panel(
            editor_.zone(form_.selected), editor_.workspace().current().clinic, form_));
        panels::gap(22 * form_.scale);
        if (editor_.planning_is_stopped() && ImGui::Button(say("Plan now"), {-1, 0}))
            editor_.plan_now();
        if (const auto zone = panels::checks_panel(
                editor_.plan().get(), editor_.plans() && !editor_.planning_is_stopped(), form_))
            go_to_zone(*zone);
        panels::gap(22 * form_.scale);
        history_part();
    }
    ImGui::End();
}

void Workbench::history_part()
{
    if (panels::section(form_, say("History")))
        go_in_history(panels::history_panel(editor_.workspace().history(), form_));
}

void Workbench::bar(const Rectangle& area, int rows)
{
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {14 * form_.scale, 12 * form_.scale});
    begin_panel("bar", area, fixed_panel);
    ImGui::PopStyleVar();
    if (ready()) {
        const session::History& history = editor_.workspace().history();
        tools::Kit& kit = toolbox_.kit();
        const panels::ToolbarWishes wishes =
            panels::toolbar({.tool = kit.chosen,
                             .radius_mm = kit.brush.radius_mm(),
                             .fill_deg = kit.fill.angle_deg,
                             .fill_mm = kit.fill.radius_mm,
                             .erases = erases(),
                             .measures = toolbox_.tool() == Tool::measure,
                             .paints = toolbox_.tool() == Tool::painting,
                             .can_undo = history.undoable() > 0,
                             .can_redo = history.redoable() > 0,
                             .would_undo = panels::would_undo(history),
                             .would_redo = panels::would_redo(history),
                             .rows = rows},
                            form_);
        if (wishes.radius_mm) kit.brush.set_radius_mm(*wishes.radius_mm);
        if (wishes.fill_deg) kit.fill.angle_deg = std::clamp(*wishes.fill_deg, 1.0, 180.0);
        if (wishes.fill_mm) kit.fill.radius_mm = std::clamp(*wishes.fill_mm, 1.0, 300.0);
        if (wishes.erases) erases_ = *wishes.erases;
        if (wishes.erases) toolbox_.lay_down();
        if (wishes.measure) toolbox_.measure();
        if (wishes.view) turntable_.look_from(*wishes.view);
        if (wishes.undo) go_in_history(-1);
        if (wishes.redo) go_in_history(1);
    }
    ImGui::End();
}

/// How the tool in hand is used, or how the view is moved.
const char* Workbench::help_line() const
{
    if (!ready()) return words_of(preferences_.habit);
    switch (toolbox_.tool()) {
    case Tool::marks:
        return say("A click marks what is chosen on the skin   ·   drags turn the view   ·   Esc "
                   "ends it");
    case Tool::measure:
        return say(
            "Clicks measure on the skin, the third one the angle   ·   drags turn the view   "
            "·   Esc ends it");
    case Tool::landmarks:
        return say("A click places the landmark that is asked for   ·   drags turn the view   ·   "
                   "Esc ends it");
    case Tool::painting:
        break;
    }
    const bool works = editor_.zone(form_.selected) && toolbox_.is_over_scene();
    return works ? panels::words_of(toolbox_.kit().chosen) : words_of(preferences_.habit);
}

void Workbench::bottom_line(const Rectangle& area)
{
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {18 * form_.scale, 9 * form_.scale});
    begin_panel("line", area, fixed_panel);
    ImGui::PopStyleVar();
    panels::bottom_line(stage_->remark(), *device_, help_line(), area.size.x, form_);
    ImGui::End();
}

void Workbench::show_progress(const std::string& doing, float share)
{
    stage_->tell(doing);
    share_ = share;
}

void Workbench::tell(const std::string& words, panels::Sign sign)
{
    toasts_.add(words, sign, glfwGetTime());
}

/// What commands and exports led to since the last frame.
void Workbench::tell_news()
{
    if (!form_.refusal.empty()) tell(std::exchange(form_.refusal, {}), panels::Sign::warn);
    if (!editor_.message().empty()) tell(editor_.message(), panels::Sign::warn);
    editor_.tell({});
    if (export_.result != told_result_ && !export_.result.empty())
        tell(export_.result, export_.failed ? panels::Sign::fail : panels::Sign::pass);
    told_result_ = export_.result;
}

std::optional<double> Workbench::goes_on_in_s() const
{
    const auto scene_in_s = stage_->goes_on_in_s(), view_in_s = tape_.wakes_in_s(glfwGetTime());
    if (!scene_in_s || !view_in_s) return scene_in_s;
    return std::min(*scene_in_s, *view_in_s);
}

bool Workbench::go_on()
{
    return tape_.wakes_in_s(glfwGetTime()) == 0.0 || stage_->go_on();
}

std::optional<double> Workbench::wakes_in_s() const
{
    std::optional<double> soonest;
    const auto wake = [&soonest](std::optional<double> in_s) {
        if (in_s) soonest = std::min(soonest.value_or(*in_s), std::max(*in_s, 0.01));
    };
    wake(tape_.wakes_in_s(glfwGetTime()));
    if (is_busy()) wake(work_looks_again_s);
    if (passphrase_.seeks_focus()) wake(0);
    if (patient_.shows()) {
        wake(patient_.wakes_in_s());
        return soonest;
    }
    if (ready()) wake(editor_.looks_again_in_s());
    wake(overlay_.wakes_in_s(glfwGetTime()));
    if (const auto ends_s = toasts_.next_end_s()) wake(*ends_s - glfwGetTime());
    return soonest;
}

const std::string& Workbench::told_result() const
{
    if (!passphrase_.problem().empty()) return passphrase_.problem();
    return export_.result.empty() ? told_work_ : export_.result;
}

FrameFacts Workbench::facts() const
{
    FrameFacts facts{.works = editor_.plans(),
                     .shows_all = stage_->shows_all(),
                     .screen = patient_.shows()     ? "patient"
                               : passphrase_.asks() ? "passphrase"
                                                    : "work",
                     .numbers = stage_->notes().numbers(),
                     .structures = overlay_.named_structures(),
                     .inset_of = stage_->notes().inset_of(),
                     .told_point = overlay_.told_point(),
                     .result = told_result()};
    if (ready()) {
        facts.revision = editor_.workspace().current().revision;
        for (const session::Zone& zone : editor_.workspace().current().zones)
            facts.strokes += zone.strokes.size();
    }
    if (editor_.plan() && editor_.plan()->map) facts.points = editor_.plan()->map->points.size();
    return facts;
}

}  // namespace shell
