// SPDX-License-Identifier: MIT
#include "exporters/glb.h"

#include "exporters/glb_buffer.h"
#include "exporters/text.h"
#include "exporters/upright.h"
#include "geometry/texture.h"
#include "zones/border_line.h"

#include <glm/gtc/quaternion.hpp>

#include <cmath>
#include <map>
#include <numbers>
#include <tuple>
#include <vector>

namespace exporters {
namespace {

using geometry::Mesh;
using nlohmann::json;

constexpr double metres_per_mm = 1e-3;
constexpr int mode_lines = 1;

/// Shortened to nanometres, so that the text is short and the same everywhere.
json rounded(glm::dvec3 v)
{
    const auto one = [](double x) { return std::round(x * 1e9) / 1e9 + 0.0; };
    return {one(v.x), one(v.y), one(v.z)};
}

/// A map pin around the -z axis: its tip at the origin, where the needle enters.
struct Pin {
    std::vector<glm::vec3> positions, normals;
    std::vector<std::uint32_t> indices;

    Pin()
    {
        constexpr float shaft_mm = 2.4f, shaft_radius_mm = 0.28f, head_radius_mm = 0.8f;
        constexpr int rings = 8;
        ring(0, 0, {1, 0.3f});
        ring(shaft_mm, shaft_radius_mm, {1, 0.1f});
        for (int i = 1; i < rings; ++i) {
            const float angle = std::numbers::pi_v<float> * float(i) / rings;
            const glm::vec2 out(std::sin(angle), -std::cos(angle));
            ring(shaft_mm + head_radius_mm * (1 + out.y), head_radius_mm * out.x, out);
        }
        ring(shaft_mm + 2 * head_radius_mm, 0, {0, 1});
    }

private:
    static constexpr std::uint32_t sides = 14;

    /// `facing`: away from the axis, and along the pin away from its tip.
    void ring(float along_mm, float radius_mm, glm::vec2 facing)
    {
        const auto first = std::uint32_t(positions.size());
        facing = glm::normalize(facing);
        for (std::uint32_t i = 0; i < sides; ++i) {
            const float angle = 2 * std::numbers::pi_v<float> * float(i) / sides;
            const glm::vec2 out(std::cos(angle), std::sin(angle));
            positions.push_back(glm::vec3(out * radius_mm, -along_mm) * float(metres_per_mm));
            normals.emplace_back(out * facing.x, -facing.y);
            if (first == 0) continue;
            const std::uint32_t a = first + i, b = first + (i + 1) % sides;
            for (const std::uint32_t corner : {a, b - sides, a - sides, a, b, b - sides})
                indices.push_back(corner);
        }
    }
};

class Writer {
public:
    explicit Writer(const Glb& glb)
        : glb_(glb)
        , map_(glb.skin.map)
        , turn_(upright(glb.skin.scan))
    {
    }

    std::string written()
    {
        add_skin();
        pin_ = pin();
        for (std::size_t zone = 0; zone < map_.zones.size(); ++zone)
            add_zone(zone);
        json root = {{"name", "Mesomap session map"}, {"children", roots_}};
        nodes_.push_back(std::move(root));
        json gltf = {{"asset", asset()},
                     {"scene", 0},
                     {"scenes", {{{"nodes", {nodes_.size() - 1}}}}},
                     {"nodes", nodes_},
                     {"meshes", meshes_},
                     {"materials", materials_}};
        if (!glb_.texture_png.empty()) {
            gltf["images"] = {
                {{"bufferView", buffer_.picture(glb_.texture_png)}, {"mimeType", "image/png"}}};
            gltf["textures"] = {{{"source", 0}}};
        }
        return std::move(buffer_).file(std::move(gltf));
    }

private:
    json asset() const
    {
        const bool is_turned = turn_ != glm::dmat3(1);
        return {{"version", "2.0"},
                {"generator", "Mesomap " + map_.made_by},
                {"extras",
                 {{"source", "mesomap.session-map"},
                  {"map_sha256", glb_.map_sha256},
                  {"scan_sha256", map_.scan.sha256},
                  {"mm_per_unit", 1000},
                  {"x", "scan x / 1000"},
                  {"y", is_turned ? "scan z / 1000" : "scan y / 1000"},
                  {"z", is_turned ? "-scan y / 1000" : "scan z / 1000"},
                  {"point_nodes", "local +z goes along the needle into the skin"},
                  {"extras_frame", "the scan's own axes; mm, mL and degrees"},
                  {"points", map_.points.size()},
                  {"volume_ml", map_.totals.volume_ml}}}};
    }

