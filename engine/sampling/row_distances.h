// SPDX-License-Identifier: MIT
// Distances along the skin from a guide line, at the vertices of the surface, grown row by row.
//
// The distance from a row that lies d from the guide, plus d, is never less than the distance from
// the guide, and equal to it beyond the row. So each row's discs reach but a little farther than
// the next row, and the rows still are level sets of one field: no error of position adds up, and
// no row can cross another.
#pragma once

#include "sampling/disc.h"
#include "sampling/level_lines.h"

#include <glm/vec3.hpp>

#include <functional>
#include <unordered_map>
#include <vector>

namespace sampling {

class RowDistances {
public:
    /// `next_row` is the distance to the next row, units; only places of which `is_near` is true (a
    /// position in mm) send distances. The skin must outlive this.
    RowDistances(const Skin& skin, std::int32_t next_row, std::function<bool(glm::dvec3)> is_near);

    /// Takes in a row that lies `at` units from the guide.
    void spread_from(const SkinCurve& row, std::int32_t at, const base::Progress& progress);

    /// Per vertex of the surface, units; no_value where no row came near.
    std::span<const std::int32_t> values() const { return values_; }

    /// The triangles that rows since the last call came near, in rising order.
    std::vector<std::uint32_t> take_touched();

private:
    struct PlacedVertex {
        std::uint32_t vertex;
        glm::ivec3 weights;
    };
    /// The distance from the newest sample of a row that saw a vertex.
    struct Sight {
        std::int32_t sample = -1;
        std::int32_t distance = 0;
    };

    void see_from(const SkinPlace& sample);
    void take_in(std::int32_t at, std::int32_t step);
    const std::vector<PlacedVertex>& vertices_on(std::uint32_t triangle);

    const Skin& skin_;
    std::function<bool(glm::dvec3)> is_near_;
    std::int32_t next_row_;
    std::int32_t reach_;
    Disc disc_;
    std::int32_t sample_ = 0;
    std::vector<std::int32_t> values_;
    std::vector<Sight> now_, before_;     // per vertex
    std::vector<std::uint32_t> seen_;     // vertices, by the newest sample
    std::vector<std::uint32_t> touched_;  // triangles
    std::vector<bool> is_touched_;
    std::unordered_map<std::uint32_t, std::vector<PlacedVertex>> placed_vertices_;
};

}  // namespace sampling
