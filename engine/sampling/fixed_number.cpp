// SPDX-License-Identifier: MIT
// A fixed number of points: the level scheme's, at the largest spacing that gives enough of them,
// cut to the number and relaxed.
#include "base/error.h"
#include "sampling/alone.h"
#include "sampling/relax.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sampling {
namespace {

using shared::Candidate;

constexpr int steps = 100;
constexpr int bisections = 6;  // to about 1 % of the spacing

/// Patches for each square of the spacing: few points need a finer look at the zone's shape.
int patches_per_square(std::size_t points)
{
    return static_cast<int>(std::clamp<std::size_t>(6000 / points, 60, 2000));
}

/// What is there already: the zone's own pinned points, which count, and those of other zones.
struct There {
    std::vector<Candidate> own, others;
};

There there_before(const Ground& ground)
{
    There there;
    for (const Candidate& point : ground.placer.placed())
        (point.zone == ground.zone ? there.own : there.others).push_back(point);
    return there;
}

/// The zone with a spacing, and the points that the level scheme finds room for.
struct Try {
    double spacing_mm = 0;
    Domain domain;
    std::vector<Candidate> points;
};

class Search {
public:
    Search(const Ground& ground, const There& there, std::size_t wanted)
        : ground_(ground)
        , there_(there)
        , wanted_(wanted)
    {
    }

    /// A try with about the largest spacing that gave enough points; not larger once the number is
    /// right, since the spacing sets how finely the zone is looked at.
    Try best() const
    {
        double narrow = guess_mm(), wide = narrow;
        Try found = at(narrow);
        while (found.points.size() < wanted_) {
            refuse_beyond_least(found);
            wide = narrow;
            narrow = std::max(least_spacing_mm, narrow / 1.5);
            found = at(narrow);
        }
        while (wide <= narrow && wide < most_spacing_mm && found.points.size() > wanted_) {
            wide = std::min(most_spacing_mm, narrow * 1.5);
            if (take_if_enough(wide, found)) narrow = wide;
        }
        for (int i = 0; i < bisections && found.points.size() > wanted_; ++i) {
            const double middle = std::sqrt(narrow * wide);
            (take_if_enough(middle, found) ? narrow : wide) = middle;
        }
        return found;
    }

private:
    /// A maximal set has about 0.7 points per spacing squared.
    double guess_mm() const
    {
        double area_um2 = 0;
        for (const shared::Root& root : roots_of(ground_))
            area_um2 += double(root.area >> shared::area_bits);
        return std::clamp(
            std::sqrt(0.7 * area_um2 / double(wanted_)) / 1000, least_spacing_mm, most_spacing_mm);
    }

    Try at(double spacing_mm) const
    {
        std::vector<Candidate> given = there_.own;
        for (Candidate& point : given)
            point.spacing = spacing_units(spacing_mm);
        given.insert(given.end(), there_.others.begin(), there_.others.end());
        const double factor = spacing_mm / ground_.request.zones[ground_.zone].spacing_mm;
        Domain domain = domain_alone(ground_, factor, std::move(given), ground_.progress);
        std::vector<Candidate> points = filled(domain, ground_.progress.part(0, 0));
        return {spacing_mm, std::move(domain), std::move(points)};
    }

    bool take_if_enough(double spacing_mm, Try& found) const
    {
        Try next = at(spacing_mm);
        const bool enough = next.points.size() >= wanted_;
        if (enough) found = std::move(next);
        return enough;
    }

    void refuse_beyond_least(const Try& tried) const
    {
        if (tried.spacing_mm <= least_spacing_mm)
            throw base::Error(fmt::format("{} points are too many for the zone: at {:g} mm between "
                                          "points it holds {}.",
                                          wanted_ + there_.own.size(),
                                          least_spacing_mm,
                                          tried.points.size() + there_.own.size()));
    }

    const Ground& ground_;
    const There& there_;
    std::size_t wanted_;
};

}  // namespace

void lay_fixed_number(const FixedNumber& wish, const Ground& ground)
{
    const There there = there_before(ground);
    if (there.own.size() > wish.points)
        throw base::Error(
            fmt::format("The zone has {} pinned points already, and {} are wished for.",
                        there.own.size(),
                        wish.points));
    const std::size_t wanted = wish.points - there.own.size();
    if (wanted == 0) return;

    const Skin& skin = *ground.request.skin;
    Try found = Search(ground, there, wanted).best();
    found.points.resize(wanted);
    const Patches patches(skin, found.domain.roots, patches_per_square(wanted));
    Placer others(skin, found.domain.reach[0]);
    for (const Candidate& point : there.others)
        others.place_anyway(point);
    const auto is_off_the_others = [&](const Candidate& point) { return others.is_free(point); };
    const std::vector<Candidate> points = relaxed(skin,
                                                  patches,
                                                  std::move(found.points),
                                                  found.domain.given,
                                                  {.steps = steps, .allowed = is_off_the_others},
                                                  ground.progress);
    // Zones to come keep the spacing that these points ended up with, as far as their discs reach.
    const std::int32_t kept =
        std::min(spacing_units(found.spacing_mm), ground.domain.reach[ground.zone]);
    auto rank = static_cast<std::uint32_t>(ground.placer.placed().size());
    for (const Candidate& point : points)
        ground.placer.place_anyway(
            candidate_at(skin, {point.triangle, point.weights}, ground.zone, kept, rank++));
}

}  // namespace sampling
