// SPDX-License-Identifier: MIT
// What can be done to a zone as a whole: its shape, its mirror image, its colour.
#pragma once

#include "panels/form.h"

#include <functional>
#include <span>
#include <string>

namespace panels {

/// A button that opens the list of changes of shape.
void shape_menu(const ZoneRow& zone,
                std::span<const ZoneRow> zones,
                const std::function<zones::Mirroring()>& midplane,
                Form& form,
                Commands& commands);

/// The palette, in the popup of that name.
void colour_popup(const char* popup, const ZoneRow& zone, const Form& form, Commands& commands);

/// The name, or with a number after it where it is taken.
std::string free_name(std::string name, std::span<const ZoneRow> zones);

}  // namespace panels
