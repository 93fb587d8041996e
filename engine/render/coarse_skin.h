// SPDX-License-Identifier: MIT
// Coarser copies of a skin, for pictures that must be quick. Each of their vertices is shaded as
// the mean of those that it stands for, so they look alike.
#pragma once

#include "render/scene.h"

#include <vector>

namespace render {

struct CoarseSkin {
    Skin skin;
    double cell_mm = 0;  // it is nowhere farther from the skin
};

/// Those that are worth having, each with about half the triangles of the one before or fewer. None
/// of a small skin.
std::vector<CoarseSkin> coarser_skins(const Skin& whole);

/// A scan as it can be shown at once, while its skin is being made.
Skin glance_of(const geometry::Mesh& scan);

/// What a skin takes of a device's memory, in bytes.
std::size_t device_bytes_of(const Skin& skin);

}  // namespace render
