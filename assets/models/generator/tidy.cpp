// SPDX-License-Identifier: MIT
#include "tidy.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include <string>

namespace models {

namespace {

using Edge = std::pair<std::uint32_t, std::uint32_t>;

/// Which triangle lies on the left of each directed edge: the edges that leave a vertex stand side
/// by side.
class Sides {
public:
    explicit Sides(const Mesh& mesh)
        : first_(mesh.positions.size() + 1, 0)
    {
        for (const Triangle& t : mesh.triangles)
            for (const std::uint32_t v : t)
                ++first_[v + 1];
        std::partial_sum(first_.begin(), first_.end(), first_.begin());
        edges_.resize(3 * mesh.triangles.size());
        std::vector<std::uint32_t> next = first_;
        for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t)
            for (std::size_t e = 0; e < 3; ++e) {
                const Triangle& corners = mesh.triangles[t];
                edges_[next[corners[e]]++] = {corners[(e + 1) % 3], t};
            }
    }

    /// The triangle, or `none`.
    std::uint32_t left_of(std::uint32_t from, std::uint32_t to) const
    {
        for (std::uint32_t i = first_[from]; i < first_[from + 1]; ++i)
            if (edges_[i].first == to) return edges_[i].second;
        return none;
    }

    bool has(std::uint32_t from, std::uint32_t to) const { return left_of(from, to) != none; }

