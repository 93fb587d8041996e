// SPDX-License-Identifier: MIT
// What the scene tells of its points in words: their numbers, as many as can be read, and the
// layers of skin below the one under the mouse.
#pragma once

#include "anatomy/patient.h"
#include "gpu/image.h"
#include "panels/form.h"
#include "render/labels.h"
#include "session/session_map.h"
#include "shell/overlay.h"
#include "shell/planner.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace shell {

/// The points of a scene; another object where they are others.
using ShownNeedles = std::shared_ptr<const std::vector<render::Needle>>;

struct NotedPoints {
    ShownNeedles needles;
    std::shared_ptr<const Plan> plan;  // that they come from
    const session::Case& now;          // whose landmarks tell the regions
    const geometry::Bvh& skin;
    const geometry::Mesh& mesh;  // of the skin
};

class PointNotes {
public:
    /// The device must outlive this.
    explicit PointNotes(gpu::Device& device)
        : device_(device)
    {
    }

    struct Wish {
        bool numbers = true;
        bool depth = true;
        std::optional<glm::dvec2> pointer = {};  // in the picture's pixels, over free scene
        std::vector<Rectangle> blocked = {};     // of the window: what already lies over the scene
    };
    void draw(const SceneFrame& frame,
              const render::Camera& camera,
              const NotedPoints& points,
              const Wish& wish,
              const panels::Form& form);

    std::size_t numbers() const { return labels_.size(); }  // that are shown
    std::uint32_t inset_of() const { return pointed_; }     // the point's number; 0 for none

private:
    void point_at(const SceneFrame& frame,
                  const render::Camera& camera,
                  const NotedPoints& points,
                  glm::dvec2 pixel,
                  const panels::Form& form);
    void draw_depth(const SceneFrame& frame,
                    const NotedPoints& points,
                    const render::Needle& needle,
                    const panels::Form& form);
    std::optional<std::string> region_at(const render::Needle& needle, const NotedPoints& points);
    void place_numbers(const render::Camera& camera,
                       const NotedPoints& points,
                       const render::LabelRoom& room);

    gpu::Device& device_;

    // The numbers, and what they were placed for.
    std::vector<render::Label> labels_;
    ShownNeedles labelled_;
    std::optional<render::Camera> camera_;
    render::LabelRoom room_;

    // The inset, and what it was drawn for.
    std::uint32_t pointed_ = 0;
    std::optional<gpu::Image> inset_;
    ShownNeedles inset_among_;
    std::uint32_t inset_point_ = 0;
    float inset_unit_ = 0;

    std::optional<anatomy::Regions> regions_;
    std::uint64_t regions_of_ = UINT64_MAX;  // the landmarks' revision
};

}  // namespace shell
