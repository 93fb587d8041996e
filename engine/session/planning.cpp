// SPDX-License-Identifier: MIT
#include "session/planning.h"

#include "base/error.h"
#include "sampling/last_sample.h"
#include "session/ownership.h"
#include "session/plan.h"
#include "session/sample_request.h"
#include "session/settings.h"
#include "session/structure_rules.h"
#include "session/visit_sites.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace session {
namespace {

/// True if both zones keep away from the same structures and sites.
bool alike_for_limits(const MapZone& a, const MapZone& b)
{
    return a.technique == b.technique && a.spacing_mm == b.spacing_mm &&
           a.volume_per_point_ml == b.volume_per_point_ml && a.arrangement == b.arrangement;
}

/// What a zone owns less what structures, marks and old sites forbid.
struct AllowedSkin {
    MapZone settings;  // as far as limits depend on them
    zones::ZoneField field{0};
    double treated_mm2 = 0;
    SitesLeft sites;
    double area_mm2 = 0;
};

struct ZoneSkin {
    std::vector<std::pair<ZoneId, std::uint64_t>> made_from;  // it, and the zones before it
    OwnedZone owned;
    double owned_mm2 = 0;
    std::optional<AllowedSkin> allowed;
};

/// What is known of the patient. Sites refer to it, so it outlives the wish that it came with.
struct Known {
    anatomy::Landmarks landmarks;
    ClinicFacts clinic;
    StructureRules rules;
};

/// The zone and those before it, as they were painted.
std::vector<std::pair<ZoneId, std::uint64_t>> origin_of(const PlanWish& wish, std::size_t zone)
{
    std::vector<std::pair<ZoneId, std::uint64_t>> origin;
    for (std::size_t i = 0; i <= zone; ++i)
        origin.emplace_back(wish.zones[i].id, wish.zones[i].strokes_revision);
    return origin;
}

/// The zones of one wish on their skin, of which what did not change is kept.
class ZonesOnSkin {
public:
    ZonesOnSkin(const PlanWish& wish,
                const PlanSkin& skin,
                Known& known,
                std::map<ZoneId, ZoneSkin>& kept)
        : wish_(wish)
        , surface_(skin.surface)
        , known_(known)
        , kept_(kept)
        , has_sites_(session::has_sites(wish.clinic))
    {
        std::erase_if(kept_, [&wish](const auto& one) {
            return std::ranges::find(wish.zones, one.first, &PaintedZone::id) == wish.zones.end();
        });
    }

    std::vector<PlanZone> planned()
    {
        std::vector<PlanZone> zones;
        for (std::size_t i = 0; i < wish_.zones.size(); ++i)
            zones.push_back(has_limits() ? limited(i) : unlimited(i));
        return zones;
    }

private:
    bool has_limits() const { return has_sites_ || !wish_.landmarks.empty(); }

    ZoneSkin& owned(std::size_t zone)
    {
        ZoneSkin& kept = kept_[wish_.zones[zone].id];
        auto origin = origin_of(wish_, zone);
        if (kept.made_from == origin) return kept;
        OwnedZone now = owned_zone(painted_before(zone), *wish_.zones[zone].field, surface_);
        if (now.field != kept.owned.field) {
            kept.owned_mm2 = zones::area_mm2(surface_, now.field);
            kept.allowed.reset();
        }
        kept.owned = std::move(now);
        kept.made_from = std::move(origin);
        return kept;
    }

    std::vector<const zones::ZoneField*> painted_before(std::size_t zone) const
    {
        std::vector<const zones::ZoneField*> painted;
        for (std::size_t i = 0; i < zone; ++i)
            painted.push_back(wish_.zones[i].field);
        return painted;
    }

    PlanZone unlimited(std::size_t i)
    {
        const ZoneSkin& zone = owned(i);
        PlanZone planned{
            wish_.zones[i].settings, &zone.owned.field, &zone.owned.field, zone.owned_mm2};
        planned.lost = zone.owned.lost;
        return planned;
    }

    PlanZone limited(std::size_t i)
    {
        ZoneSkin& zone = owned(i);
        const AllowedSkin& left = allowed(zone, wish_.zones[i].settings);
        const bool lost_sites = left.treated_mm2 != left.area_mm2;
        return {wish_.zones[i].settings,
                &zone.owned.field,
                &left.field,
                left.area_mm2,
                lost_sites ? left.treated_mm2 : 0,
                has_sites_ ? &left.sites : nullptr,
                clinic::phase_of(wish_.clinic.visit),
                zone.owned.lost};
    }

