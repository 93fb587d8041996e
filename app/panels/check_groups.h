// SPDX-License-Identifier: MIT
// Alike checks put together: a plan near vessels has a warning for each of them in each zone, and
// nobody reads twenty sentences that begin the same.
#pragma once

#include "session/session_map.h"

#include <span>
#include <string>
#include <vector>

namespace panels {

struct CheckGroup {
    session::CheckResult result = session::CheckResult::pass;
    std::string rule;
    const char* title = "";                     // in English: say() it
    std::vector<const session::Check*> checks;  // in the order of the map
};

/// One group for each rule and result: failures first, then warnings, then what passed; in each in
/// the order of the map.
std::vector<CheckGroup> groups_of(std::span<const session::Check> checks);

/// What the check says, in the spoken language, to stand under its zone's name.
std::string words_in_zone(const session::Check& check);

}  // namespace panels
