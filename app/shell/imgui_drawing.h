// SPDX-License-Identifier: MIT
// Draws what Dear ImGui made of the panels over the scene's picture, into an image: the window
// shows that image, and a test can look at it without one. A picture among the panels is an
// ImTextureID that points to a gpu::Image, which must live until the panels are drawn.
#pragma once

#include "gpu/commands.h"

#include <optional>

struct ImDrawCmd;
struct ImDrawData;

namespace shell {

class ImguiDrawing {
public:
    /// The device must outlive this. Takes the letters of the current ImGui context.
    explicit ImguiDrawing(gpu::Device& device);

    /// To be called when the fonts have changed.
    void take_letters();

    /// Where the scene's picture goes, in pixels from the window's top left corner.
    struct Scene {
        const gpu::Image* picture = nullptr;  // in TRANSFER_SRC_OPTIMAL; none: only panels
        std::int32_t x = 0;
        std::int32_t y = 0;
    };
    /// The whole window's picture, in TRANSFER_SRC_OPTIMAL, valid until the next call.
    const gpu::Image& draw(const ImDrawData& panels, const Scene& scene, gpu::Extent window);

private:
    void record(gpu::Commands& commands, const ImDrawData& panels) const;
    const gpu::Image* image_of(const ImDrawCmd& part) const;
    void bind(gpu::Commands& commands, const gpu::Image& image, const ImDrawData& panels) const;

    gpu::Device& device_;
    gpu::DrawPipeline pipeline_;
    std::optional<gpu::Image> letters_;
    std::optional<gpu::Image> window_;
    std::optional<gpu::Buffer> vertices_;
    std::optional<gpu::Buffer> indices_;
};

}  // namespace shell