    glm::dvec3 in_metres(glm::dvec3 scan_mm) const { return turn_ * scan_mm * metres_per_mm; }

    std::size_t material(const std::string& name, glm::dvec3 srgb, double roughness)
    {
        const auto linear = [](double s) {
            return std::round(std::pow(s, 2.2) * 1e4) / 1e4;  // near enough for a plain colour
        };
        materials_.push_back(
            {{"name", name},
             {"doubleSided", true},
             {"pbrMetallicRoughness",
              {{"baseColorFactor", {linear(srgb.x), linear(srgb.y), linear(srgb.z), 1}},
               {"metallicFactor", 0},
               {"roughnessFactor", roughness}}}});
        return materials_.size() - 1;
    }

    std::size_t add_node(json node)
    {
        nodes_.push_back(std::move(node));
        return nodes_.size() - 1;
    }

    std::size_t add_mesh(const std::string& name, json primitives)
    {
        meshes_.push_back({{"name", name}, {"primitives", std::move(primitives)}});
        return meshes_.size() - 1;
    }

    void add_skin()
    {
        json primitives = json::array();
        if (glb_.texture_png.empty())
            primitives.push_back(plain_skin(glb_.skin.scan.mesh.triangles));
        else
            primitives = pictured_skin(*glb_.skin.scan.picture);
        roots_.push_back(
            add_node({{"name", "Skin"}, {"mesh", add_mesh("Skin", std::move(primitives))}}));
    }

    /// Where vertices are shared, and coloured if the scan is.
    json plain_skin(std::span<const glm::uvec3> triangles)
    {
        const Mesh& mesh = glb_.skin.scan.mesh;
        std::vector<glm::vec3> positions;
        for (const glm::vec3& p : mesh.positions)
            positions.emplace_back(in_metres(p));
        std::vector<glm::vec3> normals = geometry::vertex_normals(mesh);
        for (glm::vec3& n : normals)
            n = facing(n);
        json attributes = {{"POSITION", buffer_.positions(positions)},
                           {"NORMAL", buffer_.vectors(normals)}};
        if (!mesh.colours.empty()) attributes["COLOR_0"] = buffer_.colours(mesh.colours);
        const glm::dvec3 colour =
            mesh.colours.empty() ? glm::dvec3(0.87, 0.76, 0.7) : glm::dvec3(1);
        return {{"attributes", attributes},
                {"indices", buffer_.indices({&triangles[0].x, triangles.size() * 3})},
                {"material", material("Skin", colour, 0.75)}};
    }

    /// A place without a normal looks up: glTF allows no vector of length 0.
    glm::vec3 facing(glm::vec3 normal) const
    {
        const glm::dvec3 turned = turn_ * glm::dvec3(normal);
        const double length = glm::length(turned);
        return length > 0 ? glm::vec3(turned / length) : glm::vec3(0, 1, 0);
    }

    /// A vertex for each place that it has on the picture; what the picture does not show is plain.
    json pictured_skin(const geometry::SkinPicture& picture)
    {
        const Mesh& mesh = glb_.skin.scan.mesh;
        const std::vector<glm::vec3> all_normals = geometry::vertex_normals(mesh);
        std::map<std::tuple<std::uint32_t, float, float>, std::uint32_t> known;
        std::vector<glm::vec3> positions, normals;
        std::vector<glm::vec2> places;
        std::vector<std::uint32_t> indices;
        std::vector<glm::uvec3> not_shown;
        for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
            const geometry::TexturePlaces& on = picture.places[t];
            if (on[0] == geometry::no_place || on[1] == geometry::no_place ||
                on[2] == geometry::no_place) {
                not_shown.push_back(mesh.triangles[t]);
                continue;
            }
            for (int i = 0; i < 3; ++i) {
                const std::uint32_t vertex = mesh.triangles[t][i];
                const auto [it, is_new] = known.try_emplace(
                    {vertex, on[std::size_t(i)].x, on[std::size_t(i)].y}, positions.size());
                indices.push_back(it->second);
                if (!is_new) continue;
                positions.emplace_back(in_metres(mesh.positions[vertex]));
                normals.push_back(facing(all_normals[vertex]));
                places.push_back(on[std::size_t(i)]);
            }
        }
        json primitives = json::array();
        if (!indices.empty()) {
            const std::size_t shown = material("Skin with its picture", glm::dvec3(1), 0.75);
            materials_[shown]["pbrMetallicRoughness"]["baseColorTexture"] = {{"index", 0}};
            primitives.push_back({{"attributes",
                                   {{"POSITION", buffer_.positions(positions)},
                                    {"NORMAL", buffer_.vectors(normals)},
                                    {"TEXCOORD_0", buffer_.places(places)}}},
                                  {"indices", buffer_.indices(indices)},
                                  {"material", shown}});
        }
        if (!not_shown.empty()) primitives.push_back(plain_skin(not_shown));
        return primitives;
    }

