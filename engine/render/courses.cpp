// SPDX-License-Identifier: MIT
#include "render/courses.h"

#include "clinic/table.h"
#include "render/labels.h"
#include "session/structure_field.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <map>

namespace render {
namespace {

using clinic::StructureClass;

constexpr float name_column = 232;  // units: the width that names get on each side
constexpr float name_size = 13;
constexpr float name_step = 19;  // from line to line
constexpr float name_gap = 10;   // between name and scene

struct Words {
    const char* title;
    const char* meaning;
};

Words words_of(StructureClass kind)
{
    switch (kind) {
    case StructureClass::no_go:
        return {"No-go", "no point here, its margin included"};
    case StructureClass::caution:
        return {"Caution", "no deeper than the structure's limit"};
    case StructureClass::check:
        break;
    }
    return {"Check", "to be marked or palpated first"};
}

Needle place_at(glm::dvec3 p, const geometry::Surface& surface, const geometry::Bvh& bvh)
{
    constexpr double near_mm = 60;
    Needle place{.position = p, .normal = {0, 0, 1}, .direction = {0, 0, -1}};
    const auto hit = bvh.nearest(p, near_mm);
    if (!hit) return place;
    const glm::uvec3 corners = surface.mesh.triangles[hit->place.triangle.value];
    glm::vec3 normal(0, 0, 1e-6f);
    for (int i = 0; i < 3; ++i)
        normal += float(hit->place.weights[i]) * surface.normals[corners[i]];
    place.position = geometry::position(surface.mesh, hit->place);
    place.normal = glm::normalize(normal);
    place.direction = -place.normal;
    return place;
}

glm::vec2 pixel(const Camera& camera, const Needle& place)
{
    return camera.pixel_of(place.position);
}

/// The middle of what is seen of a course, if enough is seen of what lies in the picture.
std::optional<glm::vec2> anchor_of(const Course& course,
                                   const std::vector<bool>& seen,
                                   std::size_t in_picture,
                                   const Camera& camera)
{
    constexpr double least_share = 0.25;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < seen.size(); ++i)
        if (seen[i]) places.push_back(i);
    if (places.empty() || double(places.size()) < least_share * double(in_picture))
        return std::nullopt;
    return pixel(camera, course.on_skin[places[places.size() / 2]]);
}

SeenCourse seen_course(const Course& course,
                       const Camera& camera,
                       const geometry::Bvh& skin,
                       const Area& picture)
{
    SeenCourse seen{seen_needles(camera, course.on_skin, skin), std::nullopt};
    std::size_t in_picture = 0;
    for (std::size_t i = 0; i < seen.places.size(); ++i) {
        const glm::vec2 at = pixel(camera, course.on_skin[i]) - glm::vec2(picture.x, picture.y);
        const bool inside = at.x >= 0 && at.y >= 0 && at.x < picture.width && at.y < picture.height;
        in_picture += inside;
        seen.places[i] = seen.places[i] && inside;
    }
    seen.anchor = anchor_of(course, seen.places, in_picture, camera);
    return seen;
}

/// As near to their anchors' heights as they can be without touching, in least squares: lines that
/// would touch form a block around the mean of their anchors (pool adjacent violators).
void spread(std::vector<MarginName*> notes, const Area& scene, float step_px)
{
    struct Block {
        float sum_px = 0;  // of where its first line wishes to be, once for each line
        std::size_t lines = 0;
        float first_px() const { return sum_px / float(lines); }
    };
    std::ranges::sort(notes, {}, [](const MarginName* note) { return note->anchor.y; });
    std::vector<Block> blocks;  // as if all lines lay on the first one
    for (std::size_t i = 0; i < notes.size(); ++i) {
        Block block{notes[i]->anchor.y - float(i) * step_px, 1};
        for (; !blocks.empty() && blocks.back().first_px() > block.first_px(); blocks.pop_back())
            block = {block.sum_px + blocks.back().sum_px, block.lines + blocks.back().lines};
        blocks.push_back(block);
    }
    const float highest = scene.y + step_px;
    const float lowest = scene.y + scene.height - (float(notes.size()) - 0.5f) * step_px;
    std::size_t line = 0;
    for (const Block& block : blocks)
        for (std::size_t i = 0; i < block.lines; ++i, ++line)
            notes[line]->y_px =
                std::max(highest, std::min(block.first_px(), lowest)) + float(line) * step_px;
}

/// Left and right alike, and neighbours apart.
std::size_t colour_number(std::string_view region)
{
    constexpr std::pair<std::string_view, std::size_t> numbers[] = {{"forehead", 0},
                                                                    {"glabella", 4},
                                                                    {"brow", 2},
                                                                    {"temple", 1},
                                                                    {"upper_eyelid", 3},
                                                                    {"lower_eyelid", 4},
                                                                    {"nose", 0},
                                                                    {"zygoma", 2},
                                                                    {"cheek", 1},
                                                                    {"jaw", 3},
                                                                    {"parotid", 4},
                                                                    {"upper_lip", 4},
                                                                    {"lower_lip", 2},
                                                                    {"upper_lip_red", 6},
                                                                    {"lower_lip_red", 6},
                                                                    {"chin", 0},
                                                                    {"submental", 1},
                                                                    {"neck_front", 4},
                                                                    {"neck_side", 2},
                                                                    {"nape", 0},
                                                                    {"ear", 0},
                                                                    {"scalp", 5},
                                                                    {"scalp_frontal", 2},
                                                                    {"scalp_parietal", 3},
                                                                    {"scalp_temporal", 5},
                                                                    {"scalp_crown", 1},
                                                                    {"scalp_occipital", 4},
                                                                    {"decollete", 0},
                                                                    {"breast", 2},
                                                                    {"chest", 1},
                                                                    {"chest_side", 3},
                                                                    {"abdomen_upper", 4},
                                                                    {"abdomen_periumbilical", 6},
                                                                    {"abdomen_lower", 0},
                                                                    {"pubis", 3},
                                                                    {"flank", 2},
                                                                    {"hip", 4},
                                                                    {"shoulder", 1},
                                                                    {"back_upper", 4},
                                                                    {"back_lumbar", 0},
                                                                    {"buttock", 1},
                                                                    {"thigh_outer", 2},
                                                                    {"thigh_anterior", 1},
                                                                    {"thigh_inner", 0},
                                                                    {"thigh_posterior", 3},
                                                                    {"knee", 4},
                                                                    {"knee_medial", 2},
                                                                    {"hollow_of_knee", 1},
                                                                    {"shin", 0},
                                                                    {"calf", 3},
                                                                    {"foot", 2},
                                                                    {"arm_anterior", 0},
                                                                    {"arm_posterior", 3},
                                                                    {"cubital_fossa", 2},
                                                                    {"elbow", 4},
                                                                    {"forearm", 1},
                                                                    {"palm", 0},
                                                                    {"hand_dorsum", 2}};
    for (const auto& [name, number] : numbers)
        if (name == region) return number;
    return 7;
}

void draw_line(Canvas& canvas,
               const Course& course,
               const std::vector<bool>& seen,
               const Camera& camera,
               float width_px)
{
    for (const auto& [width, colour] :
         {std::pair(width_px + 1.6f, Colour{1, 1, 1, 0.75f}), {width_px, course.colour}})
        for (std::size_t i = 1; i < course.on_skin.size(); ++i)
            if (seen[i - 1] && seen[i])
                canvas.line(pixel(camera, course.on_skin[i - 1]),
                            pixel(camera, course.on_skin[i]),
                            width,
                            colour);
}

void draw_leader(Canvas& canvas, const MarginName& line, const Layout& layout)
{
    const float unit = layout.unit, inside = 0.4f * name_gap * unit;
    const glm::vec2 start(line.on_left ? layout.scene.x - inside
                                       : layout.scene.x + layout.scene.width + inside,
                          line.y_px - 4 * unit);
    canvas.line(start, line.anchor, 2.2f * unit, {1, 1, 1, 0.6f});
    canvas.line(start, line.anchor, 0.9f * unit, {0.25f, 0.28f, 0.32f, 0.9f});
    canvas.disc(line.anchor, 2.6f * unit, ink);
}

void write_name(Canvas& canvas,
                const std::string& name,
                const MarginName& line,
                const Layout& layout)
{
    const float unit = layout.unit, gap = name_gap * unit;
    const float x = line.on_left ? layout.scene.x - gap : layout.scene.x + layout.scene.width + gap;
    const TextStyle style{name_size * unit, ink, Weight::regular};
    canvas.text({x, line.y_px},
                canvas.shortened(name, style, name_column * unit - gap),
                style,
                line.on_left ? Align::right : Align::left);
}

}  // namespace

