// SPDX-License-Identifier: MIT
#include "base/units.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace base {
namespace {

struct UnitNames {
    LengthUnit unit;
    double millimetres;
    std::array<std::string_view, 6> names;  // the first is the one we print
};

constexpr std::array<UnitNames, 5> table{{
    {LengthUnit::millimetre,
     1,
     {"mm", "millimetre", "millimetres", "millimeter", "millimeters", "mm."}},
    {LengthUnit::centimetre,
     10,
     {"cm", "centimetre", "centimetres", "centimeter", "centimeters", "cm."}},
    {LengthUnit::decimetre,
     100,
     {"dm", "decimetre", "decimetres", "decimeter", "decimeters", "dm."}},
    {LengthUnit::metre, 1000, {"m", "metre", "metres", "meter", "meters", "m."}},
    {LengthUnit::inch, 25.4, {"inch", "in", "inches", "\"", "in.", "inch."}},
}};

const UnitNames& row_of(LengthUnit unit)
{
    return table[static_cast<std::size_t>(unit)];
}

}  // namespace

double millimetres_per(LengthUnit unit)
{
    return row_of(unit).millimetres;
}

std::string_view name_of(LengthUnit unit)
{
    return row_of(unit).names.front();
}

std::optional<LengthUnit> length_unit_named(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(
        lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const UnitNames& row : table)
        if (std::ranges::find(row.names, lower) != row.names.end()) return row.unit;
    return std::nullopt;
}

}  // namespace base
