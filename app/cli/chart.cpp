// SPDX-License-Identifier: MIT
#include "cli/chart.h"

#include "cli/plan_exports.h"
#include "exporters/chart.h"
#include "gpu/device.h"
#include "render/photographer.h"

#include <glm/geometric.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace cli {
namespace {

constexpr gpu::Extent view_size{1200, 830};
constexpr float type_scale = 1.8f;  // on a page as wide as paper, numbers are in type of 7 points

constexpr std::array<NamedView, 5> views{{{render::View::front, "Front"},
                                          {render::View::left, "Patient's left"},
                                          {render::View::right, "Patient's right"},
                                          {render::View::top, "Top"},
                                          {render::View::back, "Back"}}};

/// Whether a picture from `one` shows about what a picture from `other` does.
bool is_like(const render::Camera& one, const render::Camera& other)
{
    constexpr double same_side = 0.97, nearer = 1.25;  // about 14 degrees
    return glm::dot(one.toward, other.toward) > same_side &&
           one.pixels_per_mm() < nearer * other.pixels_per_mm();
}

}  // namespace

std::vector<NamedView> views_of(const session::SessionMap& map)
{
    std::array<std::size_t, views.size()> seen{};
    for (const session::MapPoint& point : map.points) {
        const auto faces = [&](const NamedView& one) {
            return glm::dot(point.normal, render::outlook_of(one.view).toward);
        };
        ++seen[std::size_t(std::ranges::max_element(views, {}, faces) - views.begin())];
    }
    std::vector<NamedView> chosen;
    for (std::size_t i = 0; i < views.size(); ++i)
        if (seen[i] > 0) chosen.push_back(views[i]);
    return chosen;
}

std::string chart_of(const ExportWish& wish)
{
    const session::SessionMap& map = wish.map;
    const auto scan = scan_of(wish);
    gpu::Device device(gpu::settings_from_environment());
    const render::PhotoSettings settings{
        .size = view_size, .studio = false, .type_scale = type_scale};
    render::Photographer photographer(render::SceneRenderer(device),
                                      render::scene_of(*scan, map, "", render::Structures::hidden),
                                      settings);

    std::vector<render::Picture> pictures;
    std::vector<exporters::ChartView> shown;
    const std::vector<NamedView> chosen = views_of(map);
    pictures.reserve(chosen.size() + map.zones.size());
    std::vector<render::Camera> cameras;
    const auto take =
        [&](std::string title, const render::Camera& camera, render::EdgeWords words) {
            pictures.push_back(photographer.captioned(camera, view_size, {"", "", words}));
            cameras.push_back(camera);
            const render::Picture& made = pictures.back();
            shown.push_back({std::move(title), {int(made.width), int(made.height), made.rgba}});
        };
    for (const NamedView& one : chosen)
        take(one.title,
             photographer.camera(render::outlook_of(one.view), view_size),
             render::edge_words(one.view));
    for (std::size_t zone = 0; zone < map.zones.size(); ++zone)
        if (const render::Camera near = photographer.close_up(zone, view_size);
            std::ranges::none_of(cameras, [&](const auto& taken) { return is_like(near, taken); }))
            take(map.zones[zone].name, near, {});
    std::vector<exporters::Ink> colours;
    for (std::size_t zone = 0; zone < map.zones.size(); ++zone) {
        const render::Colour colour = render::zone_colour(zone);
        colours.push_back({colour.red, colour.green, colour.blue});
    }
    const std::string sha256 = nlohmann::json::parse(wish.text).at("checksum");
    return exporters::chart_of({map, sha256, shown, colours, wish.alias},
                               wish.paper == "letter" ? exporters::letter : exporters::a4);
}

}  // namespace cli
