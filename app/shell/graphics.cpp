// SPDX-License-Identifier: MIT
#include "shell/graphics.h"

#include "render/known_scene.h"

namespace shell {
namespace {

gpu::DeviceSettings
device_for(const GlfwWindow& window, const std::string& gpu, Graphics::Start start)
{
    gpu::DeviceSettings settings = gpu::settings_from_environment();
    if (!gpu.empty()) settings.name_part = gpu;
    if (start == Graphics::Start::after_loss) settings.lost_after = UINT64_MAX;
    settings.window_extensions = window.vulkan_extensions();
    return settings;
}

}  // namespace

Graphics::Graphics(const GlfwWindow& window, const std::string& gpu, Start start)
    : device(device_for(window, gpu, start))
    , swapchain(device, [&window](VkInstance instance) { return window.surface(instance); })
    , drawing(device)
{
    render::SceneRenderer renderer(device);
    render::draw_known_scene(renderer, device.name());
}

}  // namespace shell
