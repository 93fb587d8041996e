// SPDX-License-Identifier: MIT
// The patient file, with its pictures: zones without needles, in the page's own calm colours.
#include "base/error.h"
#include "cli/chart.h"
#include "cli/plan_exports.h"
#include "exporters/patient_file.h"
#include "gpu/device.h"
#include "render/photographer.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace cli {
namespace {

constexpr gpu::Extent picture_size{560, 560};
constexpr std::size_t most_pictures = 3;

std::vector<exporters::PatientPicture> pictures_of(const session::SessionMap& map,
                                                   const geometry::Scan& scan)
{
    gpu::Device device(gpu::settings_from_environment());
    render::PlanScene scene = render::scene_of(scan, map, "", render::Structures::hidden);
    scene.needles.clear();
    for (std::size_t zone = 0; zone < map.zones.size(); ++zone) {
        const exporters::Ink ink = exporters::patient_colour(zone);
        scene.zones[zone].colour = {float(ink.red), float(ink.green), float(ink.blue), 1};
    }
    render::Photographer photographer(render::SceneRenderer(device),
                                      std::move(scene),
                                      {.size = picture_size, .studio = false, .numbers = false});
    std::vector<exporters::PatientPicture> pictures;
    for (const NamedView& one : views_of(map)) {
        if (pictures.size() == most_pictures) break;
        const render::Camera camera =
            photographer.camera(render::outlook_of(one.view), picture_size);
        const std::string title = one.view == render::View::left    ? "From your left"
                                  : one.view == render::View::right ? "From your right"
                                  : one.view == render::View::top   ? "From above"
                                  : one.view == render::View::back  ? "From behind"
                                                                    : "From the front";
        pictures.push_back(
            {title, render::png_of(photographer.captioned(camera, picture_size, {}))});
    }
    return pictures;
}

}  // namespace

std::string patient_file_of(const ExportWish& wish)
{
    if (exporters::patient_viewer().empty())
        throw base::Error("This build has no 3D view for patients: it was made without npm.");
    geometry::Scan scan = *scan_of(wish);
    if (!wish.with_texture) {
        scan.mesh.colours.clear();
        scan.picture.reset();
    }
    const session::VerifiedSkin skin(wish.map, scan);
    const std::vector<exporters::PatientPicture> pictures = pictures_of(wish.map, scan);
    return exporters::patient_file_of(
        {skin,
         nlohmann::json::parse(wish.text).at("checksum"),
         wish.alias.empty() ? wish.name : wish.alias,
         wish.with_texture ? exporters::SkinColours::own : exporters::SkinColours::plain,
         pictures,
         exporters::patient_viewer()});
}

}  // namespace cli
