// SPDX-License-Identifier: MIT
// The midline first, then pairs, then what is left over. The pairs are the points of an ordinary
// random set on one half; the other half is asked too, for skin that only it has.
#include "sampling/mirror.h"

#include "base/error.h"
#include "sampling/cpu_sampler.h"
#include "sampling/lay.h"
#include "sampling/level_lines.h"
#include "sampling/nearest_skin.h"
#include "sampling/zone_places.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace sampling {
namespace {

using glm::dvec3;

constexpr double steps_per_spacing = 64;

dvec3 position_mm(const Skin& skin, const SkinPlace& place)
{
    return exact_position_um(skin.metric(), place) / 1000.0;
}

class MirrorLayer {
public:
    MirrorLayer(const Ground& ground, const MirrorPlane& mirror)
        : ground_(ground)
        , mirror_(mirror)
        , skin_(*ground.request.skin)
        , zone_(ground)
        , triangles_(zone_.triangles())
        , nearest_(skin_.metric(), triangles_, mirror.tolerance_mm)
    {
    }

    void lay_midline()
    {
        std::vector<std::int32_t> heights;
        for (const glm::vec3& p : skin_.surface().mesh.positions)
            heights.push_back(steps(mirror_.height_mm(dvec3(p))));
        for (const SkinCurve& line : level_lines(skin_, heights, 0, triangles_))
            lay_along(line);
    }

    /// Pairs from the half on which the plane's normal points (side 1), or the other (-1).
    void lay_pairs(int side)
    {
        const zones::ZoneField half = half_field(side);
        SampleRequest request = ground_.request;
        request.zones = {ground_.request.zones[ground_.zone]};
        request.zones[0].field = &half;
        request.zones[0].inset_mm = 0;  // in the half's field already
        request.zones[0].pattern = BlueNoise{};
        request.zones[0].border = Border::natural;
        request.zones[0].mirror.reset();
        request.pinned.clear();
        for (const shared::Candidate& placed : ground_.placer.placed())
            request.pinned.push_back({0, skin_.point_on_scan({placed.triangle, placed.weights})});
        const SampleSet set = CpuSampler().sample(request, ground_.progress.part(0, 0));
        for (std::size_t i = request.pinned.size(); i < set.points.size(); ++i) {
            ground_.progress.report(0);
            lay_pair(skin_.from_scan(set.points[i].place()));
        }
    }

private:
    static std::int32_t steps(double mm)
    {
        return static_cast<std::int32_t>(std::floor(mm * zones::ZoneField::steps_per_mm + 0.5));
    }

    void lay_along(const SkinCurve& line)
    {
        const auto suits = [&](const SkinPlace& place) {
            return is_free(place) && zone_.contains(place);
        };
        for (double mm = 0; mm <= line.length_mm;) {
            ground_.progress.report(0);
            const double spacing_mm = zone_.spacing_mm_at(line.at(mm));
            const double step = spacing_mm / steps_per_spacing;
            mm = first_suiting(line, mm, line.length_mm, step, suits);
            if (mm > line.length_mm) break;
            ground_.placer.place(zone_.candidate(line.at(mm)));
            mm += spacing_mm - step;
        }
    }

    /// The zone's part at least half a spacing from the midline, on one side.
    zones::ZoneField half_field(int side) const
    {
        const SampleZone& zone = ground_.request.zones[ground_.zone];
        const auto& positions = skin_.surface().mesh.positions;
        std::vector<std::int16_t> values(positions.size());
        for (std::uint32_t v = 0; v < values.size(); ++v) {
            const double spacing =
                zone.spacing_mm_at.empty() ? zone.spacing_mm : double(zone.spacing_mm_at[v]);
            const double beyond = 0.5 * spacing - side * mirror_.height_mm(dvec3(positions[v]));
            const std::int32_t value = std::max(zone_.signed_distance(v), steps(beyond));
            values[v] = static_cast<std::int16_t>(std::clamp(value, -INT16_MAX, +INT16_MAX));
        }
        return zones::ZoneField(std::move(values));
    }

