// SPDX-License-Identifier: MIT
// The list of zones: select, add, rename, delete.
#pragma once

#include "panels/form.h"

#include <span>

namespace panels {

Commands zones_panel(std::span<const ZoneRow> zones, Form& form);

/// A new zone with a name that is still free.
session::Command new_zone(const session::Case& current, const std::string& technique);

}  // namespace panels
