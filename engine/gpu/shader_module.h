// SPDX-License-Identifier: MIT
#pragma once

#include "gpu/device.h"
#include "gpu/result.h"

#include <span>

namespace gpu {

/// SPIR-V as the driver takes it; needed only while a pipeline is made.
class ShaderModule {
public:
    ShaderModule(const Device& device, std::span<const std::uint32_t> words)
        : device_(device.handle())
    {
        VkShaderModuleCreateInfo create{VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO};
        create.codeSize = words.size_bytes();
        create.pCode = words.data();
        expect(vkCreateShaderModule(device_, &create, nullptr, &module_), "loading a shader");
    }
    ~ShaderModule() { vkDestroyShaderModule(device_, module_, nullptr); }
    ShaderModule(const ShaderModule&) = delete;
    ShaderModule& operator=(const ShaderModule&) = delete;

    VkPipelineShaderStageCreateInfo stage(VkShaderStageFlagBits which) const
    {
        VkPipelineShaderStageCreateInfo create{VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO};
        create.stage = which;
        create.module = module_;
        create.pName = "main";
        return create;
    }

private:
    VkDevice device_;
    VkShaderModule module_ = VK_NULL_HANDLE;
};

}  // namespace gpu
