// SPDX-License-Identifier: MIT
// Where hair grows on the scalp: behind the hairline of forehead, temple and sideburn, round the
// ear, down to the nape.
#include "head.h"

#include <algorithm>
#include <cmath>

namespace {

// Height of the hairline in front, over the breadth: rounded at the trichion, receding at the
// temples, down along the sideburn before the ear.
double front_line_y(const Vec3& left)
{
    const double recession = 4.0 * bell(left.x - 38.0, 10.0);
    return 88.0 - 0.0035 * left.x * left.x + recession;
}

double temple_line_z(double y)
{
    return 34.0 + 0.38 * (y - 30.0) - 14.0 * smooth_step(20, -12, y);
}

}  // namespace

double hair_at(const Vec3& left)
{
    if (is_on_ear(left)) return 0.0;
    const double over_forehead = smooth_step(-3.5, 3.5, left.y - front_line_y(left));
    const double behind_temple =
        smooth_step(4.0, -4.0, left.z - temple_line_z(left.y)) * smooth_step(-12, -4, left.y);
    const double sides =
        std::max(over_forehead, left.x > 40.0 || left.z < 20.0 ? behind_temple : 0.0);
    // Behind the ear it follows the mastoid down to the nape.
    const double nape =
        smooth_step(-5.0, 5.0, left.y + 52.0 - 0.55 * std::max(left.x - 30.0, 0.0)) *
        smooth_step(-14.0, -22.0, left.z);
    return std::max(sides, nape);
}
