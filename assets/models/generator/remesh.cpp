// SPDX-License-Identifier: MIT
#include "remesh.h"

#include "editable_mesh.h"

#include <algorithm>
#include <cmath>

namespace {

class Remesher {
public:
    Remesher(const Mesh& rough, const Field& field, const Field& keep, RemeshSettings settings)
        : mesh_(rough)
        , field_(field)
        , keep_(keep)
        , settings_(settings)
    {
    }

    Mesh run()
    {
        for (int round = 0; round < settings_.rounds; ++round) {
            const bool last = round + 1 == settings_.rounds;
            // The rough mesh has many vertices, cell by cell: every fifth speaks for the next.
            if (round == 0 || round == 2 || round == 5) choose_lengths(round == 0 ? 5 : 1);
            if (round > 0) unfold();
            split_long_edges();
            collapse_short_edges();
            flip_edges(last);
            for (int i = 0; i < (last ? 3 : 2); ++i)
                relax();
        }
        flip_edges(true);
        for (int i = 0; i < 3; ++i) {
            unfold();
            mend_slivers();
        }
        for (int i = 0; i < 5; ++i)
            open_flat_triangles();
        return mesh_.mesh();
    }

private:
    double aimed(const Edge& edge) const
    {
        return 0.5 * (length_[index(edge.first)] + length_[index(edge.second)]);
    }
    double actual(const Edge& edge) const
    {
        return glm::distance(mesh_.position(edge.first), mesh_.position(edge.second));
    }
    static std::size_t index(int i) { return static_cast<std::size_t>(i); }

    // How fast the normal turns, in 1/mm, over a step that hides details below 1 mm.
    double curvature(const Vec3& p) const
    {
        constexpr double step = 0.8;
        const auto normal_at = [&](const Vec3& q) {
            return glm::normalize(gradient(field_, q, 0.3));
        };
        const Vec3 n = normal_at(p);
        const Vec3 u =
            glm::normalize(glm::cross(n, std::abs(n.x) < 0.6 ? Vec3(1, 0, 0) : Vec3(0, 1, 0)));
        const Vec3 v = glm::cross(n, u);
        return std::max(glm::length(normal_at(p + step * u) - n),
                        glm::length(normal_at(p + step * v) - n)) /
               step;
    }

    // Chord error e on a circle of curvature k: edge length sqrt(8 e / k).
    double length_for(double curvature_per_mm, double error_mm) const
    {
        return std::clamp(std::sqrt(8.0 * error_mm / std::max(curvature_per_mm, 1e-4)),
                          settings_.shortest_mm,
                          settings_.longest_mm);
    }

    void choose_lengths(int every)
    {
        std::vector<double> curvatures(index(mesh_.vertex_count()), 0.0);
        std::vector<double> areas(curvatures.size(), 0.0);
        for (int v = 0; v < mesh_.vertex_count(); ++v) {
            if (!mesh_.is_alive(v)) continue;
            const bool asked = v % every == 0 || v == 0;
            curvatures[index(v)] = asked ? curvature(mesh_.position(v)) : curvatures[index(v - 1)];
            for (const int t : mesh_.triangles_around(v))
                areas[index(v)] += glm::length(mesh_.normal(mesh_.triangle(t))) / 6.0;
        }
        double low = 1e-5, high = 2.0;
        for (int i = 0; i < 30; ++i) {  // bisect the error that gives the wanted count
            const double error = std::sqrt(low * high);
            set_lengths(curvatures, error);
            (expected_triangles(areas) > settings_.triangles ? low : high) = error;
        }
    }

    double expected_triangles(const std::vector<double>& areas) const
    {
        double sum = 0;  // an equilateral triangle's area is 0.433 length^2
        for (std::size_t v = 0; v < areas.size(); ++v)
            sum += areas[v] / (0.433 * length_[v] * length_[v]);
        return sum;
    }

    // Neighbours differ little in length, or no well-shaped triangle fits between them.
    void set_lengths(const std::vector<double>& curvatures, double error_mm)
    {
        length_.resize(curvatures.size());
        for (std::size_t v = 0; v < curvatures.size(); ++v)
            length_[v] = length_for(curvatures[v], error_mm);
        if (graph_.size() != curvatures.size() || graph_round_ != mesh_.triangle_count()) {
            graph_.resize(curvatures.size());
            for (int v = 0; v < mesh_.vertex_count(); ++v)
                graph_[index(v)] = mesh_.neighbours(v);
            graph_round_ = mesh_.triangle_count();
        }
        for (int pass = 0; pass < 6; ++pass)
            for (int v = 0; v < mesh_.vertex_count(); ++v)
                for (const int n : graph_[index(v)])
                    length_[index(v)] =
                        std::min(length_[index(v)], length_[index(n)] + 0.2 * actual({v, n}));
    }

