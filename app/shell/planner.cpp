// SPDX-License-Identifier: MIT
#include "shell/planner.h"

#include "base/error.h"

#include <algorithm>
#include <utility>

namespace shell {

/// A snapshot: the fields are copies, so that the practitioner goes on painting.
struct Planner::Job {
    std::uint64_t number = 0;
    std::uint64_t revision = 0;
    std::uint64_t draft = 0;
    session::PlanWish wish;
    std::vector<zones::ZoneField> fields;
    std::string problem;
};

Planner::Planner(sampling::Sampler& sampler,
                 const session::PlanSkin& skin,
                 std::function<void()> on_done)
    : planning_(sampler, skin)
    , on_done_(std::move(on_done))
    , thread_([this] { run(); })
{
}

Planner::~Planner()
{
    {
        const std::lock_guard lock(mutex_);
        ends_ = true;
        ++newest_;  // stops the work at hand
    }
    changed_.notify_all();
    thread_.join();
}

void Planner::plan(session::Workspace& workspace, const session::Draft* draft)
{
    const auto job = std::make_shared<Job>();
    job->revision = workspace.current().revision;
    if (draft) job->draft = draft->number;
    try {
        job->wish = workspace.plan_wish(session::Workspace::Wished::painted, draft);
        job->fields.reserve(job->wish.zones.size());  // the zones point at them
        for (session::PaintedZone& zone : job->wish.zones)
            zone.field = &job->fields.emplace_back(*zone.field);
    } catch (const base::Error& problem) {
        job->problem = problem.what();
    }
    {
        const std::lock_guard lock(mutex_);
        job->number = ++newest_;
        share_ = 0;
        waiting_ = job;
    }
    changed_.notify_all();
}

void Planner::stop()
{
    const std::lock_guard lock(mutex_);
    ++newest_;
    waiting_ = nullptr;
}

std::shared_ptr<const Plan> Planner::take()
{
    const std::lock_guard lock(mutex_);
    return std::exchange(done_, nullptr);
}

void Planner::run()
{
    while (true) {
        std::shared_ptr<const Job> job;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return ends_ || waiting_; });
            if (ends_) return;
            job = std::exchange(waiting_, nullptr);
        }
        std::shared_ptr<const Plan> plan;
        try {
            plan = std::make_shared<const Plan>(planned(*job));
        } catch (const base::Cancelled&) {
            continue;
        }
        {
            const std::lock_guard lock(mutex_);
            if (job->number != newest_) continue;
            done_ = std::move(plan);
        }
        on_done_();
    }
}

Plan Planner::planned(const Job& job)
{
    Plan plan{job.revision, job.draft, {}, {}, std::nullopt, job.problem};
    if (!plan.problem.empty() || job.wish.zones.empty()) return plan;
    const base::Progress stops_when_old([&](float share) {
        share_ = share;
        const std::lock_guard lock(mutex_);
        return job.number == newest_;
    });
    try {
        // One that lies under another, as a fresh duplicate does, must not stop all the others.
        session::PlanWish wish = job.wish;
        for (const auto& [zone, why] : planning_.without_skin(wish))
            plan.left_out.push_back({zone, why});
        std::erase_if(wish.zones, [&plan](const session::PaintedZone& one) {
            return std::ranges::find(plan.left_out, one.id, &LeftOut::zone) != plan.left_out.end();
        });
        for (const session::PaintedZone& zone : wish.zones)
            plan.zones.push_back(zone.id);
        if (!wish.zones.empty()) plan.map = planning_.session_map(wish, stops_when_old);
    } catch (const base::Error& problem) {
        plan.problem = problem.what();
    } catch (const std::bad_alloc&) {
        plan.problem = "There is not enough memory to plan these zones.";
    }
    return plan;
}

}  // namespace shell
