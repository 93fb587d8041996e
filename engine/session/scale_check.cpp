// SPDX-License-Identifier: MIT
#include "session/scale_check.h"

#include "anatomy/size_in_words.h"

#include <fmt/format.h>

namespace session {

Check scale_check(const SessionMap& map, const geometry::Box& scan)
{
    const bool confirmed = !map.scale_statement.empty();
    Check check;
    check.rule = "scan.scale";
    check.result = confirmed ? CheckResult::pass : CheckResult::warn;
    check.message =
        confirmed
            ? fmt::format("The scan's size was compared with the patient: {}.", map.scale_statement)
            : fmt::format("Nobody has compared the scan's size with the patient: {}.",
                          anatomy::size_in_words(map.landmarks, scan));
    check.source = confirmed ? "the practitioner" : "measured on the scan";
    return check;
}

}  // namespace session
