// SPDX-License-Identifier: MIT
#include "zones/border.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <queue>
#include <utility>

namespace zones {
namespace {

using geometry::VertexId;

constexpr double field_ends_mm = 32;

/// A piece of the border: straight, in one triangle.
struct Piece {
    glm::dvec3 a{0}, b{0};
    glm::dvec3 normal{0};  // of the skin there
};

double distance_to(const Piece& piece, glm::dvec3 p)
{
    const glm::dvec3 ab = piece.b - piece.a;
    const double squared = glm::dot(ab, ab);
    const double s = squared > 0 ? std::clamp(glm::dot(p - piece.a, ab) / squared, 0.0, 1.0) : 0.0;
    return glm::distance(p, piece.a + s * ab);
}

/// Spreads from the pieces over the vertices, the nearest first; each vertex takes over the piece
/// that a neighbour is nearest to, or one beside it.
class Spread {
public:
    Spread(const geometry::Surface& surface, const ZoneField& field, const BorderBand& band)
        : surface_(surface)
        , field_(field)
        , rim_mm_(2 * double(surface.max_edge_mm))
        , band_(band)
        , done_(surface.mesh.positions.size(), false)
        , best_mm_(surface.mesh.positions.size(), std::numeric_limits<float>::infinity())
    {
        for (std::uint32_t t = 0; t < surface.mesh.triangles.size(); ++t)
            add_piece(t);
        for (const auto& [triangle, piece] : piece_in_)
            find_beside(triangle, piece);
        for (const auto& [triangle, piece] : piece_in_)
            for (int corner = 0; corner < 3; ++corner)
                offer(surface.mesh.triangles[triangle][corner], piece);
    }

    std::vector<ReachedVertex> run()
    {
        while (!front_.empty()) {
            const Candidate nearest = front_.top();
            front_.pop();
            if (done_[nearest.vertex]) continue;
            done_[nearest.vertex] = true;
            reached_.push_back({VertexId(nearest.vertex), float(nearest.distance_mm)});
            for (const std::uint32_t t : surface_.topology.triangles_at(VertexId(nearest.vertex)))
                for (int corner = 0; corner < 3; ++corner)
                    offer(surface_.mesh.triangles[t][corner], nearest.piece);
        }
        std::ranges::sort(reached_, {}, &ReachedVertex::vertex);
        return std::move(reached_);
    }

private:
    struct Candidate {
        double distance_mm;
        std::uint32_t vertex;
        std::uint32_t piece;
        bool operator<(const Candidate& other) const
        {
            if (distance_mm != other.distance_mm) return distance_mm > other.distance_mm;
            return vertex != other.vertex ? vertex > other.vertex : piece > other.piece;
        }
    };

    bool is_inside(std::uint32_t vertex) const { return field_[VertexId(vertex)] < 0; }

    void add_piece(std::uint32_t triangle)
    {
        const glm::uvec3 corners = surface_.mesh.triangles[triangle];
        const int inside = is_inside(corners.x) + is_inside(corners.y) + is_inside(corners.z);
        if (inside == 0 || inside == 3) return;
        Piece piece;
        bool first = true;
        for (int e = 0; e < 3; ++e) {
            const std::uint32_t v = corners[e], w = corners[(e + 1) % 3];
            if (is_inside(v) == is_inside(w)) continue;
            const double at_v = field_[VertexId(v)], at_w = field_[VertexId(w)];
            const glm::dvec3 a = surface_.mesh.positions[v], b = surface_.mesh.positions[w];
            (std::exchange(first, false) ? piece.a : piece.b) = a + at_v / (at_v - at_w) * (b - a);
        }
        piece.normal = geometry::normal(surface_.mesh, geometry::TriangleId(triangle));
        piece_in_.emplace(triangle, std::uint32_t(pieces_.size()));
        pieces_.push_back(piece);
        beside_.emplace_back();
    }

    void find_beside(std::uint32_t triangle, std::uint32_t piece)
    {
        for (int corner = 0; corner < 3; ++corner)
            for (const std::uint32_t t : surface_.topology.triangles_at(
                     VertexId(surface_.mesh.triangles[triangle][corner])))
                if (const auto other = piece_in_.find(t); other != piece_in_.end())
                    beside_[piece].push_back(other->second);
    }

    /// Of the piece and those beside it, the one nearest to the vertex.
    void offer(std::uint32_t vertex, std::uint32_t piece)
    {
        if (done_[vertex]) return;
        for (const std::uint32_t other : beside_[piece])
            offer_one(vertex, other);
    }

    void offer_one(std::uint32_t vertex, std::uint32_t piece)
    {
        const Piece& from = pieces_[piece];
        if (glm::dot(from.normal, glm::dvec3(surface_.normals[vertex])) < 0) return;
        const double distance = distance_to(from, surface_.mesh.positions[vertex]);
        const double most = is_inside(vertex) ? band_.inside_mm : band_.outside_mm;
        if (distance > most + rim_mm_ || float(distance) >= best_mm_[vertex]) return;
        best_mm_[vertex] = float(distance);
        front_.push({distance, vertex, piece});
    }

    const geometry::Surface& surface_;
    const ZoneField& field_;
    double rim_mm_;
    BorderBand band_;
    std::vector<Piece> pieces_;
    std::map<std::uint32_t, std::uint32_t> piece_in_;  // of each triangle that the border crosses
    std::vector<std::vector<std::uint32_t>> beside_;   // per piece: it and those around it
    std::vector<bool> done_;                           // per vertex
    std::vector<float> best_mm_;                       // so far, per vertex
    std::priority_queue<Candidate> front_;
    std::vector<ReachedVertex> reached_;
};

}  // namespace

std::vector<ReachedVertex>
near_border(const geometry::Surface& surface, const ZoneField& field, const BorderBand& band)
{
    return Spread(surface, field, band).run();
}

ZoneField with_true_distances(const geometry::Surface& surface, const ZoneField& field)
{
    std::vector<std::int16_t> values(field.values().size());
    std::ranges::transform(field.values(), values.begin(), [](std::int16_t value) {
        return value < 0 ? INT16_MIN : ZoneField::far_outside;
    });
    for (const auto& [vertex, distance_mm] : near_border(surface, field, {field_ends_mm, 0})) {
        const bool inside = field[vertex] < 0;
        const std::int16_t distance = ZoneField::in_steps(distance_mm);
        // A vertex right on the border stays on its side of it.
        values[vertex.value] =
            inside ? std::min<std::int16_t>(ZoneField::opposite(distance), -1) : distance;
    }
    return ZoneField(std::move(values));
}

}  // namespace zones
