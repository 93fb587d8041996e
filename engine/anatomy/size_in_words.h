// SPDX-License-Identifier: MIT
// How large a scanned person is, in words that can be compared with the person in the chair: a
// scan in the wrong unit, or stretched, shows here.
#pragma once

#include "anatomy/landmarks.h"
#include "geometry/mesh.h"

#include <string>

namespace anatomy {

/// "outer eye corners 91 mm apart, pupils about 63 mm apart, face 142 mm wide" where landmarks tell
/// it, else "the scan is 187 mm wide, 256 mm high and 210 mm deep". `scan` are the scan's bounds in
/// mm. Pupils are taken to lie midway between the corners of their eye, which is true to 2 mm
/// (Farkas 1994, from memory).
std::string size_in_words(const Landmarks& landmarks, const geometry::Box& scan);

}  // namespace anatomy
