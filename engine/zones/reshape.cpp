// SPDX-License-Identifier: MIT
#include "zones/reshape.h"

#include "base/error.h"
#include "zones/border.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

namespace zones {
namespace {

using geometry::Surface;
using geometry::TriangleId;
using geometry::VertexId;

bool has_skin(const ZoneField& field)
{
    return std::ranges::any_of(field.values(), [](std::int16_t value) { return value < 0; });
}

/// A brush of that radius along the border.
ZoneField moved(ZoneField field, StrokeMode mode, double mm, const Surface& surface)
{
    const BorderBand band = mode == StrokeMode::add ? BorderBand{0, mm} : BorderBand{mm, 0};
    field.apply(Stroke{mode, mm, {}}, near_border(surface, field, band));
    return with_true_distances(surface, field);
}

ZoneField smoothed(const ZoneField& field, double mm, const Surface& surface)
{
    ZoneField now = moved(field, StrokeMode::add, mm, surface);
    now = moved(std::move(now), StrokeMode::erase, 2 * mm, surface);
    return moved(std::move(now), StrokeMode::add, mm, surface);
}

// ---- Pieces ----

/// The connected pieces of what is inside, and of what is outside. In one triangle all inside
/// corners are of one piece, and all outside corners too.
class Pieces {
public:
    Pieces(const ZoneField& field, const Surface& surface)
        : field_(field)
        , surface_(surface)
        , piece_(surface.mesh.positions.size(), none)
    {
        for (std::uint32_t v = 0; v < piece_.size(); ++v)
            if (piece_[v] == none && !surface.topology.triangles_at(VertexId(v)).empty()) spread(v);
        for (std::uint32_t t = 0; t < surface.mesh.triangles.size(); ++t)
            measure(t);
    }

    struct Piece {
        bool is_inside = false;
        double area_mm2 = 0;
        bool adjoins = false;     // the zone's border
        bool meets_wall = false;  // the scan's own border
    };
    const std::vector<Piece>& all() const { return pieces_; }

    /// The field with the chosen pieces turned from inside to outside, or the other way.
    ZoneField turned(const std::vector<bool>& chosen) const
    {
        std::vector<std::int16_t> values(field_.values().begin(), field_.values().end());
        for (std::size_t v = 0; v < values.size(); ++v)
            if (piece_[v] != none && chosen[piece_[v]])
                values[v] = values[v] < 0 ? ZoneField::far_outside : INT16_MIN;
        return with_true_distances(surface_, ZoneField(std::move(values)));
    }

private:
    static constexpr std::uint32_t none = UINT32_MAX;

    bool is_inside(std::uint32_t vertex) const { return field_[VertexId(vertex)] < 0; }

    void spread(std::uint32_t first)
    {
        const auto number = std::uint32_t(pieces_.size());
        pieces_.push_back({.is_inside = is_inside(first)});
        piece_[first] = number;
        std::vector<std::uint32_t> front{first};
        while (!front.empty()) {
            const std::uint32_t vertex = front.back();
            front.pop_back();
            for (const std::uint32_t t : surface_.topology.triangles_at(VertexId(vertex)))
                for (int corner = 0; corner < 3; ++corner) {
                    const std::uint32_t other = surface_.mesh.triangles[t][corner];
                    if (piece_[other] != none || is_inside(other) != is_inside(first)) continue;
                    piece_[other] = number;
                    front.push_back(other);
                }
        }
    }

    void measure(std::uint32_t triangle)
    {
        const double area = geometry::area_mm2(surface_.mesh, TriangleId(triangle));
        const double inside = share_inside(surface_, field_, TriangleId(triangle));
        const glm::uvec3 corners = surface_.mesh.triangles[triangle];
        const int count = is_inside(corners.x) + is_inside(corners.y) + is_inside(corners.z);
        bool at_wall = false;
        for (std::size_t e = 0; e < 3; ++e)
            at_wall = at_wall || surface_.topology.twin(3 * std::size_t(triangle) + e) < 0;
        bool measured[2] = {false, false};
        for (int corner = 0; corner < 3; ++corner) {
            const bool is_in = is_inside(corners[corner]);
            if (std::exchange(measured[is_in], true)) continue;
            Piece& piece = pieces_[piece_[corners[corner]]];
            piece.area_mm2 += area * (is_in ? inside : 1 - inside);
            piece.adjoins = piece.adjoins || (count > 0 && count < 3);
            piece.meets_wall = piece.meets_wall || at_wall;
        }
    }

