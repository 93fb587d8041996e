// SPDX-License-Identifier: MIT
// Checks every promise of a session map again, on the scan that it was made for, by other code than
// made it: nothing here knows the sampler.
#pragma once

#include "base/progress.h"
#include "geometry/scan.h"
#include "session/session_map.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace session {

struct VerifyReport {
    // One sentence for each promise that is not kept. Of a map that another program or other
    // clinical tables made, one sentence alone tells of all that their rules gave.
    std::vector<std::string> failures;
    bool other_rules = false;  // such a map
    std::optional<double> smallest_spacing_mm;
    double largest_gap_mm = 0;

    bool kept() const { return failures.empty(); }
};

/// `text` is the file's, `map` what session_map_in made of it.
VerifyReport verify(std::string_view text,
                    const SessionMap& map,
                    const geometry::Scan& scan,
                    const base::Progress& progress = {});

}  // namespace session
