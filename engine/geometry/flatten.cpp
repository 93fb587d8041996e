// SPDX-License-Identifier: MIT
#include "geometry/flatten.h"

#include "base/error.h"

#include <Eigen/SparseCholesky>
#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace geometry {
namespace {

using Matrix = Eigen::SparseMatrix<double>;
using Entry = Eigen::Triplet<double>;
using Places = std::vector<glm::dvec2>;
using Shape = std::array<glm::dvec2, 3>;  // of a triangle in its own plane

double cross(glm::dvec2 a, glm::dvec2 b)
{
    return a.x * b.y - a.y * b.x;
}

/// A patch with its own vertex numbers, and each triangle as it lies in its own plane.
struct Patch {
    std::vector<glm::uvec3> triangles;
    std::vector<Shape> shapes;
    std::size_t vertices = 0;
    std::pair<std::uint32_t, std::uint32_t> far_apart{0, 0};

    Patch(const Mesh& mesh, std::span<const TriangleId> chosen)
    {
        std::unordered_map<std::uint32_t, std::uint32_t> number;
        std::vector<glm::dvec3> positions;
        for (const TriangleId id : chosen) {
            const glm::uvec3 t = mesh.triangles[id.value];
            glm::uvec3 own;
            for (int i = 0; i < 3; ++i) {
                const auto [it, is_new] = number.try_emplace(t[i], number.size());
                if (is_new) positions.emplace_back(mesh.positions[t[i]]);
                own[i] = it->second;
            }
            triangles.push_back(own);
            const auto [a, b, c] = mesh.corners(id);
            const glm::dvec3 x = glm::normalize(b - a);
            shapes.push_back({glm::dvec2(0),
                              {glm::length(b - a), 0},
                              {glm::dot(c - a, x), glm::length(glm::cross(x, c - a))}});
        }
        vertices = positions.size();
        far_apart.first = farthest_from(positions[0], positions);
        far_apart.second = farthest_from(positions[far_apart.first], positions);
    }

private:
    static std::uint32_t farthest_from(glm::dvec3 place, std::span<const glm::dvec3> all)
    {
        const auto distance = [&](const glm::dvec3& p) { return glm::distance(p, place); };
        return std::uint32_t(std::ranges::max_element(all, {}, distance) - all.begin());
    }
};

/// Conformal, with two vertices held at their distance in space. Complex numbers of 2008's notation
/// are written as pairs: unknown 2v is u and 2v + 1 is v.
Places conformal(const Patch& patch, double held_mm)
{
    const auto [left, right] = patch.far_apart;
    const auto held = [&](std::uint32_t v) { return v == left || v == right; };
    std::vector<int> unknown(patch.vertices, -1);
    int count = 0;
    for (std::uint32_t v = 0; v < patch.vertices; ++v)
        if (!held(v)) unknown[v] = count++;
    std::vector<Entry> entries;
    Eigen::VectorXd wanted = Eigen::VectorXd::Zero(2 * Eigen::Index(patch.triangles.size()));
    for (std::size_t t = 0; t < patch.triangles.size(); ++t) {
        const Shape& s = patch.shapes[t];
        const double weight = 1 / std::sqrt(cross(s[1] - s[0], s[2] - s[0]));
        for (int i = 0; i < 3; ++i) {
            const std::uint32_t v = patch.triangles[t][i];
            const glm::dvec2 w =
                weight * (s[std::size_t((i + 2) % 3)] - s[std::size_t((i + 1) % 3)]);
            const int row = 2 * int(t);
            if (held(v)) {
                const double u = v == right ? held_mm : 0;
                wanted[row] -= w.x * u;
                wanted[row + 1] -= w.y * u;
                continue;
            }
            const int column = 2 * unknown[v];
            entries.insert(entries.end(),
                           {{row, column, w.x},
                            {row, column + 1, -w.y},
                            {row + 1, column, w.y},
                            {row + 1, column + 1, w.x}});
        }
    }
    Matrix a(Eigen::Index(2 * patch.triangles.size()), 2 * count);
    a.setFromTriplets(entries.begin(), entries.end());
    const Matrix transposed = a.transpose();
    const Eigen::SimplicialLDLT<Matrix> solver(transposed * a);
    const Eigen::VectorXd found = solver.solve(transposed * wanted);
    Places places(patch.vertices, glm::dvec2(0));
    places[right] = {held_mm, 0};
    for (std::uint32_t v = 0; v < patch.vertices; ++v)
        if (!held(v)) places[v] = {found[2 * unknown[v]], found[2 * unknown[v] + 1]};
    return places;
}

double area_of(const Patch& patch, const Places& places)
{
    double twice = 0;
    for (const glm::uvec3 t : patch.triangles)
        twice += cross(places[t.y] - places[t.x], places[t.z] - places[t.x]);
    return twice / 2;
}

double true_area(const Patch& patch)
{
    double twice = 0;
    for (const Shape& s : patch.shapes)
        twice += cross(s[1], s[2]);
    return twice / 2;
}

/// Cotangents of a triangle's angles, which weigh the edges opposite.
std::array<double, 3> cotangents(const Shape& s)
{
    std::array<double, 3> all{};
    for (std::size_t i = 0; i < 3; ++i) {
        const glm::dvec2 a = s[(i + 1) % 3] - s[i], b = s[(i + 2) % 3] - s[i];
        all[i] = glm::dot(a, b) / cross(a, b);
    }
    return all;
}

/// Turns by turns: each triangle finds the turn that fits it best, then all places follow from all
/// turns at once.
class AsRigidAsPossible {
public:
    explicit AsRigidAsPossible(const Patch& patch)
        : patch_(patch)
    {
        std::vector<Entry> entries;
        for (std::size_t t = 0; t < patch.triangles.size(); ++t) {
            weights_.push_back(cotangents(patch.shapes[t]));
            for (std::size_t i = 0; i < 3; ++i) {
                const auto [from, to] = ends(t, i);
                const double w = weights_[t][i];
                add(entries, from, from, w);
                add(entries, to, to, w);
                add(entries, from, to, -w);
                add(entries, to, from, -w);
            }
        }
        const auto size = Eigen::Index(patch.vertices - 1);
        Matrix laplacian(size, size);
        laplacian.setFromTriplets(entries.begin(), entries.end());
        solver_.compute(laplacian);
        if (solver_.info() != Eigen::Success)
            throw base::Error("it has triangles too thin to be laid flat");
    }

