// SPDX-License-Identifier: MIT
#include "gpu/instance.h"

#include "gpu/result.h"

#include <vulkan/vulkan.h>

#include <array>
#include <cstdio>

namespace gpu {
namespace {

VkBool32 VKAPI_PTR remember(VkDebugUtilsMessageSeverityFlagBitsEXT,
                            VkDebugUtilsMessageTypeFlagsEXT,
                            const VkDebugUtilsMessengerCallbackDataEXT* message,
                            void* messages)
{
    static_cast<std::vector<std::string>*>(messages)->emplace_back(message->pMessage);
    std::fprintf(stderr, "Vulkan validation: %s\n", message->pMessage);
    return VK_FALSE;
}

VkDebugUtilsMessengerCreateInfoEXT messenger_into(std::vector<std::string>& messages)
{
    VkDebugUtilsMessengerCreateInfoEXT create{
        VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT};
    create.messageSeverity = VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT |
                             VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT;
    create.messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT |
                         VK_DEBUG_UTILS_MESSAGE_TYPE_PERFORMANCE_BIT_EXT;
    create.pfnUserCallback = remember;
    create.pUserData = &messages;
    return create;
}

}  // namespace

Instance::Instance(Validation validation, const std::vector<std::string>& wished)
{
    std::vector<const char*> extensions;
    for (const std::string& extension : wished)
        extensions.push_back(extension.c_str());
    VkApplicationInfo program{VK_STRUCTURE_TYPE_APPLICATION_INFO};
    program.pApplicationName = "mesomap";
    program.apiVersion = VK_API_VERSION_1_3;
    VkInstanceCreateInfo create{VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO};
    create.pApplicationInfo = &program;
    create.enabledExtensionCount = static_cast<std::uint32_t>(extensions.size());
    create.ppEnabledExtensionNames = extensions.data();
    if (validation == Validation::off) {
        expect(vkCreateInstance(&create, nullptr, &instance_), "starting Vulkan");
        return;
    }
    const std::array layers{"VK_LAYER_KHRONOS_validation"};
    extensions.push_back(VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
    extensions.push_back(VK_EXT_VALIDATION_FEATURES_EXTENSION_NAME);
    const std::array enabled{VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT};
    const VkDebugUtilsMessengerCreateInfoEXT messenger = messenger_into(messages_);
    VkValidationFeaturesEXT features{VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT};
    features.pNext = &messenger;  // messages while the instance is made and destroyed
    features.enabledValidationFeatureCount = enabled.size();
    features.pEnabledValidationFeatures = enabled.data();
    create.pNext = &features;
    create.enabledLayerCount = layers.size();
    create.ppEnabledLayerNames = layers.data();
    create.enabledExtensionCount = static_cast<std::uint32_t>(extensions.size());
    create.ppEnabledExtensionNames = extensions.data();
    expect(vkCreateInstance(&create, nullptr, &instance_), "starting Vulkan with validation");
    const auto make = reinterpret_cast<PFN_vkCreateDebugUtilsMessengerEXT>(
        vkGetInstanceProcAddr(instance_, "vkCreateDebugUtilsMessengerEXT"));
    expect(make(instance_, &messenger, nullptr, &messenger_), "listening to Vulkan validation");
}

Instance::~Instance()
{
    if (messenger_) {
        const auto destroy = reinterpret_cast<PFN_vkDestroyDebugUtilsMessengerEXT>(
            vkGetInstanceProcAddr(instance_, "vkDestroyDebugUtilsMessengerEXT"));
        destroy(instance_, messenger_, nullptr);
    }
    vkDestroyInstance(instance_, nullptr);
}

std::vector<VkPhysicalDevice> Instance::physical_devices() const
{
    std::uint32_t count = 0;
    expect(vkEnumeratePhysicalDevices(instance_, &count, nullptr), "looking for Vulkan devices");
    std::vector<VkPhysicalDevice> devices(count);
    expect(vkEnumeratePhysicalDevices(instance_, &count, devices.data()),
           "looking for Vulkan devices");
    return devices;
}

}  // namespace gpu
