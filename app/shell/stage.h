// SPDX-License-Identifier: MIT
// The middle of the window: nothing yet, then a glance of the scan while it is being prepared, then
// the scene. What the device cannot hold becomes a sentence.
#pragma once

#include "shell/glfw_window.h"
#include "shell/overlay.h"
#include "shell/point_notes.h"
#include "shell/scene_view.h"

#include <optional>
#include <span>
#include <string>

namespace shell {

class Stage {
public:
    explicit Stage(gpu::Device& device)
        : device_(device)
        , notes_(device)
    {
    }

    /// What is being done until the scene is there.
    void tell(const std::string& doing) { doing_ = doing; }
    const std::string& doing() const { return doing_; }
    void show_glance(const render::Skin& glance, tools::Turntable& turntable);
    void show_scene(session::Workspace& workspace, PreparedSkin skin, tools::Turntable& turntable);
    bool ready() const { return scene_.has_value(); }
    void show_to(Audience audience)
    {
        if (scene_) scene_->show_to(audience);
    }

    /// A drag with any button turns what is seen before the scene is ready.
    void turn_glance(std::span<const PointerEvent> events,
                     const SceneFrame& frame,
                     tools::Turntable& turntable);

    /// Nothing while there is nothing to see, or if the device is out of memory.
    const gpu::Image* picture(const render::Camera& camera,
                              gpu::Extent size,
                              const std::optional<tools::Preview>& preview,
                              const std::shared_ptr<const Plan>& plan,
                              const std::shared_ptr<const StructurePlate>& structures);
    /// The scene while nothing happens (scene_view.h).
    std::optional<double> goes_on_in_s() const;
    bool go_on();
    bool shows_all() const { return ready() && !scene_->goes_on_in_s(); }

    PointNotes& notes() { return notes_; }
    const PointNotes& notes() const { return notes_; }
    /// The points that are shown (scene_view.h); none before the scene is ready.
    std::shared_ptr<const std::vector<render::Needle>> needles() const
    {
        return ready() ? scene_->needles() : nullptr;
    }

    /// What the practitioner should know of what is shown; empty if it is the scan as it is.
    std::string remark() const;

private:
    gpu::Device& device_;
    PointNotes notes_;
    std::string doing_;
    std::unique_ptr<render::SceneRenderer> glance_;
    std::optional<glm::dvec2> dragged_to_;
    std::optional<SceneView> scene_;
    std::string problem_;  // the device has no memory for the scene: drawn again when asked for
};

}  // namespace shell