    /// Gives how far the vertex moved that moved farthest.
    double improve(Places& places) const
    {
        const glm::dvec2 first = places[0];
        Eigen::MatrixX2d sums = Eigen::MatrixX2d::Zero(Eigen::Index(patch_.vertices), 2);
        for (std::size_t t = 0; t < patch_.triangles.size(); ++t) {
            const glm::dvec2 turn = best_turn(t, places);
            for (std::size_t i = 0; i < 3; ++i) {
                const auto [from, to] = ends(t, i);
                const glm::dvec2 e = edge(t, i);
                const glm::dvec2 turned = weights_[t][i] * glm::dvec2(turn.x * e.x - turn.y * e.y,
                                                                      turn.y * e.x + turn.x * e.y);
                sums.row(from) -= Eigen::RowVector2d(turned.x, turned.y);
                sums.row(to) += Eigen::RowVector2d(turned.x, turned.y);
            }
        }
        const Eigen::MatrixX2d found = solver_.solve(sums.bottomRows(sums.rows() - 1));
        double farthest = 0;
        for (std::size_t v = 1; v < places.size(); ++v) {
            const auto row = Eigen::Index(v - 1);
            const glm::dvec2 now = first + glm::dvec2(found(row, 0), found(row, 1));
            farthest = std::max(farthest, glm::distance(now, places[v]));
            places[v] = now;
        }
        return farthest;
    }

private:
    /// The edge opposite the corner.
    std::pair<std::uint32_t, std::uint32_t> ends(std::size_t t, std::size_t corner) const
    {
        const glm::uvec3 v = patch_.triangles[t];
        return {v[int(corner + 1) % 3], v[int(corner + 2) % 3]};
    }
    glm::dvec2 edge(std::size_t t, std::size_t corner) const
    {
        const Shape& s = patch_.shapes[t];
        return s[(corner + 2) % 3] - s[(corner + 1) % 3];
    }

