// SPDX-License-Identifier: MIT
#include "shapes.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <utility>

namespace test {

using geometry::Mesh;

Mesh grid_plane(int cells, float step_mm)
{
    Mesh mesh;
    for (int y = 0; y <= cells; ++y)
        for (int x = 0; x <= cells; ++x)
            mesh.positions.emplace_back(float(x) * step_mm, float(y) * step_mm, 0.0f);
    const auto at = [cells](int x, int y) { return static_cast<unsigned>(y * (cells + 1) + x); };
    for (int y = 0; y < cells; ++y)
        for (int x = 0; x < cells; ++x) {
            mesh.triangles.emplace_back(at(x, y), at(x + 1, y), at(x + 1, y + 1));
            mesh.triangles.emplace_back(at(x, y), at(x + 1, y + 1), at(x, y + 1));
        }
    return mesh;
}

Mesh sphere(float radius_mm, int splits)
{
    const float g = (1 + std::sqrt(5.0f)) / 2;
    Mesh mesh;
    mesh.positions = {{-1, g, 0},
                      {1, g, 0},
                      {-1, -g, 0},
                      {1, -g, 0},
                      {0, -1, g},
                      {0, 1, g},
                      {0, -1, -g},
                      {0, 1, -g},
                      {g, 0, -1},
                      {g, 0, 1},
                      {-g, 0, -1},
                      {-g, 0, 1}};
    mesh.triangles = {{0, 11, 5}, {0, 5, 1},  {0, 1, 7},   {0, 7, 10}, {0, 10, 11},
                      {1, 5, 9},  {5, 11, 4}, {11, 10, 2}, {10, 7, 6}, {7, 1, 8},
                      {3, 9, 4},  {3, 4, 2},  {3, 2, 6},   {3, 6, 8},  {3, 8, 9},
                      {4, 9, 5},  {2, 4, 11}, {6, 2, 10},  {8, 6, 7},  {9, 8, 1}};
    for (int split = 0; split < splits; ++split) {
        std::map<std::pair<unsigned, unsigned>, unsigned> middles;
        const auto middle = [&](unsigned a, unsigned b) {
            const auto [place, fresh] =
                middles.try_emplace(std::minmax(a, b), unsigned(mesh.positions.size()));
            if (fresh) mesh.positions.push_back((mesh.positions[a] + mesh.positions[b]) * 0.5f);
            return place->second;
        };
        std::vector<glm::uvec3> finer;
        for (const glm::uvec3 t : mesh.triangles) {
            const unsigned ab = middle(t.x, t.y), bc = middle(t.y, t.z), ca = middle(t.z, t.x);
            for (const glm::uvec3 piece : {glm::uvec3(t.x, ab, ca),
                                           glm::uvec3(ab, t.y, bc),
                                           glm::uvec3(ca, bc, t.z),
                                           glm::uvec3(ab, bc, ca)})
                finer.push_back(piece);
        }
        mesh.triangles = std::move(finer);
    }
    for (glm::vec3& p : mesh.positions)
        p = glm::normalize(p) * radius_mm;
    return mesh;
}

Mesh facing_planes(int cells, float step_mm, float gap_mm)
{
    Mesh mesh = grid_plane(cells, step_mm);
    const auto lower = static_cast<unsigned>(mesh.positions.size());
    const std::vector<glm::vec3> positions = mesh.positions;
    const std::vector<glm::uvec3> triangles = mesh.triangles;
    for (glm::vec3 p : positions)
        mesh.positions.emplace_back(p.x, p.y, gap_mm);
    for (const glm::uvec3 t : triangles)
        mesh.triangles.push_back(glm::uvec3(t.x, t.z, t.y) + lower);
    return mesh;
}

Mesh renumbered(const Mesh& mesh, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<unsigned> number(mesh.positions.size());
    std::iota(number.begin(), number.end(), 0u);
    std::ranges::shuffle(number, random);
    Mesh other;
    other.positions.resize(mesh.positions.size());
    for (std::size_t v = 0; v < number.size(); ++v)
        other.positions[number[v]] = mesh.positions[v];
    for (const glm::uvec3 t : mesh.triangles) {
        const int first = int(random() % 3);
        other.triangles.emplace_back(
            number[t[first]], number[t[(first + 1) % 3]], number[t[(first + 2) % 3]]);
    }
    std::ranges::shuffle(other.triangles, random);
    return other;
}

}  // namespace test
