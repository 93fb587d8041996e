// SPDX-License-Identifier: MIT
#include "session/visiting_order.h"

#include "session/short_path.h"

#include <algorithm>
#include <optional>

namespace session {
namespace {

using Walk = std::vector<std::uint32_t>;

// As many as short_path() looks at, and some more, since the walk to the nearest looks at them
// first.
constexpr std::size_t neighbours = 7;

/// The points of one zone, by numbers of their own.
struct ZonePlaces {
    std::vector<std::uint32_t> points;  // their numbers in the plan
    std::vector<Place> places;
    NearPlaces near{{}, 0};
};

std::vector<ZonePlaces> by_zone(std::span<const OrderedPlace> points)
{
    std::vector<ZonePlaces> zones;
    for (std::uint32_t i = 0; i < points.size(); ++i) {
        if (points[i].zone >= zones.size()) zones.resize(points[i].zone + 1);
        zones[points[i].zone].points.push_back(i);
        zones[points[i].zone].places.push_back(in_place_steps(points[i].position_mm));
    }
    std::erase_if(zones, [](const ZonePlaces& zone) { return zone.points.empty(); });
    for (ZonePlaces& zone : zones)
        zone.near = NearPlaces(zone.places, neighbours);
    return zones;
}

std::uint32_t highest(const ZonePlaces& zone)
{
    const auto found = std::ranges::max_element(zone.places, {}, [](Place p) { return p.y; });
    return std::uint32_t(found - zone.places.begin());
}

/// The nearest place that is still to do, or none.
template <typename Numbers>
std::optional<std::uint32_t>
nearest_left(const ZonePlaces& zone, Place from, const std::vector<bool>& done, Numbers numbers)
{
    std::optional<std::uint32_t> nearest;
    std::int64_t least = 0;
    for (const std::uint32_t i : numbers) {
        if (done[i]) continue;
        const std::int64_t distance = squared_distance(from, zone.places[i]);
        if (nearest && std::pair(distance, i) >= std::pair(least, *nearest)) continue;
        nearest = i;
        least = distance;
    }
    return nearest;
}

Walk nearest_walk(const ZonePlaces& zone, std::uint32_t first)
{
    std::vector<bool> done(zone.places.size(), false);
    Walk left(zone.places.size());
    for (std::uint32_t i = 0; i < left.size(); ++i)
        left[i] = i;
    Walk walk{first};
    for (done[first] = true; walk.size() < zone.places.size(); done[walk.back()] = true) {
        const Place here = zone.places[walk.back()];
        auto next = nearest_left(zone, here, done, zone.near.of(walk.back()));
        if (!next) {
            std::erase_if(left, [&](std::uint32_t i) { return done[i]; });
            next = nearest_left(zone, here, done, std::span<const std::uint32_t>(left));
        }
        walk.push_back(*next);
    }
    return walk;
}

std::uint32_t nearest_to(const ZonePlaces& zone, Place from)
{
    const auto found = std::ranges::min_element(
        zone.places, {}, [&](Place p) { return squared_distance(p, from); });
    return std::uint32_t(found - zone.places.begin());
}

/// Where a path through the zone comes from, and which zone it goes on to.
PathEnds ends_of(const ZonePlaces& zone, std::optional<Place> from, const ZonePlaces* next)
{
    PathEnds ends;
    for (const Place place : zone.places) {
        if (from) ends.entry.push_back(straight_distance(*from, place));
        if (next)
            ends.exit.push_back(straight_distance(place, next->places[nearest_to(*next, place)]));
    }
    return ends;
}

/// All points, zone by zone; `path` gives a zone's from where the one before ended.
template <typename Path>
Walk through_zones(const std::vector<ZonePlaces>& zones, Path path)
{
    Walk walk;
    std::optional<Place> here;
    for (std::size_t z = 0; z < zones.size(); ++z) {
        const Walk through = path(z, here);
        for (const std::uint32_t i : through)
            walk.push_back(zones[z].points[i]);
        here = zones[z].places[through.back()];
    }
    return walk;
}

Walk nearest_walk(const std::vector<ZonePlaces>& zones)
{
    return through_zones(zones, [&](std::size_t z, std::optional<Place> here) {
        return nearest_walk(zones[z], here ? nearest_to(zones[z], *here) : highest(zones[z]));
    });
}

Walk short_walk(const std::vector<ZonePlaces>& zones)
{
    return through_zones(zones, [&](std::size_t z, std::optional<Place> here) {
        const ZonePlaces& zone = zones[z];
        const ZonePlaces* next = z + 1 < zones.size() ? &zones[z + 1] : nullptr;
        const std::uint32_t first = here ? nearest_to(zone, *here) : highest(zone);
        Walk path = short_path(
            zone.places, zone.near, ends_of(zone, here, next), nearest_walk(zone, first));
        const bool either_way = zones.size() == 1;
        if (either_way && zone.places[path.back()].y > zone.places[path.front()].y)
            std::ranges::reverse(path);
        return path;
    });
}

std::vector<std::uint32_t> order_of(const Walk& walk)
{
    std::vector<std::uint32_t> order(walk.size(), 0);
    for (std::uint32_t i = 0; i < walk.size(); ++i)
        order[walk[i]] = i + 1;
    return order;
}

}  // namespace

Walk nearest_walk(std::span<const OrderedPlace> points)
{
    return nearest_walk(by_zone(points));
}

double walk_length_mm(std::span<const OrderedPlace> points, std::span<const std::uint32_t> walk)
{
    std::int64_t length = 0;
    for (std::size_t i = 1; i < walk.size(); ++i)
        length += straight_distance(in_place_steps(points[walk[i - 1]].position_mm),
                                    in_place_steps(points[walk[i]].position_mm));
    return double(length) / 1e4;
}

std::vector<std::uint32_t> visiting_order(std::span<const OrderedPlace> points)
{
    const std::vector<ZonePlaces> zones = by_zone(points);
    Walk walk = short_walk(zones);
    // Zones are improved one by one; that each is shorter does not promise it of all together.
    const Walk nearest = nearest_walk(zones);
    if (walk_length_mm(points, nearest) < walk_length_mm(points, walk)) walk = nearest;
    return order_of(walk);
}

std::vector<std::uint32_t> quick_order(std::span<const OrderedPlace> points)
{
    return order_of(nearest_walk(points));
}

}  // namespace session