    const AllowedSkin& allowed(ZoneSkin& zone, const MapZone& settings)
    {
        if (zone.allowed && alike_for_limits(zone.allowed->settings, settings))
            return *zone.allowed;
        AllowedSkin left;
        left.settings = settings;
        left.field = wish_.landmarks.empty()
                         ? zone.owned.field
                         : known_.rules.allowed(zone.owned.field, settings.technique);
        left.area_mm2 = left.treated_mm2 = zones::area_mm2(surface_, left.field);
        if (has_sites_) {
            left.sites = without_sites(left.field, known_.clinic, settings, surface_);
            left.field = left.sites.field;
            left.treated_mm2 -= left.sites.lost_mm2;
            left.area_mm2 = zones::area_mm2(surface_, left.field);
        }
        return zone.allowed.emplace(std::move(left));
    }

    const PlanWish& wish_;
    const geometry::Surface& surface_;
    Known& known_;
    std::map<ZoneId, ZoneSkin>& kept_;
    bool has_sites_;
};

}  // namespace

struct Planning::Kept {
    geometry::Box box;  // of the scan
    std::optional<sampling::Skin> skin;
    std::optional<Spreads> spreads;
    std::optional<Known> known;
    std::map<ZoneId, ZoneSkin> zones;
    sampling::LastSample last_sample;

    Known& known_of(const PlanWish& wish, const PlanSkin& on)
    {
        if (known && known->landmarks == wish.landmarks && known->clinic == wish.clinic)
            return *known;
        for (auto& [id, zone] : zones)
            zone.allowed.reset();
        const anatomy::StructureSkin skin_of_them{on.scan.mesh, on.topology, on.surface, on.bvh};
        return known.emplace(
            wish.landmarks, wish.clinic, StructureRules(wish.landmarks, skin_of_them, wish.clinic));
    }
};

Planning::Planning(sampling::Sampler& sampler, const PlanSkin& skin)
    : sampler_(sampler)
    , skin_(skin)
    , kept_(std::make_unique<Kept>())
{
    kept_->box = geometry::bounds(skin.scan.mesh);
}

Planning::~Planning() = default;

std::vector<std::pair<ZoneId, std::string>> Planning::without_skin(const PlanWish& wish)
{
    Known& known = kept_->known_of(wish, skin_);
    const std::vector<PlanZone> zones = ZonesOnSkin(wish, skin_, known, kept_->zones).planned();
    std::vector<std::pair<ZoneId, std::string>> without;
    for (std::size_t i = 0; i < zones.size(); ++i)
        if (const auto why = why_no_point(zones, i)) without.emplace_back(wish.zones[i].id, *why);
    return without;
}

SessionMap Planning::session_map(const PlanWish& wish, const base::Progress& progress)
{
    if (wish.zones.empty()) throw base::Error("There is no zone to plan.");
    for (const PaintedZone& zone : wish.zones)
        require_mixture(zone.settings, wish.clinic);
    Known& known = kept_->known_of(wish, skin_);
    const std::vector<PlanZone> zones = ZonesOnSkin(wish, skin_, known, kept_->zones).planned();
    require_skin(zones);

    if (!kept_->skin) kept_->skin.emplace(skin_.scan.mesh, skin_.surface);
    const auto [spacings, request] = to_sample(*kept_->skin, skin_.bvh, zones, wish.seed);
    const sampling::SampleSet& places =
        kept_->last_sample.sample(sampler_, request, progress.part(0, 0.7f));

    if (!kept_->spreads) kept_->spreads.emplace(skin_.scan.mesh, skin_.topology, skin_.surface);
    const PlanInput input{skin_.scan,
                          kept_->box,
                          skin_.surface,
                          *kept_->spreads,
                          zones,
                          known.rules,
                          wish.landmarks,
                          wish.scale_statement,
                          wish.seed,
                          request.pinned,
                          wish.clinic,
                          wish.is_draft,
                          &skin_.bvh};
    return planned_map(input, places, progress.part(0.7f, 1));
}

}  // namespace session
