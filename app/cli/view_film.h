// SPDX-License-Identifier: MIT
// A film of what a window showed: recorded views of a scan, and of the plan on it.
#pragma once

#include "render/photographer.h"
#include "tools/views.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace cli {

/// Throws base::Error, one sentence.
std::vector<tools::ViewStep> load_views(const std::filesystem::path& file);

class ViewFilm {
public:
    /// The device must outlive this.
    ViewFilm(gpu::Device& device,
             render::PlanScene scene,
             std::vector<tools::ViewStep> views,
             const render::PhotoSettings& settings);

    /// The i-th picture, as the window showed it then; what a patient was shown has no needles,
    /// numbers and words in it, and the patient view's colours.
    render::Picture frame(unsigned i);

private:
    render::Photographer& patients();

    gpu::Device& device_;
    std::vector<tools::ViewStep> views_;
    render::PhotoSettings settings_;
    tools::Turntable turntable_;
    render::Photographer photographer_;
    std::optional<render::Photographer> patients_;  // once a view is for them
};

/// As long as the views last, and a second for the last one.
unsigned frames_of(std::span<const tools::ViewStep> views);

}  // namespace cli
