// SPDX-License-Identifier: MIT
// The gpu room: the only code that calls Vulkan. Everything here owns its handle, is move-only, and
// speaks through base::Error.
//
//     gpu::Device device;
//     gpu::ComputePipeline doubling(device, {.name = "doubling", .words = doubling_spirv,
//                                            .buffers = 2, .push_bytes = sizeof(Doubling)});
//     gpu::Buffer in = gpu::buffer_of(device, numbers, "numbers");
//     gpu::Buffer out(device, {.name = "doubled", .bytes = in.bytes()});
//     gpu::Commands commands(device);
//     commands.bind(doubling, {in, out});
//     commands.push(Doubling{count});
//     commands.dispatch(gpu::groups_for(count, 64));
//     commands.submit_and_wait();
//     std::vector<std::uint32_t> doubled = gpu::read<std::uint32_t>(device, out);
#pragma once

#include "gpu/instance.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gpu {

struct DeviceSettings {
    std::string name_part = {};  // take a device whose name has this part; empty: discrete first
    Validation validation = Validation::off;
    /// What the window system needs of Vulkan to show pictures (gpu/swapchain.h); empty without a
    /// window.
    std::vector<std::string> window_extensions = {};
    std::size_t most_memory_bytes = SIZE_MAX;  // that may be taken, if the device has more
    std::size_t most_buffer_bytes = SIZE_MAX;  // in one buffer: tests pretend a lesser device
    std::uint64_t lost_after = UINT64_MAX;     // submissions: tests pretend a device that breaks
};

/// MESOMAP_DEVICE is the part of a name; MESOMAP_GPU_MEMORY is the most MiB that may be taken;
/// MESOMAP_VALIDATION=1 switches validation on; MESOMAP_LOSE_DEVICE_AFTER is a number of
/// submissions.
DeviceSettings settings_from_environment();

struct Limits {
    std::size_t storage_range_bytes = 0;  // the most that one storage buffer binding can show
    std::size_t buffer_bytes = 0;         // the most that one buffer can hold
    std::uint32_t push_bytes = 0;
    std::uint32_t groups_per_dimension = 0;
    std::uint32_t subgroup_size = 0;
    std::uint32_t image_side = 0;
    std::uint32_t samples = 1;  // 4 where multisampling works, for colour and depth
};

/// What memory is taken for.
enum class MemoryUse { buffers, transfers, images };
inline constexpr std::size_t memory_uses = 3;

constexpr double mebibytes(std::size_t bytes)
{
    return double(bytes) / (1 << 20);
}

/// The device's memory, in bytes.
struct MemoryReport {
    std::size_t buffers = 0;    // vertices, indices, what kernels work on
    std::size_t transfers = 0;  // between the program's own memory and the device's
    std::size_t images = 0;     // that are drawn into or sampled from
    std::size_t most = 0;       // of all three together, so far
    std::size_t size = 0;       // of the memory nearest to the device
    // What the driver grants this program of it now, if it tells (VK_EXT_memory_budget), else all.
    std::size_t budget = 0;
    bool driver_tells_budget = false;

    std::size_t held() const { return buffers + transfers + images; }
    std::size_t left() const { return budget - std::min(held(), budget); }
};

/// A Vulkan 1.3 device with one queue for everything. Must outlive all that was made from it, so it
/// is neither copied nor moved.
class Device {
public:
    /// Throws base::Error with one sentence if no device fits.
    explicit Device(const DeviceSettings& settings = settings_from_environment());
    ~Device();
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    const std::string& name() const { return name_; }
    bool is_cpu() const { return is_cpu_; }
    const Limits& limits() const { return limits_; }
    MemoryReport memory() const;
    bool validates() const { return instance_.validates(); }
    /// Every warning and error of the validation layer so far. Tests require that it is empty.
    const std::vector<std::string>& validation_messages() const { return instance_.messages(); }

    // For the other types of this room.
    VkDevice handle() const { return device_; }
    VkInstance instance() const { return instance_.handle(); }
    VkPhysicalDevice physical() const { return physical_; }
    VkQueue queue() const { return queue_; }
    std::uint32_t queue_family() const { return queue_family_; }
    /// The first memory type among `allowed` bits with all `required` properties; throws
    /// base::Error if there is none.
    std::uint32_t memory_type(std::uint32_t allowed, VkMemoryPropertyFlags required) const;
    VkMemoryPropertyFlags memory_properties(std::uint32_t type) const;
    void name_object(VkObjectType type, std::uint64_t handle, std::string_view name) const;

    // For allocate() and free() (memory.h).
    std::size_t most_memory() const { return most_memory_; }
    void holds(MemoryUse use, std::size_t bytes);
    void lets_go(MemoryUse use, std::size_t bytes);

    /// Hands commands to the queue; the number tells when they are done.
    std::uint64_t submit(VkCommandBuffer commands) { return submit(commands, {}); }
    /// Between a window's semaphores: transfers wait for `shown_before`, `ready` tells that it is
    /// done.
    struct Turn {
        VkSemaphore shown_before = VK_NULL_HANDLE;
        VkSemaphore ready = VK_NULL_HANDLE;
    };
    std::uint64_t submit(VkCommandBuffer commands, const Turn& turn);
    bool is_done(std::uint64_t submission) const;
    void wait(std::uint64_t submission);
    void wait_for_all() { wait(submitted_); }
    /// Runs `destroy` as soon as everything submitted so far is done.
    void retire(std::function<void()> destroy);

    PFN_vkCmdPushDescriptorSetKHR push_descriptors = nullptr;

private:
    struct Retired {
        std::uint64_t submission;
        std::function<void()> destroy;
    };
    void create_device(bool for_a_window);
    void read_limits(const DeviceSettings& settings);
    void destroy_retired();

    Instance instance_;
    VkPhysicalDevice physical_ = VK_NULL_HANDLE;
    VkDevice device_ = VK_NULL_HANDLE;
    VkQueue queue_ = VK_NULL_HANDLE;
    VkSemaphore timeline_ = VK_NULL_HANDLE;  // counts finished submissions
    std::uint32_t queue_family_ = 0;
    std::uint64_t submitted_ = 0;
    std::uint64_t lost_after_ = UINT64_MAX;
    std::deque<Retired> retired_;
    std::string name_;
    bool is_cpu_ = false;
    Limits limits_;
    VkPhysicalDeviceMemoryProperties memory_{};
    bool tells_budget_ = false;
    std::size_t most_memory_;
    std::array<std::size_t, memory_uses> held_{};
    std::size_t most_held_ = 0;
    PFN_vkSetDebugUtilsObjectNameEXT set_name_ = nullptr;
};

/// How many workgroups of `group_size` cover `count` items.
constexpr std::uint32_t groups_for(std::size_t count, std::uint32_t group_size)
{
    return static_cast<std::uint32_t>((count + group_size - 1) / group_size);
}

}  // namespace gpu
