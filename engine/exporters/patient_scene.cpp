// SPDX-License-Identifier: MIT
#include "exporters/patient_scene.h"

#include "exporters/text.h"
#include "exporters/upright.h"
#include "geometry/coarse.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace exporters {
namespace {

using nlohmann::json;

constexpr std::size_t mesh_vertices = 40'000;  // some 1.1 MB in the file
constexpr std::uint8_t no_zone = 255;          // as in viewer.js
constexpr double border_steps = 120;           // of what is near, as in viewer.js
constexpr double near_mm = 1.5;                // fields are true to two edges from the border
constexpr double whole_box = 65535;

json rounded(glm::dvec3 v)
{
    const auto one = [](double x) { return std::round(x * 1e3) / 1e3 + 0.0; };
    return {one(v.x), one(v.y), one(v.z)};
}

template <typename Item>
std::string base64_of_all(const std::vector<Item>& all)
{
    return base64_of({reinterpret_cast<const char*>(all.data()), all.size() * sizeof(Item)});
}

/// A camera's wish: what it looks at, from where, and how much around.
struct Look {
    glm::dvec3 middle{0}, toward{0};
    double radius_mm = 0;

    json as_json() const
    {
        return {{"middle", rounded(middle)},
                {"toward", rounded(toward)},
                {"radius", std::round(radius_mm)}};
    }
};

class Scene {
public:
    Scene(const session::VerifiedSkin& skin, SkinColours colours)
        : skin_(skin)
        , turn_(upright(skin.scan))
        , coarse_(skin.surface.mesh, geometry::cell_mm_for(skin.surface.mesh, mesh_vertices))
        , colours_(colours)
    {
        for (const glm::vec3& p : coarse_.mesh().positions)
            box_.include(turn_ * glm::dvec3(p));
        for (const session::MapPoint& point : skin.map.points)
            box_.include(turn_ * point.position_mm);
        const glm::dvec3 size = box_.size();
        side_ = std::max({size.x, size.y, size.z});
    }

    std::string written() const
    {
        constexpr double least_radius = 0.8, of_spacing = 0.13;
        double spacing = 1e9;
        for (const session::MapZone& zone : skin_.map.zones)
            spacing = std::min(spacing, zone.spacing_mm > 0 ? zone.spacing_mm : spacing);
        const double radius = spacing < 1e9 ? std::max(least_radius, of_spacing * spacing) : 1;
        return json{{"home", home().as_json()},
                    {"pointRadius", std::round(radius * 100) / 100},
                    {"zones", zones()},
                    {"mesh", mesh()},
                    {"points", points()}}
            .dump();
    }

private:
    void add_place(glm::dvec3 upright_mm, std::vector<std::uint16_t>& to) const
    {
        for (int i = 0; i < 3; ++i)
            to.push_back(
                std::uint16_t(std::lround((upright_mm[i] - box_.low[i]) / side_ * whole_box)));
    }

    /// The mean over the surface's vertices that went into each vertex.
    template <typename Value>
    std::vector<glm::dvec3> means(Value value_at) const
    {
        std::vector<glm::dvec3> sums(coarse_.mesh().positions.size(), glm::dvec3(0));
        std::vector<double> counts(sums.size(), 0);
        for (std::uint32_t v = 0; v < coarse_.vertex_of().size(); ++v) {
            const std::uint32_t into = coarse_.vertex_of()[v];
            if (into == geometry::CoarseMesh::none) continue;
            sums[into] += value_at(v);
            ++counts[into];
        }
        for (std::size_t v = 0; v < sums.size(); ++v)
            sums[v] /= std::max(counts[v], 1.0);
        return sums;
    }

    json mesh() const
    {
        const geometry::Mesh& light = coarse_.mesh();
        std::vector<std::uint16_t> positions;
        for (const glm::vec3& p : light.positions)
            add_place(turn_ * glm::dvec3(p), positions);
        json mesh = {{"low", rounded(box_.low)},
                     {"size", side_},
                     {"positions", base64_of_all(positions)},
                     {"triangles", triangles()},
                     {"normals", normals()}};
        add_borders(mesh);
        if (colours_ == SkinColours::own && !skin_.scan.mesh.colours.empty())
            mesh["colours"] = own_colours();
        return mesh;
    }

    std::string triangles() const
    {
        const geometry::Mesh& light = coarse_.mesh();
        if (light.positions.size() > whole_box) return base64_of_all(light.triangles);
        std::vector<std::uint16_t> corners;
        for (const glm::uvec3& t : light.triangles)
            for (int i = 0; i < 3; ++i)
                corners.push_back(std::uint16_t(t[i]));
        return base64_of_all(corners);
    }

    std::string normals() const
    {
        std::vector<std::int8_t> all;
        for (const glm::dvec3& n :
             means([&](std::uint32_t v) { return glm::dvec3(skin_.surface.normals[v]); })) {
            const double length = glm::length(n);
            const glm::dvec3 turned = turn_ * (length > 0 ? n / length : glm::dvec3(0, 1, 0));
            for (int i = 0; i < 3; ++i)
                all.push_back(std::int8_t(std::lround(turned[i] * 127)));
        }
        return base64_of_all(all);
    }