/// Red for what is not injected, amber for what limits the depth, blue for what is looked for.
ZoneLook look_of(StructureClass kind)
{
    switch (kind) {
    case StructureClass::no_go:
        return {{0.74f, 0.09f, 0.13f, 1}, 45};
    case StructureClass::caution:
        return {{0.90f, 0.56f, 0.02f, 1}, 135};
    case StructureClass::check:
        break;
    }
    return {{0.12f, 0.38f, 0.72f, 1}, 0};
}

std::vector<ClassLayer> layers_of(const anatomy::StructureMap& map,
                                  const anatomy::StructureSkin& skin)
{
    std::map<StructureClass, ClassLayer> layers;
    for (const anatomy::PlacedStructure& structure : map.placed) {
        const StructureClass kind = structure.facts->kind;
        const auto at =
            layers
                .try_emplace(
                    kind, ClassLayer{kind, 0, zones::ZoneField(skin.surface.mesh.positions.size())})
                .first;
        session::add_to(at->second.field, session::reached_by(structure, skin));
        ++at->second.structures;
    }
    std::vector<ClassLayer> all;
    // Cautions first, so that what is forbidden is drawn over them.
    for (const StructureClass kind :
         {StructureClass::check, StructureClass::caution, StructureClass::no_go})
        if (const auto found = layers.find(kind); found != layers.end())
            all.push_back(std::move(found->second));
    return all;
}

