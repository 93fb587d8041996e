// SPDX-License-Identifier: MIT
// mesomap render: a picture of a scan, and of the plan on it, without any display.
#include "base/error.h"
#include "base/units.h"
#include "cli/documents.h"
#include "cli/options.h"
#include "cli/scan_input.h"
#include "render/labels.h"
#include "render/plan_scene.h"
#include "render/scene_renderer.h"

#include <fmt/format.h>

#include <charconv>
#include <memory>

namespace cli {
namespace {

constexpr std::uint32_t least_side = 64;
constexpr std::uint32_t most_side = 8192;

struct RenderArguments {
    std::filesystem::path scan;
    std::string view = "front";
    std::string size = "1600x1200";
    std::string frame = "zones";
    std::filesystem::path out;
    std::optional<std::filesystem::path> map;
    std::optional<std::string> unit;
};

std::optional<std::uint32_t> side_in(std::string_view digits)
{
    std::uint32_t side = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), side);
    const bool whole = failure == std::errc() && end == digits.data() + digits.size();
    if (!whole || side < least_side || side > most_side) return std::nullopt;
    return side;
}

gpu::Extent size_in(const std::string& word)
{
    const std::size_t cross = word.find('x');
    const std::string_view text = word;
    const auto width = side_in(text.substr(0, cross));
    const auto height = cross == std::string::npos ? std::nullopt : side_in(text.substr(cross + 1));
    if (!width || !height)
        throw base::Error(fmt::format("--size {} is no picture size; say WIDTHxHEIGHT in pixels, "
                                      "each from {} to {}.",
                                      word,
                                      least_side,
                                      most_side));
    return {*width, *height};
}

/// Of a picture without margins and legend: one with them shows less.
double mm_per_pixel(const geometry::Mesh& mesh, render::View view, gpu::Extent size)
{
    const render::Area all{0, 0, float(size.width), float(size.height)};
    std::vector<glm::vec3> some;
    for (std::size_t i = 0; i < mesh.positions.size(); i += 16)
        some.push_back(mesh.positions[i]);
    return 1 / render::framed(view, some, some, all).pixels_per_mm();
}

render::PlanScene scene_in(const RenderArguments& arguments, render::View view, gpu::Extent size)
{
    const std::string name = arguments.scan.filename().string();
    const std::optional<base::LengthUnit> given = unit_said(arguments.unit);
    if (!arguments.map) {
        const auto scan = load_scan(arguments.scan, given, false);
        return render::scene_of(*scan, name, mm_per_pixel(scan->mesh, view, size));
    }
    // A picture of a changed map would look as trustworthy as one of a whole map.
    const session::SessionMap map = load_sealed_map(*arguments.map);
    const auto of_map = base::length_unit_named(map.scan.unit);
    if (given && given != of_map)
        throw base::Error(fmt::format("--unit {} contradicts {}, which has its scan in {}.",
                                      *arguments.unit,
                                      arguments.map->filename().string(),
                                      map.scan.unit));
    return render::scene_of(*load_scan(arguments.scan, of_map), map, name);
}

void draw_numbers(render::Canvas& sheet,
                  const render::PlanScene& scene,
                  const render::Layout& layout,
                  const render::Camera& camera)
{
    const float mark_mm = render::mark_mm(scene.needle_style, camera, layout.height_px);
    const render::LabelRoom room{.area = {0, layout.scene.y, layout.width_px, layout.scene.height},
                                 .blocked = {layout.panel},
                                 .size_px = std::max(13 * layout.unit, 9.0f),
                                 .mark_px = mark_mm * float(camera.pixels_per_mm())};
    const std::vector<bool> seen = render::seen_needles(camera, scene.needles, *scene.bvh);
    render::draw_labels(
        sheet, render::placed_labels(camera, scene.needles, seen, room), room.size_px);
}

render::Picture
picture_of(const render::PlanScene& scene, render::View view, gpu::Extent size, bool whole)
{
    gpu::Device device;
    render::SceneRenderer renderer(device);
    renderer.show_skin(scene.skin);
    renderer.show_zones(scene.zones);
    renderer.show_needles(scene.needles, scene.needle_style);
    const auto& skin = scene.skin.positions;
    const render::Layout layout =
        render::layout_of(float(size.width), float(size.height), scene.legend, scene.zones);
    const render::Camera camera = render::framed(
        view,
        whole ? skin : render::surroundings_of(scene.zones, scene.skin, render::outlook_of(view)),
        skin,
        layout.scene);
    render::Canvas sheet = render::legend_sheet(scene.legend, scene.zones, layout, view, camera);
    if (scene.bvh) draw_numbers(sheet, scene, layout, camera);
    renderer.show_overlay(&sheet);
    return renderer.picture(camera, size);
}

int render_picture(const RenderArguments& arguments)
{
    const render::View view = render::view_named(arguments.view);
    const gpu::Extent size = size_in(arguments.size);
    render::PlanScene scene = scene_in(arguments, view, size);
    scene.legend.subtitle += fmt::format(", {} view", render::name_of(view));
    const bool whole = arguments.frame == "scan";
    render::write_png(arguments.out, picture_of(scene, view, size, whole));
    return 0;
}

}  // namespace

Subcommand render_command()
{
    return {"render", "Draw a scan, and the plan on it, as a PNG picture.", [](Options& options) {
                const auto arguments = std::make_shared<RenderArguments>();
                options.file("scan", arguments->scan, "OBJ, PLY, STL, glTF, 3MF, ...");
                options.option("--map", arguments->map, "A session map of this scan");
                options.option(
                    "--view",
                    arguments->view,
                    "front, left, right, back, top, three-quarter, left-45, right-45 or crown");
                options.option("--size", arguments->size, "WIDTHxHEIGHT in pixels");
                options.choice("--frame",
                               arguments->frame,
                               {"zones", "scan"},
                               "Show the zones large, or all of the scan");
                options.required("--out", arguments->out, "The PNG file to write");
                options.option("--unit", arguments->unit, "mm, cm, dm, m or inch");
                return [arguments] { return render_picture(*arguments); };
            }};
}

}  // namespace cli
