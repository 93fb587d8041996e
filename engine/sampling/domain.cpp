// SPDX-License-Identifier: MIT
#include "sampling/domain.h"

#include "base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sampling {
namespace {

using geometry::TriangleId;
using geometry::VertexId;
using shared::Root;

constexpr double least_spacing_mm = 0.5;
constexpr double most_spacing_mm = 100;                // keeps plane coordinates below 2^27
constexpr std::uint32_t whole_triangle = 0x80000000u;  // in a root's name

/// The triangles of the surface that are pieces of one triangle of the scan: [begin, end).
struct Pieces {
    std::size_t begin = 0, end = 0;
};

std::vector<Pieces> pieces_by_source(const geometry::Surface& surface, std::size_t scan_triangles)
{
    std::vector<Pieces> pieces(scan_triangles);
    for (std::size_t t = 0; t < surface.source.size(); ++t) {
        Pieces& of = pieces[surface.source[t].value];
        if (of.end == 0) of.begin = t;
        of.end = t + 1;
    }
    return pieces;
}

/// The largest spacing that a zone's points may meet: its own, and that of each zone whose box
/// comes near.
std::vector<double> largest_spacing_met(const SampleRequest& request)
{
    std::vector<geometry::Box> boxes(request.zones.size());
    for (std::size_t z = 0; z < boxes.size(); ++z)
        for (std::size_t v = 0; v < request.surface->mesh.positions.size(); ++v)
            if ((*request.zones[z].field)[VertexId(v)] < 0)
                boxes[z].include(request.surface->mesh.positions[v]);

    std::vector<double> met;
    for (std::size_t z = 0; z < boxes.size(); ++z) {
        met.push_back(request.zones[z].spacing_mm);
        for (std::size_t other = 0; other < boxes.size(); ++other) {
            const double spacing = request.zones[other].spacing_mm;
            const glm::dvec3 gap =
                glm::max(boxes[z].low - boxes[other].high, boxes[other].low - boxes[z].high);
            if (std::max({gap.x, gap.y, gap.z}) <= spacing + 1) met[z] = std::max(met[z], spacing);
        }
    }
    return met;
}

shared::ZoneRule rule_for(double spacing_mm, double reach_mm)
{
    if (!(spacing_mm >= least_spacing_mm && spacing_mm <= most_spacing_mm))
        throw base::Error(
            fmt::format("A spacing of {:g} mm is not possible: it must be {:g} to {:g} mm.",
                        spacing_mm,
                        least_spacing_mm,
                        most_spacing_mm));
    // One micrometre more pays for the rounding of unfolded positions: at most 0.4 micrometres were
    // ever seen.
    const auto units = [](double mm) {
        return static_cast<int>((std::llround(mm * 1000) + 1) * shared::units_per_um);
    };
    const std::int64_t um = std::llround(spacing_mm * 1000);
    return {units(spacing_mm), units(reach_mm), um * um << (shared::area_bits - 1)};
}

/// From the centre of a triangle laid flat to its farthest corner, rounded up, in units.
int radius_of(const std::array<glm::ivec2, 3>& corners)
{
    const glm::ivec2 centre((corners[0].x + corners[1].x + corners[2].x) / 3,
                            (corners[0].y + corners[1].y + corners[2].y) / 3);
    std::int64_t farthest = 0;
    for (const glm::ivec2& corner : corners)
        farthest = std::max(farthest, shared::norm2(corner - centre));
    return static_cast<int>(shared::isqrt_ceil(farthest) + 2);
}

Root root_on(std::uint32_t name,
             TriangleId triangle,
             std::size_t zone,
             const std::array<glm::ivec3, 3>& corners,
             const SkinMetric& skin)
{
    const auto& flat = skin.flat[triangle.value];
    std::array<glm::ivec2, 3> placed;
    for (int k = 0; k < 3; ++k)
        placed[k] = shared::weighted(flat[0], flat[1], flat[2], corners[k]);
    const std::int64_t doubled =
        std::abs(shared::cross2(placed[1] - placed[0], placed[2] - placed[0]));
    Root root{};
    root.name = name;
    root.triangle = triangle.value;
    root.zone = static_cast<std::uint32_t>(zone);
    root.radius = radius_of(placed);
    root.corner0 = corners[0];
    root.corner1 = corners[1];
    root.corner2 = corners[2];
    root.area = std::max<std::int64_t>(1, doubled >> (21 - shared::area_bits));
    return root;
}

/// True if a root can be split down to cells so small that their centres stand for them.
bool fits(const Root& root, const shared::ZoneRule& rule)
{
    return (root.radius >> (shared::deepest_split - 1)) + 4 <= (rule.spacing >> 8);
}

class RootBuilder {
public:
    RootBuilder(const SampleRequest& request, Domain& domain)
        : surface_(*request.surface)
        , request_(request)
        , domain_(domain)
        , pieces_(pieces_by_source(surface_, request.scan->triangles.size()))
    {
    }

