// SPDX-License-Identifier: MIT
// A small scene of which is known how it must look. A device that draws it otherwise could show a
// needle on the wrong cheek: it is tried before anything is planned on its pictures.
#pragma once

#include "render/scene_renderer.h"

#include <optional>
#include <string>

namespace render {

/// A green square of skin in front of a wide blue one before a studio's wall, with a red zone on
/// the patient's left half of the green.
struct KnownScene {
    Skin skin;
    std::vector<SceneZone> zones;
    Camera camera;  // from the front
    gpu::Extent size{60, 40};

    KnownScene();

    /// What a picture of it shows wrong ("left and right are exchanged"); nothing if all is right.
    /// Looks at places well inside of what is seen there.
    std::optional<std::string> wrong_in(const Picture& picture) const;
};

/// Draws it, which also makes the driver's programs before they are needed, and leaves the renderer
/// as it was at first. Throws base::Error if the device draws it wrong.
void draw_known_scene(SceneRenderer& renderer, const std::string& device_name);

}  // namespace render
