// SPDX-License-Identifier: MIT
#include "gpu/device_choice.h"

#include "base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace gpu {
namespace {

VkPhysicalDeviceProperties properties_of(VkPhysicalDevice device)
{
    VkPhysicalDeviceProperties properties;
    vkGetPhysicalDeviceProperties(device, &properties);
    return properties;
}

/// What the device lacks, or an empty text.
std::string lacking(VkPhysicalDevice device, bool for_a_window)
{
    if (properties_of(device).apiVersion < VK_API_VERSION_1_3) return "Vulkan 1.3";
    if (!drawing_and_compute_family(device)) return "a queue for drawing and computing";
    if (!has_extension(device, VK_KHR_PUSH_DESCRIPTOR_EXTENSION_NAME)) return "push descriptors";
    if (for_a_window && !has_extension(device, VK_KHR_SWAPCHAIN_EXTENSION_NAME))
        return "a way to show pictures in a window";
    Features has;
    vkGetPhysicalDeviceFeatures2(device, &has.core);
    if (!has.core.features.shaderInt64) return "64-bit integers in shaders";
    if (!has.v12.scalarBlockLayout) return "scalar block layout";
    if (!has.v12.bufferDeviceAddress) return "buffer addresses in shaders";
    if (!has.v12.timelineSemaphore) return "timeline semaphores";
    if (!has.v13.synchronization2) return "synchronization2";
    if (!has.v13.dynamicRendering) return "dynamic rendering";
    if (!has.v13.maintenance4) return "maintenance4";
    return {};
}

std::string_view name_of(VkPhysicalDeviceType type)
{
    switch (type) {
    case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU:
        return "discrete GPU";
    case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU:
        return "integrated GPU";
    case VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU:
        return "virtual GPU";
    case VK_PHYSICAL_DEVICE_TYPE_CPU:
        return "processor";
    default:
        return "other";
    }
}

int rank(VkPhysicalDeviceType type)
{
    switch (type) {
    case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU:
        return 0;
    case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU:
        return 1;
    case VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU:
        return 2;
    case VK_PHYSICAL_DEVICE_TYPE_CPU:
        return 3;
    default:
        return 4;
    }
}

/// The best kind first.
std::vector<VkPhysicalDevice> ranked_devices(const Instance& instance)
{
    std::vector<VkPhysicalDevice> devices = instance.physical_devices();
    std::stable_sort(devices.begin(), devices.end(), [](auto a, auto b) {
        return rank(properties_of(a).deviceType) < rank(properties_of(b).deviceType);
    });
    return devices;
}

}  // namespace

bool has_extension(VkPhysicalDevice device, std::string_view name)
{
    std::uint32_t count = 0;
    vkEnumerateDeviceExtensionProperties(device, nullptr, &count, nullptr);
    std::vector<VkExtensionProperties> extensions(count);
    vkEnumerateDeviceExtensionProperties(device, nullptr, &count, extensions.data());
    return std::any_of(extensions.begin(), extensions.end(), [&](const auto& extension) {
        return name == extension.extensionName;
    });
}

DeviceMemory memory_of(VkPhysicalDevice device, bool tells_budget)
{
    VkPhysicalDeviceMemoryBudgetPropertiesEXT budget{
        VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MEMORY_BUDGET_PROPERTIES_EXT};
    VkPhysicalDeviceMemoryProperties2 all{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MEMORY_PROPERTIES_2};
    if (tells_budget) all.pNext = &budget;
    vkGetPhysicalDeviceMemoryProperties2(device, &all);
    DeviceMemory memory;
    for (std::uint32_t heap = 0; heap < all.memoryProperties.memoryHeapCount; ++heap) {
        const VkMemoryHeap& one = all.memoryProperties.memoryHeaps[heap];
        if (!(one.flags & VK_MEMORY_HEAP_DEVICE_LOCAL_BIT)) continue;
        memory.size += one.size;
        memory.budget += tells_budget ? budget.heapBudget[heap] : one.size;
    }
    return memory;
}

std::vector<DeviceFacts> devices_of_this_machine()
{
    const Instance instance(Validation::off);
    std::vector<DeviceFacts> all;
    for (VkPhysicalDevice device : ranked_devices(instance)) {
        const VkPhysicalDeviceProperties properties = properties_of(device);
        const bool tells_budget = has_extension(device, VK_EXT_MEMORY_BUDGET_EXTENSION_NAME);
        all.push_back({.name = properties.deviceName,
                       .kind = std::string(name_of(properties.deviceType)),
                       .lacks = lacking(device, false),
                       .memory = memory_of(device, tells_budget),
                       .tells_budget = tells_budget,
                       .storage_range_bytes = properties.limits.maxStorageBufferRange});
    }
    return all;
}

Features::Features()
{
    core.pNext = &v12;
    v12.pNext = &v13;
}

void require(Features& features, VkPhysicalDevice device)
{
    Features has;
    vkGetPhysicalDeviceFeatures2(device, &has.core);
    features.core.features.shaderInt64 = VK_TRUE;
    features.v12.scalarBlockLayout = VK_TRUE;
    features.v12.bufferDeviceAddress = VK_TRUE;
    features.v12.timelineSemaphore = VK_TRUE;
    features.v12.shaderBufferInt64Atomics = has.v12.shaderBufferInt64Atomics;
    features.v13.synchronization2 = VK_TRUE;
    features.v13.dynamicRendering = VK_TRUE;
    features.v13.maintenance4 = VK_TRUE;
}

VkPhysicalDevice
choose_device(const Instance& instance, std::string_view name_part, bool for_a_window)
{
    const std::vector<VkPhysicalDevice> devices = ranked_devices(instance);
    if (devices.empty())
        throw base::Error("No Vulkan device was found; install mesa-vulkan-drivers for the "
                          "software driver.");
    std::string reasons;
    for (VkPhysicalDevice device : devices) {
        const std::string name = properties_of(device).deviceName;
        const std::string lacks = name.find(name_part) == std::string::npos
                                      ? fmt::format("\"{}\" in its name", name_part)
                                      : lacking(device, for_a_window);
        if (lacks.empty()) return device;
        reasons += fmt::format("{}{} lacks {}", reasons.empty() ? "" : ", ", name, lacks);
    }
    throw base::Error(fmt::format("No Vulkan device fits: {}.", reasons));
}

std::optional<std::uint32_t> drawing_and_compute_family(VkPhysicalDevice device)
{
    std::uint32_t count = 0;
    vkGetPhysicalDeviceQueueFamilyProperties(device, &count, nullptr);
    std::vector<VkQueueFamilyProperties> families(count);
    vkGetPhysicalDeviceQueueFamilyProperties(device, &count, families.data());
    constexpr VkQueueFlags both = VK_QUEUE_GRAPHICS_BIT | VK_QUEUE_COMPUTE_BIT;
    for (std::uint32_t family = 0; family < count; ++family)
        if ((families[family].queueFlags & both) == both) return family;
    return std::nullopt;
}

}  // namespace gpu
