// SPDX-License-Identifier: MIT
// Indices with a type: a vertex number cannot be passed where a triangle number is meant.
#pragma once

#include <compare>
#include <cstdint>

namespace base {

/// A number that names one thing of the kind Tag. `none()` names nothing.
template <typename Tag>
struct Id {
    std::uint32_t value = UINT32_MAX;

    constexpr Id() = default;
    constexpr explicit Id(std::uint64_t v)
        : value(static_cast<std::uint32_t>(v))
    {
    }
    static constexpr Id none() { return Id(); }
    constexpr bool valid() const { return value != UINT32_MAX; }
    constexpr auto operator<=>(const Id&) const = default;
};

}  // namespace base
