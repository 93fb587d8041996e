// SPDX-License-Identifier: MIT
// The skin's colour: what a scanner's texture would show under even light.
#pragma once

#include "person.h"

// sRGB, 0 to 1; `p` in the canonical body's frame, `normal` of length 1.
Vec3 complexion(const Vec3& p, const Vec3& normal, const Traits& traits);
