// SPDX-License-Identifier: MIT
// What verify found, and how near a number must be to be called the same: inside verify only.
#pragma once

#include <fmt/format.h>
#include <glm/geometric.hpp>
#include <glm/vec3.hpp>

#include <cmath>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

namespace session {

struct Failure {
    std::string sentence;
    bool by_rules = false;  // other tables, or other rules of the program, may have given it
};

/// The sentences, one by one.
class Failures {
public:
    /// What the map alone, or the map on its scan, must keep.
    template <typename... T>
    void unless(bool kept, fmt::format_string<T...> sentence, T&&... values)
    {
        if (!kept) all_.push_back({fmt::format(sentence, std::forward<T>(values)...)});
    }
    /// What the clinical tables and this program's rules give.
    template <typename... T>
    void unless_by_rules(bool kept, fmt::format_string<T...> sentence, T&&... values)
    {
        if (!kept) all_.push_back({fmt::format(sentence, std::forward<T>(values)...), true});
    }
    const std::vector<Failure>& all() const { return all_; }

private:
    std::vector<Failure> all_;
};

// What rounding to the map's decimals may do.
inline constexpr double decimals_4 = 1.01e-4, half_decimal_4 = 0.5e-4;

inline bool near(double a, double b, double tolerance = decimals_4)
{
    return std::abs(a - b) <= tolerance;
}

inline bool near(glm::dvec3 a, glm::dvec3 b, double tolerance)
{
    return glm::length(a - b) <= tolerance * std::numbers::sqrt3;
}

}  // namespace session
