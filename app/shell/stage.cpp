// SPDX-License-Identifier: MIT
#include "shell/stage.h"

#include "base/error.h"
#include "gpu/result.h"

#include <utility>

namespace shell {

void Stage::show_glance(const render::Skin& glance, tools::Turntable& turntable)
{
    glance_ = std::make_unique<render::SceneRenderer>(device_);
    glance_->show_skin(glance);
    geometry::Box everything;
    for (const glm::vec3 p : glance.positions)
        everything.include(p);
    turntable = tools::Turntable(everything);
}

void Stage::show_scene(session::Workspace& workspace,
                       PreparedSkin skin,
                       tools::Turntable& turntable)
{
    const bool was_seen = std::exchange(glance_, nullptr) != nullptr;
    scene_.emplace(device_, workspace, std::move(skin));
    if (!was_seen) turntable = tools::Turntable(geometry::bounds(workspace.scan().mesh));
}

void Stage::turn_glance(std::span<const PointerEvent> events,
                        const SceneFrame& frame,
                        tools::Turntable& turntable)
{
    for (const PointerEvent& event : events) {
        const glm::dvec2 at = event.at * frame.pixels_per_unit;
        if (event.action == PointerAction::press && frame.area.contains(event.at.x, event.at.y))
            dragged_to_ = at;
        if (event.action == PointerAction::release) dragged_to_.reset();
        if (event.action == PointerAction::move && dragged_to_)
            turntable.orbit(at - *std::exchange(dragged_to_, at));
    }
}

const gpu::Image* Stage::picture(const render::Camera& camera,
                                 gpu::Extent size,
                                 const std::optional<tools::Preview>& preview,
                                 const std::shared_ptr<const Plan>& plan,
                                 const std::shared_ptr<const StructurePlate>& structures)
{
    if ((!ready() && !glance_) || size.width < 1 || size.height < 1) return nullptr;
    try {
        if (!ready()) return &glance_->draw(camera, size);
        scene_->show(preview, plan, structures);
        const gpu::Image* picture = &scene_->picture(camera, size);
        problem_.clear();
        return picture;
    } catch (const gpu::Lost&) {
        throw;
    } catch (const base::Error& problem) {
        problem_ = problem.what();
        return nullptr;
    }
}

std::optional<double> Stage::goes_on_in_s() const
{
    if (!ready() || !problem_.empty()) return std::nullopt;
    return scene_->goes_on_in_s();
}

bool Stage::go_on()
{
    try {
        return scene_->go_on();
    } catch (const gpu::Lost&) {
        throw;
    } catch (const base::Error& problem) {
        problem_ = problem.what();
        return true;
    }
}

std::string Stage::remark() const
{
    if (!problem_.empty()) return problem_;
    return ready() ? scene_->remark() : "";
}

}  // namespace shell
