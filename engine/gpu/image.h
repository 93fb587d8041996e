// SPDX-License-Identifier: MIT
// A picture in device memory, to draw into or to sample from.
#pragma once

#include "gpu/memory.h"

#include <string_view>

namespace gpu {

struct Extent {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    bool operator==(const Extent&) const = default;
};

struct ImageSettings {
    std::string_view name;
    Extent extent;
    VkFormat format = VK_FORMAT_R8G8B8A8_UNORM;
    std::uint32_t samples = 1;
    std::uint32_t levels = 1;  // each half as large as the one before
    VkImageUsageFlags use = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT;
};

/// One layer, one allocation.
class Image {
public:
    /// Throws base::Error if a side is above what the device allows, or the memory is full.
    Image(Device& device, const ImageSettings& settings);
    ~Image();
    Image(Image&& other) noexcept;
    Image& operator=(Image&& other) noexcept;

    VkImage handle() const { return image_; }
    VkImageView view() const { return view_; }
    Extent extent() const { return extent_; }
    VkImageAspectFlags aspect() const { return aspect_; }

private:
    void release();

    Device* device_;
    VkImage image_ = VK_NULL_HANDLE;
    VkImageView view_ = VK_NULL_HANDLE;
    Allocation memory_;
    Extent extent_;
    VkImageAspectFlags aspect_ = 0;
};

}  // namespace gpu
