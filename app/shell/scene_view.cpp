// SPDX-License-Identifier: MIT
#include "shell/scene_view.h"

#include <algorithm>
#include <utility>

namespace shell {
namespace {

constexpr float usual_needle_mm = 8;

bool same(const render::Camera& a, const render::Camera& b)
{
    return a.eye == b.eye && a.right == b.right && a.toward == b.toward &&
           a.pixels_per_slope == b.pixels_per_slope && a.axis_px == b.axis_px;
}

}  // namespace

render::Colour colour_of(session::ZoneId zone)
{
    return render::zone_colour(zone.value - 1);
}

SceneView::SceneView(gpu::Device& device, session::Workspace& workspace, render::Skin whole)
    : workspace_(workspace)
    , renderer_(device)
    , whole_(std::move(whole))
{
}

void SceneView::show(const tools::Brush& brush, std::shared_ptr<const Plan> plan)
{
    const std::uint64_t revision = workspace_.current().revision;
    const bool zones_changed = revision != shown_revision_ || brush.paints() || showed_preview_;
    if (!zones_changed && plan == plan_) return;
    if (zones_changed) show_zones(brush);
    shown_revision_ = revision;
    showed_preview_ = brush.paints();
    plan_ = std::move(plan);
    show_needles();
    changed_ = true;
}

void SceneView::show_zones(const tools::Brush& brush)
{
    std::vector<render::Field> fields;
    shown_zones_.clear();
    for (const session::Zone& zone : workspace_.current().zones) {
        const bool painted = brush.paints() && brush.zone() == zone.id;
        fields.push_back((painted ? brush.preview() : workspace_.field(zone.id)).values());
        shown_zones_.push_back(zone.id);
    }
    const render::Skin skin =
        render::refined(whole_, workspace_.scan().mesh, workspace_.surface(), fields);
    std::vector<render::SceneZone> zones;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        std::vector<std::int16_t> field = render::field_on(skin, fields[i]);
        zones.push_back({.name = "zone",
                         .colour = colour_of(shown_zones_[i]),
                         .hatch_deg = render::zone_hatch_deg(shown_zones_[i].value - 1),
                         .facing = render::mean_normal_inside(skin, field),
                         .field = std::move(field),
                         .details = {}});
    }
    renderer_.show_skin(skin);
    renderer_.show_zones(zones);
}

void SceneView::show_needles()
{
    std::vector<render::Needle> needles;
    if (plan_ && plan_->map)
        for (const session::MapPoint& point : plan_->map->points) {
            const auto zone = std::ranges::find(shown_zones_, plan_->zones[point.zone]);
            if (zone == shown_zones_.end()) continue;
            const session::MapZone& settings = plan_->map->zones[point.zone];
            needles.push_back(
                {.position = point.position_mm,
                 .normal = point.normal,
                 .direction = point.direction,
                 .length_mm = float(settings.needle_length_mm.value_or(usual_needle_mm)),
                 .inserted_mm = float(point.inserted_mm),
                 .zone = std::uint32_t(zone - shown_zones_.begin()),
                 .number = point.order});
        }
    renderer_.show_needles(needles);
}

const gpu::Image& SceneView::picture(const render::Camera& camera, gpu::Extent size)
{
    const bool as_drawn = !changed_ && drawn_ && drawn_->extent() == size && drawn_from_ &&
                          same(*drawn_from_, camera);
    if (!as_drawn) drawn_ = &renderer_.draw(camera, size);
    drawn_from_ = camera;
    changed_ = false;
    return *drawn_;
}

}  // namespace shell