    Vec3 on_surface(const Vec3& p, bool border) const
    {
        if (!border) return projected(field_, p);
        Vec3 q = p;
        for (int i = 0; i < 4; ++i)
            q = projected(field_, projected(keep_, q, 1), 1);
        return q;
    }

    void split_long_edges()
    {
        for (const Edge& edge : mesh_.edges()) {
            if (actual(edge) < 4.0 / 3.0 * aimed(edge)) continue;
            const Vec3 middle = 0.5 * (mesh_.position(edge.first) + mesh_.position(edge.second));
            length_.push_back(aimed(edge));
            const int fresh = mesh_.split(edge, middle);
            mesh_.move(fresh, on_surface(middle, mesh_.is_border(fresh)));
        }
    }

    void collapse_short_edges()
    {
        for (Edge edge : mesh_.edges()) {
            if (!mesh_.has_edge(edge) || actual(edge) > 0.8 * aimed(edge)) continue;
            if (mesh_.is_border(edge.second) && !mesh_.is_border(edge.first))
                std::swap(edge.first, edge.second);
            const bool to_border = mesh_.is_border(edge.first) && !mesh_.is_border(edge.second);
            Vec3 to = mesh_.position(edge.first);
            if (!to_border)
                to = on_surface(0.5 * (to + mesh_.position(edge.second)),
                                mesh_.is_border(edge.first));
            mesh_.collapse(edge, to, 4.0 / 3.0 * aimed(edge));
        }
    }

    int valence_error(int vertex, int change) const
    {
        const auto valence = static_cast<int>(mesh_.triangles_around(vertex).size()) + change;
        const int wanted = mesh_.is_border(vertex) ? 3 : 6;
        return (valence - wanted) * (valence - wanted);
    }

    double least_angle(int a, int b, int c) const
    {
        const Vec3 &p = mesh_.position(a), &q = mesh_.position(b), &r = mesh_.position(c);
        return std::min({angle_deg(p, q, r), angle_deg(q, r, p), angle_deg(r, p, q)});
    }

    bool flip_helps(const Edge& edge, bool by_angle) const
    {
        const auto [c, d] = mesh_.across(edge);
        if (c < 0) return false;
        const auto [a, b] = edge;
        const double before = std::min(least_angle(a, b, c), least_angle(a, b, d));
        const double after = std::min(least_angle(c, d, a), least_angle(c, d, b));
        if (by_angle) return after > before + 0.1;
        const int now =
            valence_error(a, 0) + valence_error(b, 0) + valence_error(c, 0) + valence_error(d, 0);
        const int then =
            valence_error(a, -1) + valence_error(b, -1) + valence_error(c, 1) + valence_error(d, 1);
        return then < now && after > std::min(before, 20.0);
    }

    void flip_edges(bool by_angle)
    {
        for (const Edge& edge : mesh_.edges())
            if (mesh_.has_edge(edge) && flip_helps(edge, by_angle)) mesh_.flip(edge);
    }

    bool is_folded(const Triangle& t) const
    {
        const Vec3 middle =
            (mesh_.position(t[0]) + mesh_.position(t[1]) + mesh_.position(t[2])) / 3.0;
        const Vec3 n = mesh_.normal(t), out = gradient(field_, middle);
        return glm::dot(n, out) < 0.2 * glm::length(n) * glm::length(out);
    }

    // The rough mesh can't follow narrow creases, and projecting it folds it over there. Spread
    // the vertices of folds evenly and project again.
    void unfold()
    {
        std::vector<char> folded(index(mesh_.vertex_count()), 0);
        for (int v = 0; v < mesh_.vertex_count(); ++v)
            for (const int t : mesh_.triangles_around(v))
                if (mesh_.triangle(t)[0] == v && is_folded(mesh_.triangle(t)))
                    for (const int corner : mesh_.triangle(t))
                        folded[index(corner)] = 1;
        for (int pass = 0; pass < 8; ++pass)
            for (int v = 0; v < mesh_.vertex_count(); ++v)
                if (folded[index(v)] && !mesh_.is_border(v))
                    mesh_.place(v, centre_of_neighbours(v));
        for (int v = 0; v < mesh_.vertex_count(); ++v)
            if (folded[index(v)]) mesh_.place(v, on_surface(mesh_.position(v), mesh_.is_border(v)));
    }

