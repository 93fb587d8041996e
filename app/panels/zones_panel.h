// SPDX-License-Identifier: MIT
// The list of zones: select, add, rename, colour, hide, lock, reorder, duplicate, delete. Where
// zones overlap, the upper one has the skin.
#pragma once

#include "panels/form.h"

#include <functional>
#include <span>

namespace panels {

/// `midplane` is asked for when a zone is to be mirrored.
Commands zones_panel(std::span<const ZoneRow> zones,
                     const std::function<zones::Mirroring()>& midplane,
                     Form& form);

/// A new zone with a name that is still free.
session::Command new_zone(const session::Case& current, const std::string& technique);

}  // namespace panels
