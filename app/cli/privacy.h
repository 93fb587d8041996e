// SPDX-License-Identifier: MIT
// What the program does for patients before it does anything else.
#pragma once

namespace cli {

/// From now on each file and folder that this process and its children make is its owner's alone,
/// and none of them leaves a dump of its memory when it crashes.
void keep_private();

}  // namespace cli
