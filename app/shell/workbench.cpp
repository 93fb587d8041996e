// SPDX-License-Identifier: MIT
#include "shell/workbench.h"

#include "base/error.h"
#include "panels/checks_panel.h"
#include "panels/settings_panel.h"
#include "panels/toolbar.h"
#include "panels/zones_panel.h"

#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shell {
namespace {

constexpr ImGuiWindowFlags fixed_panel =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav;
constexpr ImGuiWindowFlags scrolling_panel = fixed_panel & ~ImGuiWindowFlags_NoScrollbar;

/// The first zone's, until the practitioner chooses; later zones begin as the last one was.
constexpr const char* usual_technique = "nappage";

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

ImVec4 screen_colour(const render::Colour& colour)
{
    return {colour.red, colour.green, colour.blue, 1};
}

}  // namespace

Workbench::Workbench(const WindowSettings& settings, gpu::Device& device, GlfwWindow& window)
    : settings_(settings)
    , workspace_(settings.workspace)
    , device_(device)
    , window_(window)
{
}

void Workbench::show_glance(const render::Skin& glance)
{
    glance_ = std::make_unique<render::SceneRenderer>(device_);
    glance_->show_skin(glance);
    geometry::Box everything;
    for (const glm::vec3 p : glance.positions)
        everything.include(p);
    turntable_ = tools::Turntable(everything);
}

void Workbench::start(PreparedSkin skin)
{
    const bool was_seen = std::exchange(glance_, nullptr) != nullptr;
    scene_.emplace(device_, workspace_, std::move(skin));
    planner_ = std::make_unique<Planner>(
        settings_.sampler, workspace_.scan(), workspace_.surface(), [] { GlfwWindow::wake(); });
    if (!was_seen) turntable_ = tools::Turntable(geometry::bounds(workspace_.scan().mesh));
    const auto& zones = workspace_.current().zones;
    if (!zones.empty()) form_.selected = zones.front().id;
}

WorkbenchFrame Workbench::frame(std::span<const KeyPress> keys, const Type& type, float scale)
{
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
        turn_glance(frame);
    }
    left_panel(layout.left);
    right_panel(layout.right);
    bar(layout.bar);
    if (ready()) follow_case();
    bottom_line(layout.line);
    overlay(frame);
    if ((!ready() && !glance_) || picture_px.x < 1 || picture_px.y < 1) return {};
    const gpu::Image* picture =
        draw_scene({std::uint32_t(picture_px.x), std::uint32_t(picture_px.y)});
    return {{picture,
             int(layout.scene.corner.x * pixels_per_unit),
             int(layout.scene.corner.y * pixels_per_unit)}};
}

/// Nothing, and a message, if the device is out of memory.
const gpu::Image* Workbench::draw_scene(gpu::Extent size)
{
    try {
        if (!ready()) return &glance_->draw(turntable_.camera(), size);
        scene_->show(brush_, plan_);
        const gpu::Image* picture = &scene_->picture(turntable_.camera(), size);
        scene_fails_ = false;
        return picture;
    } catch (const base::Error& problem) {
        message_ = problem.what();
        scene_fails_ = true;
        return nullptr;
    }
}

std::optional<double> Workbench::goes_on_in_s() const
{
    if (!ready() || scene_fails_) return std::nullopt;
    return scene_->goes_on_in_s();
}

bool Workbench::go_on()
{
    try {
        return scene_->go_on();
    } catch (const base::Error& problem) {
        message_ = problem.what();
        scene_fails_ = true;
        return true;
    }
}

// The case: changed here only.

void Workbench::execute(const session::Command& command)
{
    try {
        workspace_.execute(command);
        message_.clear();
    } catch (const base::Error& problem) {
        message_ = problem.what();
    }
}

void Workbench::execute_all(const panels::Commands& commands)
{
    for (const session::Command& command : commands)
        execute(command);
}

void Workbench::take_step(const std::function<bool()>& step, const char* none)
{
    brush_.cancel();
    try {
        message_ = step() ? "" : none;
    } catch (const base::Error& problem) {  // the journal cannot be written
        message_ = problem.what();
    }
}

void Workbench::undo()
{
    take_step([this] { return workspace_.undo(); }, "There is nothing to undo.");
}

void Workbench::redo()
{
    take_step([this] { return workspace_.redo(); }, "There is nothing to redo.");
}

void Workbench::add_zone()
{
    const auto& zones = workspace_.current().zones;
    execute(panels::new_zone(workspace_.current(),
                             zones.empty() ? usual_technique : zones.back().technique));
    if (message_.empty()) form_.selected = workspace_.current().zones.back().id;
}

bool Workbench::plans() const
{
    return !plan_ || plan_->revision != workspace_.current().revision;
}

bool Workbench::can_export() const
{
    return !plans() && plan_->map;
}

