// SPDX-License-Identifier: MIT
// Even points: fewer than the level scheme would make, relaxed. What is then too close or not
// covered is mended and relaxed again, some rounds; the run's own level scheme has the last word.
#include "sampling/alone.h"
#include "sampling/relax.h"

#include <span>

namespace sampling {
namespace {

using shared::Candidate;

constexpr double first_spacing = 1.16;  // spacings: leaves 74 % of the points
constexpr int first_steps = 100;
constexpr int mending_rounds = 4;
constexpr int mending_steps = 20;

/// The zone, and who was there before.
struct Evening {
    const Ground& ground;
    const Skin& skin;
    Patches patches;
    std::vector<Candidate> fixed;

    explicit Evening(const Ground& g)
        : ground(g)
        , skin(*g.request.skin)
        , patches(skin, roots_of(g), 60)
        , fixed(g.placer.placed())
    {
    }

    std::vector<Candidate> first_points(const base::Progress& progress) const;
    std::vector<Candidate> that_keep_apart(std::span<const Candidate> points) const;
    std::vector<Candidate> missing_among(std::span<const Candidate> points,
                                         const base::Progress& progress) const;
    bool mend(std::vector<Candidate>& points, const base::Progress& progress) const;
};

/// Points of the zone as its own: the level scheme ran it alone, with another spacing.
std::vector<Candidate> Evening::first_points(const base::Progress& progress) const
{
    std::vector<Candidate> points =
        filled(domain_alone(ground, first_spacing, fixed, progress), progress);
    for (Candidate& point : points) {
        point.zone = ground.zone;
        point.spacing = patches.spacing_at({point.triangle, point.weights}).value_or(point.spacing);
    }
    return points;
}

std::vector<Candidate> Evening::that_keep_apart(std::span<const Candidate> points) const
{
    Placer placer(skin, ground.domain.reach[ground.zone]);
    for (const Candidate& point : fixed)
        placer.place_anyway(point);
    std::vector<Candidate> kept;
    for (const Candidate& point : points)
        if (placer.place(point)) kept.push_back(point);
    return kept;
}

std::vector<Candidate> Evening::missing_among(std::span<const Candidate> points,
                                              const base::Progress& progress) const
{
    std::vector<Candidate> given = fixed;
    given.insert(given.end(), points.begin(), points.end());
    std::vector<Candidate> missing =
        filled(domain_alone(ground, 1, std::move(given), progress), progress);
    for (Candidate& point : missing)
        point.zone = ground.zone;
    return missing;
}

/// Drops what is too close and adds what is missing; false if nothing was to be done.
bool Evening::mend(std::vector<Candidate>& points, const base::Progress& progress) const
{
    std::vector<Candidate> kept = that_keep_apart(points);
    const std::vector<Candidate> missing = missing_among(kept, progress);
    const bool changed = kept.size() != points.size() || !missing.empty();
    points = std::move(kept);
    points.insert(points.end(), missing.begin(), missing.end());
    return changed;
}

}  // namespace

void lay_even(const Ground& ground)
{
    const base::Progress& progress = ground.progress;
    const Evening evening(ground);
    std::vector<Candidate> points = evening.first_points(progress.part(0, 0.1f));
    points = relaxed(evening.skin,
                     evening.patches,
                     std::move(points),
                     evening.fixed,
                     {.steps = first_steps},
                     progress.part(0.1f, 0.6f));
    for (int round = 0; round < mending_rounds; ++round) {
        const base::Progress part =
            progress.part(0.6f + 0.1f * float(round), 0.7f + 0.1f * float(round));
        if (!evening.mend(points, part)) break;
        points = relaxed(evening.skin,
                         evening.patches,
                         std::move(points),
                         evening.fixed,
                         {.steps = mending_steps},
                         part);
    }
    auto rank = static_cast<std::uint32_t>(evening.fixed.size());
    for (const Candidate& point : points)
        ground.placer.place(candidate_at(
            evening.skin, {point.triangle, point.weights}, ground.zone, point.spacing, rank++));
}

}  // namespace sampling
