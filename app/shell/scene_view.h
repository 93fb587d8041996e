// SPDX-License-Identifier: MIT
// The scene behind the panels: keeps the renderer in step with the case, the brush and the plan,
// and draws only when something changed. On a slow device it draws less of the scene while the view
// moves, and all of it, in steps between which the window lives, as soon as the view rests.
#pragma once

#include "render/detail.h"
#include "render/scene_renderer.h"
#include "session/workspace.h"
#include "shell/planner.h"
#include "shell/structure_finder.h"
#include "tools/kit.h"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace shell {

/// The colour of a zone: its own, or the palette's, kept for as long as it lives.
render::Colour colour_of(const session::Zone& zone);
/// The same without anything that looks like danger.
render::Colour colour_for_patient(session::ZoneId zone);

/// Who looks: a patient sees no needles.
enum class Audience { practitioner, patient };

/// A scan's skin without zones, ready to be shown.
struct PreparedSkin {
    render::Skin whole;
    std::vector<render::CoarseSkin> coarser;
};

class SceneView {
public:
    /// Device and workspace must outlive this.
    SceneView(gpu::Device& device, session::Workspace& workspace, PreparedSkin skin);

    /// The zones as they are, the one under the tool as it will be, the plan's points of zones that
    /// still exist, and structures.
    void show(const std::optional<tools::Preview>& preview,
              std::shared_ptr<const Plan> plan,
              std::shared_ptr<const StructurePlate> structures = nullptr);

    /// From the next show() on.
    void show_to(Audience audience);

    /// In TRANSFER_SRC_OPTIMAL, valid until the next call.
    const gpu::Image& picture(const render::Camera& camera, gpu::Extent size);
    /// Whether the last picture shows all of the scene; else go_on() is wanted so soon.
    std::optional<double> goes_on_in_s() const;
    /// Draws a step of what is still to be seen of the view. True once picture() shows it.
    bool go_on();

    /// The points that are shown; another object where they are others.
    const std::shared_ptr<const std::vector<render::Needle>>& needles() const { return needles_; }

    /// What the practitioner should know of what is shown; empty if it is the scan as it is.
    const std::string& remark() const { return remark_; }

private:
    using Clock = std::chrono::steady_clock;

    void show_skin(std::vector<render::CoarseSkin> coarser);
    bool show_zones(const std::optional<tools::Preview>& preview);
    bool show_structures(std::shared_ptr<const StructurePlate> structures);
    void show_needles();
    render::Colour shown_colour(const session::Zone& zone) const;
    void draw_all(const std::optional<render::Changed>& only);
    void do_with_less();
    void go_on_with_skin(double for_s);
    const gpu::Image& moving_picture();

    session::Workspace& workspace_;
    gpu::Device& device_;
    render::Skin whole_;
    render::SurfaceSkin surface_skin_;
    std::map<session::ZoneId, render::PatchZone> layers_;
    std::shared_ptr<const StructurePlate> structures_;
    std::vector<render::PatchZone> structure_layers_;
    render::SceneRenderer renderer_;
    std::shared_ptr<const Plan> plan_;
    std::shared_ptr<const std::vector<render::Needle>> needles_;
    std::vector<session::ZoneId> shown_zones_;
    std::vector<glm::vec3> shown_colours_;  // of these
    std::optional<std::uint64_t> shown_revision_;
    bool showed_preview_ = false;
    Audience audience_ = Audience::practitioner;
    std::string remark_;

    // The picture.
    render::MovingDetail moving_;
    render::Camera camera_;
    gpu::Extent size_{};
    Clock::time_point moved_at_{};
    bool changed_ = true;
    render::Changed changed_at_;  // where nothing else did
    bool skin_is_drawn_ = false;  // all of it, from here
    bool shows_all_ = false;      // drawn_ does, or nothing will
    bool lacks_room_ = false;     // on the device, for more than the moving picture
    double skin_took_s_ = 0;      // so far
    std::size_t triangles_a_step_ = 1 << 16;
    const gpu::Image* drawn_ = nullptr;
};

}  // namespace shell
