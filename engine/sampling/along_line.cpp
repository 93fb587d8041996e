// SPDX-License-Identifier: MIT
#include "base/error.h"
#include "sampling/lay.h"

namespace sampling {

void lay_along_line(const AlongLine&, const Ground&)
{
    throw base::Error("Points along a line cannot be laid yet.");
}

}  // namespace sampling
