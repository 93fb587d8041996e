// SPDX-License-Identifier: MIT
#include "sampling/level_lines.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace sampling {
namespace {

/// The line's way through one triangle of the surface: in over the half-edge on which the values
/// rise to the level, out over the one on which they fall below it.
struct Crossing {
    std::uint32_t triangle;  // of the metric
    std::int32_t entry;      // half-edges of the surface
    std::int32_t exit;
    glm::ivec3 from;  // weights in the triangle of the metric
    glm::ivec3 to;
};

class LineFinder {
public:
    LineFinder(const Skin& skin, std::span<const std::int32_t> values, std::int32_t level)
        : skin_(skin)
        , values_(values)
        , level_(level)
    {
    }

    void look_on(std::uint32_t triangle)
    {
        for (const std::uint32_t piece : skin_.pieces_of(triangle))
            look_on_piece(triangle, piece);
    }

    std::vector<SkinCurve> lines()
    {
        std::vector<SkinCurve> lines;
        for (std::size_t i = 0; i < crossings_.size(); ++i)
            if (before(i) == none) lines.push_back(line_from(i));
        for (std::size_t i = 0; i < crossings_.size(); ++i) {
            if (taken_[i]) continue;
            lines.push_back(line_from(i));
            lines.back().closed = true;
        }
        return lines;
    }

private:
    static constexpr std::size_t none = SIZE_MAX;

    void look_on_piece(std::uint32_t triangle, std::uint32_t piece)
    {
        const glm::uvec3 v = skin_.surface().mesh.triangles[piece];
        const std::array value{values_[v.x], values_[v.y], values_[v.z]};
        if (std::ranges::max(value) == no_value) return;
        const auto below = [&](int corner) { return value[corner % 3] < level_; };
        if (below(0) == below(1) && below(1) == below(2)) return;
        const auto corners = skin_.corner_weights(triangle, piece);
        Crossing crossing{triangle, -1, -1, {}, {}};
        for (int e = 0; e < 3; ++e) {
            if (below(e) == below(e + 1)) continue;
            const int low = below(e) ? e : (e + 1) % 3;
            const int high = below(e) ? (e + 1) % 3 : e;
            const glm::ivec3 place = between(corners[low], corners[high], value[low], value[high]);
            const auto half_edge = static_cast<std::int32_t>(3 * piece) + e;
            (below(e) ? crossing.entry : crossing.exit) = half_edge;
            (below(e) ? crossing.from : crossing.to) = place;
        }
        by_entry_[crossing.entry] = crossings_.size();
        by_exit_[crossing.exit] = crossings_.size();
        crossings_.push_back(crossing);
        taken_.push_back(false);
    }

    /// From the lower corner, so that both triangles of an edge find the same place.
    glm::ivec3
    between(glm::ivec3 low, glm::ivec3 high, std::int64_t at_low, std::int64_t at_high) const
    {
        const std::int64_t share = ((level_ - at_low) << shared::weight_bits) / (at_high - at_low);
        const auto part = [&](int k) {
            return low[k] + static_cast<int>((high[k] - low[k]) * share >> shared::weight_bits);
        };
        return {shared::weight_one - part(1) - part(2), part(1), part(2)};
    }

    std::size_t over(std::int32_t half_edge,
                     const std::unordered_map<std::int32_t, std::size_t>& crossings) const
    {
        const std::int32_t twin =
            skin_.surface().topology.twin(static_cast<std::size_t>(half_edge));
        const auto found = crossings.find(twin);
        return twin < 0 || found == crossings.end() ? none : found->second;
    }
    std::size_t before(std::size_t i) const { return over(crossings_[i].entry, by_exit_); }
    std::size_t after(std::size_t i) const { return over(crossings_[i].exit, by_entry_); }

    SkinCurve line_from(std::size_t first)
    {
        SkinCurve line;
        for (std::size_t i = first; i != none && !taken_[i]; i = after(i)) {
            taken_[i] = true;
            line.add(skin_.metric(), crossings_[i].triangle, crossings_[i].from, crossings_[i].to);
        }
        return line;
    }

    const Skin& skin_;
    std::span<const std::int32_t> values_;
    std::int32_t level_;
    std::vector<Crossing> crossings_;
    std::vector<bool> taken_;
    std::unordered_map<std::int32_t, std::size_t> by_entry_;
    std::unordered_map<std::int32_t, std::size_t> by_exit_;
};

}  // namespace

std::vector<SkinCurve> level_lines(const Skin& skin,
                                   std::span<const std::int32_t> values,
                                   std::int32_t level,
                                   std::span<const std::uint32_t> triangles)
{
    LineFinder finder(skin, values, level);
    for (const std::uint32_t triangle : triangles)
        finder.look_on(triangle);
    return finder.lines();
}

}  // namespace sampling
