// SPDX-License-Identifier: MIT
#include "session/apply_parts.h"

#include "base/error.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <cmath>

namespace session {

std::size_t index_of(const Case& current, const std::string& name)
{
    for (std::size_t i = 0; i < current.zones.size(); ++i)
        if (current.zones[i].name == name) return i;
    throw base::Error(fmt::format("There is no zone \"{}\".", name));
}

double within(const Limits& limits, double value, const std::string& zone)
{
    const double kept = in_map_steps(value);
    if (!std::isfinite(value) || kept < limits.low || kept > limits.high)
        throw base::Error(fmt::format("Zone \"{}\": {} of {} {} is outside {} to {} {}.",
                                      zone,
                                      limits.what,
                                      value,
                                      limits.unit,
                                      limits.low,
                                      limits.high,
                                      limits.unit));
    return kept;
}

std::vector<glm::dvec3> in_map_steps(std::vector<glm::dvec3> places)
{
    for (glm::dvec3& place : places)
        place = in_map_steps(place);
    return places;
}

glm::dvec3 unit_vector(const char* what, glm::dvec3 vector, const std::string& zone)
{
    const double length = glm::length(vector);
    if (!(length > 1e-6) || !std::isfinite(length))
        throw base::Error(fmt::format("Zone \"{}\": {} needs a length above 0.", zone, what));
    return in_map_steps(vector / length);
}

}  // namespace session
