// SPDX-License-Identifier: MIT
// What the numbers of a request may be at all, whatever the patient: by the request's schema.
#pragma once

#include <string_view>

namespace session {

/// In the unit that the field's name ends with.
struct FieldLimits {
    double least, most;
    bool above_least = false;  // the least itself may not be
    bool whole = false;        // no fractions

    bool allow(double value) const;
};

/// Of a field of one of the parts of a request ("patient/age_years"), or of what a list there holds
/// ("patient/measured/total_mm"). A place without limits on both sides is our own mistake.
FieldLimits limits_of(std::string_view place);

}  // namespace session
