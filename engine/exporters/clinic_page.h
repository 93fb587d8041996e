// SPDX-License-Identifier: MIT
// All clinical tables as one page, for the clinician who signs them off: each fact with its source
// and its standing, and room for a mark.
#pragma once

#include <string>

namespace exporters {

/// A whole HTML document that needs nothing beside it.
std::string clinic_page();

}  // namespace exporters