    const ZoneField& field_;
    const Surface& surface_;
    std::vector<std::uint32_t> piece_;  // per vertex
    std::vector<Piece> pieces_;
};

/// Islands or holes, but for the largest of their kind that adjoins the zone's border.
ZoneField without_pieces(const ZoneField& field,
                         bool islands,
                         std::optional<double> up_to_cm2,
                         const Surface& surface)
{
    const Pieces pieces(field, surface);
    const auto& all = pieces.all();
    std::optional<std::size_t> largest;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].is_inside == islands && (islands || all[i].adjoins) &&
            (!largest || all[i].area_mm2 > all[*largest].area_mm2))
            largest = i;
    std::vector<bool> chosen(all.size(), false);
    for (std::size_t i = 0; i < all.size(); ++i)
        chosen[i] = all[i].is_inside == islands && i != largest &&
                    (islands || (all[i].adjoins && !all[i].meets_wall)) &&
                    (!up_to_cm2 || all[i].area_mm2 <= 100 * *up_to_cm2);
    return pieces.turned(chosen);
}

// ---- The other way round ----

ZoneField inverted(const ZoneField& field, std::optional<double> within_mm, const Surface& surface)
{
    const Pieces pieces(field, surface);
    std::vector<bool> chosen;
    for (const Pieces::Piece& piece : pieces.all())
        chosen.push_back(piece.is_inside || piece.adjoins);
    ZoneField turned = pieces.turned(chosen);
    if (!within_mm) return turned;
    std::vector<std::int16_t> ring(field.values().size(), ZoneField::far_outside);
    for (const auto& [vertex, distance_mm] : near_border(surface, field, {0, *within_mm}))
        ring[vertex.value] = ZoneField::in_steps(distance_mm - *within_mm);
    return with_true_distances(surface, both(turned, ZoneField(std::move(ring))));
}

const char* word_for(Reshaping what)
{
    return what == Reshaping::shrink ? "Shrinking" : "Smoothing";
}

}  // namespace

ZoneField reshaped(const ZoneField& field, const Reshape& reshape, const Surface& surface)
{
    const auto& [what, size] = reshape;
    if (!has_skin(field)) throw base::Error("There is nothing painted yet that could be changed.");
    const double mm = size.value_or(0);
    const bool needs_mm = what == Reshaping::grow || what == Reshaping::shrink ||
                          what == Reshaping::smooth || (what == Reshaping::invert && size);
    if (needs_mm && !(mm > 0 && mm <= 300))
        throw base::Error(fmt::format("A zone is changed by more than 0 and at most 300 mm, not "
                                      "by {:g} mm.",
                                      mm));
    ZoneField after = what == Reshaping::grow     ? moved(field, StrokeMode::add, mm, surface)
                      : what == Reshaping::shrink ? moved(field, StrokeMode::erase, mm, surface)
                      : what == Reshaping::smooth ? smoothed(field, mm, surface)
                      : what == Reshaping::invert
                          ? inverted(field, size, surface)
                          : without_pieces(field, what == Reshaping::remove_islands, size, surface);
    if (has_skin(after)) return after;
    if (what == Reshaping::invert)
        throw base::Error("Inverting would leave nothing: all connected skin is painted.");
    throw base::Error(fmt::format("{} by {:g} mm would leave nothing of what is painted: it is "
                                  "nowhere wider than {:g} mm.",
                                  word_for(what),
                                  mm,
                                  2 * mm));
}

}  // namespace zones
