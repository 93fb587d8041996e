// SPDX-License-Identifier: MIT
// A map's points by how a gun, a pen or a stamp is set for them, in an order with the fewest turns
// of a dial.
#pragma once

#include "session/session_map.h"

#include <string>
#include <vector>

namespace exporters {

/// Devices have no finer depth dial than this; where one states its step, depths are in it already.
inline constexpr double depth_dial_mm = 0.1;

struct DialSetting {
    std::string mixture;  // by name; empty: the visit names none
    std::string needle;   // "30G, 4 mm"; empty: none is named
    double angle_deg = 90;
    double inserted_mm = 0;  // along the needle: what the depth dial or the stop is set to
    double volume_ml = 0;    // a shot; of a stamp, all its pins
    std::vector<const session::MapPoint*> points;  // in working order

    double total_ml() const;
    int fills(double syringe_ml) const;
};

struct DialPlan {
    std::vector<DialSetting> settings;  // in the order of work
    int changes = 0;                    // of a syringe's content, a needle, an angle or a dial
    double most_shallower_mm = 0;       // by the dial's step, which never goes deeper
};

DialPlan dial_plan(const session::SessionMap& map);

/// "1-26, 30": numbers in rising order.
std::string ranges_of(const std::vector<std::uint32_t>& numbers);

}  // namespace exporters
