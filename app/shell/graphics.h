// SPDX-License-Identifier: MIT
// The device and what it draws the window with. All of it can be made anew when the device is lost.
#pragma once

#include "gpu/device.h"
#include "gpu/swapchain.h"
#include "shell/glfw_window.h"
#include "shell/imgui_drawing.h"

namespace shell {

struct Graphics {
    enum class Start { first, after_loss };
    /// For the current ImGui context. `gpu` is a part of the device's name, or empty. Throws
    /// base::Error if there is none, or if it draws a known picture wrong.
    Graphics(const GlfwWindow& window, const std::string& gpu, Start start = Start::first);

    gpu::Device device;
    gpu::Swapchain swapchain;
    ImguiDrawing drawing;
};

}  // namespace shell
