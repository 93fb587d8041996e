// SPDX-License-Identifier: MIT
#include "anatomy/structures.h"

#include "anatomy/local_frame.h"
#include "base/error.h"
#include "clinic/subjects.h"
#include "clinic/table.h"
#include "geometry/skin_distance.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace anatomy {
namespace {

using clinic::BodyPart;
using clinic::Structure;
using clinic::StructureKind;

/// Where the surface of a part of the body looks, roughly.
glm::dvec3 outward_at(glm::dvec3 p, const LocalFrame& frame, const Structure& structure)
{
    if (structure.seen_from == clinic::SeenFrom::the_front) return frame.front;
    // The axis of a head stands some 55 mm behind the inner corners of the eyes.
    constexpr double behind_eyes_mm = 55;
    const glm::dvec3 local = frame.local(p);
    glm::dvec3 away(local.x, 0, local.z + (structure.part == BodyPart::head ? behind_eyes_mm : 0));
    if (glm::length(away) < 1) away = {0, 0, 1};
    return glm::normalize(away.x * frame.left + away.z * frame.front);
}

class Placer {
public:
    Placer(const Landmarks& landmarks, const SkinView& skin)
        : landmarks_(landmarks)
        , skin_(skin)
    {
    }

    StructureMap all()
    {
        place_part(BodyPart::head, has_head_frame(landmarks_), head_frame, "the head");
        place_part(BodyPart::body, has_body_frame(landmarks_), body_frame, "the trunk");
        tell_what_is_lacking();
        return std::move(map_);
    }

private:
    void place_part(BodyPart part,
                    bool has_frame,
                    LocalFrame (*frame_of)(const Landmarks&),
                    const char* name)
    {
        if (!has_frame) {
            map_.not_placed.push_back(fmt::format(
                "No structure of {} is placed: the landmarks do not give its axes.", name));
            return;
        }
        const LocalFrame frame = frame_of(landmarks_);
        for (const Structure& structure : clinic::structures()) {
            if (structure.part != part) continue;
            if (structure.sides == clinic::StructureSides::middle) {
                place(structure, Side::middle, frame);
                continue;
            }
            place(structure, Side::left, frame);
            place(structure, Side::right, frame);
        }
    }

    void place(const Structure& structure, Side side, const LocalFrame& frame)
    {
        PlacedStructure placed{&structure, side, {}, 0};
        std::vector<PlaceInWords> waypoints;
        for (const std::string& words : clinic::parts_of(structure.path.value))
            waypoints.emplace_back(words);
        if (!has_all_landmarks(placed, waypoints)) return;

        double spread_mm = 0;
        for (const PlaceInWords& words : waypoints) {
            const Landmark waypoint = words.at(landmarks_, frame, side);
            placed.path_mm.push_back(waypoint.place);
            spread_mm = std::max(spread_mm, waypoint.spread_mm);
        }
        placed.reach_mm = half_width_mm(structure) + structure.margin_mm.value + spread_mm;
        if (structure.shape == StructureKind::band && !lay_on_skin(placed, frame)) return;
        map_.placed.push_back(std::move(placed));
    }

    double half_width_mm(const Structure& structure) const
    {
        if (structure.half_width_mm) return structure.half_width_mm->value;
        return 0.5 * glm::distance(landmarks_.at(structure.half_width_between[0]).place,
                                   landmarks_.at(structure.half_width_between[1]).place);
    }

    bool has_all_landmarks(const PlacedStructure& placed,
                           const std::vector<PlaceInWords>& waypoints)
    {
        std::set<std::string> missing;
        const auto need = [&](const std::string& name) {
            if (!landmarks_.has(name)) missing.insert(clinic::words_of_id(name));
        };
        for (const PlaceInWords& words : waypoints)
            for (const std::string& name : words.needed(placed.side))
                need(name);
        for (const std::string& name : placed.facts->half_width_between)
            need(name);
        for (const std::string& name : missing) {
            std::vector<std::string>& lacking = lacking_[name];
            if (std::ranges::find(lacking, placed.facts->name) == lacking.end())
                lacking.push_back(placed.facts->name);
        }
        return missing.empty();
    }

    /// One sentence for each landmark that is missing, or for both of a pair.
    void tell_what_is_lacking()
    {
        for (const auto& [landmark, structures] : lacking_) {
            std::string name = landmark;
            const bool is_left = name.starts_with("left "), is_right = name.starts_with("right ");
            const auto other =
                lacking_.find((is_left ? "right " : "left ") + name.substr(name.find(' ') + 1));
            const bool both =
                (is_left || is_right) && other != lacking_.end() && other->second == structures;
            if (both && is_right) continue;  // told with the left
            if (both) name = "left and right " + name.substr(5);
            const bool one_side = (is_left || is_right) && !both;
            map_.not_placed.push_back(
                fmt::format("Without the landmark{} {} {} not placed{}: {}.",
                            both ? "s" : "",
                            name,
                            structures.size() == 1 ? "one structure is" : "these structures are",
                            one_side ? " on that side" : "",
                            fmt::join(structures, ", ")));
        }
    }

    /// The straight ways between the waypoints, brought to the outer skin step by step.
    bool lay_on_skin(PlacedStructure& placed, const LocalFrame& frame)
    {
        const std::vector<glm::dvec3> waypoints = std::move(placed.path_mm);
        placed.path_mm.clear();
        const auto on_skin = [&](glm::dvec3 p) -> std::optional<glm::dvec3> {
            const auto hit =
                outer_skin_at(skin_, p, outward_at(p, frame, *placed.facts), snap_limit_mm);
            if (!hit) return std::nullopt;
            return geometry::position(skin_.mesh, hit->place);
        };
        for (std::size_t i = 0; i < waypoints.size(); ++i) {
            const glm::dvec3 from = waypoints[i == 0 ? 0 : i - 1];
            const double length = glm::distance(from, waypoints[i]);
            const int steps = std::max(1, int(std::ceil(length / path_step_mm)));
            for (int s = 1; s <= steps; ++s)
                if (const auto p = on_skin(glm::mix(from, waypoints[i], double(s) / steps)))
                    go_to(*p, placed.path_mm, on_skin);
        }
        if (!placed.path_mm.empty()) return true;
        map_.not_placed.push_back(fmt::format(
            "The {} is not placed: there is no skin where it should run.", placed.name()));
        return false;
    }

