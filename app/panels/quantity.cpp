// SPDX-License-Identifier: MIT
#include "panels/quantity.h"

#include "base/units.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

namespace panels {
namespace {

/// A unit and how many of the unit beside it it is.
struct Factor {
    std::string_view unit, of;
    double factor;
};

// Small letters; the micro sign exists twice.
constexpr std::array factors{Factor{"mL", "ml", 1},
                             Factor{"mL", "cc", 1},
                             Factor{"mL", "ul", 1e-3},
                             Factor{"mL", "\xc2\xb5l", 1e-3},
                             Factor{"mL", "\xce\xbcl", 1e-3},
                             Factor{"°", "°", 1},
                             Factor{"°", "deg", 1},
                             Factor{"°", "degrees", 1}};

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(' ');
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Reads a number off the front of `text`.
std::optional<double> take_number(std::string_view& text)
{
    double value = 0;
    const auto [end, failure] =
        std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (failure != std::errc() || !std::isfinite(value)) return std::nullopt;
    text.remove_prefix(std::size_t(end - text.data()));
    return value;
}

/// The share that follows a number: "/2", or " 1/2" after a whole one.
std::optional<double> take_fraction(std::string_view& text, double first)
{
    std::string_view rest = trimmed(text);
    double whole = 0, above = first;
    if (!rest.starts_with('/')) {
        const auto next = take_number(rest);
        if (!next || !rest.starts_with('/')) return first;  // what follows is a unit
        whole = first;
        above = *next;
    }
    rest.remove_prefix(1);
    const auto below = take_number(rest);
    if (!below || *below == 0) return std::nullopt;
    text = rest;
    return whole + above / *below;
}

std::optional<double> factor_of(std::string_view typed, std::string_view unit)
{
    if (typed.empty()) return 1;
    if (unit == "mm") {
        if (const auto length = base::length_unit_named(typed == "\"" ? "in" : typed))
            return base::millimetres_per(*length);
        return std::nullopt;
    }
    std::string small(typed);
    std::ranges::transform(small, small.begin(), [](unsigned char c) { return std::tolower(c); });
    for (const Factor& one : factors)
        if (one.unit == unit && one.of == small) return one.factor;
    return typed == unit ? std::optional(1.0) : std::nullopt;
}

}  // namespace

std::optional<double> number_in(std::string_view typed, std::string_view unit)
{
    std::string dotted(trimmed(typed));
    std::ranges::replace(dotted, ',', '.');
    std::string_view text = dotted;
    const auto first = take_number(text);
    if (!first) return std::nullopt;
    const auto number = take_fraction(text, *first);
    if (!number) return std::nullopt;
    const auto factor = factor_of(trimmed(text), unit);
    if (!factor) return std::nullopt;
    return *number * *factor;
}

}  // namespace panels
