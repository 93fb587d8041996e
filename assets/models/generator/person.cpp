// SPDX-License-Identifier: MIT
#include "person.h"

#include "body.h"

#include <algorithm>

namespace {

// Men against women. Stature 1756 : 1629 (ANSUR II); head length 197 : 187 and breadth 151 : 144;
// n-gn 125 : 111, of which the scale of the head gives a half (Farkas 1994; all from memory).
constexpr double stature_gain = 0.078, head_gain = 0.055, face_gain_mm = 6.8;

}  // namespace

double Traits::aged() const
{
    return std::clamp((age - 30.0) / 45.0, 0.0, 1.3);
}

Person::Person(const Traits& traits)
    : traits_(traits)
    , scale_(1.0 + stature_gain * traits.male)
{
}

double Person::head_share(double y) const
{
    const double head = (1.0 + head_gain * traits_.male) / scale_;
    return glm::mix(1.0, head, smooth_step(-180.0, -90.0, y));
}

// The lower face, and back again over the neck.
double Person::lengthening(double y) const
{
    return face_gain_mm * traits_.male * smooth_step(17.0, -92.0, y) *
           smooth_step(-185.0, -92.0, y);
}

Vec3 Person::placed(const Vec3& canonical) const
{
    const Vec3 q = canonical - head_place;
    const Vec3 longer(q.x, q.y - lengthening(q.y), q.z);
    return scale_ * (head_share(q.y) * longer + head_place);
}

Vec3 Person::canonical(const Vec3& p) const
{
    if (traits_.male == 0.0) return p;
    const Vec3 q = p / scale_ - head_place;
    double y = q.y;
    for (int i = 0; i < 5; ++i)  // contracts by a tenth each time
        y = q.y / head_share(y) + lengthening(y);
    const double share = head_share(y);
    return Vec3(q.x / share, y, q.z / share) + head_place;
}
