// SPDX-License-Identifier: MIT
#include "zones/path_on_skin.h"

#include "base/error.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace zones {
namespace {

class PathOnSkin {
public:
    PathOnSkin(const PathRules& rules, const geometry::Surface& surface, const geometry::Bvh& bvh)
        : rules_(rules)
        , surface_(surface)
        , bvh_(bvh)
    {
    }

    void go_to(glm::dvec3 wanted)
    {
        const auto next = snapped(wanted, rules_.snap_limit_mm);
        if (!next) refuse(wanted);
        if (!places_.empty()) add_between(PathPlace(places_.back()), *next, max_halvings);
        places_.push_back(*next);
    }

    std::vector<PathPlace> finish() { return std::move(places_); }

private:
    static constexpr int max_halvings = 14;

    std::optional<PathPlace> snapped(glm::dvec3 p, double within_mm) const
    {
        const auto hit = bvh_.nearest(p, within_mm);
        if (!hit) return std::nullopt;
        const glm::uvec3 corners = surface_.mesh.triangles[hit->place.triangle.value];
        glm::dvec3 normal(0);
        for (int i = 0; i < 3; ++i)
            normal += hit->place.weights[i] * glm::dvec3(surface_.normals[corners[i]]);
        return PathPlace{geometry::position(surface_.mesh, hit->place), normal, hit->place};
    }

    [[noreturn]] void refuse(glm::dvec3 p) const
    {
        const auto hit = bvh_.nearest(p, std::numeric_limits<double>::infinity());
        if (!hit)
            throw base::Error(
                fmt::format("A {} cannot be drawn on a scan without triangles.", rules_.whose));
        throw base::Error(fmt::format("The {}'s place ({:.1f}, {:.1f}, {:.1f}) is {:.1f} mm off "
                                      "the skin; at most {:g} mm are allowed.",
                                      rules_.whose,
                                      p.x,
                                      p.y,
                                      p.z,
                                      hit->distance_mm,
                                      rules_.snap_limit_mm));
    }

    /// Bends the chord from a to b onto the skin: its middle is snapped, then each half in turn. A
    /// middle that lands on skin that faces away, or nearly as far off as the other end, is a jump:
    /// then the chord stays straight, and paint stays where the user's own places are.
    void add_between(const PathPlace& a, const PathPlace& b, int halvings)
    {
        const double chord = glm::distance(a.position, b.position);
        if (chord <= rules_.step_mm || halvings == 0) return;
        auto middle = snapped(0.5 * (a.position + b.position), 0.5 * chord);
        if (!middle) return;
        const bool faces_away = glm::dot(middle->normal, a.normal + b.normal) <= 0;
        const double longest_half = std::max(glm::distance(a.position, middle->position),
                                             glm::distance(middle->position, b.position));
        if (faces_away || longest_half > 0.9 * chord) return;

        middle->given = false;
        add_between(a, *middle, halvings - 1);
        places_.push_back(*middle);
        add_between(*middle, b, halvings - 1);
    }

    const PathRules& rules_;
    const geometry::Surface& surface_;
    const geometry::Bvh& bvh_;
    std::vector<PathPlace> places_;
};

}  // namespace

std::vector<PathPlace> path_on_skin(std::span<const glm::dvec3> path_mm,
                                    const PathRules& rules,
                                    const geometry::Surface& surface,
                                    const geometry::Bvh& bvh)
{
    PathOnSkin path(rules, surface, bvh);
    for (const glm::dvec3 place : path_mm)
        path.go_to(place);
    return path.finish();
}

}  // namespace zones
