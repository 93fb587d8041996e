// SPDX-License-Identifier: MIT
#include "base/error.h"
#include "sampling/lay.h"

namespace sampling {

void lay_fixed_number(const FixedNumber&, const Ground&)
{
    throw base::Error("A fixed number of points cannot be laid yet.");
}

}  // namespace sampling
