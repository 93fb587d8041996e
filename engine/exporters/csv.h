// SPDX-License-Identifier: MIT
// The exporters room: session maps in other formats, one file each.
//
// CSV: one point a row, for spreadsheets and small machines. Units are in the header's names.
#pragma once

#include "session/session_map.h"

#include <string>

namespace exporters {

/// The points in the order of injection (RFC 4180, "\n" line ends, numbers as in the map).
std::string csv_of(const session::SessionMap& map);

}  // namespace exporters
