// SPDX-License-Identifier: MIT
// mesomap render: a picture of a scan, and of the plan on it, without any display.
#include "anatomy/scale.h"
#include "base/error.h"
#include "base/units.h"
#include "cli/options.h"
#include "geometry/import.h"
#include "render/legend.h"
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
    std::filesystem::path out;
    std::optional<std::string> unit;
};

/// Everything that is drawn, and the words beside it.
struct Scene {
    render::Skin skin;
    std::vector<render::SceneZone> zones;
    std::vector<render::Needle> needles;
    render::LegendText legend;
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

std::optional<base::LengthUnit> unit_in(const std::optional<std::string>& word)
{
    if (!word) return std::nullopt;
    const std::optional<base::LengthUnit> unit = base::length_unit_named(*word);
    if (!unit)
        throw base::Error(
            fmt::format("--unit {} is no unit of length; say mm, cm, dm, m or inch.", *word));
    return unit;
}

Scene scene_of(const geometry::Scan& scan, const std::string& name)
{
    const glm::dvec3 size = geometry::bounds(scan.mesh).size();
    Scene scene;
    scene.skin = render::skin_of(scan.mesh);
    scene.legend.title = "Scan";
    scene.legend.subtitle = name;
    scene.legend.summary = {fmt::format("{:.0f} x {:.0f} x {:.0f} mm", size.x, size.y, size.z),
                            fmt::format("{} triangles", scan.mesh.triangles.size())};
    return scene;
}

render::Picture picture_of(const Scene& scene, render::View view, gpu::Extent size)
{
    gpu::Device device;
    render::SceneRenderer renderer(device);
    renderer.show_skin(scene.skin);
    renderer.show_zones(scene.zones);
    renderer.show_needles(scene.needles);
    const render::Layout layout = render::layout_of(float(size.width), float(size.height), true);
    const render::Camera camera =
        render::framed(view, scene.skin.positions, scene.skin.positions, layout.scene);
    const render::Canvas sheet =
        render::legend_sheet(scene.legend, scene.zones, layout, view, camera);
    renderer.show_overlay(&sheet);
    return renderer.picture(camera, size);
}

int render_picture(const RenderArguments& arguments)
{
    const render::View view = render::view_named(arguments.view);
    const gpu::Extent size = size_in(arguments.size);
    const geometry::Scan scan =
        anatomy::in_millimetres(geometry::import_mesh(arguments.scan), unit_in(arguments.unit));
    const Scene scene = scene_of(scan, arguments.scan.filename().string());
    render::write_png(arguments.out, picture_of(scene, view, size));
    return 0;
}

}  // namespace

Subcommand render_command()
{
    return {"render", "Draw a scan, and the plan on it, as a PNG picture.", [](Options& options) {
                const auto arguments = std::make_shared<RenderArguments>();
                options.file("scan", arguments->scan, "OBJ, PLY, STL, glTF, 3MF, ...");
                options.option(
                    "--view", arguments->view, "front, left, right, back, top or three-quarter");
                options.option("--size", arguments->size, "WIDTHxHEIGHT in pixels");
                options.required("--out", arguments->out, "The PNG file to write");
                options.option("--unit", arguments->unit, "mm, cm, dm, m or inch");
                return [arguments] { return render_picture(*arguments); };
            }};
}

}  // namespace cli
