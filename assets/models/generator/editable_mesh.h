// SPDX-License-Identifier: MIT
// A triangle mesh whose edges can be split, collapsed and flipped one at a time. Every operation
// refuses rather than make the mesh non-manifold or fold it over.
#pragma once

#include "mesh.h"

#include <utility>

using Edge = std::pair<int, int>;

class EditableMesh {
public:
    explicit EditableMesh(const Mesh& mesh);

    // Each edge once, smaller vertex first, in a fixed order.
    std::vector<Edge> edges() const;
    std::vector<int> neighbours(int vertex) const;         // sorted
    std::vector<int> border_neighbours(int vertex) const;  // two on a border, none inside
    bool is_border(int vertex) const { return border_[at(vertex)]; }
    bool is_alive(int vertex) const { return !around_[at(vertex)].empty(); }
    bool has_edge(const Edge& edge) const { return !triangles_at(edge).empty(); }
    int vertex_count() const { return static_cast<int>(positions_.size()); }
    std::size_t triangle_count() const;

    const Vec3& position(int vertex) const { return positions_[at(vertex)]; }
    const Triangle& triangle(int t) const { return triangles_[at(t)]; }
    const std::vector<int>& triangles_around(int vertex) const { return around_[at(vertex)]; }
    Vec3 normal(const Triangle& t) const;  // length: twice the area

    Vec3 normal_at(int vertex) const;  // length 1

    // Moves the vertex unless a triangle round it would turn over or lose its area.
    bool move(int vertex, const Vec3& to);
    void place(int vertex, const Vec3& to) { positions_[at(vertex)] = to; }  // without that care
    int split(const Edge& edge, const Vec3& middle);
    // Both ends become `edge.first` at `to`; `longest_mm` is the longest edge it may create.
    bool collapse(const Edge& edge, const Vec3& to, double longest_mm);
    bool is_border_edge(const Edge& edge) const { return triangles_at(edge).size() == 1; }

    // The two corners across an inner edge; flipping joins them.
    Edge across(const Edge& edge) const;
    bool flip(const Edge& edge);

    Mesh mesh() const;

private:
    static std::size_t at(int i) { return static_cast<std::size_t>(i); }
    std::vector<int> triangles_at(const Edge& edge) const;
    int third(int t, const Edge& edge) const;
    bool stays_upright(int t, int vertex, const Vec3& to) const;
    void attach(int t);
    void detach(int t);
    void replace(int t, const Triangle& with);

    std::vector<Vec3> positions_;
    std::vector<char> border_;
    std::vector<Triangle> triangles_;  // {-1, -1, -1} once removed
    std::vector<std::vector<int>> around_;
};
