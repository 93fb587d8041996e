// SPDX-License-Identifier: MIT
#include "geometry/skin_path.h"

#include <glm/geometric.hpp>
#include <glm/vec2.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <queue>
#include <unordered_map>
#include <utility>

namespace geometry {
namespace {

using Strip = std::vector<std::uint32_t>;  // half-edges that are crossed, in order

std::uint32_t triangle_of(std::uint32_t half_edge)
{
    return half_edge / 3;
}
std::uint32_t next(std::uint32_t half_edge)
{
    return half_edge % 3 == 2 ? half_edge - 2 : half_edge + 1;
}
std::uint32_t previous(std::uint32_t half_edge)
{
    return half_edge % 3 == 0 ? half_edge + 2 : half_edge - 1;
}

/// The mesh by half-edges.
struct Skin {
    const Mesh& mesh;
    const Topology& topology;

    std::uint32_t start(std::uint32_t h) const { return mesh.triangles[h / 3][int(h % 3)]; }
    std::uint32_t end(std::uint32_t h) const { return start(next(h)); }
    glm::dvec3 at(std::uint32_t vertex) const { return mesh.positions[vertex]; }
    std::optional<std::uint32_t> twin(std::uint32_t h) const
    {
        const std::int32_t other = topology.twin(h);
        if (other == Topology::no_twin) return std::nullopt;
        return static_cast<std::uint32_t>(other);
    }
    glm::dvec3 middle(std::uint32_t h) const { return 0.5 * (at(start(h)) + at(end(h))); }
    double angle_at_start(std::uint32_t h) const
    {
        const glm::dvec3 corner = at(start(h));
        const glm::dvec3 a = at(end(h)) - corner, b = at(start(previous(h))) - corner;
        return std::atan2(glm::length(glm::cross(a, b)), glm::dot(a, b));
    }
};

// ---- The first strip ----

/// A* over triangles, from middle to middle of the edges that are crossed.
std::optional<Strip> first_strip(const Skin& skin, const SurfacePoint& from, const SurfacePoint& to)
{
    struct Way {
        double length = 0;
        glm::dvec3 at{0};
        std::int64_t crossed = -1;  // the half-edge of the triangle before
        bool done = false;
    };
    struct Next {
        double estimate;
        std::uint32_t triangle;
        bool operator<(const Next& other) const
        {
            return estimate != other.estimate ? estimate > other.estimate
                                              : triangle > other.triangle;
        }
    };
    const glm::dvec3 goal = position(skin.mesh, to);
    std::unordered_map<std::uint32_t, Way> ways;
    std::priority_queue<Next> front;
    ways[from.triangle.value] = {0, position(skin.mesh, from), -1, false};
    front.push({0, from.triangle.value});
    while (!front.empty() && front.top().triangle != to.triangle.value) {
        const std::uint32_t triangle = front.top().triangle;
        front.pop();
        Way& way = ways[triangle];
        if (std::exchange(way.done, true)) continue;
        const Way here = way;
        for (std::uint32_t h = 3 * triangle; h < 3 * triangle + 3; ++h) {
            const auto twin = skin.twin(h);
            if (!twin) continue;
            const glm::dvec3 middle = skin.middle(h);
            const double length = here.length + glm::distance(here.at, middle);
            const auto [found, fresh] = ways.try_emplace(triangle_of(*twin));
            if (!fresh && (found->second.done || found->second.length <= length)) continue;
            found->second = {length, middle, h, false};
            front.push({length + glm::distance(middle, goal), triangle_of(*twin)});
        }
    }
    if (front.empty() && from.triangle != to.triangle) return std::nullopt;
    Strip strip;
    for (std::uint32_t t = to.triangle.value; ways[t].crossed >= 0;) {
        strip.push_back(static_cast<std::uint32_t>(ways[t].crossed));
        t = triangle_of(strip.back());
    }
    std::ranges::reverse(strip);
    return strip;
}

// ---- The funnel ----

double cross(glm::dvec2 a, glm::dvec2 b)
{
    return a.x * b.y - a.y * b.x;
}

/// The strip laid flat: its portals, seen along the way.
struct Flat {
    std::vector<glm::dvec2> left, right;  // per crossing; both ends are one place
    glm::dvec2 from{0}, to{0};
};

/// Where the third corner of a triangle lies, of which one edge is laid flat already.
glm::dvec2 laid_flat(const Skin& skin, std::uint32_t h, glm::dvec2 start, glm::dvec2 end)
{
    const glm::dvec3 a = skin.at(skin.start(h)), b = skin.at(skin.end(h));
    const glm::dvec3 c = skin.at(skin.start(previous(h)));
    const double length = std::max(glm::distance(a, b), 1e-12);
    const double along = glm::dot(c - a, b - a) / length;
    const double aside = glm::length(glm::cross(c - a, b - a)) / length;
    const glm::dvec2 direction = (end - start) / length;
    return start + along * direction + aside * glm::dvec2(-direction.y, direction.x);
}

Flat flat(const Skin& skin, const Strip& strip, const SurfacePoint& from, const SurfacePoint& to)
{
    Flat flat;
    std::uint32_t h = strip.front();  // of the triangle at hand; its start, end and third corner:
    glm::dvec2 a(0), b(glm::distance(skin.at(skin.start(h)), skin.at(skin.end(h))), 0);
    glm::dvec2 c = laid_flat(skin, h, a, b);
    const auto place = [&](const SurfacePoint& p) {
        return p.weights[int(h % 3)] * a + p.weights[int(next(h) % 3)] * b +
               p.weights[int(previous(h) % 3)] * c;
    };
    flat.from = place(from);
    for (std::size_t i = 0; i < strip.size(); ++i) {
        if (strip[i] == next(h)) {
            std::swap(a, b), std::swap(b, c);
        } else if (strip[i] == previous(h)) {
            std::swap(a, c), std::swap(b, c);
        }
        flat.right.push_back(a);
        flat.left.push_back(b);
        h = *skin.twin(strip[i]);
        std::swap(a, b);
        c = laid_flat(skin, h, a, b);
    }
    flat.to = place(to);
    return flat;
}

/// Where the taut path touches the strip's rim.
struct Bend {
    glm::dvec2 at{0};
    std::size_t portal = 0;
    bool on_left = false;
};

std::vector<Bend> bends_of(const Flat& flat)
{
    std::vector<Bend> bends;
    const std::size_t count = flat.left.size();
    glm::dvec2 apex = flat.from, left = apex, right = apex;
    std::size_t left_at = 0, right_at = 0;
    const auto turn = [&](glm::dvec2 where, std::size_t portal, bool on_left) {
        bends.push_back({where, portal, on_left});
        apex = left = right = where;
        left_at = right_at = portal;
        return portal;
    };
    for (std::size_t i = 0; i <= count; ++i) {
        const glm::dvec2 new_left = i < count ? flat.left[i] : flat.to;
        const glm::dvec2 new_right = i < count ? flat.right[i] : flat.to;
        // Around the apex itself only the newest corner of the other side counts.
        if (left == apex || cross(right - apex, new_right - apex) >= 0) {
            if (left == apex || right == apex || cross(left - apex, new_right - apex) < 0) {
                right = new_right;
                right_at = i;
            } else {
                i = turn(left, left_at, true);
                continue;
            }
        }
        if (right == apex || cross(left - apex, new_left - apex) <= 0) {
            if (right == apex || left == apex || cross(right - apex, new_left - apex) > 0) {
                left = new_left;
                left_at = i;
            } else {
                i = turn(right, right_at, false);
            }
        }
    }
    return bends;
}

// ---- Passing a vertex on its other side ----

/// Crossings [first, last] go around the vertex.
struct Fan {
    std::size_t first = 0, last = 0;
    std::uint32_t vertex = 0;
};

Fan fan_at(const Skin& skin, const Strip& strip, const Bend& bend)
{
    const auto rim = [&](std::size_t i) {
        return bend.on_left ? skin.end(strip[i]) : skin.start(strip[i]);
    };
    Fan fan{bend.portal, bend.portal, rim(bend.portal)};
    while (fan.first > 0 && rim(fan.first - 1) == fan.vertex)
        --fan.first;
    while (fan.last + 1 < strip.size() && rim(fan.last + 1) == fan.vertex)
        ++fan.last;
    return fan;
}

/// The crossings around the vertex on its other side; none where a wall is in the way.
std::optional<Strip> other_side(const Skin& skin, const Strip& strip, const Fan& fan, bool on_left)
{
    const std::uint32_t first = triangle_of(strip[fan.first]);
    const std::uint32_t last = triangle_of(*skin.twin(strip[fan.last]));
    Strip around;
    std::uint32_t triangle = first;
    while (triangle != last || around.empty()) {
        std::uint32_t h = 3 * triangle;
        while (skin.start(h) != fan.vertex)
            ++h;
        if (!on_left) h = previous(h);  // the vertex at its end, to be passed on the left
        const auto twin = skin.twin(h);
        if (!twin || around.size() > 1000) return std::nullopt;
        around.push_back(h);
        triangle = triangle_of(*twin);
        if (triangle == first) return std::nullopt;
    }
    return around;
}

double angle_around(const Skin& skin, std::uint32_t vertex)
{
    double sum = 0;
    for (const std::uint32_t t : skin.topology.triangles_at(VertexId(vertex)))
        for (std::uint32_t h = 3 * t; h < 3 * t + 3; ++h)
            if (skin.start(h) == vertex) sum += skin.angle_at_start(h);
    return sum;
}

/// Without going to and fro over one edge.
Strip without_returns(const Skin& skin, const Strip& strip)
{
    Strip kept;
    for (const std::uint32_t h : strip)
        if (!kept.empty() && skin.twin(kept.back()) == h)
            kept.pop_back();
        else
            kept.push_back(h);
    return kept;
}

/// Moves the strip wherever that makes the path shorter; false if it is as short as it can be.
bool move_strip(const Skin& skin, const Flat& flat, const std::vector<Bend>& bends, Strip& strip)
{
    constexpr double least_gain = 1e-6;  // radians: else rounding would turn it to and fro
    bool moved = false;
    std::size_t untouched = strip.size();  // crossings before this one are as in `flat`
    for (std::size_t i = bends.size(); i-- > 0;) {
        const Bend& bend = bends[i];
        if (bend.portal >= flat.left.size()) continue;
        const Fan fan = fan_at(skin, strip, bend);
        if (fan.last >= untouched) continue;
        const glm::dvec2 in = bend.at - (i > 0 ? bends[i - 1].at : flat.from);
        const glm::dvec2 out = (i + 1 < bends.size() ? bends[i + 1].at : flat.to) - bend.at;
        const double turn = std::abs(std::atan2(cross(in, out), glm::dot(in, out)));
        const double beyond = angle_around(skin, fan.vertex) - std::numbers::pi - turn;
        if (glm::length(in) < 1e-9 || glm::length(out) < 1e-9) continue;
        if (turn < least_gain || beyond > std::numbers::pi - least_gain) continue;
        const auto around = other_side(skin, strip, fan, bend.on_left);
        if (!around) continue;
        const auto from = strip.begin() + std::ptrdiff_t(fan.first);
        const auto at = strip.erase(from, strip.begin() + std::ptrdiff_t(fan.last) + 1);
        strip.insert(at, around->begin(), around->end());
        untouched = fan.first;
        moved = true;
    }
    if (moved) strip = without_returns(skin, strip);
    return moved;
}

// ---- The path ----

SurfacePoint on_edge(std::uint32_t h, double share)
{
    SurfacePoint place{TriangleId(triangle_of(h)), glm::dvec3(0)};
    place.weights[int(h % 3)] = 1 - share;
    place.weights[int(next(h) % 3)] = share;
    return place;
}

/// Where the taut path crosses each portal.
SkinPath path_through(const Flat& flat, const std::vector<Bend>& bends, const Strip& strip)
{
    SkinPath path;
    path.crossings = strip;
    std::size_t passed = 0;
    glm::dvec2 from = flat.from;
    for (std::size_t i = 0; i < strip.size(); ++i) {
        while (passed < bends.size() && bends[passed].portal < i)
            from = bends[passed++].at;
        const glm::dvec2 to = passed < bends.size() ? bends[passed].at : flat.to;
        const glm::dvec2 a = flat.right[i], b = flat.left[i];
        const double across = cross(b - a, to - from);
        const double share = std::abs(across) > 1e-15 ? cross(from - a, to - from) / across
                             : passed < bends.size() && bends[passed].on_left ? 1.0
                                                                              : 0.0;
        path.places.push_back(on_edge(strip[i], std::clamp(share, 0.0, 1.0)));
    }
    return path;
}

void finish(const Mesh& mesh, const SurfacePoint& from, const SurfacePoint& to, SkinPath& path)
{
    path.places.insert(path.places.begin(), from);
    path.places.push_back(to);
    for (std::size_t i = 1; i < path.places.size(); ++i)
        path.length_mm +=
            glm::distance(position(mesh, path.places[i - 1]), position(mesh, path.places[i]));
}

}  // namespace

std::optional<SkinPath> skin_path(const Mesh& mesh,
                                  const Topology& topology,
                                  const SurfacePoint& from,
                                  const SurfacePoint& to)
{
    constexpr int most_moves = 2000;  // each makes it shorter; some dozens are usual
    const Skin skin{mesh, topology};
    std::optional<Strip> strip = first_strip(skin, from, to);
    if (!strip) return std::nullopt;
    SkinPath path;
    for (int moves = 0; !strip->empty() && moves < most_moves; ++moves) {
        const Flat laid = flat(skin, *strip, from, to);
        const std::vector<Bend> bends = bends_of(laid);
        path = path_through(laid, bends, *strip);
        if (!move_strip(skin, laid, bends, *strip)) break;
        path = {};
    }
    finish(mesh, from, to, path);
    return path;
}

std::vector<glm::dvec3> thinned(const Mesh& mesh, const SkinPath& path, double step_mm)
{
    std::vector<glm::dvec3> kept;
    for (const SurfacePoint& place : path.places) {
        const glm::dvec3 p = position(mesh, place);
        if (kept.empty() || glm::distance(kept.back(), p) >= step_mm) kept.push_back(p);
    }
    const glm::dvec3 last = position(mesh, path.places.back());
    if (kept.size() > 1 && glm::distance(kept.back(), last) < 0.5 * step_mm) kept.pop_back();
    if (kept.back() != last) kept.push_back(last);
    return kept;
}

}  // namespace geometry
