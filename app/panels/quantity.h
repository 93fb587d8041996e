// SPDX-License-Identifier: MIT
// Numbers as people type them: "8", "8.5", "8,5", "1/2 in", "1 1/2 in", "20 uL".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace panels {

/// In `unit` ("mm", "mL", "°", or empty), whatever unit of that kind was typed. Nothing if the text
/// is no such number.
std::optional<double> number_in(std::string_view typed, std::string_view unit);

}  // namespace panels
