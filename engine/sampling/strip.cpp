// SPDX-License-Identifier: MIT
#include "sampling/strip.h"

#include "base/error.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <compare>
#include <functional>
#include <queue>
#include <unordered_map>
#include <utility>

namespace sampling {
namespace {

using glm::dvec3;
using glm::ivec3;

dvec3 corner_at(const SkinMetric& skin, std::int32_t half_edge)
{
    return dvec3(skin.positions_um[skin.corner_vertices[static_cast<std::size_t>(half_edge)]]);
}

std::int32_t after(std::int32_t half_edge)
{
    return half_edge % 3 == 2 ? half_edge - 2 : half_edge + 1;
}

dvec3 on_half_edge(const SkinMetric& skin, std::int32_t half_edge, double share)
{
    return (1 - share) * corner_at(skin, half_edge) + share * corner_at(skin, after(half_edge));
}

/// Places on each edge that a strip is sought over: one alone leads astray by some 10 %.
constexpr std::array edge_shares{1.0 / 6, 0.5, 5.0 / 6};

/// A place on a half-edge that a way goes through on leaving its triangle.
struct Gate {
    std::int32_t half_edge;
    std::uint32_t share;  // of edge_shares
    auto operator<=>(const Gate&) const = default;
};

/// Dijkstra over the gates, from a place until a triangle is entered.
class StripSearch {
public:
    StripSearch(const SkinMetric& skin, const SkinPlace& start)
        : skin_(skin)
    {
        leave(start.triangle, exact_position_um(skin, start), 0, -1);
    }

    /// The half-edges to cross; none if the target cannot be reached.
    std::vector<std::int32_t> strip_to(std::uint32_t target)
    {
        while (!open_.empty()) {
            const auto [distance, gate] = open_.top();
            open_.pop();
            if (distance > reached_.at(number_of(gate)).distance) continue;
            const auto triangle = static_cast<std::uint32_t>(
                skin_.twins[static_cast<std::size_t>(gate.half_edge)] / 3);
            if (triangle == target) return strip_back_from(number_of(gate));
            leave(triangle, place_of(gate), distance, number_of(gate));
        }
        return {};
    }

private:
    struct Reached {
        double distance;
        std::int64_t before;  // number of a gate, -1 at the start
    };
    using Open = std::pair<double, Gate>;

    static std::int64_t number_of(Gate gate)
    {
        return std::int64_t(gate.half_edge) * std::int64_t(edge_shares.size()) + gate.share;
    }
    dvec3 place_of(Gate gate) const
    {
        return on_half_edge(skin_, gate.half_edge, edge_shares[gate.share]);
    }

    void leave(std::uint32_t triangle, dvec3 from, double distance, std::int64_t before)
    {
        for (int e = 0; e < 3; ++e) {
            const auto h = static_cast<std::int32_t>(3 * triangle) + e;
            if (skin_.twins[static_cast<std::size_t>(h)] < 0) continue;
            for (std::uint32_t share = 0; share < edge_shares.size(); ++share) {
                const Gate gate{h, share};
                const double there = distance + glm::distance(from, place_of(gate));
                const auto [known, is_new] =
                    reached_.try_emplace(number_of(gate), Reached{there, before});
                if (!is_new && known->second.distance <= there) continue;
                known->second = {there, before};
                open_.emplace(there, gate);
            }
        }
    }

    std::vector<std::int32_t> strip_back_from(std::int64_t gate) const
    {
        std::vector<std::int32_t> strip;
        for (; gate >= 0; gate = reached_.at(gate).before)
            strip.push_back(static_cast<std::int32_t>(gate / std::int64_t(edge_shares.size())));
        std::ranges::reverse(strip);
        return strip;
    }

    const SkinMetric& skin_;
    std::unordered_map<std::int64_t, Reached> reached_;
    std::priority_queue<Open, std::vector<Open>, std::greater<>> open_;
};

/// Where the straight way from p to q crosses the line of an edge, once both lie in one plane, as a
/// share of the edge.
double straight_share(dvec3 begin, dvec3 end, dvec3 p, dvec3 q)
{
    const dvec3 edge = end - begin;
    const double length2 = glm::dot(edge, edge);
    const double foot_p = glm::dot(p - begin, edge) / length2;
    const double foot_q = glm::dot(q - begin, edge) / length2;
    const double height_p = glm::distance(p, begin + foot_p * edge);
    const double height_q = glm::distance(q, begin + foot_q * edge);
    if (!(height_p + height_q > 0)) return std::clamp(0.5 * (foot_p + foot_q), 0.0, 1.0);
    return std::clamp((foot_p * height_q + foot_q * height_p) / (height_p + height_q), 0.0, 1.0);
}

/// Pulls the way through a strip tight: each crossing moves to where it is straight, again and
/// again.
std::vector<double>
pulled_tight(const SkinMetric& skin, const std::vector<std::int32_t>& strip, dvec3 a, dvec3 b)
{
    constexpr int sweeps = 200;
    std::vector<double> shares(strip.size(), 0.5);
    const auto crossing = [&](std::size_t i) { return on_half_edge(skin, strip[i], shares[i]); };
    const auto settle = [&](std::size_t i) {
        shares[i] = straight_share(corner_at(skin, strip[i]),
                                   corner_at(skin, after(strip[i])),
                                   i == 0 ? a : crossing(i - 1),
                                   i + 1 == strip.size() ? b : crossing(i + 1));
    };
    for (int sweep = 0; sweep < sweeps; ++sweep)
        for (std::size_t i = 0; i < strip.size(); ++i)
            settle(sweep % 2 == 0 ? i : strip.size() - 1 - i);
    return shares;
}

}  // namespace

ivec3 on_edge(int e, double share)
{
    const int along =
        static_cast<int>(std::floor(std::clamp(share, 0.0, 1.0) * shared::weight_one + 0.5));
    ivec3 weights(0);
    weights[e] = shared::weight_one - along;
    weights[(e + 1) % 3] = along;
    return weights;
}

ivec3 across_edge(int e, int over, ivec3 weights)
{
    ivec3 there(0);
    there[over] = weights[(e + 1) % 3];
    there[(over + 1) % 3] = weights[e];
    return there;
}

SkinCurve shortest_in_strip(const SkinMetric& skin, const SkinPlace& a, const SkinPlace& b)
{
    const std::vector<std::int32_t> strip = StripSearch(skin, a).strip_to(b.triangle);
    if (strip.empty())
        throw base::Error("A line leads from one part of the scan to another; the skin between "
                          "its places must be connected.");
    const std::vector<double> shares =
        pulled_tight(skin, strip, exact_position_um(skin, a), exact_position_um(skin, b));
    SkinCurve curve;
    SkinPlace from = a;
    for (std::size_t i = 0; i < strip.size(); ++i) {
        const int e = strip[i] % 3;
        const std::int32_t over = skin.twins[static_cast<std::size_t>(strip[i])];
        const ivec3 to = on_edge(e, shares[i]);
        curve.add(skin, from.triangle, from.weights, to);
        from = {static_cast<std::uint32_t>(over / 3), across_edge(e, over % 3, to)};
    }
    curve.add(skin, b.triangle, from.weights, b.weights);
    return curve;
}

}  // namespace sampling
