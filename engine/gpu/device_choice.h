// SPDX-License-Identifier: MIT
// Which of the machine's Vulkan devices is used, and why another one is not.
#pragma once

#include "gpu/device_list.h"
#include "gpu/instance.h"

#include <optional>
#include <string_view>

namespace gpu {

/// The features that every device must have, in the form that vkCreateDevice takes. Not movable:
/// the structs point at each other.
struct Features {
    VkPhysicalDeviceFeatures2 core{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2};
    VkPhysicalDeviceVulkan12Features v12{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES};
    VkPhysicalDeviceVulkan13Features v13{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_FEATURES};

    Features();
    Features(const Features&) = delete;
    Features& operator=(const Features&) = delete;
};

/// Switches on what we need, and 64-bit atomics where the device has them.
void require(Features& features, VkPhysicalDevice device);

/// The best device that fits: of the wished name, else a discrete GPU, an integrated one, a virtual
/// one, a processor; with `for_a_window` one that can show pictures. Throws base::Error with one
/// sentence if none fits.
VkPhysicalDevice
choose_device(const Instance& instance, std::string_view name_part, bool for_a_window);

bool has_extension(VkPhysicalDevice device, std::string_view name);

/// The memory nearest to a device.
DeviceMemory memory_of(VkPhysicalDevice device, bool tells_budget);

std::optional<std::uint32_t> drawing_and_compute_family(VkPhysicalDevice device);

}  // namespace gpu
