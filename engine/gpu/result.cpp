// SPDX-License-Identifier: MIT
#include "gpu/result.h"

#include <fmt/format.h>

namespace gpu {
namespace {

std::string problem(VkResult result)
{
    switch (result) {
    case VK_ERROR_OUT_OF_HOST_MEMORY:
        return "The graphics driver ran out of main memory";
    case VK_ERROR_OUT_OF_DEVICE_MEMORY:
        return "The graphics device ran out of memory";
    case VK_ERROR_DEVICE_LOST:
        return "The graphics device stopped answering";
    case VK_ERROR_SURFACE_LOST_KHR:
        return "The window's surface was taken away";
    case VK_ERROR_INITIALIZATION_FAILED:
        return "The graphics driver could not start";
    case VK_ERROR_LAYER_NOT_PRESENT:
        return "The Vulkan validation layer is not installed (package vulkan-validationlayers)";
    case VK_ERROR_INCOMPATIBLE_DRIVER:
        return "No Vulkan driver fits this program";
    case VK_TIMEOUT:
        return "The graphics device took too long";
    default:
        return fmt::format("The graphics driver reported error {}", static_cast<int>(result));
    }
}

}  // namespace

void expect(VkResult result, std::string_view doing)
{
    if (result == VK_ERROR_DEVICE_LOST || result == VK_ERROR_SURFACE_LOST_KHR)
        throw Lost(fmt::format("{} while {}.", problem(result), doing));
    if (result != VK_SUCCESS)
        throw base::Error(fmt::format("{} while {}.", problem(result), doing));
}

}  // namespace gpu
