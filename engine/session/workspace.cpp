// SPDX-License-Identifier: MIT
#include "session/workspace.h"

#include "base/error.h"
#include "geometry/bvh.h"
#include "session/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <deque>
#include <map>
#include <optional>
#include <utility>

namespace session {

/// A derived thing and the revision that it was made from.
template <typename T>
struct Derived {
    std::uint64_t revision = 0;
    T value;
};

struct Workspace::Caches {
    std::optional<geometry::Surface> surface;
    std::optional<geometry::Bvh> bvh;            // of the surface
    std::optional<geometry::Topology> topology;  // of the scan

    /// What a stroke did to a field, and the strokes' revision before it.
    struct PaintedStroke {
        std::uint64_t revision_before = 0;
        zones::FieldChange change;
    };
    struct Painted {
        zones::ZoneField field;
        double area_mm2 = -1;                 // not yet measured
        std::deque<PaintedStroke> last = {};  // the last strokes, to be taken back quickly
        std::size_t last_vertices = 0;        // in their changes
    };
    std::map<ZoneId, Derived<Painted>> painted;  // by strokes_revision
    std::optional<Planning> planning;
    std::optional<Derived<SessionMap>> map;
};

namespace {

constexpr std::size_t most_kept_vertices = std::size_t(4) << 20;  // 8 bytes each, of each zone

const Zone& zone_with(ZoneId id, const Case& current)
{
    for (const Zone& zone : current.zones)
        if (zone.id == id) return zone;
    throw std::logic_error("a zone of the case is asked for");
}

/// None that a zone of the case will ever have: those count up from 1.
std::uint64_t revision_of(const Draft& draft)
{
    return ~draft.number;
}

}  // namespace

Workspace::Workspace(sampling::Sampler& sampler, std::shared_ptr<const geometry::Scan> scan)
    : sampler_(sampler)
    , scan_(std::move(scan))
    , caches_(std::make_unique<Caches>())
{
}

Workspace::~Workspace() = default;

void Workspace::take_scan(std::shared_ptr<const geometry::Scan> scan)
{
    base::check(!scan_ && case_.revision == 0, "a workspace has one scan, from the start");
    scan_ = std::move(scan);
}

/// Of the zone that the command paints on, if it paints on one that is there.
Workspace::Strokes Workspace::strokes_before(const Command& command) const
{
    const std::string* name = zone_painted_by(command);
    const Zone* zone = name ? case_.find(*name) : nullptr;
    return zone ? Strokes{zone->strokes_revision, zone->strokes.size()} : Strokes{0, 0};
}

/// Brings the field of the zone that was painted up to date, which refuses a step that the skin
/// does not allow.
void Workspace::follow(const Command& command, const Strokes& before)
{
    const std::string* name = zone_painted_by(command);
    if (!name || !scan_) return;
    try {
        const Zone& zone = *case_.find(*name);
        if (zone.strokes.size() != before.count + 1 || !add_last_step(zone, before.revision))
            field(zone.id);
    } catch (const base::Error& problem) {
        throw base::Error(fmt::format("Zone \"{}\": {}", *name, problem.what()));
    }
}

void Workspace::execute(const Command& command)
{
    const Strokes before = strokes_before(command);
    Undo undo = session::apply(case_, command);
    try {
        follow(command, before);
        if (journal_) journal_->keep(std::array{JournalStep{StepKind::done, command}});
    } catch (const base::Error&) {
        undo.revert(case_);
        throw;
    }
    history_.done(command, std::move(undo));
}

/// The zone's last step alone, if its field is known as it was before; else false.
bool Workspace::add_last_step(const Zone& zone, std::uint64_t revision_before)
{
    const geometry::Surface& skin = surface();
    if (zone.strokes.size() == 1 && !caches_->painted.contains(zone.id))
        caches_->painted.insert(
            {zone.id, {revision_before, {zones::ZoneField(skin.mesh.positions.size()), -1}}});
    const auto kept = caches_->painted.find(zone.id);
    if (kept == caches_->painted.end()) return false;
    if (kept->second.revision != revision_before && !take_back(zone.id, revision_before))
        return false;
    Caches::Painted& painted = kept->second.value;
    painted.last.push_back(
        {revision_before, zones::paint(painted.field, zone.strokes.back(), skin, *caches_->bvh)});
    painted.last_vertices += painted.last.back().change.vertices.size();
    for (; painted.last_vertices > most_kept_vertices && !painted.last.empty();
         painted.last.pop_front())
        painted.last_vertices -= painted.last.front().change.vertices.size();
    painted.area_mm2 = -1;
    kept->second.revision = zone.strokes_revision;
    return true;
}

/// Takes strokes back until the field is that of the revision; false if it cannot get there.
bool Workspace::take_back(ZoneId id, std::uint64_t revision)
{
    const auto kept = caches_->painted.find(id);
    if (kept == caches_->painted.end()) return false;
    Caches::Painted& painted = kept->second.value;
    if (std::ranges::find(painted.last, revision, &Caches::PaintedStroke::revision_before) ==
        painted.last.end())
        return false;
    while (kept->second.revision != revision) {
        const Caches::PaintedStroke& stroke = painted.last.back();
        painted.field.revert(stroke.change);
        kept->second.revision = stroke.revision_before;
        painted.last_vertices -= stroke.change.vertices.size();
        painted.last.pop_back();
    }
    painted.area_mm2 = -1;
    return true;
}

bool Workspace::go_in_history(int steps)
{
    const auto wished = std::size_t(std::abs(steps));
    if (wished > (steps < 0 ? history_.undoable() : history_.redoable())) return false;
    if (journal_)
        journal_->keep(std::vector<JournalStep>(
            wished, {steps < 0 ? StepKind::undone : StepKind::redone, {}}));
    for (std::size_t i = 0; i < wished; ++i) {
        if (steps < 0)
            history_.undo(case_);
        else
            do_again();
    }
    return true;
}

void Workspace::do_again()
{
    const Command command = history_.next_redo();
    const Strokes before = strokes_before(command);
    history_.redo(case_);
    follow(command, before);
}

const History& Workspace::history() const
{
    return history_;
}

const Case& Workspace::current() const
{
    return case_;
}

const geometry::Scan& Workspace::scan() const
{
    if (!scan_) throw base::Error("There is no scan to plan on.");
    return *scan_;
}

const geometry::Surface& Workspace::surface()
{
    if (!caches_->surface) {
        caches_->surface = geometry::build_surface(scan().mesh);
        caches_->bvh.emplace(caches_->surface->mesh);
        caches_->topology.emplace(scan().mesh);
    }
    return *caches_->surface;
}

const geometry::Bvh& Workspace::bvh()
{
    surface();
    return *caches_->bvh;
}

const geometry::Topology& Workspace::topology()
{
    surface();
    return *caches_->topology;
}

const zones::ZoneField& Workspace::field(ZoneId id)
{
    const Zone& zone = zone_with(id, case_);
    const geometry::Surface& skin = surface();
    const auto kept = caches_->painted.find(id);
    if (kept != caches_->painted.end() && kept->second.revision == zone.strokes_revision)
        return kept->second.value.field;
    if (take_back(id, zone.strokes_revision)) return kept->second.value.field;
    Derived<Caches::Painted> fresh{zone.strokes_revision,
                                   {zones::field_of(zone.strokes, skin, *caches_->bvh), -1}};
    return caches_->painted.insert_or_assign(id, std::move(fresh)).first->second.value.field;
}

double Workspace::area_mm2(ZoneId id)
{
    const zones::ZoneField& painted = field(id);
    double& area = caches_->painted.at(id).value.area_mm2;
    if (area < 0) area = zones::area_mm2(surface(), painted);
    return area;
}

PlanWish Workspace::plan_wish(Wished wished, const Draft* draft)
{
    PlanWish wish{
        case_.seed, case_.landmarks, case_.scale_statement, case_.clinic, {}, draft != nullptr};
    for (const Zone& zone : case_.zones) {
        const bool drafted = draft && draft->zone == zone.id;
        if (wished == Wished::painted &&
            !(drafted ? draft->field->has_inside() : area_mm2(zone.id) > 0))
            continue;
        wish.zones.push_back({zone.id,
                              drafted ? revision_of(*draft) : zone.strokes_revision,
                              settings_of(zone, case_.clinic),
                              drafted ? draft->field : &field(zone.id)});
    }
    return wish;
}

const SessionMap& Workspace::session_map(const base::Progress& progress)
{
    if (caches_->map && caches_->map->revision == case_.revision) return caches_->map->value;
    if (!caches_->planning)
        caches_->planning.emplace(sampler_, PlanSkin{scan(), topology(), surface(), bvh()});
    caches_->map.emplace(case_.revision,
                         caches_->planning->session_map(plan_wish(Wished::all), progress));
    return caches_->map->value;
}

}  // namespace session
