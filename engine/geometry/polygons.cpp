// SPDX-License-Identifier: MIT
#include "geometry/polygons.h"

#include "base/error.h"

#include <fmt/format.h>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/vec2.hpp>

#include <algorithm>
#include <cmath>

namespace geometry {
namespace {

using Corners = std::span<const std::uint32_t>;

/// A polygon seen along its mean normal: counter-clockwise, whatever its place in space.
struct Flat {
    std::vector<glm::dvec2> points;
    std::vector<std::uint32_t> vertices;
};

glm::dvec3 newell_normal(Corners face, const std::vector<glm::vec3>& positions)
{
    const glm::dvec3 origin = positions[face[0]];
    glm::dvec3 sum(0);
    for (std::size_t i = 0; i < face.size(); ++i)
        sum += glm::cross(glm::dvec3(positions[face[i]]) - origin,
                          glm::dvec3(positions[face[(i + 1) % face.size()]]) - origin);
    return sum;
}

/// Drops the axis nearest to the normal and keeps the sense of rotation.
Flat flattened(Corners face, const std::vector<glm::vec3>& positions)
{
    const glm::dvec3 normal = newell_normal(face, positions);
    const glm::dvec3 size = glm::abs(normal);
    const int dropped = size.z >= size.x && size.z >= size.y ? 2 : size.y >= size.x ? 1 : 0;
    const int u = (dropped + 1) % 3;
    const int v = (dropped + 2) % 3;
    const bool mirrored = normal[dropped] < 0;
    Flat flat;
    for (const std::uint32_t vertex : face) {
        const glm::dvec3 p = positions[vertex];
        flat.points.emplace_back(mirrored ? p[v] : p[u], mirrored ? p[u] : p[v]);
        flat.vertices.push_back(vertex);
    }
    return flat;
}

/// Twice the signed area of a triangle.
double turn(glm::dvec2 a, glm::dvec2 b, glm::dvec2 c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/// The ring of corners that are left, while ears are cut off.
class EarClipper {
public:
    EarClipper(Flat flat, std::vector<glm::uvec3>& out)
        : flat_(std::move(flat))
        , out_(out)
        , next_(flat_.points.size())
        , previous_(flat_.points.size())
        , left_(flat_.points.size())
    {
        for (std::size_t i = 0; i < left_; ++i) {
            next_[i] = (i + 1) % left_;
            previous_[i] = (i + left_ - 1) % left_;
        }
        for (std::size_t i = 0; i < left_; ++i)
            if (turn_at(i) <= 0) reflex_.push_back(i);
    }

    void clip()
    {
        std::size_t at = 0;
        std::size_t refused = 0;  // corners in a row that were no ear
        while (left_ > 3) {
            // A polygon that crosses itself may have no ear: then any corner must do.
            const bool cut = refused > left_ || is_ear(at);
            if (!cut) {
                at = next_[at];
                ++refused;
                continue;
            }
            emit(at);
            next_[previous_[at]] = next_[at];
            previous_[next_[at]] = previous_[at];
            next_[at] = cut_off;
            --left_;
            refused = 0;
            at = next_[previous_[at]];
        }
        emit(at);
    }

private:
    static constexpr std::size_t cut_off = SIZE_MAX;

    double turn_at(std::size_t i) const
    {
        return turn(flat_.points[previous_[i]], flat_.points[i], flat_.points[next_[i]]);
    }

    /// Corners only ever become less reflex while ears go, so the list of the beginning is enough.
    bool is_ear(std::size_t i) const
    {
        if (turn_at(i) <= 0) return false;
        const glm::dvec2 a = flat_.points[previous_[i]];
        const glm::dvec2 b = flat_.points[i];
        const glm::dvec2 c = flat_.points[next_[i]];
        return std::ranges::none_of(reflex_, [&](std::size_t other) {
            const glm::dvec2 p = flat_.points[other];
            if (next_[other] == cut_off || p == a || p == b || p == c) return false;
            return turn(a, b, p) >= 0 && turn(b, c, p) >= 0 && turn(c, a, p) >= 0;
        });
    }

    void emit(std::size_t i)
    {
        out_.emplace_back(
            flat_.vertices[previous_[i]], flat_.vertices[i], flat_.vertices[next_[i]]);
    }

    Flat flat_;
    std::vector<glm::uvec3>& out_;
    std::vector<std::size_t> next_;
    std::vector<std::size_t> previous_;
    std::vector<std::size_t> reflex_;
    std::size_t left_;
};

void cut_quad(Corners face, const std::vector<glm::vec3>& positions, std::vector<glm::uvec3>& out)
{
    const Flat flat = flattened(face, positions);
    const auto& p = flat.points;
    const bool first_inside = turn(p[0], p[1], p[2]) > 0 && turn(p[0], p[2], p[3]) > 0;
    const bool second_inside = turn(p[1], p[2], p[3]) > 0 && turn(p[1], p[3], p[0]) > 0;
    const glm::dvec3 a = positions[face[0]], b = positions[face[1]], c = positions[face[2]],
                     d = positions[face[3]];
    const bool first_shorter = glm::dot(c - a, c - a) <= glm::dot(d - b, d - b);
    if (second_inside && !(first_inside && first_shorter)) {
        out.emplace_back(face[0], face[1], face[3]);
        out.emplace_back(face[1], face[2], face[3]);
    } else {
        out.emplace_back(face[0], face[1], face[2]);
        out.emplace_back(face[0], face[2], face[3]);
    }
}

/// A face's corner that lies at a vertex; of several the first.
glm::vec2 place_of(std::uint32_t vertex, Corners face, std::span<const glm::vec2> places)
{
    return places[std::size_t(std::ranges::find(face, vertex) - face.begin())];
}

void cut_face(Corners face, ReadMesh& into)
{
    std::vector<glm::uvec3>& out = into.mesh.triangles;
    if (face.size() < 3)
        ++into.report.dropped_degenerate;
    else if (face.size() == 3)
        out.emplace_back(face[0], face[1], face[2]);
    else if (face.size() == 4)
        cut_quad(face, into.mesh.positions, out);
    else
        EarClipper(flattened(face, into.mesh.positions), out).clip();
}

}  // namespace

void Polygons::add(std::span<const std::uint32_t> face)
{
    corners.insert(corners.end(), face.begin(), face.end());
    sizes.push_back(static_cast<std::uint32_t>(face.size()));
}

void add_triangles(const Polygons& faces, ReadMesh& into)
{
    const std::size_t vertices = into.mesh.positions.size();
    const auto stray =
        std::ranges::find_if(faces.corners, [vertices](std::uint32_t c) { return c >= vertices; });
    if (stray != faces.corners.end())
        throw base::Error(fmt::format(
            "a face names vertex number {}, but the file has only {} vertices (counted from 0).",
            *stray,
            vertices));

    into.mesh.triangles.reserve(into.mesh.triangles.size() + faces.sizes.size());
    Corners rest = faces.corners;
    std::span<const glm::vec2> places = faces.places;
    base::check(places.empty() || places.size() == rest.size(), "each corner has a place");
    for (const std::uint32_t size : faces.sizes) {
        if (size > most_corners)
            throw base::Error(
                fmt::format("a face has {} corners, and at most {} are read.", size, most_corners));
        const Corners face = rest.first(size);
        cut_face(face, into);
        if (!places.empty()) {
            for (std::size_t t = into.texture_places.size(); t < into.mesh.triangles.size(); ++t)
                for (TexturePlaces& three = into.texture_places.emplace_back();
                     int corner : {0, 1, 2})
                    three[std::size_t(corner)] =
                        place_of(into.mesh.triangles[t][corner], face, places.first(size));
            places = places.subspan(size);
        }
        rest = rest.subspan(size);
    }
    into.report.faces_in_file += faces.sizes.size();
}

void warn_of_points_and_lines(std::size_t left_out, ReadMesh& into)
{
    if (left_out > 0)
        into.report.warnings.push_back(fmt::format(
            "{} points, lines or curves have no triangles and were left out.", left_out));
}

}  // namespace geometry
