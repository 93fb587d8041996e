// SPDX-License-Identifier: MIT
// Draws a scene offscreen. What was shown once stays on the device; only changes are uploaded, so
// that a window can draw frame after frame with the same object.
#pragma once

#include "gpu/commands.h"
#include "render/camera.h"
#include "render/changed.h"
#include "render/coarse_skin.h"
#include "render/detail.h"
#include "render/picture.h"
#include "render/scene.h"
#include "render/zone_layer.h"

#include <memory>
#include <optional>
#include <span>

namespace render {

struct Tile;

struct NeedleStyle {
    float mark_mm = 1.2f;        // radius of the mark on the skin
    float least_mark_px = 3.8f;  // in a picture 1200 pixels high; a point stays visible on a body
    float spacing_mm = 1e6f;     // of the densest points: their marks do not touch
};

/// The radius that marks are drawn with.
float mark_mm(const NeedleStyle& style, double pixels_per_mm, float picture_height_px);
/// Where marks are specks, needles would be a thicket: some of them show the direction for all.
bool is_thicket(float mark_mm, double pixels_per_mm);

class SceneRenderer {
public:
    /// The device must outlive this.
    explicit SceneRenderer(gpu::Device& device);
    SceneRenderer(SceneRenderer&&) noexcept;
    ~SceneRenderer();

    /// In place of all skins and zones before. `off_mm` is how far it is from the scan at most,
    /// above 0 for a coarser one that stands for it.
    void show_skin(const Skin& skin, double off_mm = 0);
    /// False if the skin has a picture that the device has no room for: it is shown in the colours
    /// of its vertices.
    bool shows_picture() const;
    /// For draw_moving(), each coarser than the one before.
    void show_coarser_skins(std::span<const CoarseSkin> skins);
    /// Their fields belong on the vertices of the skin shown.
    void show_zones(std::span<const SceneZone> zones);
    /// In their place, zones that are being painted; what they are drawn from must stay.
    void show_layers(std::span<const ZoneDraw> zones);
    void show_needles(std::span<const Needle> needles, const NeedleStyle& style = {});
    /// What lies over the scene, of the size of the pictures; nothing if null.
    void show_overlay(const Canvas* overlay);

    /// A studio wall, which is there at first, or nothing behind the scene.
    void show_background(bool studio);

    /// Shows nothing, as at first.
    void forget_scene();

    /// Draws, and leaves the image ready to be copied from (TRANSFER_SRC_OPTIMAL).
    const gpu::Image& draw(const Camera& camera, gpu::Extent size);
    /// Draws as much as `detail` has, likewise.
    const gpu::Image& draw_moving(const Camera& camera, gpu::Extent size, const Detail& detail);

    // The full picture in steps, so that a window stays alive on a slow device. What it shows of
    // the skin is kept: as long as the view stays, only the layers on it are drawn again.

    /// Goes on with the skin by at most so many triangles; from the start for another view. True
    /// once all of it is drawn.
    bool draw_skin(const Camera& camera, gpu::Extent size, std::size_t most_triangles);
    /// The picture that draw() gives, after draw_skin() was true. With `only`, all else that is
    /// shown is as it was the last time: where that gave this view, only what changed is drawn.
    const gpu::Image& draw_layers(const std::optional<Changed>& only = {});
    /// Gives back the memory of both, where the device has none left. Pictures from draw() and
    /// draw_layers() are gone.
    void forget_full_picture();

    /// Draws and fetches the picture: tile by tile, so that the device needs no more memory for a
    /// poster than for a window. The tiles' seams do not show.
    Picture picture(const Camera& camera, gpu::Extent size);

private:
    struct Parts;
    const gpu::Image& draw(const Camera& camera, const Tile& tile);

    std::unique_ptr<Parts> parts_;
};

}  // namespace render