    /// Vertex 0 is where places count from: it is no unknown.
    static void add(std::vector<Entry>& entries, std::uint32_t row, std::uint32_t column, double w)
    {
        if (row > 0 && column > 0) entries.emplace_back(int(row) - 1, int(column) - 1, w);
    }

    /// Its cosine and sine.
    glm::dvec2 best_turn(std::size_t t, const Places& places) const
    {
        glm::dvec2 sum{0};
        for (std::size_t i = 0; i < 3; ++i) {
            const auto [from, to] = ends(t, i);
            const glm::dvec2 flat = places[to] - places[from], own = edge(t, i);
            sum += weights_[t][i] * glm::dvec2(glm::dot(own, flat), cross(own, flat));
        }
        const double length = glm::length(sum);
        return length > 0 ? sum / length : glm::dvec2(1, 0);
    }

    const Patch& patch_;
    std::vector<std::array<double, 3>> weights_;
    Eigen::SimplicialLDLT<Matrix> solver_;
};

}  // namespace

FlatPatch::FlatPatch(const Mesh& mesh, std::span<const TriangleId> chosen)
    : mesh_(mesh)
{
    constexpr int most_rounds = 300;
    constexpr double still_mm = 5e-4;
    const Patch patch(mesh, chosen);
    places_ = conformal(patch, 1);
    const double scale = std::sqrt(true_area(patch) / std::abs(area_of(patch, places_)));
    if (!std::isfinite(scale)) throw base::Error("it closes upon itself and has no edge");
    for (glm::dvec2& place : places_)
        place *= scale;
    const AsRigidAsPossible rigid(patch);
    for (int round = 0; round < most_rounds; ++round)
        if (rigid.improve(places_) < still_mm) break;

    double turned_over = 0;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const glm::uvec3 t = patch.triangles[i];
        corners_[chosen[i].value] = t;
        if (cross(places_[t.y] - places_[t.x], places_[t.z] - places_[t.x]) <= 0)
            turned_over += area_mm2(mesh, chosen[i]);
    }
    share_turned_over_ = turned_over / true_area(patch);
}

glm::dvec2 FlatPatch::place(const SurfacePoint& p) const
{
    const glm::uvec3 t = corners_.at(p.triangle.value);
    return p.weights.x * places_[t.x] + p.weights.y * places_[t.y] + p.weights.z * places_[t.z];
}

glm::dvec2 FlatPatch::direction(glm::dvec3 in_space) const
{
    glm::dvec2 sum{0};
    for (const auto& [triangle, t] : corners_) {
        const auto [a, b, c] = mesh_.corners(TriangleId(triangle));
        const glm::dvec3 n = glm::cross(b - a, c - a);
        const double twice = glm::length(n);
        if (twice == 0) continue;
        // The gradients of the weights of b and c, times twice the area.
        const glm::dvec3 of_b = glm::cross(n / twice, a - c), of_c = glm::cross(n / twice, b - a);
        sum += glm::dot(in_space, of_b) * (places_[t.y] - places_[t.x]) +
               glm::dot(in_space, of_c) * (places_[t.z] - places_[t.x]);
    }
    double area = 0;
    for (const auto& [triangle, t] : corners_)
        area += 2 * area_mm2(mesh_, TriangleId(triangle));
    return sum / area;
}

void FlatPatch::turn(double angle_rad)
{
    const double c = std::cos(angle_rad), s = std::sin(angle_rad);
    for (glm::dvec2& p : places_)
        p = {c * p.x - s * p.y, s * p.x + c * p.y};
}

}  // namespace geometry
