// SPDX-License-Identifier: MIT
#include "polygonise.h"

#include <algorithm>
#include <unordered_map>

namespace models {

namespace {

using Cell = glm::ivec3;

constexpr int block_cells = 6;

Cell corner_offset(int corner)
{
    return {corner & 1, (corner >> 1) & 1, corner >> 2};
}

/// The two corners of each edge of a cell.
constexpr int edge_corners[12][2] = {
    {0, 1}, {2, 3}, {4, 5}, {6, 7}, {0, 2}, {1, 3}, {4, 6}, {5, 7}, {0, 4}, {1, 5}, {2, 6}, {3, 7}};

/// The corners of each face, in turn around it.
constexpr int face_corners[6][4] = {
    {0, 2, 6, 4}, {1, 3, 7, 5}, {0, 1, 5, 4}, {2, 3, 7, 6}, {0, 1, 3, 2}, {4, 5, 7, 6}};

/// Which corners hang together, inside with inside over edges, outside with outside over edges
/// and over the faces where both diagonals disagree: both cells at a face then see it alike.
std::array<int, 8> sheets_of(const std::array<bool, 8>& inside)
{
    std::array<int, 8> group{0, 1, 2, 3, 4, 5, 6, 7};
    auto unite = [&](int a, int b) {
        const int from = group[std::size_t(a)];
        const int to = group[std::size_t(b)];
        for (int& g : group)
            if (g == from) g = to;
    };
    auto in = [&](int corner) { return inside[std::size_t(corner)]; };
    for (const auto& edge : edge_corners)
        if (in(edge[0]) == in(edge[1])) unite(edge[0], edge[1]);
    for (const auto& f : face_corners) {
        const bool crossed = in(f[0]) == in(f[2]) && in(f[1]) == in(f[3]) && in(f[0]) != in(f[1]);
        if (crossed && !in(f[0])) unite(f[0], f[2]);
        if (crossed && !in(f[1])) unite(f[1], f[3]);
    }
    return group;
}

/// A cell through which the surface goes.
struct SurfaceCell {
    Cell cell;
    std::array<bool, 8> inside;                    // its corners
    std::array<std::uint32_t, 12> vertex_of_edge;  // for crossed edges
};

class Net {
public:
    Net(const Field& field, const Grid& grid)
        : field_(field)
        , grid_(grid)
        , cells_((grid.high - grid.low) / grid.step_mm + 1.0)
    {
    }

    Mesh mesh()
    {
        for (int z = 0; z < cells_.z; z += block_cells)
            for (int y = 0; y < cells_.y; y += block_cells)
                for (int x = 0; x < cells_.x; x += block_cells)
                    if (touches_surface({x, y, z})) add_vertices_of_block({x, y, z});
        for (const SurfaceCell& cell : surface_cells_)
            for (int axis = 0; axis < 3; ++axis)
                add_quad(cell, axis);
        return std::move(mesh_);
    }

private:
    std::uint64_t key(Cell c) const
    {
        return (std::uint64_t(c.z) << 42) | (std::uint64_t(c.y) << 21) | std::uint64_t(c.x);
    }

    /// Where a corner of the even grid lies.
    Vec place(Cell c) const
    {
        Vec p = grid_.low + grid_.step_mm * Vec(c);
        for (const Lens& lens : grid_.lenses) {
            const Vec off = p - lens.centre;
            const double nearness = 1 / (1 + dot(off, off) / (lens.radius_mm * lens.radius_mm));
            p -= off * ((1 - lens.shrink) * nearness);
        }
        return p;
    }

    /// The field at the corners of a block's cells.
    struct Block {
        static constexpr int width = block_cells + 1;
        Cell first;
        std::array<double, width * width * width> values;

        double& at(Cell c)
        {
            const Cell d = c - first;
            return values[std::size_t((d.z * width + d.y) * width + d.x)];
        }
    };

    Block evaluated(Cell first) const
    {
        Block block{first, {}};
        for (int z = 0; z < Block::width; ++z)
            for (int y = 0; y < Block::width; ++y)
                for (int x = 0; x < Block::width; ++x)
                    block.at(first + Cell(x, y, z)) = field_(place(first + Cell(x, y, z)));
        return block;
    }

    // The fields are not exact distances, hence the wide band.
    bool touches_surface(Cell first) const
    {
        const Vec middle = place(first + block_cells / 2);
        double reach = 0;
        for (int corner = 0; corner < 8; ++corner)
            reach = std::max(reach,
                             distance(middle, place(first + block_cells * corner_offset(corner))));
        return std::abs(field_(middle)) < 1.4 * reach;
    }

