// SPDX-License-Identifier: MIT
#include "exporters/upright.h"

#include "anatomy/up_axis.h"

namespace exporters {

glm::dmat3 upright(const geometry::Scan& scan)
{
    if (anatomy::up_axis(scan.mesh).axis != 'z') return glm::dmat3(1);
    return {1, 0, 0, 0, 0, -1, 0, 1, 0};
}

}  // namespace exporters
