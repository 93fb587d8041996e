// SPDX-License-Identifier: MIT
#include "polygonise.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <unordered_map>
#include <unordered_set>

namespace {

using Corner = std::int64_t;  // grid corner as one number

class Marcher {
public:
    Marcher(const Field& field, const Box& box, double cell_mm)
        : field_(field)
        , low_(box.low)
        , cell_(cell_mm)
        , count_(glm::ceil((box.high - box.low) / cell_mm))
    {
    }

    Mesh run()
    {
        for (int z = 0; z < count_.z; z += block)
            for (int y = 0; y < count_.y; y += block)
                for (int x = 0; x < count_.x; x += block)
                    if (may_hold_surface({x, y, z})) march_block({x, y, z});
        follow_the_surface();
        return std::move(mesh_);
    }

private:
    static constexpr int block = 8;

    Vec3 place(const glm::ivec3& c) const { return low_ + cell_ * Vec3(c); }
    Corner number(const glm::ivec3& c) const
    {
        return c.x + (count_.x + 2LL) * (c.y + (count_.y + 2LL) * c.z);
    }

    // The fields are not exact distances; they seldom overestimate by more than 1.6.
    bool may_hold_surface(const glm::ivec3& c) const
    {
        const double half = 0.5 * block * cell_;
        return std::abs(field_(place(c) + Vec3(half))) < 1.6 * half * std::sqrt(3.0);
    }

    double value(const glm::ivec3& c)
    {
        const auto [at, fresh] = values_.try_emplace(number(c), 0.0);
        if (fresh) {
            const double v = field_(place(c));
            // Away from zero, or a cut would fall on a corner and give a degenerate triangle.
            at->second = std::abs(v) < 1e-3 * cell_ ? 1e-3 * cell_ : v;
        }
        return at->second;
    }

    // Where the surface leaves the blocks marched so far, a field has overestimated by more.
    void follow_the_surface()
    {
        static const glm::ivec3 ways[] = {
            {1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}};
        for (std::size_t i = 0; i < marched_.size(); ++i)
            for (const glm::ivec3& way : ways) {
                const glm::ivec3 from = marched_[i], next = from + block * way;
                const bool inside = glm::all(glm::greaterThanEqual(next, glm::ivec3(0))) &&
                                    glm::all(glm::lessThan(next, count_));
                if (inside && !is_marched_.contains(number(next)) && crosses_face(from, way))
                    march_block(next);
            }
    }

    bool crosses_face(const glm::ivec3& block_from, const glm::ivec3& way)
    {
        const glm::ivec3 low = block_from + block * glm::max(way, glm::ivec3(0));
        const glm::ivec3 high = glm::min(low + block * (glm::ivec3(1) - glm::abs(way)), count_);
        bool in = false, out = false;
        for (int z = low.z; z <= high.z; ++z)
            for (int y = low.y; y <= high.y; ++y)
                for (int x = low.x; x <= high.x; ++x)
                    (value({x, y, z}) < 0.0 ? in : out) = true;
        return in && out;
    }

    void march_block(const glm::ivec3& from)
    {
        marched_.push_back(from);
        is_marched_.insert(number(from));
        const glm::ivec3 to = glm::min(from + block, count_);
        for (int z = from.z; z < to.z; ++z)
            for (int y = from.y; y < to.y; ++y)
                for (int x = from.x; x < to.x; ++x)
                    march_cell({x, y, z});
    }

    // Six tetrahedra round the cell's main diagonal; neighbours share their faces' diagonals.
    void march_cell(const glm::ivec3& c)
    {
        static constexpr int orders[6][2] = {{1, 3}, {3, 2}, {2, 6}, {6, 4}, {4, 5}, {5, 1}};
        const auto corner = [&](int i) {
            return c + glm::ivec3(i & 1, (i >> 1) & 1, (i >> 2) & 1);
        };
        int negative = 0;
        for (int i = 0; i < 8; ++i)
            negative += value(corner(i)) < 0.0;
        if (negative == 0 || negative == 8) return;
        for (const auto& order : orders)
            march_tetrahedron({corner(0), corner(order[0]), corner(order[1]), corner(7)});
    }

