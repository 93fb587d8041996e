// SPDX-License-Identifier: MIT
// Approving a map: a person answers for it with a name, a last day and the practice's signature.
// Only then may a device use it on a patient, and only once.
#pragma once

#include "session/session_map.h"

#include <optional>
#include <string>
#include <string_view>

namespace session {

struct ApprovalWish {
    std::string by;
    clinic::Day on;
    clinic::Day expires;
    std::string use_id;  // 32 hexadecimal digits
};

/// The text of the draft, approved and signed. Throws base::Error, one sentence: for a map that is
/// approved already, whose seal is broken, without a name, or that would expire before its day.
std::string
approved_text(std::string_view draft_text, const ApprovalWish& wish, const SigningKey& key);

/// What an approval must be to be believed; nothing wrong: nothing. A draft is believed to be one.
std::optional<std::string> approval_problem(std::string_view text, const SessionMap& map);

/// What a device would say before it used the map: it must be approved, signed by that key, and not
/// be out of date on that day.
std::optional<std::string>
use_problem(const SessionMap& map, const std::string& public_key, clinic::Day today);

}  // namespace session