    /// On from the last place, with places between where it is far: a chord below the skin is
    /// shorter than the way over it. A jump (over a fold, to the other side of a slit) stays one.
    template <typename OnSkin>
    void go_to(glm::dvec3 next, std::vector<glm::dvec3>& path, const OnSkin& on_skin, int depth = 0)
    {
        constexpr int most_halvings = 5;
        if (!path.empty() && depth < most_halvings &&
            glm::distance(path.back(), next) > path_step_mm)
            if (const auto between = on_skin(0.5 * (path.back() + next)))
                go_to(*between, path, on_skin, depth + 1);
        path.push_back(next);
    }

    const Landmarks& landmarks_;
    const SkinView& skin_;
    StructureMap map_;
    std::map<std::string, std::vector<std::string>> lacking_;  // what each landmark would place
};

/// The least distance per vertex, as far as it was found.
class LeastDistances {
public:
    explicit LeastDistances(std::size_t vertices)
        : least_(vertices, std::numeric_limits<float>::infinity())
    {
    }

    double of(std::uint32_t vertex) const { return double(least_[vertex]); }
    void take(std::uint32_t vertex, double distance_mm)
    {
        if (std::isinf(least_[vertex])) found_.push_back(vertex);
        least_[vertex] = std::min(least_[vertex], float(distance_mm));
    }
    std::vector<ReachedVertex> all()
    {
        std::ranges::sort(found_);
        std::vector<ReachedVertex> reached;
        for (const std::uint32_t vertex : found_)
            reached.push_back({geometry::VertexId(vertex), least_[vertex]});
        return reached;
    }

private:
    std::vector<float> least_;
    std::vector<std::uint32_t> found_;
};

double distance_to_line(glm::dvec3 p, const std::vector<glm::dvec3>& line)
{
    double least = glm::distance(p, line[0]);
    for (std::size_t i = 1; i < line.size(); ++i) {
        const glm::dvec3 along = line[i] - line[i - 1];
        const double length2 = std::max(glm::dot(along, along), 1e-12);
        const double t = std::clamp(glm::dot(p - line[i - 1], along) / length2, 0.0, 1.0);
        least = std::min(least, glm::distance(p, line[i - 1] + t * along));
    }
    return least;
}

std::vector<ReachedVertex>
straight_reach(const PlacedStructure& structure, const geometry::Surface& surface, double most_mm)
{
    std::vector<ReachedVertex> reached;
    for (std::size_t v = 0; v < surface.mesh.positions.size(); ++v) {
        const double distance_mm = distance_to_line(surface.mesh.positions[v], structure.path_mm);
        if (distance_mm <= most_mm) reached.push_back({geometry::VertexId(v), float(distance_mm)});
    }
    return reached;
}

std::vector<ReachedVertex>
skin_reach(const PlacedStructure& structure, const StructureSkin& skin, double most_mm)
{
    geometry::SkinDistance distance(skin.scan, skin.topology);
    LeastDistances least(skin.surface.mesh.positions.size());
    const double well_inside_mm = structure.reach_mm - near_border_mm;
    // A vertex belongs to some six triangles and is asked about once from each place.
    std::vector<std::uint32_t> asked_from(skin.surface.mesh.positions.size(), 0);
    std::uint32_t place_number = 0;
    for (const glm::dvec3 p : structure.path_mm) {
        ++place_number;
        const auto hit = skin.bvh.nearest(p, path_step_mm);
        if (!hit) continue;
        distance.spread(geometry::on_scan(skin.surface, hit->place), most_mm);
        for (const geometry::TriangleId t : distance.reached())
            for (const std::uint32_t piece : skin.surface.pieces_of(t))
                for (int corner = 0; corner < 3; ++corner) {
                    const std::uint32_t vertex = skin.surface.mesh.triangles[piece][corner];
                    if (std::exchange(asked_from[vertex], place_number) == place_number) continue;
                    const glm::dvec3 place = skin.surface.mesh.positions[vertex];
                    // The way along the skin is no shorter than the straight one.
                    const double known_mm = std::min(least.of(vertex), most_mm);
                    if (known_mm < well_inside_mm || glm::distance(place, p) >= known_mm) continue;
                    glm::dvec3 weights(0);
                    weights[corner] = 1;
                    const double mm = distance.to(
                        geometry::on_scan(skin.surface, {geometry::TriangleId(piece), weights}));
                    if (mm <= most_mm) least.take(vertex, mm);
                }
    }
    return least.all();
}

}  // namespace

std::string PlacedStructure::name() const
{
    return std::string(prefix_of(side)) + facts->name;
}

StructureMap placed_structures(const Landmarks& landmarks, const SkinView& skin)
{
    return Placer(landmarks, skin).all();
}

std::vector<ReachedVertex>
reach_of(const PlacedStructure& structure, const StructureSkin& skin, double rim_mm)
{
    const double most_mm = structure.reach_mm + rim_mm;
    return structure.facts->shape == StructureKind::area
               ? straight_reach(structure, skin.surface, most_mm)
               : skin_reach(structure, skin, most_mm);
}

}  // namespace anatomy
