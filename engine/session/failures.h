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

/// The sentences, one by one.
class Failures {
public:
    template <typename... T>
    void unless(bool kept, fmt::format_string<T...> sentence, T&&... values)
    {
        if (!kept) sentences_.push_back(fmt::format(sentence, std::forward<T>(values)...));
    }
    std::vector<std::string> take() { return std::move(sentences_); }

private:
    std::vector<std::string> sentences_;
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
