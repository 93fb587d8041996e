// SPDX-License-Identifier: MIT
#include "sampling/placer.h"

#include "base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sampling {
namespace {

/// A name that no root has (domain.cpp).
constexpr std::uint32_t placed_name = 0xffffffffu;

}  // namespace

Placer::Placer(const Skin& skin, std::int32_t reach)
    : skin_(skin)
    , reach_(reach)
    , disc_(skin.metric())
{
}

bool Placer::is_free(const shared::Candidate& candidate) const
{
    const auto found = windows_.find(candidate.triangle);
    return found == windows_.end() ||
           std::ranges::none_of(found->second, [&](const shared::Window& window) {
               return shared::window_covers(window, candidate.weights, candidate.spacing);
           });
}

bool Placer::place(const shared::Candidate& candidate)
{
    if (!is_free(candidate)) return false;
    place_anyway(candidate);
    return true;
}

void Placer::place_anyway(const shared::Candidate& candidate)
{
    const auto keep = [&](shared::Window window) {
        refuse_unfit(skin_.metric(), window.triangle);
        window.spacing = candidate.spacing;
        windows_[static_cast<std::uint32_t>(window.triangle)].push_back(window);
    };
    disc_.spread_windows(candidate.triangle, candidate.weights, reach_, keep);
    placed_.push_back(candidate);
}

shared::Candidate candidate_at(const Skin& skin,
                               const SkinPlace& place,
                               std::uint32_t zone,
                               std::int32_t spacing,
                               std::uint32_t rank)
{
    const SkinMetric& metric = skin.metric();
    shared::Candidate candidate{};
    candidate.triangle = place.triangle;
    candidate.weights =
        shared::off_the_edges(place.weights, metric.smallest_weights[place.triangle]);
    candidate.position_um = metric.position_um(candidate.triangle, candidate.weights);
    candidate.spacing = spacing;
    candidate.zone = zone;
    candidate.hash = rank;
    candidate.name = placed_name;
    candidate.place = rank;
    candidate.next = shared::nothing;
    return candidate;
}

std::int32_t spacing_units(double spacing_mm)
{
    if (!(spacing_mm >= least_spacing_mm && spacing_mm <= most_spacing_mm))
        throw base::Error(
            fmt::format("A spacing of {:g} mm is not possible: it must be {:g} to {:g} mm.",
                        spacing_mm,
                        least_spacing_mm,
                        most_spacing_mm));
    // At most 0.4 micrometres of rounding were ever seen.
    return static_cast<std::int32_t>((std::llround(spacing_mm * 1000) + 1) * shared::units_per_um);
}

}  // namespace sampling
