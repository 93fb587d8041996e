// SPDX-License-Identifier: MIT
#include "session/workspace.h"

#include "base/error.h"
#include "geometry/bvh.h"
#include "sampling/last_sample.h"
#include "session/ownership.h"
#include "session/plan.h"
#include "session/sample_request.h"
#include "session/settings.h"
#include "session/structure_rules.h"
#include "session/visit_sites.h"

#include <fmt/format.h>

#include <algorithm>
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

/// A painted field less what structures, marks and old sites forbid.
struct Workspace::Allowed {
    std::uint64_t strokes_revision = 0, landmarks_revision = 0, clinic_revision = 0;
    MapZone settings;  // as far as sites depend on them
    zones::ZoneField field{0};
    double treated_mm2 = 0;
    SitesLeft sites;
    double area_mm2 = 0;
};

struct Workspace::Caches {
    std::optional<geometry::Surface> surface;
    std::optional<geometry::Bvh> bvh;            // of the surface
    std::optional<geometry::Topology> topology;  // of the scan
    std::optional<sampling::Skin> skin;

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
    std::map<ZoneId, Derived<Painted>> painted;         // by strokes_revision
    std::optional<Derived<StructureRules>> structures;  // by landmarks_revision
    std::uint64_t structures_clinic = 0;                // and by this clinic_revision
    struct Owned {
        std::vector<std::pair<ZoneId, std::uint64_t>> made_from;  // and their strokes_revision
        std::vector<OwnedZone> zones;
        std::vector<double> area_mm2;
    };
    Owned owned;
    std::map<ZoneId, Allowed> allowed;  // of what is owned, with landmarks or sites
    sampling::LastSample last_sample;
    std::optional<Derived<sampling::SampleSet>> points;
    std::vector<sampling::PinnedPoint> pinned;  // of those points
    std::optional<Derived<SessionMap>> map;
};