    static constexpr std::uint32_t none = 0xffffffff;

private:
    std::vector<std::uint32_t> first_;  // into edges_, one per vertex and one more
    std::vector<Edge> edges_;           // where to, and the triangle
};

std::vector<Edge> border_edges(const Mesh& mesh)
{
    const Sides sides(mesh);
    std::vector<Edge> border;
    for (const Triangle& t : mesh.triangles)
        for (std::size_t e = 0; e < 3; ++e)
            if (!sides.has(t[(e + 1) % 3], t[e])) border.emplace_back(t[e], t[(e + 1) % 3]);
    return border;
}

std::vector<Vec> normals_of(const Mesh& mesh)
{
    std::vector<Vec> normals(mesh.positions.size(), Vec(0));
    for (const Triangle& t : mesh.triangles) {
        const Vec a = mesh.positions[t[0]];
        const Vec n = cross(mesh.positions[t[1]] - a, mesh.positions[t[2]] - a);
        for (const std::uint32_t v : t)
            normals[v] += n;
    }
    for (Vec& n : normals)
        n /= std::max(length(n), 1e-12);
    return normals;
}

/// Where each vertex's neighbours are in the mean; on the border the two along it.
std::vector<Vec> middles_of(const Mesh& mesh, const std::vector<Edge>& border)
{
    std::vector<Vec> sum(mesh.positions.size(), Vec(0));
    std::vector<double> count(mesh.positions.size(), 0);
    for (const Triangle& t : mesh.triangles)
        for (std::size_t e = 0; e < 3; ++e) {
            sum[t[e]] += mesh.positions[t[(e + 1) % 3]] + mesh.positions[t[(e + 2) % 3]];
            count[t[e]] += 2;
        }
    for (const auto& [a, b] : border)
        for (const std::uint32_t v : {a, b}) {
            sum[v] = Vec(0);
            count[v] = 0;
        }
    for (const auto& [a, b] : border) {
        sum[a] += mesh.positions[b];
        sum[b] += mesh.positions[a];
        ++count[a];
        ++count[b];
    }
    for (std::size_t v = 0; v < sum.size(); ++v)
        sum[v] /= std::max(count[v], 1.0);
    return sum;
}

/// On the zero level of both.
Vec on_both(const Field& field, const Field& beyond, Vec p)
{
    for (int step = 0; step < 8; ++step)
        p = projected(field, projected(beyond, p, 1), 1);
    return p;
}

void slide(const Field& field, const Field& beyond, int newton_steps, Mesh& mesh)
{
    const std::vector<Edge> border = border_edges(mesh);
    const std::vector<Vec> middles = middles_of(mesh, border);
    const std::vector<Vec> normals = normals_of(mesh);
    std::vector<Vec> along(mesh.positions.size(), Vec(0));
    for (const auto& [a, b] : border) {
        const Vec direction = mesh.positions[b] - mesh.positions[a];
        along[a] += direction;
        along[b] += direction;
    }
    for (std::size_t v = 0; v < mesh.positions.size(); ++v) {
        const Vec move = 0.6 * (middles[v] - mesh.positions[v]);
        const Vec n = normals[v];
        if (along[v] == Vec(0))
            mesh.positions[v] =
                projected(field, mesh.positions[v] + move - n * dot(n, move), newton_steps);
        else
            mesh.positions[v] = on_both(
                field,
                beyond,
                mesh.positions[v] + along[v] * (dot(along[v], move) / dot(along[v], along[v])));
    }
}

/// Two steps in and out after Taubin, "A signal processing approach to fair surface design" (1995):
/// takes away what is as small as a triangle, keeps the shape. The border stays.
void soften(Mesh& mesh)
{
    const std::vector<Edge> border = border_edges(mesh);
    std::vector<bool> fixed(mesh.positions.size(), false);
    for (const auto& [a, b] : border)
        fixed[a] = fixed[b] = true;
    for (const double step : {0.5, -0.52, 0.5, -0.52}) {
        const std::vector<Vec> middles = middles_of(mesh, border);
        for (std::size_t v = 0; v < mesh.positions.size(); ++v)
            if (!fixed[v]) mesh.positions[v] += step * (middles[v] - mesh.positions[v]);
    }
}

double cosine_at(const Mesh& mesh, std::uint32_t at, std::uint32_t a, std::uint32_t b)
{
    const Vec u = mesh.positions[a] - mesh.positions[at];
    const Vec v = mesh.positions[b] - mesh.positions[at];
    return dot(u, v) / std::max(length(u) * length(v), 1e-12);
}

Vec normal_of(const Mesh& mesh, const Triangle& t)
{
    const Vec a = mesh.positions[t[0]];
    const Vec n = cross(mesh.positions[t[1]] - a, mesh.positions[t[2]] - a);
    return n / std::max(length(n), 1e-12);
}

/// The triangle turned so that the edge from `from` comes first.
Triangle turned(const Triangle& t, std::uint32_t from)
{
    if (t[0] == from) return t;
    if (t[1] == from) return {t[1], t[2], t[0]};
    return {t[2], t[0], t[1]};
}

/// Flips edge a-b into c-d where that makes the smaller angles larger and the surface no
/// rougher.
bool flip_helps(
    const Mesh& mesh, std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d)
{
    if (cosine_at(mesh, c, a, b) + cosine_at(mesh, d, a, b) > -1e-6) return false;
    const Vec before = normal_of(mesh, {a, b, c}) + normal_of(mesh, {b, a, d});
    const Vec one = normal_of(mesh, {c, d, b});
    const Vec two = normal_of(mesh, {d, c, a});
    return dot(one, before) > 1.2 && dot(two, before) > 1.2 && dot(one, two) > 0.7;
}

void flip_edges(Mesh& mesh)
{
    const Sides sides(mesh);
    std::vector<bool> changed(mesh.triangles.size(), false);
    std::set<Edge> made;
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t)
        for (std::size_t e = 0; e < 3 && !changed[t]; ++e) {
            const std::uint32_t a = mesh.triangles[t][e];
            const std::uint32_t b = mesh.triangles[t][(e + 1) % 3];
            const std::uint32_t other = sides.left_of(b, a);
            if (other == Sides::none || changed[other]) continue;
            const std::uint32_t c = mesh.triangles[t][(e + 2) % 3];
            const std::uint32_t d = turned(mesh.triangles[other], b)[2];
            const bool exists =
                sides.has(c, d) || sides.has(d, c) || made.contains(std::minmax(c, d));
            if (exists || !flip_helps(mesh, a, b, c, d)) continue;
            made.insert(std::minmax(c, d));
            mesh.triangles[t] = {c, d, b};
            mesh.triangles[other] = {d, c, a};
            changed[t] = changed[other] = true;
        }
}

std::vector<std::uint32_t> parts_of(const Mesh& mesh)
{
    std::vector<std::uint32_t> parent(mesh.positions.size());
    std::iota(parent.begin(), parent.end(), 0u);
    auto root = [&](std::uint32_t v) {
        while (parent[v] != v)
            v = parent[v] = parent[parent[v]];
        return v;
    };
    for (const Triangle& t : mesh.triangles) {
        parent[root(t[1])] = root(t[0]);
        parent[root(t[2])] = root(t[0]);
    }
    for (std::uint32_t v = 0; v < parent.size(); ++v)
        parent[v] = root(v);
    return parent;
}

