// SPDX-License-Identifier: MIT
#include "exporters/text.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace exporters {

std::string number(double value, int decimals)
{
    const std::string text = fmt::format("{:.{}f}", value, decimals);
    const bool is_zero = text.find_first_not_of("-0.") == text.npos;
    return is_zero && text[0] == '-' ? text.substr(1) : text;
}

std::string numbers(glm::dvec3 v, int decimals, const char* between)
{
    return number(v.x, decimals) + between + number(v.y, decimals) + between +
           number(v.z, decimals);
}

std::vector<const session::MapPoint*> in_order(const session::SessionMap& map)
{
    std::vector<const session::MapPoint*> points;
    for (const session::MapPoint& point : map.points)
        points.push_back(&point);
    std::ranges::sort(points, {}, &session::MapPoint::order);
    return points;
}

glm::dmat3 axes_along(glm::dvec3 z)
{
    z = glm::normalize(z);
    constexpr double nearly_up = 0.999;
    const glm::dvec3 up = std::abs(z.y) < nearly_up ? glm::dvec3(0, 1, 0) : glm::dvec3(0, 0, 1);
    const glm::dvec3 x = glm::normalize(glm::cross(up, z));
    return {x, glm::cross(z, x), z};
}

}  // namespace exporters