    Vec3 centre_of_neighbours(int vertex) const
    {
        const std::vector<int> ring = mesh_.neighbours(vertex);
        Vec3 sum(0);
        for (const int n : ring)
            sum += mesh_.position(n);
        return sum / static_cast<double>(ring.size());
    }

    // What is still thin after all rounds: needles lose their short edge, caps their long one.
    void mend_slivers()
    {
        constexpr double thin_deg = 18.0;
        for (const Edge& edge : mesh_.edges()) {
            if (!mesh_.has_edge(edge)) continue;
            const auto [c, d] = mesh_.across(edge);
            if (c < 0) continue;
            const auto [a, b] = edge;
            const double angle =
                std::max(angle_deg(mesh_.position(c), mesh_.position(a), mesh_.position(b)),
                         angle_deg(mesh_.position(d), mesh_.position(a), mesh_.position(b)));
            const double narrow =
                std::min(angle_deg(mesh_.position(c), mesh_.position(a), mesh_.position(b)),
                         angle_deg(mesh_.position(d), mesh_.position(a), mesh_.position(b)));
            if (angle > 120.0 && flip_helps(edge, true))
                mesh_.flip(edge);
            else if (narrow < thin_deg)
                collapse_to_best_end(edge);
        }
        relax();
        flip_edges(true);
    }

    // Where the field has a crevice narrower than the triangles, one may end without area: its
    // corners leave the surface a little and spread.
    void open_flat_triangles()
    {
        constexpr double flat = 0.004;  // twice the area over the aimed length squared
        for (int v = 0; v < mesh_.vertex_count(); ++v)
            for (const int t : mesh_.triangles_around(v))
                if (!mesh_.is_border(v) && glm::length(mesh_.normal(mesh_.triangle(t))) <
                                               flat * length_[index(v)] * length_[index(v)]) {
                    mesh_.place(v, centre_of_neighbours(v));
                    break;
                }
    }

    void collapse_to_best_end(Edge edge)
    {
        if (mesh_.is_border(edge.second)) std::swap(edge.first, edge.second);
        if (mesh_.is_border(edge.second)) return;
        mesh_.collapse(edge, mesh_.position(edge.first), 2.0 * aimed(edge) + actual(edge));
    }

    Vec3 centre_of_border(int vertex) const
    {
        const std::vector<int> ends = mesh_.border_neighbours(vertex);
        if (ends.size() != 2) return mesh_.position(vertex);
        return 0.5 * (mesh_.position(ends[0]) + mesh_.position(ends[1]));
    }

    // Triangles count by how large they are compared with what is wanted there.
    Vec3 centre_of_ring(int vertex) const
    {
        Vec3 sum(0);
        double weights = 0;
        for (const int i : mesh_.triangles_around(vertex)) {
            const Triangle& t = mesh_.triangle(i);
            Vec3 middle(0);
            double length = 0;
            for (const int v : t) {
                middle += mesh_.position(v) / 3.0;
                length += length_[index(v)] / 3.0;
            }
            const double weight = glm::length(mesh_.normal(t)) / std::pow(length, 4.0);
            sum += weight * middle;
            weights += weight;
        }
        return weights > 0.0 ? sum / weights : mesh_.position(vertex);
    }

    void relax()
    {
        for (int v = 0; v < mesh_.vertex_count(); ++v) {
            if (!mesh_.is_alive(v)) continue;
            const Vec3 from = mesh_.position(v);
            const bool border = mesh_.is_border(v);
            Vec3 step = (border ? centre_of_border(v) : centre_of_ring(v)) - from;
            const Vec3 n = mesh_.normal_at(v);
            step -= glm::dot(step, n) * n;
            const double reach = length_[index(v)];
            if (glm::length(step) > 0.5 * reach) step *= 0.5 * reach / glm::length(step);
            const Vec3 to = on_surface(from + 0.8 * step, border);
            if (glm::distance(to, from) < reach) mesh_.move(v, to);
        }
    }

    EditableMesh mesh_;
    const Field& field_;
    const Field& keep_;
    RemeshSettings settings_;
    std::vector<double> length_;           // edge length aimed at, per vertex
    std::vector<std::vector<int>> graph_;  // neighbours when the lengths were chosen
    std::size_t graph_round_ = 0;
};

}  // namespace

Mesh remeshed(const Mesh& rough, const Field& field, const Field& keep, RemeshSettings settings)
{
    return Remesher(rough, field, keep, settings).run();
}