    void march_tetrahedron(std::array<glm::ivec3, 4> t)
    {
        // Inner corners first; swapping a second pair keeps the tetrahedron's handedness.
        std::array<int, 4> order = {0, 1, 2, 3};
        std::stable_partition(
            order.begin(), order.end(), [&](int i) { return value(t[index(i)]) < 0.0; });
        const auto inside = std::count_if(
            order.begin(), order.end(), [&](int i) { return value(t[index(i)]) < 0.0; });
        const auto c = [&](std::size_t i) { return t[index(order[i])]; };
        const bool odd = is_odd(order);
        if (inside == 1) emit({cut(c(0), c(1)), cut(c(0), c(2)), cut(c(0), c(3))}, odd);
        if (inside == 3) emit({cut(c(3), c(0)), cut(c(3), c(1)), cut(c(3), c(2))}, odd);
        if (inside == 2) {
            const int a = cut(c(0), c(2)), b = cut(c(0), c(3));
            const int d = cut(c(1), c(3)), e = cut(c(1), c(2));
            emit({a, b, d}, odd);
            emit({a, d, e}, odd);
        }
    }

    static std::size_t index(int i) { return static_cast<std::size_t>(i); }

    static bool is_odd(const std::array<int, 4>& order)
    {
        int inversions = 0;
        for (std::size_t i = 0; i < 4; ++i)
            for (std::size_t j = i + 1; j < 4; ++j)
                inversions += order[i] > order[j];
        return inversions % 2 == 1;
    }

    int cut(const glm::ivec3& a, const glm::ivec3& b)
    {
        const Corner na = number(a), nb = number(b);
        const Corner corners = 2LL * number(count_ + 1);
        const auto key =
            static_cast<std::uint64_t>(std::min(na, nb)) * static_cast<std::uint64_t>(corners) +
            static_cast<std::uint64_t>(std::max(na, nb));
        const auto [at, fresh] = cuts_.try_emplace(key, static_cast<int>(mesh_.positions.size()));
        if (fresh) {
            const double va = value(a), vb = value(b);
            const double t = std::clamp(va / (va - vb), 0.05, 0.95);
            mesh_.positions.push_back(glm::mix(place(a), place(b), t));
        }
        return at->second;
    }

    void emit(Triangle t, bool flip)
    {
        if (flip) std::swap(t[1], t[2]);
        mesh_.triangles.push_back(t);
    }

    const Field& field_;
    Vec3 low_;
    double cell_;
    glm::ivec3 count_;
    Mesh mesh_;
    std::vector<glm::ivec3> marched_;  // blocks, by their first corner
    std::unordered_set<Corner> is_marched_;
    std::unordered_map<Corner, double> values_;
    std::unordered_map<std::uint64_t, int> cuts_;
};

double signed_volume(const Mesh& mesh)
{
    double six = 0;
    for (const Triangle& t : mesh.triangles) {
        const auto p = [&](std::size_t i) {
            return mesh.positions[static_cast<std::size_t>(t[i])];
        };
        six += glm::dot(p(0), glm::cross(p(1), p(2)));
    }
    return six / 6.0;
}

}  // namespace

// The grid's space is the model's with the ball of the focus blown up to twice its radius and
// everything else pushed outward. Going back never lengthens a step, so distances stay bounds.
static Vec3 from_grid(const Vec3& p, const Focus& focus)
{
    const Vec3 q = p - focus.centre;
    const double r = glm::length(q);
    const double pulled = r < 2.0 * focus.radius ? 0.5 * r : r - focus.radius;
    return r > 0.0 ? focus.centre + q * (pulled / r) : p;
}

Mesh polygonised(const Field& field, const Box& box, double cell_mm, const Focus& focus)
{
    const Field stretched = [&](const Vec3& p) { return field(from_grid(p, focus)); };
    const Box wide = {box.low - focus.radius, box.high + focus.radius};
    Mesh mesh = Marcher(stretched, wide, cell_mm).run();
    for (Vec3& p : mesh.positions)
        p = from_grid(p, focus);
    if (signed_volume(mesh) < 0.0)
        for (Triangle& t : mesh.triangles)
            std::swap(t[1], t[2]);
    return mesh;
}
