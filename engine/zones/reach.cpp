// SPDX-License-Identifier: MIT
#include "zones/reach.h"

#include "base/error.h"
#include "zones/polyline.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace zones {
namespace {

using geometry::VertexId;

void check_numbers(const Stroke& stroke)
{
    if (!(stroke.radius_mm > 0) || !std::isfinite(stroke.radius_mm))
        throw base::Error(fmt::format("A stroke's radius must be above 0 mm, but one has {:g} mm.",
                                      stroke.radius_mm));
    if (stroke.path_mm.empty())
        throw base::Error("A stroke needs at least one place in its path, but one has none.");
    for (const glm::dvec3 p : stroke.path_mm)
        if (!std::isfinite(p.x) || !std::isfinite(p.y) || !std::isfinite(p.z))
            throw base::Error("A stroke's path has a place whose coordinates are not numbers.");
}

// ---- The flood ----

/// Runs over the triangles from the user's places, across edges that have a twin, as long as it
/// stays inside the ball: a wall stops it, and so does skin that faces away from the path.
class Flood {
public:
    Flood(double radius_mm, const geometry::Surface& surface, std::span<const PathPlace> places)
        : surface_(surface)
        , radius_mm_(radius_mm)
        , polyline_(places)
        , states_(surface.mesh.positions.size(), State::unknown)
        , visited_(surface.mesh.triangles.size(), false)
    {
        for (const PathPlace& place : places)
            if (place.given) visit(place.on_surface.triangle.value);
    }

    std::vector<ReachedVertex> run()
    {
        while (!front_.empty()) {
            const std::uint32_t triangle = front_.back();
            front_.pop_back();
            cross_edges_of(triangle);
        }
        add_second_rim();
        std::ranges::sort(reached_, {}, &ReachedVertex::vertex);
        return std::move(reached_);
    }

private:
    enum class State : std::uint8_t { unknown, inside, rim, refused };

    void visit(std::uint32_t triangle)
    {
        if (visited_[triangle]) return;
        visited_[triangle] = true;
        front_.push_back(triangle);
        for (int corner = 0; corner < 3; ++corner) {
            const std::uint32_t vertex = surface_.mesh.triangles[triangle][corner];
            if (states_[vertex] == State::unknown) measure(vertex);
        }
    }

    void cross_edges_of(std::uint32_t triangle)
    {
        const glm::uvec3 corners = surface_.mesh.triangles[triangle];
        for (int e = 0; e < 3; ++e) {
            const bool in_ball = states_[corners[e]] == State::inside ||
                                 states_[corners[(e + 1) % 3]] == State::inside;
            const std::int32_t twin =
                surface_.topology.twin(3 * std::size_t(triangle) + std::size_t(e));
            if (in_ball && twin != geometry::Topology::no_twin)
                visit(static_cast<std::uint32_t>(twin) / 3);
        }
    }

    void measure(std::uint32_t vertex)
    {
        const Nearest path = polyline_.nearest_to(surface_.mesh.positions[vertex]);
        State& state = states_[vertex];
        if (glm::dot(path.normal, glm::dvec3(surface_.normals[vertex])) < 0)
            state = State::refused;
        else
            state = path.distance_mm <= radius_mm_ ? State::inside : State::rim;
        if (state != State::refused)
            reached_.push_back({VertexId(vertex), static_cast<float>(path.distance_mm)});
    }

    /// One more ring around the first rim. What lies in the ball again is not connected to the path
    /// inside it, and is left out.
    void add_second_rim()
    {
        const std::size_t first_and_inside = reached_.size();
        for (std::size_t i = 0; i < first_and_inside; ++i) {
            const VertexId rim = reached_[i].vertex;
            if (states_[rim.value] != State::rim) continue;
            for (const std::uint32_t t : surface_.topology.triangles_at(rim))
                for (int corner = 0; corner < 3; ++corner) {
                    const std::uint32_t vertex = surface_.mesh.triangles[t][corner];
                    if (states_[vertex] != State::unknown) continue;
                    measure(vertex);
                    if (states_[vertex] == State::inside) reached_.pop_back();
                    states_[vertex] = State::refused;
                }
        }
    }

    const geometry::Surface& surface_;
    double radius_mm_;
    Polyline polyline_;
    std::vector<State> states_;  // per vertex
    std::vector<bool> visited_;  // per triangle
    std::vector<std::uint32_t> front_;
    std::vector<ReachedVertex> reached_;
};

}  // namespace

std::vector<ReachedVertex> reached_by(const Stroke& stroke,
                                      const geometry::Surface& surface,
                                      const geometry::Bvh& bvh,
                                      double snap_limit_mm)
{
    check_numbers(stroke);
    // The sagitta of a 1 mm chord is 0.03 mm even on skin of 4 mm curvature radius.
    const PathRules rules{"stroke", std::clamp(stroke.radius_mm / 4, 0.25, 1.0), snap_limit_mm};
    const std::vector<PathPlace> places = path_on_skin(stroke.path_mm, rules, surface, bvh);
    return Flood(stroke.radius_mm, surface, places).run();
}

}  // namespace zones
