// SPDX-License-Identifier: MIT
#include "sampling/row_distances.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sampling {
namespace {

using shared::Window;

constexpr int samples_per_row_spacing = 8;
constexpr std::int32_t most_reach = 120'000 * shared::units_per_um;  // of a disc

/// The way from a window's source to a place of its triangle, or no_value if it does not see it.
std::int32_t distance_in(const Window& window, glm::ivec3 weights, std::int32_t reach)
{
    const glm::ivec2 place = shared::seen_at(window, weights);
    const std::int64_t slack = std::int64_t(shared::visibility_slack) * reach;
    if (window.wedged != 0 &&
        (shared::cross2(window.from, place) < -slack || shared::cross2(place, window.to) < -slack))
        return no_value;
    return static_cast<std::int32_t>(window.offset + shared::isqrt(shared::norm2(place)));
}

/// The distance from the straight way between two places `step` apart, of which one is `a` and the
/// other `b` away: Pythagoras, where the foot lies between them.
std::int32_t distance_from_way(std::int64_t a, std::int64_t b, std::int64_t step)
{
    const std::int64_t foot = step / 2 + (a * a - b * b) / (2 * step);  // from a's place
    const std::int64_t height2 = a * a - foot * foot;
    if (foot <= 0 || foot >= step || height2 < 0) return static_cast<std::int32_t>(std::min(a, b));
    return static_cast<std::int32_t>(shared::isqrt(height2));
}

/// Beyond the next row by more than any edge of the surface, so that the row's whole triangles are
/// known.
std::int32_t reach_for(const Skin& skin, std::int32_t next_row)
{
    const double edge_mm = std::min(double(skin.surface().max_edge_mm), 50.0);
    const double beyond_um = 0.02 * next_row / shared::units_per_um + 1500 * edge_mm;
    return static_cast<std::int32_t>(
        std::min(next_row + beyond_um * shared::units_per_um, double(most_reach)));
}

}  // namespace

RowDistances::RowDistances(const Skin& skin,
                           std::int32_t next_row,
                           std::function<bool(glm::dvec3)> is_near)
    : skin_(skin)
    , is_near_(std::move(is_near))
    , next_row_(next_row)
    , reach_(reach_for(skin, next_row))
    , disc_(skin.metric())
    , values_(skin.surface().mesh.positions.size(), no_value)
    , now_(values_.size())
    , before_(values_.size())
    , is_touched_(skin.metric().triangle_count(), false)
{
}

void RowDistances::spread_from(const SkinCurve& row,
                               std::int32_t at,
                               const base::Progress& progress)
{
    const double wanted_mm =
        double(next_row_) / samples_per_row_spacing / (1000.0 * shared::units_per_um);
    const int steps = std::max(1, static_cast<int>(std::ceil(row.length_mm / wanted_mm)));
    const double step_mm = row.length_mm / steps;
    const auto step = std::max(1, static_cast<int>(step_mm * 1000 * shared::units_per_um));
    ++sample_;  // the first sample of a row has none before it
    for (int i = 0; i <= steps; ++i) {
        progress.report(static_cast<float>(i) / static_cast<float>(steps));
        ++sample_;
        const SkinPlace place = row.at(step_mm * i);
        if (!is_near_(exact_position_um(skin_.metric(), place) / 1000.0)) continue;
        see_from(place);
        take_in(at, step);
    }
}

std::vector<std::uint32_t> RowDistances::take_touched()
{
    std::vector<std::uint32_t> touched = std::exchange(touched_, {});
    for (const std::uint32_t triangle : touched)
        is_touched_[triangle] = false;
    std::ranges::sort(touched);
    return touched;
}

void RowDistances::see_from(const SkinPlace& sample)
{
    seen_.clear();
    const auto see = [&](const Window& window) {
        refuse_unfit(skin_.metric(), window.triangle);
        const auto triangle = static_cast<std::uint32_t>(window.triangle);
        if (!is_touched_[triangle]) touched_.push_back(triangle);
        is_touched_[triangle] = true;
        for (const auto& [vertex, weights] : vertices_on(triangle)) {
            const std::int32_t distance = distance_in(window, weights, reach_);
            if (distance >= reach_) continue;
            if (now_[vertex].sample != sample_) {
                before_[vertex] = now_[vertex];
                now_[vertex] = {sample_, distance};
                seen_.push_back(vertex);
            }
            now_[vertex].distance = std::min(now_[vertex].distance, distance);
        }
    };
    const glm::ivec3 weights =
        shared::off_the_edges(sample.weights, skin_.metric().smallest_weights[sample.triangle]);
    disc_.spread_windows(sample.triangle, weights, reach_, see);
}

void RowDistances::take_in(std::int32_t at, std::int32_t step)
{
    for (const std::uint32_t vertex : seen_) {
        std::int32_t distance = now_[vertex].distance;
        if (before_[vertex].sample == sample_ - 1)
            distance =
                std::min(distance, distance_from_way(before_[vertex].distance, distance, step));
        values_[vertex] = std::min(values_[vertex], at + distance);
    }
}

const std::vector<RowDistances::PlacedVertex>& RowDistances::vertices_on(std::uint32_t triangle)
{
    const auto [found, is_new] = placed_vertices_.try_emplace(triangle);
    std::vector<PlacedVertex>& placed = found->second;
    if (!is_new) return placed;
    for (const std::uint32_t piece : skin_.pieces_of(triangle)) {
        const auto corners = skin_.corner_weights(triangle, piece);
        for (int k = 0; k < 3; ++k)
            placed.push_back({skin_.surface().mesh.triangles[piece][k], corners[k]});
    }
    std::ranges::sort(placed, {}, &PlacedVertex::vertex);
    const auto repeated = std::ranges::unique(placed, {}, &PlacedVertex::vertex);
    placed.erase(repeated.begin(), repeated.end());
    return placed;
}

}  // namespace sampling
