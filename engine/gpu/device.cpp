// SPDX-License-Identifier: MIT
#include "gpu/device.h"

#include "base/error.h"
#include "gpu/device_choice.h"
#include "gpu/result.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <numeric>

namespace gpu {
namespace {

/// What an environment variable says, `of` what.
std::uint32_t number_in(std::string_view digits, std::string_view variable, std::string_view of)
{
    std::uint32_t number = 0;
    const auto [end, failure] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (failure != std::errc() || end != digits.data() + digits.size() || number == 0)
        throw base::Error(fmt::format(
            "{} is a whole number of {} above 0, and not \"{}\".", variable, of, digits));
    return number;
}

}  // namespace

DeviceSettings settings_from_environment()
{
    DeviceSettings settings;
    if (const char* name = std::getenv("MESOMAP_DEVICE")) settings.name_part = name;
    if (const char* mebibytes = std::getenv("MESOMAP_GPU_MEMORY"))
        settings.most_memory_bytes = std::size_t(number_in(mebibytes, "MESOMAP_GPU_MEMORY", "MiB"))
                                     << 20;
    if (const char* count = std::getenv("MESOMAP_LOSE_DEVICE_AFTER"))
        settings.lost_after = number_in(count, "MESOMAP_LOSE_DEVICE_AFTER", "submissions");
    const char* validation = std::getenv("MESOMAP_VALIDATION");
    const std::string_view wish = validation ? validation : "";
    if (!wish.empty() && wish != "0") settings.validation = Validation::core_and_sync;
    return settings;
}

Device::Device(const DeviceSettings& settings)
    : instance_(settings.validation, settings.window_extensions)
    , lost_after_(settings.lost_after)
    , most_memory_(settings.most_memory_bytes)
{
    const bool for_a_window = !settings.window_extensions.empty();
    physical_ = choose_device(instance_, settings.name_part, for_a_window);
    create_device(for_a_window);
    read_limits(settings);
    VkSemaphoreTypeCreateInfo timeline{VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO};
    timeline.semaphoreType = VK_SEMAPHORE_TYPE_TIMELINE;
    VkSemaphoreCreateInfo create{VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO};
    create.pNext = &timeline;
    expect(vkCreateSemaphore(device_, &create, nullptr, &timeline_), "opening the device");
}

Device::~Device()
{
    vkDeviceWaitIdle(device_);
    for (Retired& retired : retired_)
        retired.destroy();
    vkDestroySemaphore(device_, timeline_, nullptr);
    vkDestroyDevice(device_, nullptr);
}

void Device::create_device(bool for_a_window)
{
    queue_family_ = *drawing_and_compute_family(physical_);
    const float priority = 1;
    VkDeviceQueueCreateInfo queue{VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO};
    queue.queueFamilyIndex = queue_family_;
    queue.queueCount = 1;
    queue.pQueuePriorities = &priority;
    Features features;
    require(features, physical_);
    std::vector<const char*> extensions{VK_KHR_PUSH_DESCRIPTOR_EXTENSION_NAME};
    if (for_a_window) extensions.push_back(VK_KHR_SWAPCHAIN_EXTENSION_NAME);
    tells_budget_ = has_extension(physical_, VK_EXT_MEMORY_BUDGET_EXTENSION_NAME);
    if (tells_budget_) extensions.push_back(VK_EXT_MEMORY_BUDGET_EXTENSION_NAME);
    VkDeviceCreateInfo create{VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO};
    create.pNext = &features.core;
    create.queueCreateInfoCount = 1;
    create.pQueueCreateInfos = &queue;
    create.enabledExtensionCount = static_cast<std::uint32_t>(extensions.size());
    create.ppEnabledExtensionNames = extensions.data();
    expect(vkCreateDevice(physical_, &create, nullptr, &device_), "opening the device");
    vkGetDeviceQueue(device_, queue_family_, 0, &queue_);
    push_descriptors = reinterpret_cast<PFN_vkCmdPushDescriptorSetKHR>(
        vkGetDeviceProcAddr(device_, "vkCmdPushDescriptorSetKHR"));
    if (instance_.validates())
        set_name_ = reinterpret_cast<PFN_vkSetDebugUtilsObjectNameEXT>(
            vkGetDeviceProcAddr(device_, "vkSetDebugUtilsObjectNameEXT"));
}

void Device::read_limits(const DeviceSettings& settings)
{
    VkPhysicalDeviceVulkan11Properties v11{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_1_PROPERTIES};
    VkPhysicalDeviceVulkan13Properties v13{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_PROPERTIES};
    v11.pNext = &v13;
    VkPhysicalDeviceProperties2 all{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2};
    all.pNext = &v11;
    vkGetPhysicalDeviceProperties2(physical_, &all);
    const VkPhysicalDeviceLimits& limits = all.properties.limits;
    const VkSampleCountFlags samples =
        limits.framebufferColorSampleCounts & limits.framebufferDepthSampleCounts;
    limits_.storage_range_bytes = limits.maxStorageBufferRange;
    limits_.buffer_bytes = std::min<std::size_t>(
        {v11.maxMemoryAllocationSize, v13.maxBufferSize, settings.most_buffer_bytes});
    limits_.push_bytes = limits.maxPushConstantsSize;
    limits_.groups_per_dimension = limits.maxComputeWorkGroupCount[0];
    limits_.subgroup_size = v11.subgroupSize;
    limits_.image_side = limits.maxImageDimension2D;
    limits_.samples = samples & VK_SAMPLE_COUNT_4_BIT ? 4 : 1;
    name_ = all.properties.deviceName;
    is_cpu_ = all.properties.deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU;
    vkGetPhysicalDeviceMemoryProperties(physical_, &memory_);
}

MemoryReport Device::memory() const
{
    const auto [buffers, transfers, images] = held_;
    const DeviceMemory memory = memory_of(physical_, tells_budget_);
    return {.buffers = buffers,
            .transfers = transfers,
            .images = images,
            .most = most_held_,
            .size = memory.size,
            .budget = std::min(memory.budget, most_memory_),
            .driver_tells_budget = tells_budget_};
}

void Device::holds(MemoryUse use, std::size_t bytes)
{
    held_[std::size_t(use)] += bytes;
    most_held_ = std::max(most_held_, std::accumulate(held_.begin(), held_.end(), std::size_t(0)));
}

void Device::lets_go(MemoryUse use, std::size_t bytes)
{
    held_[std::size_t(use)] -= bytes;
}

std::uint32_t Device::memory_type(std::uint32_t allowed, VkMemoryPropertyFlags required) const
{
    for (std::uint32_t type = 0; type < memory_.memoryTypeCount; ++type)
        if ((allowed >> type & 1) && (memory_properties(type) & required) == required) return type;
    throw base::Error(
        fmt::format("The graphics device {} has no memory of the kind needed.", name_));
}

VkMemoryPropertyFlags Device::memory_properties(std::uint32_t type) const
{
    return memory_.memoryTypes[type].propertyFlags;
}

void Device::name_object(VkObjectType type, std::uint64_t handle, std::string_view name) const
{
    if (!set_name_) return;
    const std::string text(name);
    VkDebugUtilsObjectNameInfoEXT object{VK_STRUCTURE_TYPE_DEBUG_UTILS_OBJECT_NAME_INFO_EXT};
    object.objectType = type;
    object.objectHandle = handle;
    object.pObjectName = text.c_str();
    expect(set_name_(device_, &object), "naming a part");
}

std::uint64_t Device::submit(VkCommandBuffer commands, const Turn& turn)
{
    destroy_retired();
    if (submitted_ >= lost_after_) expect(VK_ERROR_DEVICE_LOST, "handing over work");
    VkCommandBufferSubmitInfo work{VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO};
    work.commandBuffer = commands;
    VkSemaphoreSubmitInfo shown{VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO};
    shown.semaphore = turn.shown_before;
    shown.stageMask = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;
    std::array<VkSemaphoreSubmitInfo, 2> done{};
    for (VkSemaphoreSubmitInfo& one : done) {
        one.sType = VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO;
        one.stageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT;
    }
    done[0].semaphore = timeline_;
    done[0].value = submitted_ + 1;
    done[1].semaphore = turn.ready;
    VkSubmitInfo2 submission{VK_STRUCTURE_TYPE_SUBMIT_INFO_2};
    submission.waitSemaphoreInfoCount = turn.shown_before ? 1 : 0;
    submission.pWaitSemaphoreInfos = &shown;
    submission.commandBufferInfoCount = 1;
    submission.pCommandBufferInfos = &work;
    submission.signalSemaphoreInfoCount = turn.ready ? 2 : 1;
    submission.pSignalSemaphoreInfos = done.data();
    expect(vkQueueSubmit2(queue_, 1, &submission, VK_NULL_HANDLE), "handing over work");
    return ++submitted_;
}

bool Device::is_done(std::uint64_t submission) const
{
    // Destructors ask this, so it does not throw: a lost device does nothing more, and wait() says
    // so.
    std::uint64_t finished = 0;
    const VkResult result = vkGetSemaphoreCounterValue(device_, timeline_, &finished);
    return result != VK_SUCCESS || finished >= submission;
}

void Device::wait(std::uint64_t submission)
{
    VkSemaphoreWaitInfo wait{VK_STRUCTURE_TYPE_SEMAPHORE_WAIT_INFO};
    wait.semaphoreCount = 1;
    wait.pSemaphores = &timeline_;
    wait.pValues = &submission;
    expect(vkWaitSemaphores(device_, &wait, UINT64_MAX), "waiting for its work");
    destroy_retired();
}

void Device::retire(std::function<void()> destroy)
{
    if (is_done(submitted_))
        destroy();
    else
        retired_.push_back({submitted_, std::move(destroy)});
}

void Device::destroy_retired()
{
    while (!retired_.empty() && is_done(retired_.front().submission)) {
        retired_.front().destroy();
        retired_.pop_front();
    }
}

}  // namespace gpu
