// SPDX-License-Identifier: MIT
// The case in the window: commands go in here and nowhere else, plans and session maps come out.
#pragma once

#include "anatomy/plausibility.h"
#include "panels/export_panel.h"
#include "panels/form.h"
#include "shell/map_writer.h"
#include "shell/middle_line.h"
#include "shell/planner.h"
#include "shell/window_shell.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace shell {

class Editor {
public:
    Editor(const WindowSettings& settings, Subject& subject);

    /// From now on the workspace has its scan, and only this uses it.
    void start();

    bool has_started() const { return planner_ != nullptr; }

    const session::Workspace& workspace() const { return *subject_.workspace; }
    session::Workspace& workspace() { return *subject_.workspace; }
    const session::Zone* zone(session::ZoneId id) const;

    /// False if the command was refused; message() says why.
    bool execute(const session::Command& command);
    void execute_all(const panels::Commands& commands);
    /// So many steps forward, or back if below zero.
    void go_in_history(int steps);
    /// A zone as the last one was; none if it was refused.
    std::optional<session::ZoneId> add_zone();

    /// A sentence for the practitioner: why the last step was refused. Empty if it was not.
    const std::string& message() const { return message_; }
    void tell(std::string message) { message_ = std::move(message); }

    /// Asks for a plan of what has changed, and takes the one that is done. True if the case has
    /// changed. With a draft the points follow the brush, as quickly as plans get done.
    bool follow_case(const std::optional<session::Draft>& draft);
    /// The plan is not yet of the case, or its draft, as it is.
    bool plans() const;
    /// The practitioner does not want to wait: there is no plan until the next change, or
    /// plan_now().
    void stop_planning();
    bool planning_is_stopped() const { return stopped_; }
    void plan_now() { asked_ = {}; }
    const std::shared_ptr<const Plan>& plan() const { return plan_; }
    bool can_export() const;
    /// Null while it is being made, or cannot be.
    const Plan* current_plan() const { return can_export() ? plan_.get() : nullptr; }
    /// Begins to check and write the map; what comes of it will be in `form`.
    void export_map(panels::ExportForm& form);
    bool writes_map() const { return writer_->works(); }
    void follow_export(panels::ExportForm& form);
    /// What an acknowledgement says was given becomes a past visit of the case (visit_given.h).
    /// Gives a sentence. Throws base::Error.
    std::string take_visit(const std::filesystem::path& acknowledgement,
                           const std::filesystem::path& exported);

    /// Work beside the window that takes long enough to be told of.
    struct Work {
        std::string doing;
        float share = 0;
        std::function<void()> cancel;
    };
    std::optional<Work> long_work();
    /// When to look again how far the work is; nothing while there is none.
    std::optional<double> looks_again_in_s() const;

    /// What is wrong or unusual with the landmarks.
    const std::vector<anatomy::Finding>& findings();
    /// How large the scanned person is, in words (anatomy/size_in_words.h).
    std::string size_in_words() const;

    std::vector<panels::ZoneRow> zone_rows();
    /// Where the zone's points lie and face; none while there are none.
    struct Site {
        glm::dvec3 middle{0}, facing{0, 0, 1};
        double size_mm = 0;
    };
    std::optional<Site> site_of(session::ZoneId zone) const;
    /// Where the planned points of a zone lie; none while there is no plan.
    std::vector<glm::dvec3> points_of(session::ZoneId zone) const;
    /// Between left and right: the landmarks' plane, or the one that the skin itself gives.
    const MiddleLine& middle();
    /// "120 points, 2.40 mL, 60.1 cm2"; empty while there is no plan.
    std::string summary() const;

private:
    struct Moment {
        std::uint64_t revision = UINT64_MAX;
        std::uint64_t draft = 0;

        bool operator==(const Moment&) const = default;
    };

    Moment planned_moment() const;
    const session::MapZone* planned(session::ZoneId zone) const;

    const WindowSettings& settings_;
    Subject& subject_;
    std::unique_ptr<Planner> planner_;
    std::unique_ptr<MapWriter> writer_;
    using Clock = std::chrono::steady_clock;
    Clock::time_point asked_at_, ordered_at_;  // for the plan, and the map's file
    bool stopped_ = false;                     // planning, by the practitioner
    std::shared_ptr<const Plan> plan_;
    Moment now_;    // of the case
    Moment asked_;  // what the planner was asked for
    std::string message_;
    std::uint64_t findings_of_ = UINT64_MAX;  // the landmarks' revision
    std::vector<anatomy::Finding> findings_;
    std::uint64_t middle_of_ = UINT64_MAX;  // the landmarks' revision
    MiddleLine middle_;
};

}  // namespace shell
