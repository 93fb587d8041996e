// SPDX-License-Identifier: MIT
// The visits of a series as a calendar file (RFC 5545). No name is in it.
#pragma once

#include "session/series.h"

#include <string>

namespace exporters {

/// One all-day event a visit, with what to leave before it.
std::string calendar_of(const session::PlannedSeries& series);

}  // namespace exporters
