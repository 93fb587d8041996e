// SPDX-License-Identifier: MIT
// The workspace: a case with its history, and what is derived from it. The window, a script and a
// test all change the case through execute(), so what one did the others can replay.
#pragma once

#include "base/progress.h"
#include "geometry/bvh.h"
#include "geometry/scan.h"
#include "geometry/surface.h"
#include "geometry/topology.h"
#include "sampling/sampler.h"
#include "session/case.h"
#include "session/command.h"
#include "session/history.h"
#include "session/journal.h"
#include "session/planning.h"
#include "session/session_map.h"
#include "zones/zone_field.h"

#include <memory>
#include <vector>

namespace session {

class Workspace {
public:
    /// The sampler must outlive this. Without a scan, commands change the case and nothing is
    /// derived from it.
    explicit Workspace(sampling::Sampler& sampler,
                       std::shared_ptr<const geometry::Scan> scan = nullptr);
    ~Workspace();

    /// The scan that is planned on; once, before any command.
    void take_scan(std::shared_ptr<const geometry::Scan> scan);

    /// Applies the command. Throws base::Error, and then the case is as before: among others for a
    /// stroke that misses the skin.
    void execute(const Command& command);
    bool undo() { return go_in_history(-1); }  // false if there is nothing to take back
    bool redo() { return go_in_history(1); }
    /// So many steps forward, or back if below zero; they are kept together. False, and nothing
    /// done, if there are not so many.
    bool go_in_history(int steps);
    /// From now on each step is kept in the journal before it shows; none: no longer. Where it
    /// cannot be kept, execute(), undo() and redo() throw base::Error and change nothing.
    void keep_journal(Journal* journal) { journal_ = journal; }
    const History& history() const;

    const Case& current() const;
    const geometry::Scan& scan() const;  // throws base::Error if there is none

    // Derived on demand and kept until the case's revision moves on.
    const geometry::Surface& surface();
    const geometry::Bvh& bvh();            // of the surface's mesh, for picking
    const geometry::Topology& topology();  // of the scan's mesh
    const zones::ZoneField& field(ZoneId zone);
    double area_mm2(ZoneId zone);

    /// The zones that a plan is wished of: all, or only those with skin in them.
    enum class Wished { all, painted };
    /// What a plan of the case as it is now follows from, or as it would be with the draft. Its
    /// fields are the workspace's: they change with the case. Throws base::Error for a zone that
    /// lacks a setting.
    PlanWish plan_wish(Wished wished, const Draft* draft = nullptr);

    /// The plan of all zones (planning.h).
    const SessionMap& session_map(const base::Progress& progress = {});

private:
    struct Caches;

    struct Strokes {
        std::uint64_t revision;
        std::size_t count;
    };
    Strokes strokes_before(const Command& command) const;
    void follow(const Command& command, const Strokes& before);
    void do_again();
    bool add_last_step(const Zone& zone, std::uint64_t revision_before);
    bool take_back(ZoneId id, std::uint64_t revision);

    sampling::Sampler& sampler_;
    std::shared_ptr<const geometry::Scan> scan_;
    Case case_;
    History history_;
    Journal* journal_ = nullptr;
    std::unique_ptr<Caches> caches_;
};

}  // namespace session
