// SPDX-License-Identifier: MIT
// Nappage. The guide is row 0; the others are the curves at whole multiples of the row spacing from
// it (row_distances.h). The guide is drawn out beyond the zone, so that no row bends around its
// end. The rhythm of the points goes from row to row over anchors: the guide's middle, and on each
// row the place nearest to the anchor before.
#include "sampling/rows.h"

#include "base/error.h"
#include "sampling/lay.h"
#include "sampling/row_distances.h"
#include "sampling/zone_places.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace sampling {
namespace {

using glm::dvec3;

constexpr double steps_per_spacing = 64;
constexpr std::int64_t most_distance = 1'900'000ll * shared::units_per_um;  // fits 32 bits

/// The ball around a zone in which its rows are traced: so much larger that the rows' ends, where
/// they would bend around each other, lie outside the zone.
struct Ball {
    dvec3 centre;
    double radius_mm;

    bool holds(dvec3 p) const { return glm::distance(p, centre) < radius_mm; }
};

/// The vertices of the surface inside the zone.
std::vector<std::uint32_t> vertices_inside(const Skin& skin, const ZonePlaces& zone)
{
    std::vector<std::uint32_t> vertices;
    for (const std::uint32_t triangle : zone.triangles())
        for (const std::uint32_t vertex : skin.vertices_of(triangle))
            if (zone.signed_distance(vertex) < 0) vertices.push_back(vertex);
    return vertices;
}

geometry::Box box_of(const Skin& skin, const std::vector<std::uint32_t>& vertices)
{
    geometry::Box box;
    for (const std::uint32_t vertex : vertices)
        box.include(dvec3(skin.surface().mesh.positions[vertex]));
    return box;
}

Ball ball_around(const geometry::Box& box)
{
    return {box.centre(), 0.75 * glm::length(box.size()) + 2};
}

/// Both ends drawn out straight until they leave the ball.
SkinCurve drawn_out(const SkinMetric& skin, const SkinCurve& guide, const Ball& ball)
{
    const auto in_ball = [&](dvec3 p) { return ball.holds(p); };
    SkinCurve line = reversed(beyond_end(skin, reversed(guide), in_ball));
    line.append(guide);
    line.append(beyond_end(skin, guide, in_ball));
    return line;
}

/// The place of a row nearest to any of the anchors, along the row.
double
nearest_to(const std::vector<dvec3>& anchors_um, const SkinCurve& row, const SkinMetric& skin)
{
    const auto distance2 = [&](double mm) {
        const dvec3 place = exact_position_um(skin, row.at(mm));
        double least = 1e300;
        for (const dvec3& anchor : anchors_um)
            least = std::min(least, glm::dot(place - anchor, place - anchor));
        return least;
    };
    const double step = std::max(0.5, row.length_mm / 4096);
    double best = 0;
    for (double mm = step; mm <= row.length_mm; mm += step)
        if (distance2(mm) < distance2(best)) best = mm;
    double low = std::max(best - step, 0.0), high = std::min(best + step, row.length_mm);
    while (high - low > 0.001) {
        const double third = (high - low) / 3;
        if (distance2(low + third) < distance2(high - third))
            high -= third;
        else
            low += third;
    }
    return 0.5 * (low + high);
}

/// Lays one row. Points of a row keep the zone's spacing from each other; from points of other rows
/// they keep the smaller of the two spacings, or rows nearer than the step would thin each other
/// out.
class RowLayer {
public:
    RowLayer(const Ground& ground, std::int32_t row_spacing)
        : ground_(ground)
        , zone_(ground)
        , row_spacing_(row_spacing)
    {
    }

    const ZonePlaces& zone() const { return zone_; }