    /// A triangle that lies whole inside the zone is one root; of one that the border crosses, each
    /// piece of the refined surface that reaches inside is a root, with the field at its corners.
    void add_zone(std::size_t zone)
    {
        for (std::uint32_t t = 0; t < pieces_.size(); ++t) {
            const auto [inside, outside] = corners_inside(pieces_[t], zone);
            if (inside == 0) continue;
            if (outside == 0 && add_whole(TriangleId(t), zone)) continue;
            for (std::size_t piece = pieces_[t].begin; piece < pieces_[t].end; ++piece)
                add_piece(piece, zone);
        }
    }

private:
    std::int16_t field_at(std::size_t piece, int corner, std::size_t zone) const
    {
        return (*request_.zones[zone].field)[VertexId(surface_.mesh.triangles[piece][corner])];
    }

    std::array<std::size_t, 2> corners_inside(const Pieces& pieces, std::size_t zone) const
    {
        std::array<std::size_t, 2> counts{};
        for (std::size_t piece = pieces.begin; piece < pieces.end; ++piece)
            for (int corner = 0; corner < 3; ++corner)
                ++counts[field_at(piece, corner, zone) < 0 ? 0 : 1];
        return counts;
    }

    bool add_whole(TriangleId triangle, std::size_t zone)
    {
        const int one = shared::weight_one;
        Root root = root_on(whole_triangle | triangle.value,
                            triangle,
                            zone,
                            {glm::ivec3(one, 0, 0), glm::ivec3(0, one, 0), glm::ivec3(0, 0, one)},
                            domain_.skin);
        root.field = glm::ivec3(-1);
        return add(root);
    }

    void add_piece(std::size_t piece, std::size_t zone)
    {
        const glm::ivec3 field(
            field_at(piece, 0, zone), field_at(piece, 1, zone), field_at(piece, 2, zone));
        if (field.x >= 0 && field.y >= 0 && field.z >= 0) return;
        Root root = root_on(static_cast<std::uint32_t>(piece),
                            surface_.source[piece],
                            zone,
                            surface_.corner_weights[piece],
                            domain_.skin);
        root.field = field;
        if (!add(root))
            throw base::Error(
                fmt::format("The scan's triangles are too coarse for a spacing of {:g} mm.",
                            request_.zones[zone].spacing_mm));
    }

    bool add(const Root& root)
    {
        const shared::ZoneRule& rule = domain_.rules[root.zone];
        if (!fits(root, rule)) return false;
        domain_.is_wanted[root.triangle] =
            std::max(domain_.is_wanted[root.triangle], shared::wanted);
        const auto index = static_cast<std::uint32_t>(domain_.roots.size());
        domain_.roots.push_back(root);
        add_cells({index, 0}, root.area, rule.area);
        const double spacing_um = double(rule.spacing) / shared::units_per_um;
        domain_.expected_points +=
            0.7 * double(root.area >> shared::area_bits) / (spacing_um * spacing_um);
        return true;
    }

    /// The first cells: split until none is larger than level 0 allows.
    void add_cells(shared::Cell cell, std::int64_t area, std::int64_t target)
    {
        if (area <= target ||
            shared::depth_of(cell.place) >= std::uint32_t(shared::deepest_split)) {
            domain_.cells.push_back(cell);
            return;
        }
        for (int k = 0; k < 4; ++k)
            add_cells({cell.root, shared::child_place(cell.place, k)}, area / 4, target);
    }

    const geometry::Surface& surface_;
    const SampleRequest& request_;
    Domain& domain_;
    std::vector<Pieces> pieces_;
};

}  // namespace

Domain build_domain(const SampleRequest& request)
{
    base::check(request.scan && request.surface, "a sample request has a scan and its surface");
    Domain domain;
    domain.seed = request.seed;
    domain.skin = build_skin_metric(*request.scan, geometry::Topology(*request.scan));
    for (const bool unfit : domain.skin.unfit)
        domain.is_wanted.push_back(unfit ? shared::unfit : 0u);
    const std::vector<double> reach = largest_spacing_met(request);
    for (std::size_t z = 0; z < request.zones.size(); ++z) {
        domain.rules.push_back(rule_for(request.zones[z].spacing_mm, reach[z]));
        domain.cube_size_um =
            std::max(domain.cube_size_um, domain.rules[z].reach / shared::units_per_um + 4);
    }
    RootBuilder builder(request, domain);
    for (std::size_t z = 0; z < request.zones.size(); ++z)
        builder.add_zone(z);
    return domain;
}

}  // namespace sampling
