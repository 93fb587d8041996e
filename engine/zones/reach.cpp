// SPDX-License-Identifier: MIT
#include "zones/reach.h"

#include "base/error.h"
#include "zones/path_on_skin.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
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

// ---- Distance to the path ----

/// What of the path is nearest to a place.
struct Nearest {
    double distance_mm = std::numeric_limits<double>::infinity();
    glm::dvec3 normal{0};  // of the skin under the path there, not of unit length
};

/// The polyline through the places, in bundles with a ball around each: a long drag has thousands
/// of pieces.
class Polyline {
public:
    explicit Polyline(std::span<const PathPlace> places)
        : places_(places)
    {
        for (std::size_t first = 0; first == 0 || first + 1 < places.size(); first += bundle_size)
            bundles_.push_back(bundle_from(first));
    }

    Nearest nearest_to(glm::dvec3 p) const
    {
        Nearest best;
        for (const Bundle& bundle : bundles_) {
            if (glm::distance(p, bundle.centre) - bundle.radius > best.distance_mm) continue;
            for (std::size_t i = bundle.first; i < bundle.last; ++i)
                improve(best, p, places_[i], places_[std::min(i + 1, places_.size() - 1)]);
        }
        return best;
    }

private:
    static constexpr std::size_t bundle_size = 16;

    struct Bundle {
        std::size_t first, last;  // pieces [first, last): piece i joins the places i and i + 1
        glm::dvec3 centre;
        double radius;
    };

    Bundle bundle_from(std::size_t first) const
    {
        const std::size_t pieces = std::max<std::size_t>(places_.size() - 1, 1);
        const std::size_t last = std::min(first + bundle_size, pieces);
        geometry::Box box;
        for (std::size_t i = first; i <= std::min(last, places_.size() - 1); ++i)
            box.include(places_[i].position);
        return {first, last, box.centre(), 0.5 * glm::length(box.size())};
    }

    static void improve(Nearest& best, glm::dvec3 p, const PathPlace& a, const PathPlace& b)
    {
        const glm::dvec3 ab = b.position - a.position;
        const double squared = glm::dot(ab, ab);
        const double s =
            squared > 0 ? std::clamp(glm::dot(p - a.position, ab) / squared, 0.0, 1.0) : 0.0;
        const double distance = glm::distance(p, a.position + s * ab);
        if (distance < best.distance_mm) best = {distance, (1 - s) * a.normal + s * b.normal};
    }

    std::span<const PathPlace> places_;
    std::vector<Bundle> bundles_;
};

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
