// SPDX-License-Identifier: MIT
// In each triangle the field is linear, so its zero line enters over one edge and leaves over
// another. Whether an edge is entered is told by its direction, which its twin has the other way
// round: what leaves one triangle enters the next.
#include "zones/border_line.h"

#include <optional>

namespace zones {
namespace {

using geometry::SurfacePoint;
using geometry::Topology;

class Walk {
public:
    Walk(const geometry::Surface& surface, const ZoneField& field)
        : surface_(surface)
        , field_(field)
        , is_done_(surface.mesh.triangles.size())
    {
    }

    std::vector<BorderLine> lines()
    {
        std::vector<BorderLine> all;
        for (std::size_t t = 0; t < is_done_.size(); ++t)
            if (!is_done_[t] && edge(t, Way::in)) all.push_back(line_through(t));
        return all;
    }

private:
    enum class Way { in, out };

    bool is_inside(std::uint32_t vertex) const { return field_[geometry::VertexId(vertex)] < 0; }

    /// The half-edge over which the line enters or leaves the triangle, if it crosses it. With the
    /// zone on its left it leaves where a half-edge goes from the outside in.
    std::optional<std::size_t> edge(std::size_t triangle, Way way) const
    {
        const glm::uvec3 t = surface_.mesh.triangles[triangle];
        for (int e = 0; e < 3; ++e) {
            const bool from = is_inside(t[e]), to = is_inside(t[(e + 1) % 3]);
            if (from != to && from == (way == Way::in)) return 3 * triangle + std::size_t(e);
        }
        return std::nullopt;
    }

    SurfacePoint crossing(std::size_t half_edge) const
    {
        const std::size_t triangle = half_edge / 3;
        const int from = int(half_edge % 3), to = (from + 1) % 3;
        const glm::uvec3 t = surface_.mesh.triangles[triangle];
        const double a = field_[geometry::VertexId(t[from])], b = field_[geometry::VertexId(t[to])];
        SurfacePoint p{geometry::TriangleId(std::uint32_t(triangle)), glm::dvec3(0)};
        p.weights[to] = a / (a - b);
        p.weights[from] = 1 - p.weights[to];
        return p;
    }

    std::optional<std::size_t> beyond(std::size_t half_edge) const
    {
        const std::int32_t twin = surface_.topology.twin(half_edge);
        if (twin == Topology::no_twin) return std::nullopt;
        return std::size_t(twin) / 3;
    }

    /// Where the line begins, or the triangle itself of one that closes.
    std::size_t first_before(std::size_t triangle) const
    {
        std::size_t first = triangle;
        while (const auto before = beyond(*edge(first, Way::in))) {
            if (*before == triangle) return triangle;
            first = *before;
        }
        return first;
    }

    BorderLine line_through(std::size_t triangle)
    {
        std::optional<std::size_t> t = first_before(triangle);
        BorderLine line;
        line.places.push_back(crossing(*edge(*t, Way::in)));
        while (t && !is_done_[*t]) {
            is_done_[*t] = true;
            const std::size_t out = *edge(*t, Way::out);
            line.places.push_back(crossing(out));
            t = beyond(out);
        }
        line.is_closed = t.has_value();
        if (line.is_closed) line.places.pop_back();  // it is the first place once more
        return line;
    }

    const geometry::Surface& surface_;
    const ZoneField& field_;
    std::vector<bool> is_done_;
};

}  // namespace

std::vector<BorderLine> border_lines(const geometry::Surface& surface, const ZoneField& field)
{
    return Walk(surface, field).lines();
}

}  // namespace zones
