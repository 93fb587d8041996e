// SPDX-License-Identifier: MIT
#include "editable_mesh.h"

#include <algorithm>

namespace {

constexpr Triangle removed = {-1, -1, -1};

bool holds(const Triangle& t, int vertex)
{
    return t[0] == vertex || t[1] == vertex || t[2] == vertex;
}

Triangle with_corner(Triangle t, int from, int to)
{
    std::replace(t.begin(), t.end(), from, to);
    return t;
}

}  // namespace

EditableMesh::EditableMesh(const Mesh& mesh)
    : positions_(mesh.positions)
    , border_(mesh.positions.size(), 0)
    , triangles_(mesh.triangles)
    , around_(mesh.positions.size())
{
    for (int t = 0; t < static_cast<int>(triangles_.size()); ++t)
        attach(t);
    for (const Edge& edge : edges())
        if (is_border_edge(edge)) border_[at(edge.first)] = border_[at(edge.second)] = 1;
}

void EditableMesh::attach(int t)
{
    for (const int v : triangles_[at(t)])
        around_[at(v)].push_back(t);
}

void EditableMesh::detach(int t)
{
    for (const int v : triangles_[at(t)])
        std::erase(around_[at(v)], t);
}

void EditableMesh::replace(int t, const Triangle& with)
{
    detach(t);
    triangles_[at(t)] = with;
    if (with != removed) attach(t);
}

std::vector<Edge> EditableMesh::edges() const
{
    std::vector<Edge> all;
    for (int v = 0; v < vertex_count(); ++v)
        for (const int n : neighbours(v))
            if (v < n) all.emplace_back(v, n);
    return all;
}

