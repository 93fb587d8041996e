// SPDX-License-Identifier: MIT
// Which way is up in a scan.
#pragma once

#include "geometry/mesh.h"

#include <string>

namespace anatomy {

struct UpAxis {
    char axis = 'y';
    std::string reason;  // a clause for the user
};

/// The longest extent of a standing body; y by convention for everything else, which is then said
/// to be assumed.
UpAxis up_axis(const geometry::Mesh& mesh);

}  // namespace anatomy