    /// To each vertex the zone whose border is nearest, and how far inside (below 0) it is. Beyond
    /// what a field knows truly all is equally far, else means would be of nothing.
    void add_borders(json& mesh) const
    {
        const std::size_t count = coarse_.mesh().positions.size();
        std::vector<double> least(count, near_mm);
        std::vector<std::uint8_t> zone(count, no_zone);
        for (std::size_t z = 0; z < skin_.fields.size() && z < no_zone; ++z) {
            const auto values = means([&](std::uint32_t v) {
                const double mm =
                    double(skin_.fields[z][geometry::VertexId(v)]) / zones::ZoneField::steps_per_mm;
                return glm::dvec3(std::clamp(mm, -near_mm, near_mm));
            });
            for (std::size_t v = 0; v < count; ++v)
                if (values[v].x < least[v]) {
                    least[v] = values[v].x;
                    zone[v] = std::uint8_t(z);
                }
        }
        std::vector<std::int8_t> border;
        for (const double mm : least)
            border.push_back(std::int8_t(std::lround(mm / near_mm * border_steps)));
        mesh["zone"] = base64_of_all(zone);
        mesh["border"] = base64_of_all(border);
    }

    std::string own_colours() const
    {
        const geometry::Mesh& scan = skin_.scan.mesh;
        const auto places = geometry::vertices_on_scan(skin_.surface);
        const auto colour_at = [&](std::uint32_t v) {
            const glm::uvec3 t = scan.triangles[places[v].triangle.value];
            glm::dvec3 colour{0};
            for (int i = 0; i < 3; ++i)
                colour += places[v].weights[i] * glm::dvec3(scan.colours[t[i]]);
            return colour;
        };
        std::vector<std::uint8_t> all;
        for (const glm::dvec3& colour : means(colour_at))
            for (int i = 0; i < 3; ++i)
                all.push_back(std::uint8_t(std::lround(colour[i])));
        return base64_of_all(all);
    }

    json points() const
    {
        std::vector<std::uint16_t> positions;
        std::vector<std::uint8_t> zone;
        for (const session::MapPoint* point : in_order(skin_.map)) {
            add_place(turn_ * point->position_mm, positions);
            zone.push_back(std::uint8_t(point->zone));
        }
        return {{"positions", base64_of_all(positions)}, {"zone", base64_of_all(zone)}};
    }

    json zones() const
    {
        json all = json::array();
        for (std::size_t i = 0; i < skin_.map.zones.size(); ++i) {
            const Ink ink = patient_colour(i);
            const auto is_its = [&](const session::MapPoint& p) { return p.zone == i; };
            all.push_back({{"name", skin_.map.zones[i].name},
                           {"rgb", rounded({ink.red, ink.green, ink.blue})},
                           {"look", look_at(is_its, 2.2, 60).as_json()}});
        }
        return all;
    }

    Look home() const
    {
        Look look = look_at([](const session::MapPoint&) { return true; }, 1.35, 105);
        look.radius_mm = std::min(look.radius_mm, side_);
        return look;
    }

    /// The points that are chosen, with so many times their extent around, at least so much.
    template <typename Predicate>
    Look look_at(Predicate is_chosen, double times, double least_mm) const
    {
        Look look;
        double count = 0;
        for (const session::MapPoint& point : skin_.map.points)
            if (is_chosen(point)) {
                look.middle += turn_ * point.position_mm;
                look.toward += turn_ * point.normal;
                ++count;
            }
        look.middle /= std::max(count, 1.0);
        constexpr double clearly = 0.25;
        look.toward = glm::length(look.toward) > clearly * count ? glm::normalize(look.toward)
                                                                 : glm::dvec3(0, 0, 1);
        look.toward.y *= 0.5;  // rather level
        for (const session::MapPoint& point : skin_.map.points)
            if (is_chosen(point))
                look.radius_mm =
                    std::max(look.radius_mm, glm::distance(turn_ * point.position_mm, look.middle));
        look.radius_mm = std::max(least_mm, times * look.radius_mm);
        return look;
    }

    const session::VerifiedSkin& skin_;
    glm::dmat3 turn_;
    geometry::CoarseMesh coarse_;
    SkinColours colours_;
    geometry::Box box_;
    double side_ = 1;
};

}  // namespace

Ink patient_colour(std::size_t zone)
{
    constexpr std::array<Ink, 6> calm{{{0.14, 0.47, 0.54},
                                       {0.36, 0.37, 0.66},
                                       {0.53, 0.33, 0.55},
                                       {0.42, 0.50, 0.22},
                                       {0.25, 0.45, 0.69},
                                       {0.56, 0.45, 0.30}}};
    return calm[zone % calm.size()];
}

std::string patient_scene_of(const session::VerifiedSkin& skin, SkinColours colours)
{
    return Scene(skin, colours).written();
}

std::string base64_of(std::string_view bytes)
{
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t three = 0;
        for (std::size_t k = 0; k < 3; ++k)
            three = three << 8 | (i + k < bytes.size() ? std::uint8_t(bytes[i + k]) : 0u);
        for (int shift = 18; shift >= 0; shift -= 6)
            text += digits[three >> shift & 63];
    }
    for (std::size_t pad = (3 - bytes.size() % 3) % 3; pad > 0; --pad)
        text[text.size() - pad] = '=';
    return text;
}

}  // namespace exporters
