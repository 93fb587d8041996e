// SPDX-License-Identifier: MIT
// The scene behind the panels: keeps the renderer in step with the case, the brush and the plan,
// and draws only when something changed.
#pragma once

#include "render/scene_renderer.h"
#include "session/workspace.h"
#include "shell/planner.h"
#include "tools/brush.h"

#include <memory>
#include <optional>
#include <vector>

namespace shell {

/// The colour of a zone, kept for as long as it lives.
render::Colour colour_of(session::ZoneId zone);

class SceneView {
public:
    /// `whole` is the scan's skin without zones. Device and workspace must outlive this.
    SceneView(gpu::Device& device, session::Workspace& workspace, render::Skin whole);

    /// The zones as they are, the one under the brush as it will be, and the plan's points of zones
    /// that still exist.
    void show(const tools::Brush& brush, std::shared_ptr<const Plan> plan);

    /// In TRANSFER_SRC_OPTIMAL, valid until the next call.
    const gpu::Image& picture(const render::Camera& camera, gpu::Extent size);

private:
    void show_zones(const tools::Brush& brush);
    void show_needles();

    session::Workspace& workspace_;
    render::SceneRenderer renderer_;
    render::Skin whole_;
    std::shared_ptr<const Plan> plan_;
    std::vector<session::ZoneId> shown_zones_;
    std::optional<std::uint64_t> shown_revision_;
    bool showed_preview_ = false;
    bool changed_ = true;
    std::optional<render::Camera> drawn_from_;
    const gpu::Image* drawn_ = nullptr;
};

}  // namespace shell
