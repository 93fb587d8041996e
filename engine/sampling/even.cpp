// SPDX-License-Identifier: MIT
#include "base/error.h"
#include "sampling/lay.h"

namespace sampling {

void lay_even(const Ground&)
{
    throw base::Error("Even points cannot be laid yet.");
}

}  // namespace sampling
