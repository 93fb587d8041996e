// SPDX-License-Identifier: MIT
#include "session/visiting_order.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace session {
namespace {

using Place = glm::i64vec3;

Place in_steps(glm::dvec3 position_mm)
{
    const glm::dvec3 steps = position_mm * 1e4;
    return {std::llround(steps.x), std::llround(steps.y), std::llround(steps.z)};
}

std::int64_t squared_distance(Place a, Place b)
{
    const Place d = a - b;  // below 2^28 each: 10 m are 10^8 steps
    return d.x * d.x + d.y * d.y + d.z * d.z;
}

/// The points of one zone that are still to do.
class ToDo {
public:
    ToDo(std::span<const OrderedPlace> points, std::uint32_t zone)
    {
        for (std::size_t i = 0; i < points.size(); ++i)
            if (points[i].zone == zone) left_.push_back({i, in_steps(points[i].position_mm)});
    }
    bool empty() const { return left_.empty(); }

    struct Step {
        std::size_t point;
        Place place;
    };
    Step take_highest()
    {
        return take(std::max_element(left_.begin(), left_.end(), [](const Step& a, const Step& b) {
            return a.place.y < b.place.y;
        }));
    }
    Step take_nearest(Place from)
    {
        return take(std::min_element(left_.begin(), left_.end(), [&](const Step& a, const Step& b) {
            return squared_distance(a.place, from) < squared_distance(b.place, from);
        }));
    }

private:
    Step take(std::vector<Step>::iterator step)
    {
        const Step taken = *step;
        left_.erase(step);  // keeps the order of index, by which ties are broken
        return taken;
    }

    std::vector<Step> left_;
};

}  // namespace

std::vector<std::uint32_t> visiting_order(std::span<const OrderedPlace> points)
{
    std::vector<std::uint32_t> order(points.size(), 0);
    std::uint32_t zones = 0;
    for (const OrderedPlace& point : points)
        zones = std::max(zones, point.zone + 1);

    std::uint32_t done = 0;
    std::optional<Place> here;
    for (std::uint32_t zone = 0; zone < zones; ++zone)
        for (ToDo left(points, zone); !left.empty();) {
            const ToDo::Step step = here ? left.take_nearest(*here) : left.take_highest();
            order[step.point] = ++done;
            here = step.place;
        }
    return order;
}

}  // namespace session
