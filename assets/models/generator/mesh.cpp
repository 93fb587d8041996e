// SPDX-License-Identifier: MIT
#include "mesh.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <stdexcept>
#include <utility>

namespace {

using Edge = std::pair<int, int>;
using EdgeUses = std::map<Edge, int>;

Edge side(const Triangle& t, std::size_t i)
{
    return {t[i], t[(i + 1) % 3]};
}

EdgeUses directed_edges(const Mesh& mesh)
{
    EdgeUses uses;
    for (const Triangle& t : mesh.triangles)
        for (std::size_t i = 0; i < 3; ++i)
            ++uses[side(t, i)];
    return uses;
}

int root(std::vector<int>& parent, int i)
{
    while (parent[static_cast<std::size_t>(i)] != i) {
        auto& up = parent[static_cast<std::size_t>(i)];
        up = parent[static_cast<std::size_t>(up)];
        i = up;
    }
    return i;
}

// Smallest connected set's representative for each vertex.
std::vector<int> pieces(const Mesh& mesh)
{
    std::vector<int> parent(mesh.positions.size());
    std::iota(parent.begin(), parent.end(), 0);
    for (const Triangle& t : mesh.triangles) {
        for (const int other : {t[1], t[2]}) {
            const int a = root(parent, t[0]), b = root(parent, other);
            parent[static_cast<std::size_t>(std::max(a, b))] = std::min(a, b);
        }
    }
    for (int i = 0; i < static_cast<int>(parent.size()); ++i)
        parent[static_cast<std::size_t>(i)] = root(parent, i);
    return parent;
}

// Following border edges must visit each border vertex once; two visits mean a pinched vertex.
int count_boundary_loops(const EdgeUses& uses, bool& pinched)
{
    std::map<int, int> next;
    for (const auto& [edge, count] : uses)
        if (!uses.contains({edge.second, edge.first}))
            pinched |= !next.emplace(edge.second, edge.first).second;
    int loops = 0;
    while (!next.empty()) {
        ++loops;
        for (auto at = next.begin(); at != next.end();) {
            const int to = at->second;
            next.erase(at);
            at = next.find(to);
        }
    }
    return loops;
}

// In a manifold the triangles round a vertex form one fan.
bool every_vertex_has_one_fan(const Mesh& mesh)
{
    std::vector<std::map<int, int>> around(mesh.positions.size());
    for (const Triangle& t : mesh.triangles)
        for (std::size_t i = 0; i < 3; ++i)
            around[static_cast<std::size_t>(t[i])][t[(i + 1) % 3]] = t[(i + 2) % 3];
    return std::all_of(around.begin(), around.end(), [](const std::map<int, int>& next) {
        if (next.empty()) return false;
        std::set<int> targets;
        for (const auto& [from, to] : next)
            targets.insert(to);
        int start = next.begin()->first;  // a border fan starts where nothing leads to
        for (const auto& [from, to] : next)
            if (!targets.contains(from)) start = from;
        std::size_t length = 0;
        int at = start;
        for (auto step = next.find(at); step != next.end(); step = next.find(at)) {
            at = step->second;
            if (++length > next.size() || at == start) break;
        }
        return length == next.size();
    });
}

// Twice the area over the square of the longest edge, 0.87 at best.
double roundness(const Mesh& mesh, const Triangle& t)
{
    const auto p = [&](std::size_t i) { return mesh.positions[static_cast<std::size_t>(t[i])]; };
    const Vec3 u = p(1) - p(0), v = p(2) - p(0), w = v - u;
    const double longest = std::max({glm::dot(u, u), glm::dot(v, v), glm::dot(w, w)});
    return longest > 0.0 ? glm::length(glm::cross(u, v)) / longest : 0.0;
}

}  // namespace

void check_manifold(const Mesh& mesh, const std::string& name)
{
    const auto fail = [&](const std::string& why) { throw std::runtime_error(name + " " + why); };
    std::set<Triangle> seen;
    for (Triangle t : mesh.triangles) {
        if (roundness(mesh, t) < 1e-3) {
            const Vec3& at = mesh.positions[static_cast<std::size_t>(t[0])];
            fail("has a degenerate triangle at " + std::to_string(at.x) + ", " +
                 std::to_string(at.y) + ", " + std::to_string(at.z));
        }
        std::sort(t.begin(), t.end());
        if (t[0] == t[1] || t[1] == t[2]) fail("has a triangle with a repeated corner");
        if (!seen.insert(t).second) fail("has a duplicate triangle");
    }
    const EdgeUses uses = directed_edges(mesh);
    for (const auto& [edge, count] : uses)
        if (count > 1) fail("has a non-manifold or wrongly turned edge");
    bool pinched = false;
    const int loops = count_boundary_loops(uses, pinched);
    if (pinched) fail("has a border that touches itself");
    if (!every_vertex_has_one_fan(mesh)) fail("has a loose or non-manifold vertex");
    const std::vector<int> piece = pieces(mesh);
    if (std::any_of(piece.begin(), piece.end(), [&](int p) { return p != piece[0]; }))
        fail("has more than one piece");
    // Euler: a sphere has 2, and each opening takes 1. Skin that a tunnel pierces has less.
    const auto border = static_cast<long>(std::count_if(uses.begin(), uses.end(), [&](auto& use) {
        return !uses.contains({use.first.second, use.first.first});
    }));
    const auto edges = (static_cast<long>(uses.size()) + border) / 2;
    const auto corners = static_cast<long>(mesh.positions.size());
    if (corners - edges + static_cast<long>(mesh.triangles.size()) != 2 - loops)
        fail("is pierced by a tunnel");
}

