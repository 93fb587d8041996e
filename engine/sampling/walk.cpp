// SPDX-License-Identifier: MIT
#include "sampling/walk.h"

#include "shared/cells.h"

#include <array>

namespace sampling {
namespace {

using shared::cross2;
using Wide = __int128;

constexpr int most_triangles = 4096;  // on one way

/// A triangle laid flat in the plane of the start, which is at the origin.
struct Strip {
    std::uint32_t triangle = 0;
    std::array<glm::ivec2, 3> corners;
    int entered_by = -1;  // edge

    /// On which side of an edge the goal lies: not negative is inside.
    std::int64_t side(int edge, glm::ivec2 goal) const
    {
        return cross2(corners[(edge + 1) % 3] - corners[edge], goal - corners[edge]);
    }
    bool is_crossed_towards(int edge, glm::ivec2 goal) const
    {
        return edge != entered_by && side(edge, goal) < 0;
    }
    bool meets_ray(int edge, glm::ivec2 goal) const
    {
        return cross2(corners[edge], goal) >= 0 && cross2(goal, corners[(edge + 1) % 3]) >= 0;
    }
};

/// The edge by which the way to the goal leaves; -1 if it does not, as rounding may have it.
int way_out(const Strip& strip, glm::ivec2 goal)
{
    int out = -1;
    for (int edge = 0; edge < 3; ++edge) {
        if (!strip.is_crossed_towards(edge, goal)) continue;
        if (strip.meets_ray(edge, goal)) return edge;
        out = edge;
    }
    return out;
}

/// Goes on over an edge; false at a border.
bool cross(const SkinMetric& skin, int edge, Strip& strip)
{
    const std::int32_t over = skin.twins[3 * strip.triangle + static_cast<std::uint32_t>(edge)];
    if (over < 0) return false;
    const glm::ivec2 a = strip.corners[edge], b = strip.corners[(edge + 1) % 3];
    const int k = over % 3;
    strip.triangle = static_cast<std::uint32_t>(over) / 3;
    strip.corners[k] = b;
    strip.corners[(k + 1) % 3] = a;
    strip.corners[(k + 2) % 3] = shared::unfold(skin.opposites[over], b, a);
    strip.entered_by = k;
    return true;
}

SkinPlace place_in(const SkinMetric& skin, const Strip& strip, glm::ivec2 goal)
{
    const Wide sides[] = {strip.side(1, goal), strip.side(2, goal), strip.side(0, goal)};
    const Wide whole = sides[0] + sides[1] + sides[2];
    const auto weight = [&](int k) {
        const Wide share = whole > 0 ? sides[k] * shared::weight_one / whole : 0;
        return static_cast<int>(std::clamp<Wide>(share, 0, shared::weight_one));
    };
    const int y = weight(1), z = std::min(weight(2), shared::weight_one - y);
    return {strip.triangle,
            shared::off_the_edges({shared::weight_one - y - z, y, z},
                                  skin.smallest_weights[strip.triangle])};
}

}  // namespace

std::optional<SkinPlace> walked(const SkinMetric& skin, const SkinPlace& from, glm::ivec2 step)
{
    Strip strip{from.triangle, flat_from(skin, from.triangle, from.weights)};
    for (int crossed = 0; crossed < most_triangles; ++crossed) {
        const int edge = way_out(strip, step);
        if (edge < 0) return place_in(skin, strip, step);
        if (!cross(skin, edge, strip) || skin.live_at_first[strip.triangle] == shared::unfit)
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace sampling
