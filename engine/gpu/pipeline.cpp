// SPDX-License-Identifier: MIT
#include "gpu/pipeline.h"

#include "base/error.h"
#include "gpu/result.h"
#include "gpu/shader_module.h"

#include <fmt/format.h>

#include <utility>

namespace gpu {
namespace {

VkSampler create_sampler(const Device& device, bool repeats)
{
    VkSamplerCreateInfo create{VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO};
    create.magFilter = create.minFilter = VK_FILTER_LINEAR;
    create.addressModeU = create.addressModeV = create.addressModeW =
        repeats ? VK_SAMPLER_ADDRESS_MODE_REPEAT : VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE;
    create.mipmapMode = VK_SAMPLER_MIPMAP_MODE_LINEAR;
    create.maxLod = VK_LOD_CLAMP_NONE;
    VkSampler sampler = VK_NULL_HANDLE;
    expect(vkCreateSampler(device.handle(), &create, nullptr, &sampler), "making a sampler");
    return sampler;
}

VkShaderStageFlags stages_of(VkPipelineBindPoint bind_point)
{
    return bind_point == VK_PIPELINE_BIND_POINT_COMPUTE
               ? VkShaderStageFlags(VK_SHADER_STAGE_COMPUTE_BIT)
               : VkShaderStageFlags(VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT);
}

}  // namespace

Pipeline::Pipeline(Device& device, VkPipelineBindPoint bind_point, const Interface& interface)
    : device_(&device)
    , bind_point_(bind_point)
    , stages_(stages_of(bind_point))
    , buffers_(interface.buffers)
    , textures_(interface.textures)
    , push_bytes_(interface.push_bytes)
{
    base::check(push_bytes_ <= device.limits().push_bytes, "push constants fit");
    if (textures_ > 0) sampler_ = create_sampler(device, interface.repeats_textures);
    create_set_layout();
    create_layout();
}

void Pipeline::create_set_layout()
{
    std::vector<VkDescriptorSetLayoutBinding> bindings(buffers_ + textures_);
    for (std::uint32_t i = 0; i < bindings.size(); ++i) {
        bindings[i].binding = i;
        bindings[i].descriptorType = i < buffers_ ? VK_DESCRIPTOR_TYPE_STORAGE_BUFFER
                                                  : VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER;
        bindings[i].descriptorCount = 1;
        bindings[i].stageFlags = stages_;
    }
    VkDescriptorSetLayoutCreateInfo create{VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO};
    create.flags = VK_DESCRIPTOR_SET_LAYOUT_CREATE_PUSH_DESCRIPTOR_BIT_KHR;
    create.bindingCount = static_cast<std::uint32_t>(bindings.size());
    create.pBindings = bindings.data();
    expect(vkCreateDescriptorSetLayout(device_->handle(), &create, nullptr, &set_layout_),
           "describing a shader's buffers");
}

void Pipeline::create_layout()
{
    const VkPushConstantRange push{stages_, 0, push_bytes_};
    VkPipelineLayoutCreateInfo create{VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO};
    create.setLayoutCount = 1;
    create.pSetLayouts = &set_layout_;
    create.pushConstantRangeCount = push_bytes_ > 0 ? 1 : 0;
    create.pPushConstantRanges = &push;
    expect(vkCreatePipelineLayout(device_->handle(), &create, nullptr, &layout_),
           "describing a shader's inputs");
}

Pipeline::~Pipeline()
{
    release();
}

Pipeline::Pipeline(Pipeline&& other) noexcept
    : device_(other.device_)
    , pipeline_(std::exchange(other.pipeline_, VK_NULL_HANDLE))
    , bind_point_(other.bind_point_)
    , stages_(other.stages_)
    , buffers_(other.buffers_)
    , textures_(other.textures_)
    , push_bytes_(other.push_bytes_)
    , set_layout_(std::exchange(other.set_layout_, VK_NULL_HANDLE))
    , layout_(std::exchange(other.layout_, VK_NULL_HANDLE))
    , sampler_(std::exchange(other.sampler_, VK_NULL_HANDLE))
{
}

Pipeline& Pipeline::operator=(Pipeline&& other) noexcept
{
    std::swap(device_, other.device_);
    std::swap(pipeline_, other.pipeline_);
    std::swap(bind_point_, other.bind_point_);
    std::swap(stages_, other.stages_);
    std::swap(buffers_, other.buffers_);
    std::swap(textures_, other.textures_);
    std::swap(push_bytes_, other.push_bytes_);
    std::swap(set_layout_, other.set_layout_);
    std::swap(layout_, other.layout_);
    std::swap(sampler_, other.sampler_);
    return *this;
}

void Pipeline::release()
{
    if (!layout_) return;
    device_->retire([device = device_->handle(),
                     pipeline = pipeline_,
                     layout = layout_,
                     set_layout = set_layout_,
                     sampler = sampler_] {
        vkDestroyPipeline(device, pipeline, nullptr);
        vkDestroyPipelineLayout(device, layout, nullptr);
        vkDestroyDescriptorSetLayout(device, set_layout, nullptr);
        vkDestroySampler(device, sampler, nullptr);
    });
    layout_ = VK_NULL_HANDLE;
}

void Pipeline::name(std::string_view name) const
{
    device_->name_object(VK_OBJECT_TYPE_PIPELINE, reinterpret_cast<std::uint64_t>(pipeline_), name);
}

ComputePipeline::ComputePipeline(Device& device, const ComputeSettings& settings)
    : Pipeline(device,
               VK_PIPELINE_BIND_POINT_COMPUTE,
               {.buffers = settings.buffers, .push_bytes = settings.push_bytes})
{
    const ShaderModule module(device, settings.words);
    VkComputePipelineCreateInfo create{VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO};
    create.stage = module.stage(VK_SHADER_STAGE_COMPUTE_BIT);
    create.layout = layout();
    expect(
        vkCreateComputePipelines(device.handle(), VK_NULL_HANDLE, 1, &create, nullptr, &pipeline_),
        fmt::format("preparing the kernel \"{}\"", settings.name));
    name(settings.name);
}

}  // namespace gpu
