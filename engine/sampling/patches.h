// SPDX-License-Identifier: MIT
// A zone's skin as small patches of nearly equal area: where relaxing looks to learn whose skin it
// is, and how much of it.
#pragma once

#include "base/progress.h"
#include "sampling/skin.h"
#include "shared/cells.h"

#include <cstdint>
#include <optional>
#include <ranges>
#include <span>
#include <vector>

namespace sampling {

struct Patch {
    SkinPlace middle;
    std::int32_t weight = 0;   // its area times the density of points wanted there
    std::int32_t spacing = 0;  // of the points there, units
};

class Patches {
public:
    /// A square of the spacing gets about `share` patches. The roots are those of one zone, in the
    /// order of the skin's triangles.
    Patches(const Skin& skin,
            std::vector<shared::Root> roots,
            int share,
            const base::Progress& progress = {});

    std::span<const Patch> all() const { return patches_; }

    /// The numbers of the patches whose middles lie in a triangle.
    auto in_triangle(std::uint32_t triangle) const
    {
        return std::views::iota(first_patch_[triangle], first_patch_[triangle + 1]);
    }

    /// The spacing at a place of the zone; nothing outside it.
    std::optional<std::int32_t> spacing_at(const SkinPlace& place) const;

private:
    std::vector<shared::Root> roots_;
    std::vector<Patch> patches_;
    std::vector<std::uint32_t> first_root_;   // per triangle, and one more
    std::vector<std::uint32_t> first_patch_;  // the same
};

}  // namespace sampling
