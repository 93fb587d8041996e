// SPDX-License-Identifier: MIT
// How the chosen zone is treated: technique, arrangement, spacing, depth, angle, volume; each
// number with its source.
#pragma once

#include "panels/form.h"

namespace panels {

/// `zone` may be null: none is chosen.
Commands settings_panel(const session::Zone* zone, const session::ClinicFacts& facts, Form& form);

}  // namespace panels