    /// The pieces of a row, or of the two rows at the same distance, each from the place nearest to
    /// an anchor of the row before. Returns the anchors of these.
    std::vector<dvec3>
    lay_all(const std::vector<SkinCurve>& rows, const std::vector<dvec3>& anchors_um, bool shifted)
    {
        const SkinMetric& skin = ground_.request.skin->metric();
        std::vector<dvec3> own_anchors_um;
        for (const SkinCurve& row : rows) {
            const double anchor_mm = nearest_to(anchors_um, row, skin);
            own_anchors_um.push_back(exact_position_um(skin, row.at(anchor_mm)));
            lay(row, anchor_mm, shifted);
        }
        return own_anchors_um;
    }

private:
    void lay(const SkinCurve& row, double anchor_mm, bool shifted)
    {
        Placer own(*ground_.request.skin, ground_.domain.reach[ground_.zone]);
        const double step = zone_.spacing_mm_at(row.at(anchor_mm));
        const double half = shifted ? step / 2 : 0;
        const double first = anchor_mm + half;
        lay_part(row, first, row.closed ? first + row.length_mm : row.length_mm, 1, own);
        if (!row.closed) lay_part(row, first - step, 0, -1, own);
    }

    /// From step to step, forwards (sign 1) or backwards (-1); where a place is taken, the first
    /// free one within the step. Outside the zone the rhythm goes on without points.
    void lay_part(const SkinCurve& row, double from_mm, double to_mm, int sign, Placer& own)
    {
        const auto suits_here = [&](const SkinPlace& place) { return suits(place, own); };
        for (double mm = from_mm; sign * (to_mm - mm) >= 0;) {
            ground_.progress.report(0);
            const SkinPlace start = row.at(mm);
            const double step = zone_.spacing_mm_at(start);
            if (zone_.contains(start)) {
                const double last = mm + sign * std::min(step, sign * (to_mm - mm));
                const double free =
                    first_suiting(row, mm, last, step / steps_per_spacing, suits_here);
                if (std::isfinite(free)) {
                    place(row.at(free), own);
                    mm = free;
                }
            }
            mm += sign * step;
        }
    }

    bool suits(const SkinPlace& place, const Placer& own) const
    {
        return own.is_free(zone_.candidate(place)) && ground_.placer.is_free(among_rows(place)) &&
               zone_.contains(place);
    }

    void place(const SkinPlace& place, Placer& own)
    {
        own.place_anyway(zone_.candidate(place));
        ground_.placer.place_anyway(among_rows(place));
    }

    shared::Candidate among_rows(const SkinPlace& place) const
    {
        shared::Candidate candidate = zone_.candidate(place);
        candidate.spacing = std::min(candidate.spacing, row_spacing_);
        return candidate;
    }

    const Ground& ground_;
    ZonePlaces zone_;
    std::int32_t row_spacing_;
};

/// The vertex of a zone nearest to the mean of all, as a place of the skin.
SkinPlace middle_of(const Skin& skin, const zones::ZoneField& field)
{
    const auto& positions = skin.surface().mesh.positions;
    const auto is_inside = [&](std::uint32_t v) { return field[geometry::VertexId(v)] < 0; };
    dvec3 sum(0);
    double count = 0;
    for (std::uint32_t v = 0; v < positions.size(); ++v)
        if (is_inside(v)) {
            sum += dvec3(positions[v]);
            ++count;
        }
    if (count == 0) throw base::Error("Rows need a painted zone; this one is empty.");
    SkinPlace middle;
    double least = 1e300;
    for (std::uint32_t t = 0; t < skin.metric().triangle_count(); ++t)
        for (const std::uint32_t piece : skin.pieces_of(t))
            for (int k = 0; k < 3; ++k) {
                const std::uint32_t vertex = skin.surface().mesh.triangles[piece][k];
                if (!is_inside(vertex)) continue;
                const double distance = glm::distance(dvec3(positions[vertex]), sum / count);
                if (distance >= least) continue;
                least = distance;
                middle = {t, skin.corner_weights(t, piece)[k]};
            }
    return off_the_edges(skin.metric(), middle);
}

/// Places of a curve, a millimetre apart, until it leaves the zone.
std::vector<geometry::SurfacePoint>
inside_part(const SkinCurve& curve, const Skin& skin, const zones::ZoneField& field)
{
    std::vector<geometry::SurfacePoint> places;
    for (double mm = 1; mm < curve.length_mm; mm += 1) {
        const geometry::SurfacePoint place = skin.point_on_scan(curve.at(mm));
        const auto on_surface = geometry::on_surface(skin.surface(), place);
        if (zones::value_mm(skin.surface(), field, on_surface) >= 0) break;
        places.push_back(place);
    }
    return places;
}

void refuse_outside(const SkinCurve& guide, const ZonePlaces& zone)
{
    const double step = zone.spacing_mm_at(guide.at(0)) / steps_per_spacing;
    const auto is_inside = [&](const SkinPlace& place) { return zone.contains(place); };
    if (!std::isfinite(first_suiting(guide, 0, guide.length_mm, step, is_inside)))
        throw base::Error(
            "The rows' guide line does not pass through its zone; draw it on the painted skin.");
}

}  // namespace