double angle_deg(const Vec3& corner, const Vec3& a, const Vec3& b)
{
    const Vec3 u = a - corner, v = b - corner;
    return glm::degrees(std::atan2(glm::length(glm::cross(u, v)), glm::dot(u, v)));
}

Quality measured(const Mesh& mesh)
{
    Quality quality;
    const double share = 100.0 / static_cast<double>(mesh.triangles.size());
    for (const Triangle& t : mesh.triangles) {
        const auto p = [&](std::size_t i) {
            return mesh.positions[static_cast<std::size_t>(t[i])];
        };
        const double least = std::min({angle_deg(p(0), p(1), p(2)),
                                       angle_deg(p(1), p(2), p(0)),
                                       angle_deg(p(2), p(0), p(1))});
        quality.least_angle_deg = std::min(quality.least_angle_deg, least);
        if (least < 20.0) quality.percent_below_20_deg += share;
        if (least < 30.0) quality.percent_below_30_deg += share;
    }
    bool pinched = false;
    quality.boundary_loops = count_boundary_loops(directed_edges(mesh), pinched);
    return quality;
}

Mesh clipped(const Mesh& mesh, const Field& keep)
{
    Mesh out{mesh.positions, {}};
    std::vector<double> level;
    for (const Vec3& p : mesh.positions) {
        const double value = keep(p);
        // A cut close to a vertex goes through it, or it would leave a sliver on the border.
        level.push_back(std::abs(value) < 0.5 ? 0.0 : value);
    }
    std::map<Edge, int> cuts;
    const auto inside = [&](int v) { return level[static_cast<std::size_t>(v)] <= 0.0; };
    const auto cut = [&](int a, int b) {
        if (level[static_cast<std::size_t>(a)] == 0.0) return a;
        if (level[static_cast<std::size_t>(b)] == 0.0) return b;
        const auto [at, fresh] =
            cuts.emplace(std::minmax(a, b), static_cast<int>(out.positions.size()));
        if (fresh) {
            const auto i = static_cast<std::size_t>(a), j = static_cast<std::size_t>(b);
            const double t = level[i] / (level[i] - level[j]);
            out.positions.push_back(glm::mix(mesh.positions[i], mesh.positions[j], t));
        }
        return at->second;
    };
    for (Triangle t : mesh.triangles) {
        const int kept = inside(t[0]) + inside(t[1]) + inside(t[2]);
        if (kept == 0) continue;
        // Turn the triangle until its odd corner comes first.
        while (kept < 3 && (inside(t[1]) == inside(t[0]) || inside(t[2]) == inside(t[0])))
            std::rotate(t.begin(), t.begin() + 1, t.end());
        const auto keep_triangle = [&](int a, int b, int c) {
            if (a != b && b != c && c != a) out.triangles.push_back({a, b, c});
        };
        if (kept == 3) keep_triangle(t[0], t[1], t[2]);
        if (kept == 1) keep_triangle(t[0], cut(t[0], t[1]), cut(t[0], t[2]));
        if (kept == 2) {
            const int a = cut(t[0], t[1]), b = cut(t[0], t[2]);
            keep_triangle(a, t[1], t[2]);
            keep_triangle(a, t[2], b);
        }
    }
    return out;
}

Mesh largest_piece(const Mesh& mesh)
{
    const std::vector<int> piece = pieces(mesh);
    std::map<int, int> sizes;
    for (const Triangle& t : mesh.triangles)
        ++sizes[piece[static_cast<std::size_t>(t[0])]];
    const int best = std::max_element(sizes.begin(), sizes.end(), [](auto& a, auto& b) {
                         return a.second < b.second;
                     })->first;
    Mesh out;
    std::vector<int> renamed(mesh.positions.size(), -1);
    for (Triangle t : mesh.triangles) {
        if (piece[static_cast<std::size_t>(t[0])] != best) continue;
        for (int& v : t) {
            int& name = renamed[static_cast<std::size_t>(v)];
            if (name < 0) {
                name = static_cast<int>(out.positions.size());
                out.positions.push_back(mesh.positions[static_cast<std::size_t>(v)]);
            }
            v = name;
        }
        out.triangles.push_back(t);
    }
    return out;
}
