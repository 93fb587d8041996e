// SPDX-License-Identifier: MIT
// One zone of a request filled by the level scheme on its own, for patterns that begin with random
// points or must know what gaps they left.
#pragma once

#include "sampling/lay.h"

#include <vector>

namespace sampling {

/// The roots of the ground's zone.
std::vector<shared::Root> roots_of(const Ground& ground);

/// The zone's domain with all its spacings times `factor`, and with these points given. Where that
/// leaves the range of spacings, they are held at its ends.
Domain domain_alone(const Ground& ground,
                    double factor,
                    std::vector<shared::Candidate> given,
                    const base::Progress& progress);

/// The points that the level scheme adds, in the order of their acceptance.
std::vector<shared::Candidate> filled(const Domain& domain, const base::Progress& progress);

}  // namespace sampling
