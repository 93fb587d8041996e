// SPDX-License-Identifier: MIT
// One row of a table's objects, for those who know its name.
#pragma once

#include "base/error.h"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace clinic {

/// The row whose `key` it is. Throws Error that lists the known ones; `what` is "area".
template <typename Row>
const Row& row_named(const std::vector<Row>& rows,
                     std::string Row::*key,
                     std::string_view name,
                     const char* what)
{
    std::vector<std::string> known;
    for (const Row& row : rows) {
        if (row.*key == name) return row;
        known.push_back(row.*key);
    }
    throw base::Error(fmt::format(
        "There is no {} \"{}\"; the known ones are {}.", what, name, fmt::join(known, ", ")));
}

}  // namespace clinic