SceneZone zone_of(const ClassLayer& layer, const Skin& skin)
{
    const ZoneLook look = look_of(layer.kind);
    const Words words = words_of(layer.kind);
    std::vector<std::int16_t> field = field_on(skin, layer.field.values());
    const glm::vec3 facing = mean_normal_inside(skin, field);
    return {.name = words.title,
            .colour = look.colour,
            .hatch_deg = look.hatch_deg,
            .facing = facing,
            .field = std::move(field),
            .details = {
                words.meaning,
                fmt::format("{} structure{}", layer.structures, layer.structures == 1 ? "" : "s")}};
}

std::vector<Course> courses_of(const anatomy::StructureMap& map,
                               const geometry::Surface& surface,
                               const geometry::Bvh& bvh)
{
    std::vector<Course> courses;
    for (const anatomy::PlacedStructure& structure : map.placed) {
        if (!structure.facts->within.empty()) continue;
        Course course{structure.facts->name,
                      look_of(structure.facts->kind).colour,
                      structure.facts->shape == clinic::StructureKind::band,
                      {}};
        for (const glm::dvec3 p : structure.path_mm)
            course.on_skin.push_back(place_at(p, surface, bvh));
        courses.push_back(std::move(course));
    }
    return courses;
}

std::vector<RegionLayer> layers_of(const anatomy::Regions& regions,
                                   const geometry::Surface& surface)
{
    constexpr double least_mm2 = 50;
    constexpr std::int16_t half_step = 358;  // 0.35 mm: half an edge of the surface
    const geometry::Mesh& mesh = surface.mesh;
    std::vector<anatomy::Region> at_vertex;
    for (std::size_t v = 0; v < mesh.positions.size(); ++v)
        at_vertex.push_back(regions.at(mesh.positions[v], surface.normals[v]));
    std::map<anatomy::Region, double> areas;
    std::map<anatomy::Region, glm::dvec3> moments;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const anatomy::Region& region = at_vertex[mesh.triangles[t].x];
        const double mm2 = geometry::area_mm2(mesh, geometry::TriangleId(t));
        areas[region] += mm2;
        moments[region] += mm2 * glm::dvec3(mesh.positions[mesh.triangles[t].x]);
    }
    std::vector<RegionLayer> layers;
    for (const auto& [region, mm2] : areas) {
        if (region.name.empty() || mm2 < least_mm2) continue;
        const glm::dvec3 mean = moments[region] / mm2;
        std::vector<std::int16_t> values(mesh.positions.size(), zones::ZoneField::far_outside);
        std::size_t middle = 0;
        double nearest = 1e300;
        for (std::size_t v = 0; v < at_vertex.size(); ++v) {
            if (at_vertex[v] != region) continue;
            values[v] = -half_step;
            const double off = glm::distance(glm::dvec3(mesh.positions[v]), mean);
            if (off < nearest) nearest = off, middle = v;
        }
        // Its neighbours are as far outside as it is inside: the border runs midway.
        for (const glm::uvec3 t : mesh.triangles)
            for (int i = 0; i < 3; ++i)
                if (values[t[i]] < 0)
                    for (int k = 1; k < 3; ++k)
                        if (values[t[(i + k) % 3]] > 0) values[t[(i + k) % 3]] = half_step;
        layers.push_back(
            {region, mm2, zones::ZoneField(std::move(values)), geometry::VertexId(middle)});
    }
    std::ranges::sort(layers, std::ranges::greater(), &RegionLayer::area_mm2);
    return layers;
}

