// SPDX-License-Identifier: MIT
#include "gpu/pipeline.h"
#include "gpu/result.h"
#include "gpu/shader_module.h"

#include <fmt/format.h>

#include <array>

namespace gpu {
namespace {

struct VertexInput {
    std::vector<VkVertexInputBindingDescription> bindings;
    std::vector<VkVertexInputAttributeDescription> attributes;

    explicit VertexInput(const std::vector<VertexStream>& streams)
    {
        for (const VertexStream& stream : streams) {
            const auto binding = static_cast<std::uint32_t>(bindings.size());
            bindings.push_back({binding, stream.stride, stream.rate});
            for (const Attribute& attribute : stream.attributes)
                attributes.push_back({static_cast<std::uint32_t>(attributes.size()),
                                      binding,
                                      attribute.format,
                                      attribute.offset});
        }
    }

    VkPipelineVertexInputStateCreateInfo state() const
    {
        VkPipelineVertexInputStateCreateInfo state{
            VK_STRUCTURE_TYPE_PIPELINE_VERTEX_INPUT_STATE_CREATE_INFO};
        state.vertexBindingDescriptionCount = static_cast<std::uint32_t>(bindings.size());
        state.pVertexBindingDescriptions = bindings.data();
        state.vertexAttributeDescriptionCount = static_cast<std::uint32_t>(attributes.size());
        state.pVertexAttributeDescriptions = attributes.data();
        return state;
    }
};

VkPipelineColorBlendAttachmentState blend_state(Blending blending)
{
    VkPipelineColorBlendAttachmentState state{};
    state.blendEnable = blending != Blending::opaque;
    state.srcColorBlendFactor =
        blending == Blending::over ? VK_BLEND_FACTOR_SRC_ALPHA : VK_BLEND_FACTOR_ONE;
    state.dstColorBlendFactor = VK_BLEND_FACTOR_ONE_MINUS_SRC_ALPHA;
    state.srcAlphaBlendFactor = VK_BLEND_FACTOR_ONE;
    state.dstAlphaBlendFactor = VK_BLEND_FACTOR_ONE_MINUS_SRC_ALPHA;
    state.colorWriteMask = VK_COLOR_COMPONENT_R_BIT | VK_COLOR_COMPONENT_G_BIT |
                           VK_COLOR_COMPONENT_B_BIT | VK_COLOR_COMPONENT_A_BIT;
    return state;
}

VkPipelineDepthStencilStateCreateInfo depth_state(const DrawSettings& settings)
{
    VkPipelineDepthStencilStateCreateInfo state{
        VK_STRUCTURE_TYPE_PIPELINE_DEPTH_STENCIL_STATE_CREATE_INFO};
    state.depthTestEnable = settings.tests_depth;
    state.depthWriteEnable = settings.writes_depth;
    state.depthCompareOp = VK_COMPARE_OP_LESS_OR_EQUAL;
    return state;
}

VkPipelineRasterizationStateCreateInfo raster_state(const DrawSettings& settings)
{
    VkPipelineRasterizationStateCreateInfo state{
        VK_STRUCTURE_TYPE_PIPELINE_RASTERIZATION_STATE_CREATE_INFO};
    state.polygonMode = VK_POLYGON_MODE_FILL;
    state.cullMode = settings.culls;
    state.frontFace = VK_FRONT_FACE_COUNTER_CLOCKWISE;
    state.lineWidth = 1;
    state.depthBiasEnable = settings.pushed_back;
    state.depthBiasConstantFactor = 32;
    state.depthBiasSlopeFactor = 1;
    return state;
}

}  // namespace

DrawPipeline::DrawPipeline(Device& device, const DrawSettings& settings)
    : Pipeline(device,
               VK_PIPELINE_BIND_POINT_GRAPHICS,
               {.buffers = settings.buffers,
                .textures = settings.textures,
                .repeats_textures = settings.repeats_textures,
                .push_bytes = settings.push_bytes})
{
    const ShaderModule vertex(device, settings.vertex_words);
    const ShaderModule fragment(device, settings.fragment_words);
    const std::array stages{vertex.stage(VK_SHADER_STAGE_VERTEX_BIT),
                            fragment.stage(VK_SHADER_STAGE_FRAGMENT_BIT)};
    const VertexInput input(settings.streams);
    const auto vertex_state = input.state();
    VkPipelineInputAssemblyStateCreateInfo assembly{
        VK_STRUCTURE_TYPE_PIPELINE_INPUT_ASSEMBLY_STATE_CREATE_INFO};
    assembly.topology = VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST;
    VkPipelineViewportStateCreateInfo viewport{
        VK_STRUCTURE_TYPE_PIPELINE_VIEWPORT_STATE_CREATE_INFO};
    viewport.viewportCount = viewport.scissorCount = 1;
    const std::array varying{VK_DYNAMIC_STATE_VIEWPORT, VK_DYNAMIC_STATE_SCISSOR};
    VkPipelineDynamicStateCreateInfo dynamic{VK_STRUCTURE_TYPE_PIPELINE_DYNAMIC_STATE_CREATE_INFO};
    dynamic.dynamicStateCount = varying.size();
    dynamic.pDynamicStates = varying.data();
    const auto raster = raster_state(settings);
    VkPipelineMultisampleStateCreateInfo samples{
        VK_STRUCTURE_TYPE_PIPELINE_MULTISAMPLE_STATE_CREATE_INFO};
    samples.rasterizationSamples = static_cast<VkSampleCountFlagBits>(settings.samples);
    const auto depth = depth_state(settings);
    const auto attachment = blend_state(settings.blending);
    VkPipelineColorBlendStateCreateInfo blend{
        VK_STRUCTURE_TYPE_PIPELINE_COLOR_BLEND_STATE_CREATE_INFO};
    blend.attachmentCount = 1;
    blend.pAttachments = &attachment;
    VkPipelineRenderingCreateInfo targets{VK_STRUCTURE_TYPE_PIPELINE_RENDERING_CREATE_INFO};
    targets.colorAttachmentCount = 1;
    targets.pColorAttachmentFormats = &settings.colour_format;
    targets.depthAttachmentFormat = settings.depth_format;

    VkGraphicsPipelineCreateInfo create{VK_STRUCTURE_TYPE_GRAPHICS_PIPELINE_CREATE_INFO};
    create.pNext = &targets;
    create.stageCount = stages.size();
    create.pStages = stages.data();
    create.pVertexInputState = &vertex_state;
    create.pInputAssemblyState = &assembly;
    create.pViewportState = &viewport;
    create.pRasterizationState = &raster;
    create.pMultisampleState = &samples;
    create.pDepthStencilState = &depth;
    create.pColorBlendState = &blend;
    create.pDynamicState = &dynamic;
    create.layout = layout();
    expect(
        vkCreateGraphicsPipelines(device.handle(), VK_NULL_HANDLE, 1, &create, nullptr, &pipeline_),
        fmt::format("preparing the shaders \"{}\"", settings.name));
    name(settings.name);
}

}  // namespace gpu
