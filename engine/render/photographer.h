// SPDX-License-Identifier: MIT
// Takes pictures of a scan and the plan on it: a plan with its legend, pairs to compare, the sheet
// of clinical views, and a film of a turn.
#pragma once

#include "render/inset.h"
#include "render/plan_scene.h"
#include "render/scene_renderer.h"

#include <optional>

namespace render {

struct PhotoSettings {
    gpu::Extent size{1600, 1200};
    bool frames_zones = true;  // else all of the scan
    bool studio = true;        // else transparent
    bool numbers = true;
    float type_scale = 1;  // of words and numbers; above 1 for a picture that is printed small
};

class Photographer {
public:
    /// The renderer's device must outlive this.
    Photographer(SceneRenderer renderer, PlanScene scene, const PhotoSettings& settings);

    const PlanScene& scene() const { return scene_; }

    /// The plan with its legend; with the layers below one point if an inset is given.
    Picture plan(View view, const std::optional<Inset>& inset = std::nullopt);

    /// A camera for a picture without a legend.
    Camera camera(const Outlook& outlook, gpu::Extent size) const;
    /// One that shows one zone of the plan large, from where its skin faces.
    Camera close_up(std::size_t zone, gpu::Extent size) const;
    struct Caption {
        std::string title;
        std::string footer;
        EdgeWords sides;
    };
    Picture captioned(const Camera& camera, gpu::Extent size, const Caption& caption);

    /// The i-th of `count` pictures of a turn to the patient's left.
    Picture turned(unsigned i, unsigned count);

private:
    Layout empty_layout(gpu::Extent size) const;
    std::vector<glm::vec3> subject(const Outlook& outlook) const;
    void draw_numbers(Canvas& sheet, const Layout& layout, const Camera& camera) const;

    PlanScene scene_;
    PhotoSettings settings_;
    SceneRenderer renderer_;
};

/// Both side by side from the same place, to be compared: `after` in the camera of `before`.
Picture
pair_of(Photographer& before, Photographer& after, View view, const PhotoSettings& settings);

/// Both profiles, both oblique views, the front and the top, all at one scale.
Picture clinical_sheet(Photographer& photographer, const PhotoSettings& settings);

}  // namespace render
