// SPDX-License-Identifier: MIT
// What a frame costs: a scan is turned before the camera, bare and with injection points strewn
// over it. Processor time counts the software driver's threads too, and is steadier than wall time.
#include "cli/scan_input.h"
#include "measuring.h"
#include "render/scene_renderer.h"

#include <algorithm>
#include <ctime>
#include <random>

namespace {

constexpr double close_up = 6;  // a face becomes a cheek

struct Arguments {
    std::string scan;
    std::uint32_t width = 1280;
    std::uint32_t height = 800;
    unsigned frames = 24;
    std::size_t points = 100'000;
};

struct Cost {
    double wall_ms;
    double processor_ms;
};

/// The median of a turn around the upright axis.
Cost turn(render::SceneRenderer& renderer,
          const render::Skin& skin,
          const Arguments& arguments,
          const render::Detail& detail = {},
          double zoom = 1)
{
    const render::Area area{20, 20, float(arguments.width) - 40, float(arguments.height) - 40};
    std::vector<double> wall, processor;
    for (unsigned i = 0; i < arguments.frames; ++i) {
        const double angle = 6.2831853 * i / arguments.frames;
        render::Camera camera =
            render::framed(render::Outlook{{std::sin(angle), 0.1, std::cos(angle)}},
                           skin.positions,
                           skin.positions,
                           area);
        const glm::dvec2 middle(arguments.width / 2.0, arguments.height / 2.0);
        camera.pixels_per_slope *= zoom;
        camera.axis_px = middle + zoom * (camera.axis_px - middle);
        const measuring::Stopwatch watch;
        const std::clock_t ticks = std::clock();
        renderer.draw_moving(camera, {arguments.width, arguments.height}, detail);
        processor.push_back(1e3 * double(std::clock() - ticks) / CLOCKS_PER_SEC);
        wall.push_back(watch.ms());
    }
    return {measuring::median(wall), measuring::median(processor)};
}

/// Needles all over the skin, evenly by area.
std::vector<render::Needle>
strewn(const geometry::Mesh& mesh, const render::Skin& skin, std::size_t count)
{
    std::mt19937 random(7);
    std::uniform_real_distribution<float> share(0, 1);
    std::vector<double> areas;
    for (std::uint32_t i = 0; i < mesh.triangles.size(); ++i)
        areas.push_back(geometry::area_mm2(mesh, geometry::TriangleId(i)));
    std::discrete_distribution<std::uint32_t> triangle(areas.begin(), areas.end());
    std::vector<render::Needle> needles;
    for (std::size_t i = 0; i < count; ++i) {
        const glm::uvec3 t = mesh.triangles[triangle(random)];
        float u = share(random), v = share(random);
        if (u + v > 1) u = 1 - u, v = 1 - v;
        const glm::vec3 p = mesh.positions[t.x];
        needles.push_back(
            {.position = p + u * (mesh.positions[t.y] - p) + v * (mesh.positions[t.z] - p),
             .normal = skin.normals[t.x],
             .direction = -skin.normals[t.x],
             .length_mm = 4,
             .inserted_mm = 1,
             .number = std::uint32_t(i + 1)});
    }
    return needles;
}

void measure(const Arguments& arguments)
{
    const auto scan = cli::load_scan(arguments.scan, std::nullopt);
    const render::Skin skin = render::skin_of(scan->mesh);
    gpu::Device device;
    render::SceneRenderer renderer(device);
    renderer.show_skin(skin);
    fmt::print("{}, {} triangles, {} x {} on {}, median of {} frames\n",
               arguments.scan,
               skin.triangles.size(),
               arguments.width,
               arguments.height,
               device.name(),
               arguments.frames);
    const Cost bare = turn(renderer, skin, arguments);
    fmt::print("bare: {:.1f} ms, {:.1f} ms of processor\n", bare.wall_ms, bare.processor_ms);
    const Cost near = turn(renderer, skin, arguments, {}, close_up);
    fmt::print("from {} times as near: {:.1f} ms, {:.1f} ms of processor\n",
               close_up,
               near.wall_ms,
               near.processor_ms);
    const auto coarser = render::coarser_skins(skin);
    renderer.show_coarser_skins(coarser);
    const render::MovingDetail moving(coarser.size());
    for (const render::Detail& detail : moving.steps()) {
        const Cost cost = turn(renderer, skin, arguments, detail);
        const render::Skin& drawn =
            detail.coarseness > 0 ? coarser[detail.coarseness - 1].skin : skin;
        fmt::print("moving, {} triangles, {} sample{}, 1/{} of the pixels: {:.1f} ms, {:.1f} ms of "
                   "processor\n",
                   drawn.triangles.size(),
                   detail.smooth_edges ? 4 : 1,
                   detail.smooth_edges ? "s" : "",
                   detail.pixel * detail.pixel,
                   cost.wall_ms,
                   cost.processor_ms);
    }
    const render::SceneZone zone{.name = "zone",
                                 .colour = render::zone_colour(0),
                                 .field =
                                     std::vector<std::int16_t>(skin.positions.size(), INT16_MAX),
                                 .details = {}};
    renderer.show_zones(std::span(&zone, 1));
    // As dense as points of a plan would lie: in a triangular pattern all over the skin.
    const double area_mm2 = geometry::area_mm2(scan->mesh);
    const double spacing_mm = std::sqrt(1.15 * area_mm2 / double(arguments.points));
    renderer.show_needles(strewn(scan->mesh, skin, arguments.points),
                          {.spacing_mm = float(spacing_mm)});
    const Cost full = turn(renderer, skin, arguments);
    fmt::print("{} points: {:.1f} ms, {:.1f} ms of processor: {:.2f} x\n",
               arguments.points,
               full.wall_ms,
               full.processor_ms,
               full.processor_ms / bare.processor_ms);
}

}  // namespace

int main(int count, char** words)
{
    Arguments arguments;
    const auto options = [&](CLI::App& app) {
        app.add_option("scan", arguments.scan)->required();
        app.add_option("--width", arguments.width);
        app.add_option("--height", arguments.height);
        app.add_option("--frames", arguments.frames)->check(CLI::PositiveNumber);
        app.add_option("--points", arguments.points);
    };
    return measuring::run(count, words, "What a frame costs", options, [&] { measure(arguments); });
}
