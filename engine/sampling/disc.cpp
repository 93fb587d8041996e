// SPDX-License-Identifier: MIT
#include "sampling/disc.h"

#include "base/error.h"

#include <algorithm>

namespace sampling {

void refuse_trouble(std::uint32_t trouble)
{
    if (trouble == 0) return;
    if (trouble & shared::trouble_unfit)
        throw base::Error(
            "The scan has needle-thin or huge triangles in or near a zone, on which distances "
            "cannot be measured; repair the mesh there or paint elsewhere.");
    if (trouble & shared::trouble_windows)
        throw base::Error(
            "The scan's triangles are too fine for so wide a spacing: distances over all of them "
            "do not fit into memory. Simplify the scan to edges of about a third of the spacing.");
    throw base::Error(
        "The scan's mesh is too tangled near a zone to measure distances along the skin.");
}

void DiscMemory::double_tasks(int head)
{
    std::ranges::rotate(tasks, tasks.begin() + head);
    tasks.resize(2 * tasks.size());
}

}  // namespace sampling
