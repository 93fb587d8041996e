// SPDX-License-Identifier: MIT
// The settings card: one page to lay beside a gun, a pen or a stamp. For each setting of the dials
// the shots, the syringe fills and which points they are, with a box to tick.
#pragma once

#include "exporters/paper.h"
#include "session/session_map.h"

#include <span>
#include <string>

namespace exporters {

struct SettingsCard {
    const session::SessionMap& map;
    std::string map_sha256;
    std::span<const Ink> zone_colours;
};

/// A PDF.
std::string settings_card_of(const SettingsCard& card, PaperSize size = a4);

}  // namespace exporters
