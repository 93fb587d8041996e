// SPDX-License-Identifier: MIT
// Where hair grows on the scalp: behind the hairline of forehead, temple and sideburn, round the
// ear, down to the nape.
#include "head.h"

#include <algorithm>
#include <cmath>

namespace {

// Height of the hairline in front, over the breadth: rounded at the trichion, receding at the
// temples, down along the sideburn before the ear.
double front_line_y(const Vec3& left, const Traits& traits)
{
    // Men lose it first at the temples.
    const double lost = traits.male * (0.35 + traits.aged());
    const double recession = (4.0 + 16.0 * lost) * bell(left.x - 36.0, 11.0) + 6.0 * lost;
    return 88.0 - 0.0035 * left.x * left.x + recession;
}

double temple_line_z(double y)
{
    return 34.0 + 0.38 * (y - 30.0) + 7.0 * bell(y - 48.0, 14.0) - 16.0 * smooth_step(24, -12, y);
}

}  // namespace

double hair_at(const Vec3& left, const Traits& traits)
{
    if (is_within_ear(left)) return 0.0;
    const double over_forehead = smooth_step(-11.0, 11.0, left.y - front_line_y(left, traits));
    const double behind_temple =
        smooth_step(12.0, -12.0, left.z - temple_line_z(left.y)) * smooth_step(-12, -4, left.y);
    const double sides =
        std::max(over_forehead, left.x > 40.0 || left.z < 20.0 ? behind_temple : 0.0);
    // Behind the ear it follows the mastoid down to the nape.
    const double nape =
        smooth_step(-5.0, 5.0, left.y + 52.0 - 0.55 * std::max(left.x - 30.0, 0.0)) *
        smooth_step(-14.0, -22.0, left.z);
    return std::max(sides, nape);
}

double beard_at(const Vec3& left)
{
    if (is_within_ear(left)) return 0.0;
    const double jaw = smooth_step(-112.0, -86.0, left.y) * smooth_step(-20.0, -36.0, left.y);
    const double cheek_line = -20.0 - 0.35 * std::max(56.0 - left.x, 0.0);
    const double below_cheek = smooth_step(14.0, -18.0, left.y - cheek_line);
    return smooth_step(0.0, 22.0, left.z) * jaw * below_cheek * (1.0 - vermilion_at(left));
}