std::vector<geometry::SurfacePoint>
guide_through(const Skin& skin, const zones::ZoneField& field, dvec3 direction)
{
    constexpr double longest_mm = 4000;
    const SkinPlace middle = middle_of(skin, field);
    const dvec3 plane_normal = glm::cross(direction, normal_of(skin.metric(), middle.triangle));
    constexpr double least_sine = 0.26;  // 15 degrees off the normal: less says little of the skin
    if (!(glm::length(plane_normal) > least_sine * glm::length(direction)))
        throw base::Error("Rows cannot run along a direction that leaves the skin straight.");
    const dvec3 centre = exact_position_um(skin.metric(), middle) / 1000.0;
    const auto near = [&](dvec3 p) { return glm::distance(p, centre) < longest_mm; };
    const auto half = [&](dvec3 towards) {
        return inside_part(
            cut_from(skin.metric(), middle, towards, plane_normal, near), skin, field);
    };
    std::vector<geometry::SurfacePoint> guide = half(-direction);
    std::ranges::reverse(guide);
    guide.push_back(skin.point_on_scan(middle));
    std::ranges::copy(half(direction), std::back_inserter(guide));
    if (guide.size() < 2) throw base::Error("The zone is too small for rows.");
    return guide;
}

void lay_rows(const Rows& wish, const Ground& ground)
{
    const Skin& skin = *ground.request.skin;
    const std::int32_t row_spacing = spacing_units(wish.row_spacing_mm);
    const SkinCurve guide = drawn_line(skin, wish.guide);
    RowLayer layer(ground, row_spacing);
    refuse_outside(guide, layer.zone());
    const std::vector<std::uint32_t> inside = vertices_inside(skin, layer.zone());
    const Ball ball = ball_around(box_of(skin, inside));
    RowDistances distances(skin, row_spacing, [&](dvec3 p) { return ball.holds(p); });

    std::vector<SkinCurve> rows{drawn_out(skin.metric(), guide, ball)};
    std::vector<dvec3> anchors{exact_position_um(skin.metric(), guide.at(0.5 * guide.length_mm))};
    for (int k = 0; !rows.empty(); ++k) {
        anchors = layer.lay_all(rows, anchors, k % 2 == 1);
        const std::int64_t at = std::int64_t(k) * row_spacing;
        const auto is_done = [&](std::uint32_t v) { return distances.values()[v] <= at; };
        if (at > most_distance || std::ranges::all_of(inside, is_done)) break;
        for (const SkinCurve& row : rows)
            distances.spread_from(row, static_cast<std::int32_t>(at), ground.progress.part(0, 0));
        rows = level_lines(skin,
                           distances.values(),
                           static_cast<std::int32_t>(at + row_spacing),
                           distances.take_touched());
    }
}

}  // namespace sampling