SceneZone zone_of(const RegionLayer& layer, const Skin& skin)
{
    const std::size_t number = colour_number(layer.region.name);
    std::vector<std::int16_t> field = field_on(skin, layer.field.values());
    const glm::vec3 facing = mean_normal_inside(skin, field);
    return {.name = layer.region.words(),
            .colour = zone_colour(number),
            .hatch_deg = zone_hatch_deg(number),
            .facing = facing,
            .field = std::move(field),
            .details = {fmt::format("{:.1f} cm\u00b2", layer.area_mm2 / 100)}};
}

std::vector<Course> courses_of(std::span<const RegionLayer> layers,
                               const geometry::Surface& surface)
{
    std::vector<Course> courses;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const std::uint32_t v = layers[i].middle.value;
        courses.push_back({fmt::format("{}, {:.1f} cm\u00b2",
                                       clinic::words_of_id(layers[i].region.name),
                                       layers[i].area_mm2 / 100),
                           zone_colour(colour_number(layers[i].region.name)),
                           false,
                           {Needle{.position = surface.mesh.positions[v],
                                   .normal = surface.normals[v],
                                   .direction = -surface.normals[v]}}});
    }
    return courses;
}

void make_room_for_names(Layout& layout)
{
    const float column = std::min(name_column * layout.unit, 0.3f * layout.scene.width);
    layout.scene.x += column;
    layout.scene.width -= 2 * column;
}

std::vector<SeenCourse> seen_courses(std::span<const Course> courses,
                                     const Camera& camera,
                                     const geometry::Bvh& skin,
                                     const Area& picture)
{
    std::vector<SeenCourse> all;
    for (const Course& course : courses)
        all.push_back(seen_course(course, camera, skin, picture));
    return all;
}

std::vector<MarginName>
names_in_margins(std::span<const SeenCourse> courses, const Area& scene, float step_px)
{
    std::vector<MarginName> names;
    for (std::size_t i = 0; i < courses.size(); ++i)
        if (const auto& anchor = courses[i].anchor)
            names.push_back({i, *anchor, anchor->x < scene.x + scene.width / 2, 0});
    std::vector<MarginName*> left, right;
    for (MarginName& name : names)
        (name.on_left ? left : right).push_back(&name);
    spread(std::move(left), scene, step_px);
    spread(std::move(right), scene, step_px);
    return names;
}

void draw_courses(Canvas& canvas,
                  std::span<const Course> courses,
                  const Camera& camera,
                  const geometry::Bvh& skin,
                  const Layout& layout)
{
    const std::vector<SeenCourse> seen = seen_courses(courses, camera, skin, layout.scene);
    for (std::size_t i = 0; i < courses.size(); ++i)
        if (courses[i].is_line)
            draw_line(canvas, courses[i], seen[i].places, camera, 1.7f * layout.unit);
    const std::vector<MarginName> names =
        names_in_margins(seen, layout.scene, name_step * layout.unit);
    for (const MarginName& name : names)
        draw_leader(canvas, name, layout);
    for (const MarginName& name : names)
        write_name(canvas, courses[name.course].name, name, layout);
}

}  // namespace render
