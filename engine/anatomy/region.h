// SPDX-License-Identifier: MIT
// An anatomical unit of the skin, that thickness and limits belong to.
#pragma once

#include "anatomy/place.h"
#include "clinic/table.h"

#include <compare>
#include <string>
#include <string_view>

namespace anatomy {

/// "left cheek" is {"cheek", Side::left}. One without a name lies where no landmark tells.
struct Region {
    std::string_view name;
    Side side = Side::middle;

    std::string words() const { return std::string(prefix_of(side)) + clinic::words_of_id(name); }
    auto operator<=>(const Region&) const = default;
};

}  // namespace anatomy
