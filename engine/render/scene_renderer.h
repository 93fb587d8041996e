// SPDX-License-Identifier: MIT
// Draws a scene offscreen. What was shown once stays on the device; only changes are uploaded, so
// that a window can draw frame after frame with the same object.
#pragma once

#include "gpu/commands.h"
#include "render/camera.h"
#include "render/picture.h"
#include "render/scene.h"

#include <memory>
#include <optional>
#include <span>

namespace render {

struct NeedleStyle {
    float mark_mm = 1.2f;        // radius of the mark on the skin
    float least_mark_px = 3.8f;  // in a picture 1200 pixels high; a point stays visible on a body
    float spacing_mm = 1e6f;     // of the densest points: their marks do not touch
};

/// The radius that marks are drawn with.
float mark_mm(const NeedleStyle& style, const Camera& camera, float picture_height_px);

class SceneRenderer {
public:
    /// The device must outlive this.
    explicit SceneRenderer(gpu::Device& device);
    ~SceneRenderer();

    void show_skin(const Skin& skin);
    /// Their fields belong on the vertices of the skin shown.
    void show_zones(std::span<const SceneZone> zones);
    void show_needles(std::span<const Needle> needles, const NeedleStyle& style = {});
    /// What lies over the scene, of the size of the pictures; nothing if null.
    void show_overlay(const Canvas* overlay);

    /// A studio wall, which is there at first, or nothing behind the scene.
    void show_background(bool studio);

    /// Draws, and leaves the image ready to be copied from (TRANSFER_SRC_OPTIMAL).
    const gpu::Image& draw(const Camera& camera, gpu::Extent size);
    /// Draws and fetches the picture: tile by tile, so that the device needs no more memory for a
    /// poster than for a window. The tiles' seams do not show.
    Picture picture(const Camera& camera, gpu::Extent size);

private:
    struct Tile;
    struct Parts;
    const gpu::Image& draw(const Camera& camera, const Tile& tile);

    std::unique_ptr<Parts> parts_;
};

}  // namespace render
