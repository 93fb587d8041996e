// SPDX-License-Identifier: MIT
// Single numbers of the tables, by name.
#pragma once

#include "clinic/table.h"

#include <optional>
#include <string_view>

namespace clinic {

/// The number of a row. Throws Error where the table has no such row, or in another unit.
Sourced<double> number_of(std::string_view table,
                          std::string_view row,
                          std::string_view field,
                          std::string_view unit);
std::optional<Sourced<double>> number_if(std::string_view table,
                                         std::string_view row,
                                         std::string_view field,
                                         std::string_view unit);
/// Its text, or nothing.
std::optional<Sourced<std::string>>
text_if(std::string_view table, std::string_view row, std::string_view field);

inline double limit_value(std::string_view row, std::string_view field, std::string_view unit)
{
    return number_of("limits", row, field, unit).value;
}

}  // namespace clinic
