// SPDX-License-Identifier: MIT
#include "base/error.h"
#include "sampling/lay.h"

namespace sampling {

void lay_rows(const Rows&, const Ground&)
{
    throw base::Error("Rows cannot be laid yet.");
}

}  // namespace sampling