    /// The accessors of the pin that all points share.
    json pin()
    {
        const Pin pin;
        return {{"attributes",
                 {{"POSITION", buffer_.positions(pin.positions)},
                  {"NORMAL", buffer_.vectors(pin.normals)}}},
                {"indices", buffer_.indices(pin.indices)}};
    }

    void add_zone(std::size_t index)
    {
        const session::MapZone& zone = map_.zones[index];
        const Ink& ink = glb_.zone_colours[index];
        const std::size_t colour = material(zone.name, {ink.red, ink.green, ink.blue}, 0.5);
        json children = json::array();
        add_border(index, colour, children);
        json primitive = pin_;
        primitive["material"] = colour;
        const std::size_t mesh = add_mesh(zone.name + " pin", json::array({primitive}));
        for (const session::MapPoint* point : in_order(map_))
            if (point->zone == index) children.push_back(add_point(*point, mesh));
        json node = {{"name", zone.name},
                     {"extras",
                      {{"zone", index},
                       {"technique", zone.technique},
                       {"target_layer", zone.target_layer},
                       {"points", zone.points},
                       {"volume_ml", zone.volume_ml},
                       {"volume_per_point_ml", zone.volume_per_point_ml},
                       {"area_cm2", zone.area_cm2},
                       {"spacing_mm", zone.spacing_mm},
                       {"depth_mm", zone.depth_mm},
                       {"angle_deg", zone.angle_deg}}}};
        if (!children.empty()) node["children"] = std::move(children);
        roots_.push_back(add_node(std::move(node)));
    }

    void add_border(std::size_t index, std::size_t colour, json& children)
    {
        constexpr double above_mm = 0.15;  // else the skin hides half of the line
        const geometry::Surface& surface = glb_.skin.surface;
        std::vector<glm::vec3> positions;
        std::vector<std::uint32_t> ends;
        for (const zones::BorderLine& line :
             zones::border_lines(surface, glb_.skin.fields[index])) {
            const auto first = std::uint32_t(positions.size());
            for (const geometry::SurfacePoint& p : line.places)
                positions.emplace_back(in_metres(geometry::position(surface.mesh, p) +
                                                 above_mm * normal(surface.mesh, p.triangle)));
            const auto count = std::uint32_t(line.places.size());
            for (std::uint32_t i = 0; i + 1 < count + (line.is_closed ? 1 : 0); ++i) {
                ends.push_back(first + i);
                ends.push_back(first + (i + 1) % count);
            }
        }
        if (ends.empty()) return;
        const std::string name = map_.zones[index].name + " border";
        const json primitive = {{"attributes", {{"POSITION", buffer_.positions(positions)}}},
                                {"indices", buffer_.indices(ends)},
                                {"mode", mode_lines},
                                {"material", colour}};
        children.push_back(
            add_node({{"name", name}, {"mesh", add_mesh(name, json::array({primitive}))}}));
    }

    std::size_t add_point(const session::MapPoint& point, std::size_t mesh)
    {
        const glm::dquat turn =
            glm::normalize(glm::quat_cast(axes_along(turn_ * glm::normalize(point.direction))));
        return add_node({{"name", map_.zones[point.zone].name + " " + std::to_string(point.order)},
                         {"mesh", mesh},
                         {"translation", rounded(in_metres(point.position_mm))},
                         {"rotation", {turn.x, turn.y, turn.z, turn.w}},
                         {"extras",
                          {{"id", point.id},
                           {"zone", point.zone},
                           {"order", point.order},
                           {"position_mm", rounded(point.position_mm)},
                           {"normal", rounded(point.normal)},
                           {"direction", rounded(point.direction)},
                           {"depth_mm", point.depth_mm},
                           {"inserted_mm", point.inserted_mm},
                           {"angle_deg", point.angle_deg},
                           {"volume_ml", point.volume_ml}}}});
    }

    const Glb& glb_;
    const session::SessionMap& map_;
    glm::dmat3 turn_;  // from the scan's axes to glTF's
    GlbBuffer buffer_;
    json pin_;
    json nodes_ = json::array(), meshes_ = json::array(), materials_ = json::array();
    json roots_ = json::array();
};

}  // namespace

std::string glb_of(const Glb& glb)
{
    return Writer(glb).written();
}

}  // namespace exporters
