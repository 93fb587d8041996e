// SPDX-License-Identifier: MIT
// The skin's colour: what a scanner's texture would show under even light.
#pragma once

#include "person.h"

// Where nothing else is painted.
extern const Vec3 complexion_ground;

// sRGB, 0 to 1; `p` in the canonical body's frame, `normal` of length 1.
Vec3 complexion(const Vec3& p, const Vec3& normal, const Traits& traits);
// With what only a picture is fine enough for: pores, single hairs of shaved skin, lines of the
// lips.
Vec3 complexion_close_up(const Vec3& p, const Vec3& normal, const Traits& traits);
