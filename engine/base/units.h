// SPDX-License-Identifier: MIT
// Length units of scan files. Inside the program every length is in millimetres.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace base {

enum class LengthUnit { millimetre, centimetre, decimetre, metre, inch };

inline constexpr std::array all_length_units{LengthUnit::millimetre,
                                             LengthUnit::centimetre,
                                             LengthUnit::decimetre,
                                             LengthUnit::metre,
                                             LengthUnit::inch};

double millimetres_per(LengthUnit unit);
/// "mm", "cm", "dm", "m" or "inch".
std::string_view name_of(LengthUnit unit);
/// Reads "mm", "millimetre(s)", "millimeter(s)", "cm", "in", "inches", ...; case does not matter.
std::optional<LengthUnit> length_unit_named(std::string_view text);

}  // namespace base