    void add_vertices_of_block(Cell first)
    {
        Block block = evaluated(first);
        for (int z = 0; z < block_cells; ++z)
            for (int y = 0; y < block_cells; ++y)
                for (int x = 0; x < block_cells; ++x)
                    add_vertices_of_cell(block, first + Cell(x, y, z));
    }

    void add_vertices_of_cell(Block& block, Cell cell)
    {
        std::array<double, 8> values;
        SurfaceCell made{cell, {}, {}};
        for (int corner = 0; corner < 8; ++corner) {
            values[std::size_t(corner)] = block.at(cell + corner_offset(corner));
            made.inside[std::size_t(corner)] = values[std::size_t(corner)] < 0;
        }
        const auto& inside = made.inside;
        if (std::all_of(inside.begin(), inside.end(), [&](bool b) { return b == inside[0]; }))
            return;
        const std::array<int, 8> group = sheets_of(inside);
        std::array<int, 64> vertex_of_sheet;
        std::array<int, 64> crossings{};
        vertex_of_sheet.fill(-1);
        for (std::size_t e = 0; e < 12; ++e) {
            const auto a = std::size_t(edge_corners[e][0]);
            const auto b = std::size_t(edge_corners[e][1]);
            if (inside[a] == inside[b]) continue;
            const std::size_t sheet =
                std::size_t(inside[a] ? group[a] * 8 + group[b] : group[b] * 8 + group[a]);
            if (vertex_of_sheet[sheet] < 0) {
                vertex_of_sheet[sheet] = int(mesh_.positions.size());
                mesh_.positions.emplace_back(0);
            }
            const double t = values[a] / (values[a] - values[b]);
            const Vec pa = place(cell + corner_offset(int(a)));
            const Vec pb = place(cell + corner_offset(int(b)));
            Vec& mean = mesh_.positions[std::size_t(vertex_of_sheet[sheet])];
            const double n = ++crossings[sheet];
            mean += (pa + t * (pb - pa) - mean) / n;
            made.vertex_of_edge[e] = std::uint32_t(vertex_of_sheet[sheet]);
        }
        number_[key(cell)] = surface_cells_.size();
        surface_cells_.push_back(made);
    }

    /// The quad around the grid edge that starts at the cell's corner 0.
    void add_quad(const SurfaceCell& start, int axis)
    {
        const Cell cell = start.cell;
        Cell along(0);
        along[axis] = 1;
        const bool starts_inside = start.inside[0];
        if (starts_inside == start.inside[std::size_t(1 << axis)]) return;
        Cell u(0), v(0);
        u[(axis + 1) % 3] = 1;
        v[(axis + 2) % 3] = 1;
        std::array<std::uint32_t, 4> quad = {vertex(cell, along, Cell(0)),
                                             vertex(cell - u, along, u),
                                             vertex(cell - u - v, along, u + v),
                                             vertex(cell - v, along, v)};
        if (!starts_inside) std::swap(quad[1], quad[3]);
        const auto& p = mesh_.positions;
        if (distance(p[quad[0]], p[quad[2]]) <= distance(p[quad[1]], p[quad[3]])) {
            mesh_.triangles.push_back({quad[0], quad[1], quad[2]});
            mesh_.triangles.push_back({quad[0], quad[2], quad[3]});
        } else {
            mesh_.triangles.push_back({quad[0], quad[1], quad[3]});
            mesh_.triangles.push_back({quad[1], quad[2], quad[3]});
        }
    }

    /// The cell's vertex for its edge from corner `from` one step `along`.
    std::uint32_t vertex(Cell cell, Cell along, Cell from) const
    {
        auto number = [](Cell c) { return c.x + 2 * c.y + 4 * c.z; };
        for (std::size_t e = 0; e < 12; ++e)
            if (edge_corners[e][0] == number(from) && edge_corners[e][1] == number(from + along))
                return surface_cells_[number_.at(key(cell))].vertex_of_edge[e];
        return 0;
    }

    const Field& field_;
    const Grid& grid_;
    Cell cells_;
    std::vector<SurfaceCell> surface_cells_;
    std::unordered_map<std::uint64_t, std::size_t> number_;  // in surface_cells_, by key
    Mesh mesh_;
};

}  // namespace

Mesh polygonise(const Field& field, const Grid& grid)
{
    return Net(field, grid).mesh();
}

}  // namespace models
