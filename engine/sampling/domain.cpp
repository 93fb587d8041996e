// SPDX-License-Identifier: MIT
#include "sampling/domain.h"

#include "base/error.h"
#include "base/parallel.h"
#include "sampling/placer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sampling {
namespace {

using geometry::TriangleId;
using geometry::VertexId;
using shared::Candidate;
using shared::Root;

constexpr std::size_t grain = 1 << 10;  // triangles that a thread takes at a time

using Corners = std::array<glm::ivec3, 3>;  // weights in a triangle of the skin

constexpr Corners whole_triangle{glm::ivec3(shared::weight_one, 0, 0),
                                 glm::ivec3(0, shared::weight_one, 0),
                                 glm::ivec3(0, 0, shared::weight_one)};

/// A zone as the roots need it.
struct ZoneValues {
    explicit ZoneValues(const SampleZone& zone)
        : field(zone.field->values())
        , inset(inset_steps(zone))
        , spacing(spacing_units(zone.spacing_mm))
    {
        base::check(zone.spacing_mm_at.empty() || zone.spacing_mm_at.size() == field.size(),
                    "a varying spacing has a value at every vertex");
        spacings.reserve(zone.spacing_mm_at.size());
        for (const float mm : zone.spacing_mm_at)
            spacings.push_back(spacing_units(double(mm)));
        most_spacing = spacings.empty() ? spacing : std::ranges::max(spacings);
    }

    std::int32_t signed_distance(std::uint32_t vertex) const { return field[vertex] + inset; }
    std::int32_t spacing_at(std::uint32_t vertex) const
    {
        return spacings.empty() ? spacing : spacings[vertex];
    }

    std::span<const std::int16_t> field;
    std::int32_t inset;
    std::int32_t spacing;                // units
    std::vector<std::int32_t> spacings;  // per vertex where it varies
    std::int32_t most_spacing;
};

Root root_on(std::uint32_t name,
             std::uint32_t triangle,
             std::uint32_t zone,
             const Corners& corners,
             const SkinMetric& skin)
{
    const auto& flat = skin.flat[triangle];
    std::array<glm::ivec2, 3> placed;
    for (int k = 0; k < 3; ++k)
        placed[k] = shared::weighted(flat[0], flat[1], flat[2], corners[k]);
    const std::int64_t doubled =
        std::abs(shared::cross2(placed[1] - placed[0], placed[2] - placed[0]));
    Root root{};
    root.name = name;
    root.triangle = triangle;
    root.zone = zone;
    root.radius = radius_of(placed);
    root.corner0 = corners[0];
    root.corner1 = corners[1];
    root.corner2 = corners[2];
    root.area = std::max<std::int64_t>(1, doubled >> (21 - shared::area_bits));
    return root;
}

int largest(glm::ivec3 v)
{
    return std::max({v.x, v.y, v.z});
}

int smallest(glm::ivec3 v)
{
    return std::min({v.x, v.y, v.z});
}

/// True if a root can be split down to cells so small that their centres stand for them.
bool fits(const Root& root)
{
    return (root.radius >> (shared::deepest_split - 1)) + 4 <= (smallest(root.spacing) >> 8);
}

/// What one thread makes of some triangles.
struct Share {
    std::vector<Root> roots;
    std::vector<shared::Cell> cells;   // roots numbered from this share's first
    std::vector<geometry::Box> boxes;  // per zone
    double expected_points = 0;
};

/// Pieces of one triangle that follow each other on the surface: [begin, end).
struct Pieces {
    std::uint32_t begin = 0, end = 0;
};

std::array<Corners, 4> quarters_of(const Corners& c)
{
    const glm::ivec3 m01 = (c[0] + c[1]) / 2, m12 = (c[1] + c[2]) / 2, m20 = (c[2] + c[0]) / 2;
    return {Corners{c[0], m01, m20}, {m01, c[1], m12}, {m20, m12, c[2]}, {m01, m12, m20}};
}

/// Cuts triangles into roots. A part of a triangle that lies whole inside a zone is one root,
/// unless its radius is above one and a half spacings: what touches a root makes it another one
/// with other candidates, so that points would change far from an edit. Other parts are quartered,
/// down to the pieces of the refined surface; those that reach inside are roots. Where the spacing
/// varies, only pieces are.
class RootCutter {
public:
    RootCutter(const Skin& skin, const std::vector<ZoneValues>& zones, Share& share)
        : skin_(skin)
        , zones_(zones)
        , share_(share)
    {
        share_.boxes.resize(zones.size());
    }

    void cut(std::uint32_t triangle)
    {
        const auto pieces = skin_.pieces_of(triangle);
        for (std::uint32_t zone = 0; zone < zones_.size(); ++zone) {
            const Side side = side_of(triangle, zone);
            if (side == Side::outside) continue;
            if (zones_.size() > 1) include_in_box(triangle, zone);
            cut_part({triangle,
                      zone,
                      whole_triangle,
                      {pieces.front(), pieces.back() + 1},
                      skin_.surface().quarterings[triangle],
                      side == Side::inside});
        }
    }

private:
    enum class Side { outside, inside, across };

