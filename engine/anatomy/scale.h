// SPDX-License-Identifier: MIT
// The anatomy room: what is known about the human body on one surface: how large people are, and
// where on a scan their regions and structures lie.
//
// This file brings a scan to millimetres. A wrong unit makes every dose and distance wrong without
// a sign, so nothing is guessed: the user says it, the file says it, or only one unit makes a
// person.
#pragma once

#include "geometry/scan.h"

#include <optional>
#include <string>
#include <vector>

namespace anatomy {

/// A length that a scanned part of the body can have along its longest side.
struct SizeWindow {
    const char* part;  // "a face"
    double least_mm;
    double most_mm;
};

/// What a scan would be, if its numbers were in this unit.
struct ScaleCandidate {
    base::LengthUnit unit;
    double extent_mm;
    std::string part;  // "a face", "a face or a head with neck"
};

/// The units in which a largest extent (in the file's numbers) is one of a scanned part of the
/// body.
std::vector<ScaleCandidate> scale_candidates(double largest_extent);

/// The scan in millimetres. `given` is the user's word and must not contradict the file's. Throws
/// Error if the unit is unknown and not exactly one fits a person, or if the largest extent would
/// be below 20 mm or above 2500 mm.
geometry::Scan in_millimetres(geometry::ImportedMesh imported,
                              std::optional<base::LengthUnit> given);

}  // namespace anatomy
