// SPDX-License-Identifier: MIT
// Fields of the forms on a visit: amounts and days that may also be unknown, and what the tables
// call things.
#pragma once

#include "clinic/days.h"
#include "clinic/rule.h"
#include "panels/form.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace panels {

/// What was typed, if anything was; an emptied field makes it unknown.
template <typename T>
using Typed = std::optional<std::optional<T>>;

/// An amount with its name and unit. `id` tells it from others of that name.
Typed<double> amount_field(const Quantity& what,
                           std::optional<double> now,
                           Form& form,
                           const std::string& id = "");
/// The same alone, as wide as the caller set.
Typed<double>
amount_cell(const Quantity& what, std::optional<double> now, Form& form, const std::string& id);

/// A named day, and a button that puts today there. `id` tells it from others of that name.
Typed<clinic::Day>
day_field(const char* name, std::optional<clinic::Day> now, Form& form, const std::string& id = "");
Typed<clinic::Day> day_cell(const std::string& id, std::optional<clinic::Day> now, Form& form);

/// "2026-12-24" or "24.12.2026"; nothing for another text.
std::optional<clinic::Day> day_typed(std::string_view text);

/// A row of a table that can be added.
struct FoundRow {
    std::string id, name;
};

/// A field that lists the rows with the typed letters in their names; Enter takes the first. Gives
/// the id of the one that was chosen.
std::optional<std::string>
row_finder(const char* id, const char* inside, const std::vector<FoundRow>& rows, Form& form);

/// A small button that takes a line of a list away; true if it was pressed.
bool remove_button(const char* id, const Form& form);

/// A finding as a line with its sign, its source on hover.
void finding_line(const clinic::Finding& finding, const Form& form);

}  // namespace panels
