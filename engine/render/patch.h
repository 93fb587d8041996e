// SPDX-License-Identifier: MIT
// The part of the skin that a zone's strokes have touched, as fine as the surface: a zone is drawn
// on it, over the scan's own triangles. It follows the zone's field while that is painted, at a
// cost that goes with what the brush changed, not with the scan.
#pragma once

#include "render/changed.h"
#include "render/scene.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace render {

class Patch {
public:
    /// What one step changed: vertices, triangles and values of the field from these numbers on.
    struct Change {
        std::size_t first_vertex = 0;
        std::size_t first_triangle = 0;
        std::size_t first_value = 0;
        Changed where = {};
    };

    /// What it lies on must outlive it.
    explicit Patch(const SurfaceSkin& on);

    /// Takes over the field, which has a value per vertex of the surface. Where a stroke was taken
    /// back, the patch is made anew: it is always what the field alone gives.
    std::optional<Change> follow(Field now);

    /// Without seams. Its triangles are those of the surface with a touched corner.
    const Skin& skin() const { return skin_; }
    const std::vector<std::int16_t>& field() const { return field_; }  // per vertex of skin()

private:
    std::vector<std::uint32_t> changed_vertices(Field now) const;
    Changed around(std::uint32_t vertex) const;
    std::int16_t shown(std::uint32_t vertex) const;
    void show(std::uint32_t vertex, std::int16_t value);
    void clear();
    void add_triangles_at(std::uint32_t vertex);
    std::uint32_t number_of(std::uint32_t triangle, int corner);

    const SurfaceSkin on_;
    // Per vertex of the surface, in blocks; an empty block is untouched. Most are.
    std::vector<std::vector<std::int16_t>> shown_;
    std::vector<bool> has_;                                    // per triangle of the surface
    std::unordered_map<std::uint32_t, std::uint32_t> number_;  // of a surface vertex in skin_
    Skin skin_;
    std::vector<std::int16_t> field_;
};

}  // namespace render