namespace {

constexpr std::size_t most_kept_vertices = std::size_t(4) << 20;  // 8 bytes each, of each zone

/// True if both zones keep away from the same sites.
bool alike_for_sites(const MapZone& a, const MapZone& b)
{
    return a.technique == b.technique && a.spacing_mm == b.spacing_mm &&
           a.volume_per_point_ml == b.volume_per_point_ml && a.arrangement == b.arrangement;
}

const Zone& zone_with(ZoneId id, const Case& current)
{
    for (const Zone& zone : current.zones)
        if (zone.id == id) return zone;
    throw std::logic_error("a zone of the case is asked for");
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
        if (journal_) journal_->keep({StepKind::done, command});
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

bool Workspace::undo()
{
    if (journal_ && history_.undoable() > 0) journal_->keep({StepKind::undone, {}});
    return history_.undo(case_);
}

bool Workspace::redo()
{
    if (history_.redoable() == 0) return false;
    if (journal_) journal_->keep({StepKind::redone, {}});
    const Command command = history_.next_redo();
    const Strokes before = strokes_before(command);
    history_.redo(case_);
    follow(command, before);
    return true;
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

const sampling::Skin& Workspace::skin()
{
    if (!caches_->skin) caches_->skin.emplace(scan().mesh, surface());
    return *caches_->skin;
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

const sampling::SampleSet& Workspace::points(const base::Progress& progress)
{
    if (caches_->points && caches_->points->revision == case_.revision)
        return caches_->points->value;
    if (case_.zones.empty()) throw base::Error("There is no zone to plan.");
    const std::vector<PlanZone> zones = planned_zones();
    require_skin(zones);
    const ZonesToSample wanted = to_sample(skin(), bvh(), zones, case_.seed);
    caches_->points.emplace(case_.revision,
                            caches_->last_sample.sample(sampler_, wanted.request, progress));
    caches_->pinned = wanted.request.pinned;
    return caches_->points->value;
}

const SessionMap& Workspace::session_map(const base::Progress& progress)
{
    if (caches_->map && caches_->map->revision == case_.revision) return caches_->map->value;
    const sampling::SampleSet& places = points(progress.part(0, 0.7f));
    const std::vector<PlanZone> zones = planned_zones();
    const PlanInput input{scan(),
                          *caches_->topology,
                          surface(),
                          zones,
                          structures(),
                          case_.landmarks,
                          case_.scale_statement,
                          case_.seed,
                          caches_->pinned,
                          case_.clinic,
                          &bvh()};
    caches_->map.emplace(case_.revision, planned_map(input, places, progress.part(0.7f, 1)));
    return caches_->map->value;
}

StructureRules& Workspace::structures()
{
    auto& kept = caches_->structures;
    if (!kept || kept->revision != case_.landmarks_revision ||
        caches_->structures_clinic != case_.clinic_revision) {
        const geometry::Surface& skin = surface();
        kept.emplace(case_.landmarks_revision,
                     StructureRules(case_.landmarks,
                                    {scan().mesh, *caches_->topology, skin, *caches_->bvh},
                                    case_.clinic));
        caches_->structures_clinic = case_.clinic_revision;
    }
    return kept->value;
}

/// What each zone owns, made anew where a zone was painted, moved, added or taken away.
void Workspace::own_zones()
{
    Caches::Owned now;
    for (const Zone& zone : case_.zones)
        now.made_from.emplace_back(zone.id, zone.strokes_revision);
    if (caches_->owned.made_from == now.made_from) return;
    std::vector<const zones::ZoneField*> painted;
    for (const Zone& zone : case_.zones)
        painted.push_back(&field(zone.id));
    now.zones = owned_zones(painted, surface());
    for (const OwnedZone& zone : now.zones)
        now.area_mm2.push_back(zones::area_mm2(surface(), zone.field));
    caches_->owned = std::move(now);
    caches_->allowed.clear();
}

std::vector<PlanZone> Workspace::planned_zones()
{
    own_zones();
    const bool has_limits = !case_.landmarks.empty() || has_sites(case_.clinic);
    std::vector<PlanZone> planned;
    for (std::size_t i = 0; i < case_.zones.size(); ++i) {
        const Zone& zone = case_.zones[i];
        const OwnedZone& owned = caches_->owned.zones[i];
        MapZone settings = settings_of(zone, case_.clinic);
        require_mixture(settings, case_.clinic);
        if (!has_limits) {
            planned.push_back(
                {std::move(settings), &owned.field, &owned.field, caches_->owned.area_mm2[i]});
            planned.back().lost = owned.lost;
            continue;
        }
        const Allowed& kept = allowed(zone, settings, owned.field);
        const bool lost_sites = kept.treated_mm2 != kept.area_mm2;
        planned.push_back({std::move(settings),
                           &owned.field,
                           &kept.field,
                           kept.area_mm2,
                           lost_sites ? kept.treated_mm2 : 0,
                           has_sites(case_.clinic) ? &kept.sites : nullptr,
                           clinic::phase_of(case_.clinic.visit),
                           owned.lost});
    }
    return planned;
}

/// The painted field less what structures, marks and old sites forbid.
const Workspace::Allowed&
Workspace::allowed(const Zone& zone, const MapZone& settings, const zones::ZoneField& painted)
{
    Allowed& kept = caches_->allowed.try_emplace(zone.id).first->second;
    if (kept.strokes_revision == zone.strokes_revision &&
        kept.landmarks_revision == case_.landmarks_revision &&
        kept.clinic_revision == case_.clinic_revision && alike_for_sites(kept.settings, settings))
        return kept;
    kept.strokes_revision = zone.strokes_revision;
    kept.landmarks_revision = case_.landmarks_revision;
    kept.clinic_revision = case_.clinic_revision;
    kept.settings = settings;
    kept.field = case_.landmarks.empty() ? painted : structures().allowed(painted, zone.technique);
    kept.area_mm2 = kept.treated_mm2 = zones::area_mm2(surface(), kept.field);
    if (!has_sites(case_.clinic)) return kept;
    kept.sites = without_sites(kept.field, case_.clinic, settings, surface());
    kept.field = kept.sites.field;
    kept.treated_mm2 -= kept.sites.lost_mm2;
    kept.area_mm2 = zones::area_mm2(surface(), kept.field);
    return kept;
}

}  // namespace session
