// SPDX-License-Identifier: MIT
#include "shell/scene_view.h"

#include "base/error.h"
#include "gpu/result.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace shell {
namespace {

constexpr float usual_needle_mm = 8;

// A view that has not moved for so long rests: longer than a hand takes from one place to the next.
constexpr double rests_after_s = 0.15;
// Of the full picture so much is drawn before the window looks at mouse and keys again.
constexpr double step_s = 0.03;

// Zones, points and pictures need room too.
constexpr double share_for_skin = 0.5;

double seconds_since(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

render::Colour colour_of(const session::Zone& zone)
{
    if (!zone.colour) return render::zone_colour(zone.id.value - 1);
    const auto part = [&](int shift) { return float(*zone.colour >> shift & 255) / 255; };
    return {part(16), part(8), part(0), 1};
}

render::Colour colour_for_patient(session::ZoneId zone)
{
    // Teal, sky, lilac, sage, slate: calm, and as light as each other.
    static constexpr std::array<render::Colour, 5> calm{{{0.16f, 0.55f, 0.54f, 1},
                                                         {0.25f, 0.50f, 0.72f, 1},
                                                         {0.50f, 0.44f, 0.68f, 1},
                                                         {0.40f, 0.58f, 0.38f, 1},
                                                         {0.38f, 0.46f, 0.54f, 1}}};
    return calm[(zone.value - 1) % calm.size()];
}

SceneView::SceneView(gpu::Device& device, session::Workspace& workspace, PreparedSkin skin)
    : workspace_(workspace)
    , device_(device)
    , whole_(std::move(skin.whole))
    , surface_skin_{whole_, workspace.scan().mesh, workspace.surface()}
    , renderer_(device)
{
    show_skin(std::move(skin.coarser));
}

/// All of the skin, or the finest of its coarser copies that leaves room on the device.
void SceneView::show_skin(std::vector<render::CoarseSkin> coarser)
{
    const double room = share_for_skin * double(device_.memory().left());
    const auto fits = [room](const render::Skin& skin) {
        return double(render::device_bytes_of(skin)) <= room;
    };
    if (fits(whole_) || coarser.empty()) {
        renderer_.show_skin(whole_);
        if (!renderer_.shows_picture())
            remark_ = "The graphics device has no room for the scan's picture: the skin is shown "
                      "in its colours only.";
    } else {
        const auto shown = std::ranges::find_if(
            coarser, fits, [](const render::CoarseSkin& one) -> const auto& { return one.skin; });
        const auto first = shown == coarser.end() ? coarser.end() - 1 : shown;
        remark_ = fmt::format("The graphics device has {:.0f} MiB left: the skin is shown with {} "
                              "of its {} triangles. Points lie on the scan as it is.",
                              gpu::mebibytes(device_.memory().left()),
                              first->skin.triangles.size(),
                              whole_.triangles.size());
        renderer_.show_skin(first->skin, first->cell_mm);
        coarser.erase(coarser.begin(), first + 1);
    }
    renderer_.show_coarser_skins(coarser);
    moving_ = render::MovingDetail(coarser.size());
}

render::Colour SceneView::shown_colour(const session::Zone& zone) const
{
    return audience_ == Audience::patient ? colour_for_patient(zone.id) : colour_of(zone);
}

void SceneView::show_to(Audience audience)
{
    if (std::exchange(audience_, audience) == audience) return;
    shown_revision_.reset();  // other colours
    shown_zones_.clear();     // and other needles
    changed_ = true;
}

void SceneView::show(const std::optional<tools::Preview>& preview,
                     std::shared_ptr<const Plan> plan,
                     std::shared_ptr<const StructurePlate> structures)
{
    const std::uint64_t revision = workspace_.current().revision;
    const bool other_structures = show_structures(std::move(structures));
    const bool zones_changed =
        revision != shown_revision_ || preview || showed_preview_ || other_structures;
    const bool others = zones_changed && show_zones(preview);
    if (others) changed_ = true;
    shown_revision_ = revision;
    showed_preview_ = preview.has_value();
    if (!others && plan == plan_) return;
    plan_ = std::move(plan);
    show_needles();
}

/// True if there are other zones than before, or other colours.
bool SceneView::show_zones(const std::optional<tools::Preview>& preview)
{
    std::vector<session::ZoneId> ids;
    std::vector<glm::vec3> colours;
    std::vector<render::ZoneDraw> draws;
    for (const session::Zone& zone : workspace_.current().zones) {
        if (zone.hidden) continue;
        const bool painted = preview && preview->zone == zone.id;
        render::PatchZone& layer =
            layers_.try_emplace(zone.id, device_, surface_skin_).first->second;
        const zones::ZoneField& field = painted ? *preview->field : workspace_.field(zone.id);
        changed_at_.include(layer.follow(field.values()));
        draws.push_back(
            layer.draw({shown_colour(zone), render::zone_hatch_deg(zone.id.value - 1)}));
        ids.push_back(zone.id);
        colours.push_back(draws.back().colour);
    }
    for (std::size_t i = 0; i < structure_layers_.size(); ++i)
        draws.push_back(structure_layers_[i].draw(render::look_of(structures_->layers[i].kind)));
    std::erase_if(layers_, [&ids](const auto& one) { return !std::ranges::count(ids, one.first); });
    renderer_.show_layers(draws);
    const bool other_colours = std::exchange(shown_colours_, colours) != colours;
    return std::exchange(shown_zones_, ids) != ids || other_colours;
}

/// True if there are others than before.
bool SceneView::show_structures(std::shared_ptr<const StructurePlate> structures)
{
    if (structures == structures_) return false;
    structures_ = std::move(structures);
    structure_layers_.clear();
    if (structures_)
        for (const render::ClassLayer& layer : structures_->layers)
            structure_layers_.emplace_back(device_, surface_skin_).follow(layer.field.values());
    changed_ = true;
    return true;
}

void SceneView::show_needles()
{
    std::vector<render::Needle> needles;
    if (audience_ == Audience::practitioner && plan_ && plan_->map)
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
    if (needles_) changed_at_.include(render::changed_needles(*needles_, needles));
    needles_ = std::make_shared<const std::vector<render::Needle>>(std::move(needles));
}

const gpu::Image& SceneView::picture(const render::Camera& camera, gpu::Extent size)
{
    const bool moved = camera != camera_ || size != size_ || !drawn_;
    if (moved) {
        camera_ = camera;
        size_ = size;
        moved_at_ = Clock::now();
        skin_is_drawn_ = false;
        shows_all_ = lacks_room_;
        skin_took_s_ = 0;
        drawn_ = nullptr;
        if (moving_.is_full()) go_on_with_skin(render::MovingDetail::most_s);
    }
    const bool other_parts = !changed_at_.nothing();
    const bool all_changed = changed_ || !shows_all_;  // pictures between showed other changes
    if (skin_is_drawn_ && (all_changed || other_parts))
        draw_all(all_changed ? std::nullopt : std::optional(changed_at_));
    if (!drawn_ || (!skin_is_drawn_ && (changed_ || other_parts || moved)))
        drawn_ = &moving_picture();
    changed_ = false;
    changed_at_ = {};
    return *drawn_;
}

void SceneView::draw_all(const std::optional<render::Changed>& only)
{
    drawn_ = nullptr;  // the next picture takes its room
    try {
        drawn_ = &renderer_.draw_layers(only);
        shows_all_ = true;
    } catch (const gpu::Lost&) {
        throw;
    } catch (const base::Error&) {
        do_with_less();
    }
}

/// The device has no room for the picture of the whole scene: what shows while it moves has to do.
void SceneView::do_with_less()
{
    lacks_room_ = shows_all_ = true;
    skin_is_drawn_ = false;
    drawn_ = nullptr;
    renderer_.forget_full_picture();
    remark_ = "The graphics device has no memory left for the full picture; points and zones lie "
              "as they are shown.";
}

std::optional<double> SceneView::goes_on_in_s() const
{
    if (shows_all_) return std::nullopt;
    return std::max(rests_after_s - seconds_since(moved_at_), 0.0);
}

bool SceneView::go_on()
{
    if (goes_on_in_s() == 0.0) go_on_with_skin(step_s);
    return skin_is_drawn_;
}

void SceneView::go_on_with_skin(double for_s)
{
    if (lacks_room_) return;
    const Clock::time_point start = Clock::now();
    while (!skin_is_drawn_ && seconds_since(start) < for_s) {
        const Clock::time_point step_start = Clock::now();
        try {
            skin_is_drawn_ = renderer_.draw_skin(camera_, size_, triangles_a_step_);
        } catch (const gpu::Lost&) {
            throw;
        } catch (const base::Error&) {
            return do_with_less();
        }
        if (seconds_since(step_start) < step_s / 4) triangles_a_step_ *= 2;
        if (seconds_since(step_start) > step_s) triangles_a_step_ = triangles_a_step_ / 2 + 1;
    }
    skin_took_s_ += seconds_since(start);
    if (skin_is_drawn_ || moving_.is_full()) moving_.full_took(skin_took_s_);
}

const gpu::Image& SceneView::moving_picture()
{
    const Clock::time_point start = Clock::now();
    const gpu::Image& picture = renderer_.draw_moving(camera_, size_, moving_.now());
    moving_.took(seconds_since(start));
    return picture;
}

}  // namespace shell