    /// A quarter of a quarter ... of a triangle, or all of it.
    struct TrianglePart {
        std::uint32_t triangle;
        std::uint32_t zone;
        Corners corners;
        Pieces pieces;
        int quarterings;     // to come, down to the pieces or what is cut unevenly
        bool surely_inside;  // the whole triangle is
    };

    Side side_of(std::uint32_t triangle, std::uint32_t zone) const
    {
        bool some_inside = false, some_outside = false;
        for (const std::uint32_t vertex : skin_.vertices_of(triangle)) {
            (zones_[zone].signed_distance(vertex) < 0 ? some_inside : some_outside) = true;
            if (some_inside && some_outside) return Side::across;
        }
        return some_inside ? Side::inside : Side::outside;
    }

    void include_in_box(std::uint32_t triangle, std::uint32_t zone)
    {
        for (const std::uint32_t vertex : skin_.vertices_of(triangle))
            if (zones_[zone].signed_distance(vertex) < 0)
                share_.boxes[zone].include(skin_.surface().mesh.positions[vertex]);
    }

    void cut_part(const TrianglePart& part)
    {
        if (add_whole(part)) return;
        if (part.quarterings > 0) {
            const auto quarters = quarters_of(part.corners);
            const std::uint32_t count = (part.pieces.end - part.pieces.begin) / 4;
            for (std::uint32_t k = 0; k < 4; ++k) {
                const std::uint32_t begin = part.pieces.begin + k * count;
                cut_part({part.triangle,
                          part.zone,
                          quarters[k],
                          {begin, begin + count},
                          part.quarterings - 1,
                          part.surely_inside});
            }
            return;
        }
        for (std::uint32_t piece = part.pieces.begin; piece < part.pieces.end; ++piece)
            add_piece(part.triangle, piece, part.zone);
    }

    bool add_whole(const TrianglePart& part)
    {
        const ZoneValues& values = zones_[part.zone];
        if (!values.spacings.empty()) return false;
        if (!part.surely_inside && !is_inside(part.pieces, part.zone)) return false;
        Root root =
            root_on(part.pieces.begin, part.triangle, part.zone, part.corners, skin_.metric());
        if (2 * std::int64_t(root.radius) > 3 * std::int64_t(values.spacing)) return false;
        root.field = glm::ivec3(-1);
        root.spacing = glm::ivec3(values.spacing);
        return add(root);
    }

    bool is_inside(Pieces pieces, std::uint32_t zone) const
    {
        for (std::uint32_t piece = pieces.begin; piece < pieces.end; ++piece)
            for (int corner = 0; corner < 3; ++corner)
                if (zones_[zone].signed_distance(skin_.surface().mesh.triangles[piece][corner]) >=
                    0)
                    return false;
        return true;
    }

    void add_piece(std::uint32_t triangle, std::uint32_t piece, std::uint32_t zone)
    {
        const glm::uvec3 v = skin_.surface().mesh.triangles[piece];
        const ZoneValues& values = zones_[zone];
        const glm::ivec3 field(
            values.signed_distance(v.x), values.signed_distance(v.y), values.signed_distance(v.z));
        if (smallest(field) >= 0) return;
        Root root =
            root_on(piece, triangle, zone, skin_.corner_weights(triangle, piece), skin_.metric());
        root.field = field;
        root.spacing =
            glm::ivec3(values.spacing_at(v.x), values.spacing_at(v.y), values.spacing_at(v.z));
        if (!add(root))
            throw base::Error(
                fmt::format("The scan's triangles are too coarse for a spacing of {:g} mm.",
                            double(smallest(root.spacing)) / (1000.0 * shared::units_per_um)));
    }

    bool add(const Root& root)
    {
        if (!fits(root)) return false;
        const auto index = static_cast<std::uint32_t>(share_.roots.size());
        share_.roots.push_back(root);
        add_cells({index, 0}, root.area, shared::target_area(largest(root.spacing), 0));
        const double spacing_um = double(smallest(root.spacing)) / shared::units_per_um;
        share_.expected_points +=
            0.7 * double(root.area >> shared::area_bits) / (spacing_um * spacing_um);
        return true;
    }

    /// The first cells: split until none is larger than level 0 allows.
    void add_cells(shared::Cell cell, std::int64_t area, std::int64_t target)
    {
        if (area <= target ||
            shared::depth_of(cell.place) >= std::uint32_t(shared::deepest_split)) {
            share_.cells.push_back(cell);
            return;
        }
        for (int k = 0; k < 4; ++k)
            add_cells({cell.root, shared::child_place(cell.place, k)}, area / 4, target);
    }