void Workbench::export_map()
{
    const std::filesystem::path path(export_.path);
    std::optional<std::filesystem::path> csv;
    if (export_.with_csv) csv = std::filesystem::path(path).replace_extension(".csv");
    try {
        for (const session::Zone& zone : workspace_.current().zones)
            if (workspace_.area_mm2(zone.id) <= 0)
                throw base::Error(
                    fmt::format("\"{}\" is not painted yet: paint it or delete it.", zone.name));
        settings_.write_map(*plan_->map, path, csv);
        export_.result = fmt::format("Wrote {} points to {}.",
                                     plan_->map->totals.points,
                                     std::filesystem::absolute(path).string());
        export_.failed = false;
    } catch (const std::exception& problem) {
        export_.result = problem.what();
        export_.failed = true;
    }
}

/// Asks for a plan of what has changed, and takes the one that is done.
void Workbench::follow_case()
{
    const session::Case& now = workspace_.current();
    const bool selected_lives = std::ranges::any_of(
        now.zones, [this](const session::Zone& zone) { return zone.id == form_.selected; });
    if (!selected_lives)
        form_.selected = now.zones.empty() ? session::ZoneId::none() : now.zones.back().id;
    if (now.revision != planned_revision_) {
        planner_->plan(workspace_);
        planned_revision_ = now.revision;
        export_.result.clear();
    }
    if (auto done = planner_->take()) plan_ = std::move(done);
}

// Keys and mouse.

void Workbench::use_key(const KeyPress& press)
{
    if (press.control) {
        if (press.key == GLFW_KEY_Z) press.shift ? redo() : undo();
        if (press.key == GLFW_KEY_Y) redo();
        if (press.key == GLFW_KEY_S && can_export()) export_map();
        if (press.key == GLFW_KEY_Q) window_.close();
        return;
    }
    if (press.key >= GLFW_KEY_1 && press.key <= GLFW_KEY_6)
        turntable_.look_from(render::all_views[std::size_t(press.key - GLFW_KEY_1)]);
    if (press.key == GLFW_KEY_F) turntable_.frame(geometry::bounds(workspace_.scan().mesh));
    if (press.key == GLFW_KEY_LEFT_BRACKET) brush_.grow(-1);
    if (press.key == GLFW_KEY_RIGHT_BRACKET) brush_.grow(1);
    if (press.key == GLFW_KEY_N) add_zone();
    if (press.key == GLFW_KEY_ESCAPE) brush_.cancel();
}

bool Workbench::erases() const
{
    return erases_ || window_.key_is_down(GLFW_KEY_E) ||
           window_.key_is_down(GLFW_KEY_LEFT_CONTROL) ||
           window_.key_is_down(GLFW_KEY_RIGHT_CONTROL);
}

tools::Bench Workbench::bench()
{
    return {workspace_,
            {workspace_.surface(), workspace_.bvh()},
            turntable_,
            brush_,
            form_.selected,
            erases()};
}

void Workbench::use_pointer(const SceneFrame& frame)
{
    const bool covered = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup);
    for (PointerEvent event : window_.take_pointer()) {
        const bool inside = frame.area.contains(event.at.x, event.at.y) && !covered;
        event.at = (event.at - glm::dvec2(frame.area.corner.x, frame.area.corner.y)) *
                   frame.pixels_per_unit;
        try {
            if (const auto command = hand_.handle(event, inside, bench())) execute(*command);
        } catch (const base::Error& problem) {
            brush_.cancel();
            message_ = problem.what();
        }
    }
}

/// A drag with any button turns what is seen before the scan is ready.
void Workbench::turn_glance(const SceneFrame& frame)
{
    for (const PointerEvent& event : window_.take_pointer()) {
        const glm::dvec2 at = event.at * frame.pixels_per_unit;
        if (event.action == PointerAction::press && frame.area.contains(event.at.x, event.at.y))
            glance_dragged_to_ = at;
        if (event.action == PointerAction::release) glance_dragged_to_.reset();
        if (event.action == PointerAction::move && glance_dragged_to_)
            turntable_.orbit(at - *std::exchange(glance_dragged_to_, at));
    }
}

// What is seen.

