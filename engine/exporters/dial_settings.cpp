// SPDX-License-Identifier: MIT
#include "exporters/dial_settings.h"

#include "clinic/techniques.h"
#include "exporters/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace exporters {
namespace {

std::string needle_of(const session::MapZone& zone)
{
    if (!zone.needle) return {};
    const clinic::Needle& needle = clinic::needle(*zone.needle);
    return fmt::format("{}, {:g} mm", needle.gauge.value, needle.length_mm.value);
}

/// Rounded down, so that no needle goes deeper than planned.
double on_dial(double inserted_mm, const session::SessionMap& map)
{
    const bool is_stepped = map.clinic.device && map.clinic.device->depth_step_mm;
    if (is_stepped) return inserted_mm;  // its step is in the plan
    constexpr double map_step_mm = 1e-4;
    return std::max(depth_dial_mm,
                    std::floor((inserted_mm + map_step_mm / 2) / depth_dial_mm) * depth_dial_mm);
}

bool is_set_alike(const DialSetting& a, const DialSetting& b)
{
    return a.mixture == b.mixture && a.needle == b.needle && a.angle_deg == b.angle_deg &&
           std::abs(a.inserted_mm - b.inserted_mm) < 1e-6 && a.volume_ml == b.volume_ml;
}

int changes_between(const DialSetting& a, const DialSetting& b)
{
    return (a.mixture != b.mixture) + (a.needle != b.needle) + (a.angle_deg != b.angle_deg) +
           (std::abs(a.inserted_mm - b.inserted_mm) > 1e-6) + (a.volume_ml != b.volume_ml);
}

/// The order with the fewest changes, by Held and Karp 1962: all sets of settings that may be done,
/// with each that may be the last. Of equal ones the first in the list's own order.
std::vector<std::size_t> best_order(const std::vector<DialSetting>& all)
{
    const std::size_t n = all.size(), sets = std::size_t(1) << n;
    constexpr int never = std::numeric_limits<int>::max() / 2;
    std::vector<int> cost(sets * n, never);
    std::vector<std::size_t> before(sets * n, n);
    for (std::size_t i = 0; i < n; ++i)
        cost[(std::size_t(1) << i) * n + i] = i == 0 ? 0 : 1;  // the first stays where it can
    for (std::size_t set = 1; set < sets; ++set)
        for (std::size_t last = 0; last < n; ++last) {
            if (cost[set * n + last] >= never) continue;
            for (std::size_t next = 0; next < n; ++next) {
                if (set >> next & 1) continue;
                const std::size_t to = (set | std::size_t(1) << next) * n + next;
                const int longer = cost[set * n + last] + 2 * changes_between(all[last], all[next]);
                if (longer >= cost[to]) continue;
                cost[to] = longer;
                before[to] = last;
            }
        }
    std::size_t set = sets - 1, last = 0;
    for (std::size_t i = 1; i < n; ++i)
        if (cost[set * n + i] < cost[set * n + last]) last = i;
    std::vector<std::size_t> order;
    while (last < n) {
        order.push_back(last);
        const std::size_t previous = before[set * n + last];
        set &= ~(std::size_t(1) << last);
        last = previous;
    }
    std::ranges::reverse(order);
    return order;
}

/// From one to the nearest that is left; for more settings than all orders can be tried of.
std::vector<std::size_t> good_order(const std::vector<DialSetting>& all)
{
    std::vector<std::size_t> order{0};
    std::vector<bool> is_done(all.size());
    is_done[0] = true;
    while (order.size() < all.size()) {
        std::size_t best = all.size();
        for (std::size_t i = 0; i < all.size(); ++i)
            if (!is_done[i] &&
                (best == all.size() || changes_between(all[order.back()], all[i]) <
                                           changes_between(all[order.back()], all[best])))
                best = i;
        is_done[best] = true;
        order.push_back(best);
    }
    return order;
}

}  // namespace

double DialSetting::total_ml() const
{
    double total = 0;
    for (const session::MapPoint* point : points)
        total += point->volume_ml;
    return total;
}

int DialSetting::fills(double syringe_ml) const
{
    constexpr double rounding_ml = 1e-6;
    return int(std::ceil(total_ml() / syringe_ml - rounding_ml));
}

DialPlan dial_plan(const session::SessionMap& map)
{
    std::vector<DialSetting> found;
    DialPlan plan;
    for (const session::MapPoint* point : in_order(map)) {
        const session::MapZone& zone = map.zones.at(point->zone);
        DialSetting wanted;
        wanted.mixture = zone.aim.mixture.value_or("");
        wanted.needle = needle_of(zone);
        wanted.angle_deg = zone.angle_deg;
        wanted.inserted_mm = on_dial(point->inserted_mm, map);
        wanted.volume_ml = point->volume_ml;
        plan.most_shallower_mm =
            std::max(plan.most_shallower_mm, point->inserted_mm - wanted.inserted_mm);
        const auto same = [&](const DialSetting& s) { return is_set_alike(s, wanted); };
        auto it = std::ranges::find_if(found, same);
        if (it == found.end()) it = found.insert(found.end(), std::move(wanted));
        it->points.push_back(point);
    }
    if (found.empty()) return plan;
    constexpr std::size_t most_tried = 13;
    for (const std::size_t i : found.size() <= most_tried ? best_order(found) : good_order(found)) {
        if (!plan.settings.empty()) plan.changes += changes_between(plan.settings.back(), found[i]);
        plan.settings.push_back(found[i]);
    }
    return plan;
}

std::string ranges_of(const std::vector<std::uint32_t>& numbers)
{
    std::string words;
    for (std::size_t i = 0; i < numbers.size();) {
        std::size_t last = i;
        while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1)
            ++last;
        words += (words.empty() ? "" : ", ") + std::to_string(numbers[i]);
        if (last > i) words += (last > i + 1 ? "-" : ", ") + std::to_string(numbers[last]);
        i = last + 1;
    }
    return words;
}

}  // namespace exporters