std::vector<int> EditableMesh::neighbours(int vertex) const
{
    std::vector<int> found;
    for (const int t : around_[at(vertex)])
        for (const int v : triangles_[at(t)])
            if (v != vertex) found.push_back(v);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::vector<int> EditableMesh::border_neighbours(int vertex) const
{
    std::vector<int> found;
    if (!is_border(vertex)) return found;
    for (const int n : neighbours(vertex))
        if (is_border_edge({vertex, n})) found.push_back(n);
    return found;
}

std::size_t EditableMesh::triangle_count() const
{
    return triangles_.size() -
           static_cast<std::size_t>(std::count(triangles_.begin(), triangles_.end(), removed));
}

std::vector<int> EditableMesh::triangles_at(const Edge& edge) const
{
    std::vector<int> found;
    for (const int t : around_[at(edge.first)])
        if (holds(triangles_[at(t)], edge.second)) found.push_back(t);
    return found;
}

int EditableMesh::third(int t, const Edge& edge) const
{
    for (const int v : triangles_[at(t)])
        if (v != edge.first && v != edge.second) return v;
    return -1;
}

Vec3 EditableMesh::normal(const Triangle& t) const
{
    return glm::cross(positions_[at(t[1])] - positions_[at(t[0])],
                      positions_[at(t[2])] - positions_[at(t[0])]);
}

Vec3 EditableMesh::normal_at(int vertex) const
{
    Vec3 sum(0);
    for (const int t : around_[at(vertex)])
        sum += normal(triangles_[at(t)]);
    return sum / std::max(glm::length(sum), 1e-12);
}

bool EditableMesh::stays_upright(int t, int vertex, const Vec3& to) const
{
    const Triangle& old = triangles_[at(t)];
    std::array<Vec3, 3> p;
    for (std::size_t i = 0; i < 3; ++i)
        p[i] = old[i] == vertex ? to : positions_[at(old[i])];
    Vec3 before = normal(old);
    const Vec3 after = glm::cross(p[1] - p[0], p[2] - p[0]);
    const double size = glm::length(after);
    const double longest =
        std::max({glm::distance(p[0], p[1]), glm::distance(p[1], p[2]), glm::distance(p[2], p[0])});
    // 0.1 is the height of a sliver relative to its longest side; a bad triangle may improve.
    const bool thin = size < 0.1 * longest * longest && size < glm::length(before);
    // A needle's own normal says nothing; its surroundings know which side is out.
    if (glm::length(before) < 0.02 * longest * longest) before = normal_at(vertex);
    return !thin && glm::dot(before, after) > 0.3 * glm::length(before) * size;
}

bool EditableMesh::move(int vertex, const Vec3& to)
{
    for (const int t : around_[at(vertex)])
        if (!stays_upright(t, vertex, to)) return false;
    positions_[at(vertex)] = to;
    return true;
}

int EditableMesh::split(const Edge& edge, const Vec3& middle)
{
    const std::vector<int> sides = triangles_at(edge);
    const int fresh = vertex_count();
    positions_.push_back(middle);
    border_.push_back(sides.size() == 1);
    around_.emplace_back();
    for (const int t : sides) {
        const Triangle old = triangles_[at(t)];
        replace(t, with_corner(old, edge.second, fresh));
        triangles_.push_back(with_corner(old, edge.first, fresh));
        attach(static_cast<int>(triangles_.size()) - 1);
    }
    return fresh;
}

bool EditableMesh::collapse(const Edge& edge, const Vec3& to, double longest_mm)
{
    const auto [kept, lost] = edge;
    const std::vector<int> sides = triangles_at(edge);
    if (is_border(kept) && is_border(lost) && sides.size() != 1) return false;
    // Link condition: the ends share exactly the corners across the edge, or a fold is left.
    const std::vector<int> a = neighbours(kept), b = neighbours(lost);
    std::vector<int> shared;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
    if (shared.size() != sides.size()) return false;
    for (const int v : shared)
        if (around_[at(v)].size() <= (is_border(v) ? 2u : 3u)) return false;
    for (const int v : b)
        if (v != kept && glm::distance(position(v), to) > longest_mm) return false;
    for (const int v : a)
        if (v != lost && glm::distance(position(v), to) > longest_mm) return false;
    for (const int end : {kept, lost})
        for (const int t : around_[at(end)])
            if (std::find(sides.begin(), sides.end(), t) == sides.end() &&
                !stays_upright(t, end, to))
                return false;
    for (const int t : sides)
        replace(t, removed);
    for (const int t : std::vector<int>(around_[at(lost)]))
        replace(t, with_corner(triangles_[at(t)], lost, kept));
    positions_[at(kept)] = to;
    border_[at(kept)] |= border_[at(lost)];
    return true;
}

Edge EditableMesh::across(const Edge& edge) const
{
    const std::vector<int> sides = triangles_at(edge);
    if (sides.size() != 2) return {-1, -1};
    return {third(sides[0], edge), third(sides[1], edge)};
}

bool EditableMesh::flip(const Edge& edge)
{
    const std::vector<int> sides = triangles_at(edge);
    if (sides.size() != 2) return false;
    const int c = third(sides[0], edge), d = third(sides[1], edge);
    if (c == d || has_edge({c, d})) return false;
    for (const int end : {edge.first, edge.second})
        if (around_[at(end)].size() <= (is_border(end) ? 2u : 3u)) return false;
    const Triangle one = with_corner(triangles_[at(sides[0])], edge.first, d);
    const Triangle two = with_corner(triangles_[at(sides[1])], edge.second, c);
    const Vec3 whole =
        glm::normalize(normal(triangles_[at(sides[0])]) + normal(triangles_[at(sides[1])]));
    for (const Vec3& n : {normal(one), normal(two)})
        if (glm::length(n) < 1e-6 || glm::dot(n, whole) < 0.5 * glm::length(n)) return false;
    replace(sides[0], one);
    replace(sides[1], two);
    return true;
}

Mesh EditableMesh::mesh() const
{
    Mesh out{positions_, {}};
    for (const Triangle& t : triangles_)
        if (t != removed) out.triangles.push_back(t);
    return largest_piece(out);
}
