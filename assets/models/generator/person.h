// SPDX-License-Identifier: MIT
// The person: fields and landmarks of the head and of the body. y up, z front, x the person's left.
// The head's origin lies midway between the tragions, the body's on the floor between the feet.
#pragma once

#include "field.h"

#include <string>
#include <vector>

namespace models {

double head(Vec p);
double head_for_coarse_grids(Vec p);  // ears without a hollow
double body(Vec p);

struct Landmark {
    std::string name;
    Vec place{0};
};

/// Near the surface; `on_surface` brings them onto it.
std::vector<Landmark> head_landmarks();
std::vector<Landmark> body_landmarks();

}  // namespace models