std::vector<panels::ZoneRow> Workbench::zone_rows()
{
    std::vector<panels::ZoneRow> rows;
    for (const session::Zone& zone : workspace_.current().zones) {
        panels::ZoneRow row{.id = zone.id,
                            .name = zone.name,
                            .colour = screen_colour(colour_of(zone.id)),
                            .area_cm2 = workspace_.area_mm2(zone.id) / 100,
                            .points = std::nullopt};
        if (can_export())
            if (const auto planned = std::ranges::find(plan_->zones, zone.id);
                planned != plan_->zones.end()) {
                const auto& facts = plan_->map->zones[std::size_t(planned - plan_->zones.begin())];
                row.points = facts.points;
                row.volume_ml = facts.volume_ml;
            }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string Workbench::summary() const
{
    if (!can_export()) return {};
    const session::Totals& totals = plan_->map->totals;
    return fmt::format(
        "{} points  ·  {:.2f} mL  ·  {:.1f} cm²", totals.points, totals.volume_ml, totals.area_cm2);
}

void Workbench::left_panel(const Rectangle& area)
{
    begin_panel("left", area, scrolling_panel);
    ImGui::PushFont(form_.type.heading);
    ImGui::TextColored(ink::accent, "Mesomap");
    ImGui::PopFont();
    panels::quiet_text(form_, settings_.scan_name);
    gap(18 * form_.scale);
    if (ready()) {
        execute_all(panels::zones_panel(zone_rows(), form_));
        if (ImGui::Button("Add zone", {-1, 0})) add_zone();
        panels::hint("Key N");
        gap(22 * form_.scale);
        if (panels::export_panel(export_, summary(), can_export(), form_)) export_map();
    }
    ImGui::End();
}

void Workbench::right_panel(const Rectangle& area)
{
    begin_panel("right", area, scrolling_panel);
    if (ready()) {
        const session::Zone* selected = nullptr;
        for (const session::Zone& zone : workspace_.current().zones)
            if (zone.id == form_.selected) selected = &zone;
        execute_all(panels::settings_panel(selected, form_));
        gap(22 * form_.scale);
        panels::checks_panel(plan_.get(), plans(), form_);
    }
    ImGui::End();
}

void Workbench::bar(const Rectangle& area)
{
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {14 * form_.scale, 12 * form_.scale});
    begin_panel("bar", area, fixed_panel);
    ImGui::PopStyleVar();
    if (ready()) {
        const panels::ToolbarWishes wishes =
            panels::toolbar({.radius_mm = brush_.radius_mm(),
                             .erases = erases(),
                             .can_undo = workspace_.history().undoable() > 0,
                             .can_redo = workspace_.history().redoable() > 0},
                            form_);
        if (wishes.radius_mm) brush_.set_radius_mm(*wishes.radius_mm);
        if (wishes.erases) erases_ = *wishes.erases;
        if (wishes.view) turntable_.look_from(*wishes.view);
        if (wishes.undo) undo();
        if (wishes.redo) redo();
    }
    ImGui::End();
}

std::string Workbench::next_step() const
{
    if (!ready()) return stage_;
    const auto& zones = workspace_.current().zones;
    if (zones.empty()) return "Add a zone to begin";
    const bool painted =
        std::ranges::any_of(zones, [](const session::Zone& zone) { return !zone.strokes.empty(); });
    if (!painted && !hand_.drags()) return "Drag on the skin to paint the zone";
    return {};
}

void Workbench::bottom_line(const Rectangle& area)
{
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {18 * form_.scale, 9 * form_.scale});
    begin_panel("line", area, fixed_panel);
    ImGui::PopStyleVar();
    const std::string remark = ready() ? scene_->remark() : "";
    if (!message_.empty() || !remark.empty()) {
        panels::sentence(form_, panels::Sign::warn, message_.empty() ? remark : message_);
    } else {
        panels::quiet_text(form_,
                           "Left drag paints on skin, turns beside it   ·   right drag turns   ·   "
                           "wheel zooms   ·   middle drag moves   ·   F shows all");
        memory_line(area);
    }
    ImGui::End();
}

/// At the right end: what is held of the graphics device's memory.
void Workbench::memory_line(const Rectangle& area)
{
    const gpu::MemoryReport memory = device_.memory();
    const std::string held = fmt::format("GPU {:.0f} MiB", gpu::mebibytes(memory.held()));
    ImGui::SameLine();
    const float at = area.size.x - ImGui::CalcTextSize(held.c_str()).x - 18 * form_.scale;
    if (at < ImGui::GetCursorPosX()) return;  // a small window
    ImGui::SetCursorPosX(at);
    panels::quiet_text(form_, held);
    panels::hint(
        fmt::format("{}\nskin, zones and points {:.0f} MiB, pictures {:.0f} MiB, transfers "
                    "{:.0f} MiB\n{:.0f} MiB may be used",
                    device_.name(),
                    gpu::mebibytes(memory.buffers),
                    gpu::mebibytes(memory.images),
                    gpu::mebibytes(memory.transfers),
                    gpu::mebibytes(memory.budget))
            .c_str());
}

void Workbench::overlay(const SceneFrame& frame)
{
    const std::string step = next_step();
    if (!step.empty()) draw_notice(frame, form_, step);
    if (!ready()) return;
    const render::Camera camera = turntable_.camera();
    draw_side_words(frame, camera, form_);
    const bool can_paint =
        form_.selected.valid() && hand_.over_scene() && (brush_.paints() || !hand_.drags());
    if (!can_paint) return;
    const tools::Bench now = bench();
    const auto hit = now.skin.bvh.cast(turntable_.ray(hand_.at()));
    if (!hit) return;
    draw_ring(frame,
              camera,
              tools::ring_on_skin(now.skin, hit->place, brush_.radius_mm()),
              now.erases ? ink::fail : screen_colour(colour_of(form_.selected)));
}

void Workbench::log_frame(glm::ivec2 size_px)
{
    FrameFacts facts{
        .width_px = size_px.x, .height_px = size_px.y, .works = plans(), .result = export_.result};
    facts.shows_all = ready() && !scene_->goes_on_in_s();
    if (ready()) {
        facts.revision = workspace_.current().revision;
        for (const session::Zone& zone : workspace_.current().zones)
            facts.strokes += zone.strokes.size();
    }
    if (plan_ && plan_->map) facts.points = plan_->map->points.size();
    log_.frame(facts);
}

}  // namespace shell
