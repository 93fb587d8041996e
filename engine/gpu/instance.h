// SPDX-License-Identifier: MIT
// The Vulkan instance, with validation and a memory of what validation said.
#pragma once

#include <vulkan/vulkan_core.h>

#include <string>
#include <vector>

namespace gpu {

// GPU-assisted validation is left out: the layer of Debian 12 (1.3.239) takes pushed descriptors
// for uninitialised ones and then waits in vain for our timeline semaphore.
enum class Validation {
    off,
    core_and_sync,  // the usual rules, and hazards between commands
};

class Instance {
public:
    /// `extensions` beside our own: a window system's.
    explicit Instance(Validation validation, const std::vector<std::string>& extensions = {});
    ~Instance();
    // The messenger holds the address of messages_.
    Instance(const Instance&) = delete;
    Instance& operator=(const Instance&) = delete;

    VkInstance handle() const { return instance_; }
    bool validates() const { return messenger_ != VK_NULL_HANDLE; }
    /// Every warning and error since the start; none without validation.
    const std::vector<std::string>& messages() const { return messages_; }
    std::vector<VkPhysicalDevice> physical_devices() const;

private:
    VkInstance instance_ = VK_NULL_HANDLE;
    VkDebugUtilsMessengerEXT messenger_ = VK_NULL_HANDLE;
    std::vector<std::string> messages_;
};

}  // namespace gpu
