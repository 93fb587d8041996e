// SPDX-License-Identifier: MIT
#include "shell/editor.h"

#include "anatomy/size_in_words.h"
#include "base/error.h"
#include "panels/zones_panel.h"
#include "shell/glfw_window.h"
#include "shell/scene_view.h"
#include "shell/sentences.h"
#include "shell/texts.h"
#include "shell/visit_given.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <utility>

namespace shell {
namespace {

/// The first zone's, until the practitioner chooses; later zones begin as the last one was.
constexpr const char* usual_technique = "nappage";

/// Work that is over sooner is not told of.
constexpr std::chrono::milliseconds told_after(300);

bool is_mirrored(const session::Zone& zone)
{
    return std::ranges::any_of(zone.strokes, [](const zones::PaintStep& step) {
        return std::holds_alternative<zones::Mirroring>(step);
    });
}

}  // namespace

Editor::Editor(const WindowSettings& settings, Subject& subject)
    : settings_(settings)
    , subject_(subject)
{
}

void Editor::start()
{
    session::Workspace& now = workspace();
    const session::PlanSkin skin{now.scan(), now.topology(), now.surface(), now.bvh()};
    writer_ =
        std::make_unique<MapWriter>(now.scan(), settings_.write_map, [] { GlfwWindow::wake(); });
    planner_ = std::make_unique<Planner>(*subject_.sampler, skin, [] { GlfwWindow::wake(); });
}

const session::Zone* Editor::zone(session::ZoneId id) const
{
    const auto& zones = workspace().current().zones;
    const auto found = std::ranges::find(zones, id, &session::Zone::id);
    return found == zones.end() ? nullptr : &*found;
}

// The case: changed here only.

bool Editor::execute(const session::Command& command)
{
    try {
        workspace().execute(command);
        message_.clear();
    } catch (const base::Error& problem) {
        message_ = problem.what();
    }
    return message_.empty();
}

void Editor::execute_all(const panels::Commands& commands)
{
    for (const session::Command& command : commands)
        execute(command);
}

void Editor::go_in_history(int steps)
{
    try {
        message_ = workspace().go_in_history(steps) ? ""
                   : steps < 0                      ? say("There is nothing to undo.")
                                                    : say("There is nothing to redo.");
    } catch (const base::Error& problem) {  // the journal cannot be written
        message_ = problem.what();
    }
}

std::optional<session::ZoneId> Editor::add_zone()
{
    const auto& zones = workspace().current().zones;
    const std::string technique = zones.empty() ? usual_technique : zones.back().technique;
    if (!execute(panels::new_zone(workspace().current(), technique))) return std::nullopt;
    return workspace().current().zones.back().id;
}

// The plan of it.

bool Editor::follow_case(const std::optional<session::Draft>& draft)
{
    now_ = {workspace().current().revision, draft ? draft->number : 0};
    const bool changed = now_.revision != asked_.revision;
    if (auto done = planner_->take()) plan_ = std::move(done);
    // A draft waits until the one before is planned: stopped by each move of the hand, none would
    // ever be.
    const bool waits = draft && !changed && !stopped_ && planned_moment() != asked_;
    if (now_ != asked_ && !waits) {
        planner_->plan(workspace(), draft ? &*draft : nullptr);
        asked_ = now_;
        asked_at_ = Clock::now();
        stopped_ = false;
    }
    return changed;
}

Editor::Moment Editor::planned_moment() const
{
    return plan_ ? Moment{plan_->revision, plan_->draft} : Moment{};
}

bool Editor::plans() const
{
    return planned_moment() != Moment{workspace().current().revision, now_.draft};
}

void Editor::stop_planning()
{
    planner_->stop();
    stopped_ = true;
}

bool Editor::can_export() const
{
    return !plans() && now_.draft == 0 && plan_->map;
}

void Editor::export_map(panels::ExportForm& form)
{
    if (writer_->works()) return;
    const std::filesystem::path path(form.path);
    std::optional<std::filesystem::path> csv;
    if (form.with_csv) csv = std::filesystem::path(path).replace_extension(".csv");
    for (const session::Zone& zone : workspace().current().zones) {
        if (subject_.workspace->area_mm2(zone.id) > 0) continue;
        form.result = say("\"{}\" is not painted yet: paint it or delete it.", zone.name);
        form.failed = true;
        return;
    }
    if (!plan_->left_out.empty()) {
        form.result = say_sentence(plan_->left_out.front().why);
        form.failed = true;
        return;
    }
    form.result.clear();
    writer_->write({plan_, path, csv});
    ordered_at_ = Clock::now();
}

void Editor::follow_export(panels::ExportForm& form)
{
    const auto done = writer_->take();
    if (!done) return;
    form.failed = done->cancelled || !done->problem.empty();
    if (!form.failed && subject_.exported) {
        try {
            subject_.exported(*done->order.plan->map);
        } catch (const base::Error& problem) {
            form.failed = true;
            form.result = problem.what();
            return;
        }
    }
    if (done->cancelled)
        form.result = say("The map was not written.");
    else if (form.failed)
        form.result = done->problem;
    else
        form.result = say("Wrote {} points to {}, and checked them again.",
                          done->order.plan->map->totals.points,
                          std::filesystem::absolute(done->order.map).string());
}

std::string Editor::take_visit(const std::filesystem::path& acknowledgement,
                               const std::filesystem::path& exported)
{
    const VisitGiven visit = visit_given_in(acknowledgement, exported);
    if (visit.map.scan.sha256 != workspace().scan().sha256)
        throw base::Error(say("The map was made on another scan than the case's."));
    workspace().execute(
        session::SetClinic{session::after_visit(workspace().current().clinic, visit.past)});
    if (subject_.acknowledged) subject_.acknowledged(visit.map, visit.past.number);
    return words_of(visit);
}

std::optional<Editor::Work> Editor::long_work()
{
    const auto is_long = [](Clock::time_point since) { return Clock::now() - since > told_after; };
    if (writer_->works() && is_long(ordered_at_))
        return Work{
            say("Checking and writing the map"), writer_->share(), [this] { writer_->cancel(); }};
    if (plans() && !stopped_ && is_long(asked_at_))
        return Work{say("Planning"), planner_->share(), [this] { stop_planning(); }};
    return std::nullopt;
}

std::optional<double> Editor::looks_again_in_s() const
{
    const bool works = writer_->works() || (plans() && !stopped_);
    if (!works) return std::nullopt;
    return std::chrono::duration<double>(told_after).count() / 2;
}

const std::vector<anatomy::Finding>& Editor::findings()
{
    const session::Case& now = workspace().current();
    if (std::exchange(findings_of_, now.landmarks_revision) == now.landmarks_revision)
        return findings_;
    try {
        findings_ =
            anatomy::findings_on(now.landmarks, {workspace().surface().mesh, workspace().bvh()});
    } catch (const base::Error& impossible) {
        findings_ = {{anatomy::Finding::Weight::impossible, impossible.what()}};
    }
    return findings_;
}

std::string Editor::size_in_words() const
{
    return anatomy::size_in_words(workspace().current().landmarks,
                                  geometry::bounds(workspace().scan().mesh));
}

/// Nothing while the plan is not of the case or its draft as it is, or has no such zone.
const session::MapZone* Editor::planned(session::ZoneId zone) const
{
    if (plans() || !plan_->map) return nullptr;
    const auto found = std::ranges::find(plan_->zones, zone);
    if (found == plan_->zones.end()) return nullptr;
    return &plan_->map->zones[std::size_t(found - plan_->zones.begin())];
}

std::vector<panels::ZoneRow> Editor::zone_rows()
{
    std::vector<panels::ZoneRow> rows;
    for (const session::Zone& zone : workspace().current().zones) {
        const render::Colour colour = colour_of(zone);
        panels::ZoneRow row{.id = zone.id,
                            .name = zone.name,
                            .colour = {colour.red, colour.green, colour.blue, 1},
                            .hidden = zone.hidden,
                            .locked = zone.locked,
                            .mirrored = is_mirrored(zone),
                            .area_cm2 = workspace().area_mm2(zone.id) / 100,
                            .points = std::nullopt};
        if (const session::MapZone* facts = planned(zone.id)) {
            if (now_.draft != 0) row.area_cm2 = facts->area_cm2;
            row.points = facts->points;
            row.volume_ml = facts->volume_ml;
            for (const session::Check& check : plan_->map->checks)
                if (check.rule == "zone.overlap" && check.zone == zone.name)
                    row.overlap = say_sentence(check.message);
        }
        if (can_export())
            for (const LeftOut& one : plan_->left_out)
                if (one.zone == zone.id) row.left_out = say_sentence(one.why);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::optional<Editor::Site> Editor::site_of(session::ZoneId zone) const
{
    if (!plan_ || !plan_->map) return std::nullopt;
    const auto number = std::ranges::find(plan_->zones, zone) - plan_->zones.begin();
    geometry::Box box;
    glm::dvec3 normals(0);
    for (const session::MapPoint& point : plan_->map->points) {
        if (point.zone != std::uint32_t(number)) continue;
        box.include(point.position_mm);
        normals += point.normal;
    }
    if (glm::length(normals) == 0) return std::nullopt;
    return Site{box.centre(), glm::normalize(normals), glm::length(box.size())};
}

std::vector<glm::dvec3> Editor::points_of(session::ZoneId zone) const
{
    std::vector<glm::dvec3> places;
    if (!plan_ || !plan_->map) return places;
    for (const session::MapPoint& point : plan_->map->points)
        if (plan_->zones[point.zone] == zone) places.push_back(point.position_mm);
    return places;
}

const MiddleLine& Editor::middle()
{
    const std::uint64_t now = workspace().current().landmarks_revision;
    if (std::exchange(middle_of_, now) != now) middle_ = middle_line(workspace());
    return middle_;
}

std::string Editor::summary() const
{
    if (plans() || !plan_->map) return {};
    const session::Totals& totals = plan_->map->totals;
    const std::string points =
        totals.points == 1 ? say("1 point") : say("{} points", totals.points);
    return points + fmt::format("  ·  {:.2f} mL  ·  {:.1f} cm²", totals.volume_ml, totals.area_cm2);
}

}  // namespace shell
