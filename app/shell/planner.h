// SPDX-License-Identifier: MIT
// Plans beside the window: a thread of its own makes the session map of a snapshot, so that the
// window never waits for it. A newer snapshot stops the work on an older one.
#pragma once

#include "session/planning.h"
#include "session/workspace.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace shell {

/// A zone that can hold no point, and why.
struct LeftOut {
    session::ZoneId zone;
    std::string why;  // a sentence
};

/// What the planner found for one revision of the case, or for a draft beyond it.
struct Plan {
    std::uint64_t revision = 0;
    std::uint64_t draft = 0;                 // its number; 0: none
    std::vector<session::ZoneId> zones;      // of the map's zones, in its order
    std::vector<LeftOut> left_out;           // painted, but no zones of the map
    std::optional<session::SessionMap> map;  // none if there is no painted zone, or a problem
    std::string problem;                     // a sentence: why it cannot be planned
};

class Planner {
public:
    /// The skin and the sampler must outlive this; only this uses the sampler. `on_done` is called
    /// on the planner's thread.
    Planner(sampling::Sampler& sampler,
            const session::PlanSkin& skin,
            std::function<void()> on_done);
    ~Planner();
    Planner(const Planner&) = delete;
    Planner& operator=(const Planner&) = delete;

    /// Plans the painted zones of the workspace as they are now, or with the draft, in place of all
    /// that was asked for before.
    void plan(session::Workspace& workspace, const session::Draft* draft = nullptr);
    /// Gives up what is being planned; the next plan() begins anew.
    void stop();
    /// How far the plan in work is, 0 to 1.
    float share() const { return share_; }
    /// The latest finished plan, if it has not been taken yet.
    std::shared_ptr<const Plan> take();

private:
    struct Job;

    void run();
    Plan planned(const Job& job);

    session::Planning planning_;  // used by the thread alone
    std::function<void()> on_done_;
    std::atomic<float> share_ = 0;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::shared_ptr<const Job> waiting_;
    std::shared_ptr<const Plan> done_;
    std::uint64_t newest_ = 0;  // number of the last job
    bool ends_ = false;
    std::thread thread_;  // last: it uses all the others
};

}  // namespace shell