void keep_largest_part(Mesh& mesh)
{
    const std::vector<std::uint32_t> part = parts_of(mesh);
    std::map<std::uint32_t, std::size_t> sizes;
    for (const Triangle& t : mesh.triangles)
        ++sizes[part[t[0]]];
    const auto largest =
        std::max_element(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) {
            return a.second < b.second;
        });
    std::erase_if(mesh.triangles, [&](const Triangle& t) { return part[t[0]] != largest->first; });
}

/// Drops triangles that hang on by one edge or touch another border vertex only at a corner.
void drop_teeth(Mesh& mesh)
{
    for (;;) {
        std::map<std::uint32_t, int> border_count;
        const auto border = border_edges(mesh);
        for (const auto& [a, b] : border) {
            ++border_count[a];
            ++border_count[b];
        }
        const Sides sides(mesh);
        const std::size_t dropped = std::erase_if(mesh.triangles, [&](const Triangle& t) {
            int open = 0;
            bool pinched = false;
            for (std::size_t e = 0; e < 3; ++e) {
                open += !sides.has(t[(e + 1) % 3], t[e]);
                const auto count = border_count.find(t[e]);
                pinched = pinched || (count != border_count.end() && count->second > 2);
            }
            return open > 1 || pinched;
        });
        if (dropped == 0) return;
    }
}

void drop_unused_vertices(Mesh& mesh)
{
    constexpr std::uint32_t unused = 0xffffffff;
    std::vector<std::uint32_t> number(mesh.positions.size(), unused);
    std::vector<Vec> kept;
    for (Triangle& t : mesh.triangles)
        for (std::uint32_t& v : t) {
            if (number[v] == unused) {
                number[v] = std::uint32_t(kept.size());
                kept.push_back(mesh.positions[v]);
            }
            v = number[v];
        }
    mesh.positions = std::move(kept);
}

std::string text(Vec p)
{
    return std::to_string(p.x) + ", " + std::to_string(p.y) + ", " + std::to_string(p.z);
}

}  // namespace

void tidy(const Field& field, const Field& beyond, int rounds, Mesh& mesh)
{
    for (int round = 0; round < rounds; ++round) {
        slide(field, beyond, round + 1 < rounds ? 1 : 4, mesh);
        flip_edges(mesh);
    }
    soften(mesh);
}

Mesh cut(const Field& field, const Field& beyond, const Mesh& mesh)
{
    Mesh kept = mesh;
    std::vector<bool> outside(mesh.positions.size());
    for (std::size_t v = 0; v < outside.size(); ++v)
        outside[v] = beyond(mesh.positions[v]) > 0;
    std::erase_if(kept.triangles, [&](const Triangle& t) {
        return outside[t[0]] || outside[t[1]] || outside[t[2]];
    });
    drop_teeth(kept);
    keep_largest_part(kept);
    drop_unused_vertices(kept);
    for (const auto& [a, b] : border_edges(kept))
        kept.positions[a] = on_both(field, beyond, kept.positions[a]);
    return kept;
}

std::string fault_of(const Mesh& mesh)
{
    std::set<Edge> used;
    for (const Triangle& t : mesh.triangles)
        for (std::size_t e = 0; e < 3; ++e)
            if (!used.insert({t[e], t[(e + 1) % 3]}).second)
                return "two triangles use one edge in the same direction at " +
                       text(mesh.positions[t[e]]);
    for (const Triangle& t : mesh.triangles)
        for (std::size_t e = 0; e < 3; ++e)
            if (cosine_at(mesh, t[e], t[(e + 1) % 3], t[(e + 2) % 3]) > 0.978)
                return "a triangle is sharper than 12 degrees at " + text(mesh.positions[t[e]]);
    const std::vector<std::uint32_t> part = parts_of(mesh);
    if (std::adjacent_find(part.begin(), part.end(), std::not_equal_to<>()) != part.end())
        return "the model is in several parts";
    return "";
}

}  // namespace models