    const Skin& skin_;
    const std::vector<ZoneValues>& zones_;
    Share& share_;
};

/// The largest spacing that each zone's points may meet: its own, and that of each zone whose box
/// comes near.
std::vector<std::int32_t> reach_of(const std::vector<ZoneValues>& zones,
                                   const std::vector<geometry::Box>& boxes)
{
    std::vector<std::int32_t> reach;
    for (std::size_t z = 0; z < zones.size(); ++z) {
        reach.push_back(zones[z].most_spacing);
        for (std::size_t other = 0; other < zones.size(); ++other) {
            const double spacing_mm = zones[other].most_spacing / (1000.0 * shared::units_per_um);
            const glm::dvec3 gap =
                glm::max(boxes[z].low - boxes[other].high, boxes[other].low - boxes[z].high);
            if (std::max({gap.x, gap.y, gap.z}) <= spacing_mm + 1)
                reach[z] = std::max(reach[z], zones[other].most_spacing);
        }
    }
    return reach;
}

/// Joins what the threads made, in the order of the triangles.
void join(const std::vector<Share>& shares, Domain& domain, std::vector<geometry::Box>& boxes)
{
    for (const Share& share : shares) {
        const auto first = static_cast<std::uint32_t>(domain.roots.size());
        domain.roots.insert(domain.roots.end(), share.roots.begin(), share.roots.end());
        for (const shared::Cell& cell : share.cells)
            domain.cells.push_back({cell.root + first, cell.place});
        for (std::size_t z = 0; z < share.boxes.size(); ++z)
            if (share.boxes[z].low.x <= share.boxes[z].high.x) {
                boxes[z].include(share.boxes[z].low);
                boxes[z].include(share.boxes[z].high);
            }
        domain.expected_points += share.expected_points;
    }
    for (const Root& root : domain.roots)
        if (domain.live[root.triangle] != shared::unfit) domain.live[root.triangle] = -1;
}

/// The pinned points, in their order.
std::vector<Candidate> pinned_points(const SampleRequest& request)
{
    std::vector<Candidate> pinned;
    for (const PinnedPoint& pin : request.pinned)
        pinned.push_back(candidate_at(*request.skin,
                                      request.skin->from_scan(pin.place),
                                      pin.zone,
                                      spacing_at(request, pin.zone, pin.place),
                                      static_cast<std::uint32_t>(pinned.size())));
    return pinned;
}

}  // namespace

std::int32_t Domain::cube_size_um() const
{
    return reach.empty() ? 1 : 2 * (std::ranges::max(reach) / shared::units_per_um + 4);
}

std::int32_t inset_steps(const SampleZone& zone)
{
    return static_cast<std::int32_t>(std::ceil(zone.inset_mm * zones::ZoneField::steps_per_mm));
}

std::int32_t
spacing_at(const SampleRequest& request, std::uint32_t zone, const geometry::SurfacePoint& on_scan)
{
    const SampleZone& of = request.zones.at(zone);
    if (of.spacing_mm_at.empty()) return spacing_units(of.spacing_mm);
    const geometry::Surface& surface = request.skin->surface();
    const geometry::SurfacePoint place = geometry::on_surface(surface, on_scan);
    const glm::uvec3 v = surface.mesh.triangles[place.triangle.value];
    return spacing_units(place.weights.x * double(of.spacing_mm_at[v.x]) +
                         place.weights.y * double(of.spacing_mm_at[v.y]) +
                         place.weights.z * double(of.spacing_mm_at[v.z]));
}

Domain build_domain(const SampleRequest& request, const base::Progress& progress, const Part* part)
{
    base::check(request.skin != nullptr, "a sample request has a skin");
    const Skin& skin = *request.skin;
    const std::vector<ZoneValues> zones(request.zones.begin(), request.zones.end());
    const std::size_t triangles = skin.metric().triangle_count();

    std::vector<Share> shares((triangles + grain - 1) / grain);
    const auto cut = [&](std::size_t begin, std::size_t end, unsigned) {
        RootCutter cutter(skin, zones, shares[begin / grain]);
        for (std::size_t t = begin; t < end; ++t)
            if (!part || part->region[t]) cutter.cut(static_cast<std::uint32_t>(t));
    };
    base::parallel_for(triangles, grain, 0, cut, [&] { progress.report(0); });

    Domain domain;
    domain.skin = &skin;
    domain.seed = request.seed;
    domain.live = skin.metric().live_at_first;
    std::vector<geometry::Box> boxes(zones.size());
    join(shares, domain, boxes);
    domain.given = pinned_points(request);
    if (part) domain.given.insert(domain.given.end(), part->ring.begin(), part->ring.end());
    for (const Candidate& point : domain.given)
        boxes[point.zone].include(glm::dvec3(point.position_um) / 1000.0);
    domain.reach = reach_of(zones, boxes);
    return domain;
}

}  // namespace sampling
