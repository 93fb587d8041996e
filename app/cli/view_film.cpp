// SPDX-License-Identifier: MIT
#include "cli/view_film.h"

#include "base/file.h"
#include "cli/film.h"
#include "shell/scene_view.h"

#include <utility>

namespace cli {
namespace {

constexpr std::uintmax_t largest_views_bytes = 256u << 20;

geometry::Box box_of(const render::Skin& skin)
{
    geometry::Box box;
    for (const glm::vec3 place : skin.positions)
        box.include(place);
    return box;
}

render::PlanScene for_patients(render::PlanScene scene)
{
    scene.needles.clear();
    scene.courses.clear();
    scene.legend = {};
    scene.zones.resize(scene.plan_zones);
    for (std::size_t i = 0; i < scene.zones.size(); ++i)
        scene.zones[i].colour = shell::colour_for_patient(session::ZoneId(std::uint32_t(i) + 1));
    return scene;
}

}  // namespace

std::vector<tools::ViewStep> load_views(const std::filesystem::path& file)
{
    return tools::views_in(base::read_file(file, largest_views_bytes), file.filename().string());
}

ViewFilm::ViewFilm(gpu::Device& device,
                   render::PlanScene scene,
                   std::vector<tools::ViewStep> views,
                   const render::PhotoSettings& settings)
    : device_(device)
    , views_(std::move(views))
    , settings_(settings)
    , turntable_(box_of(scene.skin))
    , photographer_(render::SceneRenderer(device), std::move(scene), settings)
{
    turntable_.resize({settings.size.width, settings.size.height});
}

render::Photographer& ViewFilm::patients()
{
    if (!patients_)
        patients_.emplace(
            render::SceneRenderer(device_), for_patients(photographer_.scene()), settings_);
    return *patients_;
}

render::Picture ViewFilm::frame(unsigned i)
{
    const tools::ViewStep& step = tools::view_at(views_, double(i) / frames_per_second);
    turntable_.stand(step.stance);
    render::Photographer& taker = step.to_patient ? patients() : photographer_;
    return taker.captioned(
        turntable_.camera(), settings_.size, {"", taker.scene().legend.footer, {}});
}

unsigned frames_of(std::span<const tools::ViewStep> views)
{
    return unsigned(views.back().at_s * frames_per_second) + frames_per_second;
}

}  // namespace cli