    void lay_pair(const SkinPlace& place)
    {
        if (!is_free(place)) return;
        const std::optional<SkinPlace> partner = partner_of(place);
        if (!partner) return;
        ground_.placer.place(zone_.candidate(place));
        ground_.placer.place(zone_.candidate(*partner));
    }

    /// The place nearest to the mirror image that is free, and keeps the spacing from the point
    /// itself. Where that is taken, by a hair often: one within the tolerance of it.
    std::optional<SkinPlace> partner_of(const SkinPlace& place) const
    {
        const dvec3 image = mirror_.image(position_mm(skin_, place));
        const std::optional<SkinPlace> exact = nearest_.to(image);
        if (!exact) return std::nullopt;
        Placer alone(skin_, ground_.domain.reach[ground_.zone]);
        alone.place_anyway(zone_.candidate(place));
        const auto suits = [&](const SkinPlace& there) {
            return is_free(there) && zone_.contains(there) && alone.is_free(zone_.candidate(there));
        };
        if (suits(*exact)) return exact;
        for (const double share : {0.125, 0.25, 0.5, 0.75, 0.95})
            for (const dvec3 step : around(*exact)) {
                const auto there = nearest_.to(image + share * mirror_.tolerance_mm * step);
                if (there && suits(*there) &&
                    glm::distance(position_mm(skin_, *there), image) < mirror_.tolerance_mm)
                    return there;
            }
        return std::nullopt;
    }

    /// Eight directions along the skin.
    std::array<dvec3, 8> around(const SkinPlace& place) const
    {
        constexpr double diagonal = 0.70710678118654752;
        const dvec3 up = normal_of(skin_.metric(), place.triangle);
        const dvec3 across =
            glm::cross(up, std::abs(up.x) < diagonal ? dvec3(1, 0, 0) : dvec3(0, 1, 0));
        const dvec3 x = across / glm::length(across);
        const dvec3 y = glm::cross(up, x);
        return {x,
                -x,
                y,
                -y,
                diagonal * (x + y),
                diagonal * (x - y),
                diagonal * (y - x),
                -diagonal * (x + y)};
    }

    bool is_free(const SkinPlace& place) const
    {
        return ground_.placer.is_free(zone_.candidate(place));
    }

    const Ground& ground_;
    const MirrorPlane& mirror_;
    const Skin& skin_;
    ZonePlaces zone_;
    std::vector<std::uint32_t> triangles_;
    NearestSkin nearest_;
};

}  // namespace

double MirrorPlane::height_mm(dvec3 p) const
{
    return glm::dot(p - point, normal);
}

dvec3 MirrorPlane::image(dvec3 p) const
{
    return p - 2 * height_mm(p) * normal;
}

double mirrored_share(std::span<const dvec3> points_mm, const MirrorPlane& mirror)
{
    if (points_mm.empty()) return 1;
    const auto has_partner = [&](dvec3 p) {
        const dvec3 image = mirror.image(p);
        return std::ranges::any_of(
            points_mm, [&](dvec3 q) { return glm::distance(image, q) <= mirror.tolerance_mm; });
    };
    return double(std::ranges::count_if(points_mm, has_partner)) / double(points_mm.size());
}

void lay_mirrored(const MirrorPlane& mirror, const Ground& ground)
{
    if (std::abs(glm::dot(mirror.normal, mirror.normal) - 1) > 1e-6)
        throw base::Error("A mirror plane needs a normal of length one.");
    if (!(mirror.tolerance_mm > 0 && mirror.tolerance_mm <= 100))
        throw base::Error("The tolerance of mirrored points must be above 0 and at most 100 mm.");
    MirrorLayer layer(ground, mirror);
    layer.lay_midline();
    layer.lay_pairs(1);
    layer.lay_pairs(-1);
}

}  // namespace sampling
