// SPDX-License-Identifier: MIT
// A window's pictures. The window system makes the surface; we copy a finished picture onto it.
//
//     gpu::Device device({.window_extensions = extensions_of_the_window_system});
//     gpu::Swapchain swapchain(device, [&](VkInstance instance) { return surface_of(instance); });
//     swapchain.show(picture, size_of_the_window);  // once per frame
#pragma once

#include "gpu/image.h"

#include <functional>
#include <vector>

namespace gpu {

class Swapchain {
public:
    /// `make_surface` gives the window's surface, or nothing if it cannot; it is destroyed here.
    /// Throws base::Error if the device cannot draw on it.
    Swapchain(Device& device, const std::function<VkSurfaceKHR(VkInstance)>& make_surface);
    ~Swapchain();
    Swapchain(const Swapchain&) = delete;
    Swapchain& operator=(const Swapchain&) = delete;

    /// Shows the picture, which is in TRANSFER_SRC_OPTIMAL, in a window of that size in pixels (not
    /// 0): sizes are compared each time, because not every driver tells that a window was resized.
    /// False if the window changed meanwhile and nothing was shown: draw again.
    bool show(const Image& picture, Extent window);

    Extent extent() const { return extent_; }

private:
    /// What one frame uses until the device has done it.
    struct Slot {
        VkCommandPool pool = VK_NULL_HANDLE;
        VkCommandBuffer commands = VK_NULL_HANDLE;
        VkSemaphore acquired = VK_NULL_HANDLE;
        std::uint64_t submission = 0;
    };
    /// A picture of the chain. `ready` belongs to the picture, not to the frame: presenting waits
    /// for it, and only the picture's next turn shows that this wait is over.
    struct Frame {
        VkImage image = VK_NULL_HANDLE;
        VkSemaphore ready = VK_NULL_HANDLE;
    };

    void choose_format();
    void add_slot();
    void fit(Extent window);
    void drop_frames();
    void record(const Slot& slot, VkImage target, const Image& picture) const;
    bool present(std::uint32_t frame);
    VkSemaphore semaphore() const;

    Device& device_;
    VkSurfaceKHR surface_ = VK_NULL_HANDLE;
    VkSurfaceFormatKHR format_{};
    VkSwapchainKHR chain_ = VK_NULL_HANDLE;
    Extent extent_;
    Extent fitted_to_;  // the window's size that the chain was made for
    std::vector<Frame> frames_;
    std::vector<Slot> slots_;
    std::size_t turn_ = 0;
    bool stale_ = true;
};

}  // namespace gpu
