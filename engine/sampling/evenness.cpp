// SPDX-License-Identifier: MIT
#include "sampling/evenness.h"

#include "sampling/disc.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <vector>

namespace sampling {
namespace {

using shared::Candidate;
using shared::Window;

constexpr std::size_t nearest_count = 6;
constexpr int sight_num = 13, sight_den = 5;  // in spacings: where six others surely are
// Off the border no two of the six are further apart, seen from the point.
constexpr double widest_angle = 2 * std::numbers::pi / 3;

/// Another point as one sees it.
struct Neighbour {
    std::uint32_t number = 0;
    double distance = 0;  // along the skin, units
    double angle = 0;     // in its plane
};

/// Points by the triangles they lie in.
class PointsOnSkin {
public:
    explicit PointsOnSkin(std::span<const Candidate> points)
        : points_(points)
        , order_(points.size())
    {
        std::iota(order_.begin(), order_.end(), 0u);
        std::ranges::sort(order_, {}, [&](std::uint32_t i) { return points_[i].triangle; });
    }

    std::span<const std::uint32_t> in_triangle(std::uint32_t triangle) const
    {
        const auto of = [&](std::uint32_t i) { return points_[i].triangle; };
        const auto found = std::ranges::equal_range(order_, triangle, {}, of);
        return {found.begin(), found.end()};
    }

private:
    std::span<const Candidate> points_;
    std::vector<std::uint32_t> order_;
};

class Spread {
public:
    void add(double value)
    {
        ++count_;
        sum_ += value;
        squares_ += value * value;
    }
    double cv() const
    {
        if (count_ == 0) return 0;
        const double mean = sum_ / count_;
        return std::sqrt(std::max(0.0, squares_ / count_ - mean * mean)) / mean;
    }

private:
    double count_ = 0, sum_ = 0, squares_ = 0;
};

bool surround(std::vector<Neighbour> nearest)
{
    if (nearest.size() < nearest_count) return false;
    std::ranges::sort(nearest, {}, &Neighbour::angle);
    double widest = nearest.front().angle + 2 * std::numbers::pi - nearest.back().angle;
    for (std::size_t k = 1; k < nearest.size(); ++k)
        widest = std::max(widest, nearest[k].angle - nearest[k - 1].angle);
    return widest < widest_angle;
}

/// Points that look around, one after the other.
class Judge {
public:
    Judge(const Skin& skin, const Patches& patches, std::span<const Candidate> points)
        : patches_(patches)
        , points_(points)
        , on_skin_(points)
        , disc_(skin.metric())
        , owner_(patches.all().size())
        , nearest_(patches.all().size(), std::numeric_limits<double>::infinity())
    {
    }

    Evenness judge(const base::Progress& progress)
    {
        std::vector<bool> surrounded;
        for (std::uint32_t i = 0; i < points_.size(); ++i) {
            progress.report(float(i) / float(points_.size()));
            look(i);
            const std::vector<Neighbour> nearest = nearest_others();
            surrounded.push_back(surround(nearest));
            for (std::size_t k = 0; k < nearest.size() && surrounded.back(); ++k)
                neighbours_.add(nearest[k].distance / points_[i].spacing);
        }
        return {neighbours_.cv(), areas_of(surrounded).cv()};
    }

private:
    /// What the point sees: ways to others, and skin that may be its own.
    void look(std::uint32_t i)
    {
        ways_.clear();
        const auto visit = [&](const Window& window) {
            const auto triangle = static_cast<std::uint32_t>(window.triangle);
            for (const std::uint32_t j : on_skin_.in_triangle(triangle))
                if (j != i && shared::window_covers(window, points_[j].weights, 0)) see(window, j);
            for (const std::uint32_t patch : patches_.in_triangle(triangle))
                claim(window, patch, i);
        };
        const Candidate& point = points_[i];
        disc_.spread_windows(
            point.triangle, point.weights, point.spacing / sight_den * sight_num, visit);
    }

    static double length(const Window& window, glm::ivec2 at)
    {
        return std::sqrt(double(shared::norm2(at))) + window.offset;
    }

    void see(const Window& window, std::uint32_t j)
    {
        const glm::ivec2 at = shared::seen_at(window, points_[j].weights);
        ways_.push_back({j, length(window, at), std::atan2(double(at.y), double(at.x))});
    }

    void claim(const Window& window, std::uint32_t patch, std::uint32_t i)
    {
        const glm::ivec3 weights = patches_.all()[patch].middle.weights;
        if (!shared::window_covers(window, weights, 0)) return;
        const double distance = length(window, shared::seen_at(window, weights));
        if (distance >= nearest_[patch]) return;
        nearest_[patch] = distance;
        owner_[patch] = i;
    }

    /// By the shortest way to each; fewer than six if no more are in sight.
    std::vector<Neighbour> nearest_others()
    {
        std::ranges::sort(ways_, {}, &Neighbour::distance);
        std::vector<Neighbour> nearest;
        for (const Neighbour& way : ways_) {
            if (nearest.size() == nearest_count) break;
            if (std::ranges::count(nearest, way.number, &Neighbour::number) == 0)
                nearest.push_back(way);
        }
        return nearest;
    }

    Spread areas_of(const std::vector<bool>& surrounded) const
    {
        std::vector<double> areas(points_.size(), 0);
        for (std::size_t patch = 0; patch < owner_.size(); ++patch)
            if (std::isfinite(nearest_[patch]))
                areas[owner_[patch]] += double(patches_.all()[patch].weight);
        Spread spread;
        for (std::size_t i = 0; i < areas.size(); ++i)
            if (surrounded[i]) spread.add(areas[i]);
        return spread;
    }

    const Patches& patches_;
    std::span<const Candidate> points_;
    PointsOnSkin on_skin_;
    Disc disc_;
    std::vector<Neighbour> ways_;       // of the point that looks
    std::vector<std::uint32_t> owner_;  // per patch: the nearest point so far
    std::vector<double> nearest_;       // the same: how far, units
    Spread neighbours_;
};

}  // namespace

Evenness evenness_of(const Skin& skin,
                     const Patches& patches,
                     std::span<const Candidate> points,
                     const base::Progress& progress)
{
    return Judge(skin, patches, points).judge(progress);
}

}  // namespace sampling
