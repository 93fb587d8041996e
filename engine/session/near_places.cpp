// SPDX-License-Identifier: MIT
#include "session/near_places.h"

#include <glm/common.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace session {
namespace {

/// The axis along which the places reach furthest.
int longest_axis(std::span<const Place> places)
{
    Place low = places[0], high = places[0];
    for (const Place& place : places) {
        low = glm::min(low, place);
        high = glm::max(high, place);
    }
    const Place size = high - low;
    const int longer = size.y > size.x ? 1 : 0;
    return size.z > size[longer] ? 2 : longer;
}

/// The nearest so far, as (squared distance, number).
class Nearest {
public:
    explicit Nearest(std::size_t how_many)
        : how_many_(how_many)
    {
    }
    bool can_be_nearer(std::int64_t squared) const
    {
        return found_.size() < how_many_ || squared <= found_.back().first;
    }
    void offer(std::int64_t squared, std::uint32_t number)
    {
        const std::pair one{squared, number};
        if (found_.size() == how_many_ && one > found_.back()) return;
        found_.insert(std::ranges::upper_bound(found_, one), one);
        if (found_.size() > how_many_) found_.pop_back();
    }
    const std::vector<std::pair<std::int64_t, std::uint32_t>>& found() const { return found_; }

private:
    std::size_t how_many_;
    std::vector<std::pair<std::int64_t, std::uint32_t>> found_;
};

}  // namespace

Place in_place_steps(glm::dvec3 position_mm)
{
    const glm::dvec3 steps = position_mm * 1e4;
    return {std::llround(steps.x), std::llround(steps.y), std::llround(steps.z)};
}

std::int64_t squared_distance(Place a, Place b)
{
    const Place d = a - b;
    return d.x * d.x + d.y * d.y + d.z * d.z;
}

std::int64_t straight_distance(Place a, Place b)
{
    const std::int64_t squared = squared_distance(a, b);
    auto root = static_cast<std::int64_t>(std::sqrt(static_cast<double>(squared)));
    while (root * root > squared)
        --root;
    while ((root + 1) * (root + 1) <= squared)
        ++root;
    return root;
}

NearPlaces::NearPlaces(std::span<const Place> places, std::size_t how_many)
    : each_(std::min(how_many, places.empty() ? 0 : places.size() - 1))
{
    if (each_ == 0) return;
    const int axis = longest_axis(places);
    std::vector<std::uint32_t> along(places.size());
    std::iota(along.begin(), along.end(), 0u);
    std::ranges::stable_sort(along, {}, [&](std::uint32_t i) { return places[i][axis]; });

    near_.resize(places.size() * each_);
    for (std::size_t at = 0; at < along.size(); ++at) {
        const Place here = places[along[at]];
        Nearest nearest(each_);
        const auto looks_at = [&](std::size_t other) {
            const Place there = places[along[other]];
            const std::int64_t ahead = there[axis] - here[axis];
            if (!nearest.can_be_nearer(ahead * ahead)) return false;
            nearest.offer(squared_distance(here, there), along[other]);
            return true;
        };
        for (std::size_t below = at; below > 0 && looks_at(below - 1);)
            --below;
        for (std::size_t above = at + 1; above < along.size() && looks_at(above);)
            ++above;
        for (std::size_t i = 0; i < each_; ++i)
            near_[along[at] * each_ + i] = nearest.found()[i].second;
    }
}

}  // namespace session
