// SPDX-License-Identifier: MIT
#include "shell/planner.h"

#include "base/error.h"
#include "session/sample_request.h"
#include "session/settings.h"

#include <utility>

namespace shell {

/// A snapshot: the fields are copies, so that the practitioner goes on painting.
struct Planner::Job {
    std::uint64_t number = 0;
    std::uint64_t revision = 0;
    std::uint32_t seed = 1;
    anatomy::Landmarks landmarks;
    std::string scale_statement;
    session::ClinicFacts clinic;
    std::vector<session::ZoneId> ids;
    std::vector<zones::ZoneField> fields;
    std::vector<session::PlanZone> zones;
    std::string problem;
};

/// What the planned zones point at.
struct Planner::Fields {
    std::vector<session::OwnedZone> owned;
    std::vector<zones::ZoneField> allowed;  // less what structures forbid
    std::vector<session::SitesLeft> sites;  // less marks and the sites of earlier visits
};

Planner::Planner(sampling::Sampler& sampler,
                 const geometry::Scan& scan,
                 const geometry::Surface& surface,
                 std::function<void()> on_done)
    : sampler_(sampler)
    , scan_(scan)
    , surface_(surface)
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

void Planner::plan(session::Workspace& workspace)
{
    const auto job = std::make_shared<Job>();
    const session::Case& now = workspace.current();
    job->revision = now.revision;
    job->seed = now.seed;
    job->landmarks = now.landmarks;
    job->scale_statement = now.scale_statement;
    job->clinic = now.clinic;
    job->fields.reserve(now.zones.size());  // the zones point at them
    try {
        for (const session::Zone& zone : now.zones) {
            const double area_mm2 = workspace.area_mm2(zone.id);
            if (area_mm2 <= 0) continue;  // not painted yet
            job->ids.push_back(zone.id);
            job->fields.push_back(workspace.field(zone.id));
            const zones::ZoneField* painted = &job->fields.back();
            job->zones.push_back(
                {session::settings_of(zone, now.clinic), painted, painted, area_mm2});
            session::require_mixture(job->zones.back().settings, now.clinic);
        }
    } catch (const base::Error& problem) {
        job->problem = problem.what();
    }
    {
        const std::lock_guard lock(mutex_);
        job->number = ++newest_;
        waiting_ = job;
    }
    changed_.notify_all();
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

std::vector<session::PlanZone>
Planner::allowed_zones(const Job& job, session::StructureRules& structures, Fields& fields) const
{
    std::vector<session::PlanZone> zones = job.zones;
    std::vector<const zones::ZoneField*> painted;
    for (const zones::ZoneField& field : job.fields)
        painted.push_back(&field);
    fields.owned = session::owned_zones(painted, surface_);
    fields.allowed.reserve(zones.size());
    fields.sites.reserve(zones.size());
    const bool has_sites = session::has_sites(job.clinic);
    for (std::size_t i = 0; i < zones.size(); ++i) {
        session::PlanZone& zone = zones[i];
        zone.painted = zone.field = &fields.owned[i].field;
        zone.lost = fields.owned[i].lost;
        if (!job.landmarks.empty()) {
            fields.allowed.push_back(structures.allowed(*zone.field, zone.settings.technique));
            zone.field = &fields.allowed.back();
        }
        if (has_sites) {
            const double allowed_mm2 = zones::area_mm2(surface_, *zone.field);
            fields.sites.push_back(
                session::without_sites(*zone.field, job.clinic, zone.settings, surface_));
            zone.sites = &fields.sites.back();
            zone.field = &zone.sites->field;
            zone.treated_mm2 = allowed_mm2 - zone.sites->lost_mm2;
        }
        if (has_sites || !job.landmarks.empty()) zone.phase = clinic::phase_of(job.clinic.visit);
        zone.area_mm2 = zones::area_mm2(surface_, *zone.field);
        if (zone.treated_mm2 == zone.area_mm2) zone.treated_mm2 = 0;
    }
    return zones;
}

Plan Planner::planned(const Job& job)
{
    Plan plan{job.revision, job.ids, std::nullopt, job.problem};
    if (!plan.problem.empty() || job.zones.empty()) return plan;
    const base::Progress stops_when_old([&](float) {
        const std::lock_guard lock(mutex_);
        return job.number == newest_;
    });
    try {
        if (!topology_) topology_.emplace(scan_.mesh);
        if (!skin_) skin_.emplace(scan_.mesh, surface_);
        if (!bvh_) bvh_.emplace(surface_.mesh);
        session::StructureRules structures(
            job.landmarks, {scan_.mesh, *topology_, surface_, *bvh_}, job.clinic);
        Fields fields;
        const std::vector<session::PlanZone> zones = allowed_zones(job, structures, fields);
        session::require_skin(zones);
        const auto [spacings, request] = session::to_sample(*skin_, *bvh_, zones, job.seed);
        const sampling::SampleSet& places =
            last_sample_.sample(sampler_, request, stops_when_old.part(0, 0.5f));
        const session::PlanInput input{scan_,
                                       *topology_,
                                       surface_,
                                       zones,
                                       structures,
                                       job.landmarks,
                                       job.scale_statement,
                                       job.seed,
                                       request.pinned,
                                       job.clinic,
                                       &*bvh_};
        plan.map = session::planned_map(input, places, stops_when_old.part(0.5f, 1));
    } catch (const base::Error& problem) {
        plan.problem = problem.what();
    } catch (const std::bad_alloc&) {
        plan.problem = "There is not enough memory to plan these zones.";
    }
    return plan;
}

}  // namespace shell
