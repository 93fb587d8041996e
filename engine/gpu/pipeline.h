// SPDX-License-Identifier: MIT
// Shaders ready to run. Descriptors are pushed while commands are recorded, so a pipeline only says
// how many storage buffers it has: bindings 0, 1, 2, ... of set 0; textures follow after them.
#pragma once

#include "gpu/device.h"

#include <span>
#include <string_view>
#include <vector>

namespace gpu {

using Words = std::span<const std::uint32_t>;  // SPIR-V

/// The pipeline and its layouts, destroyed together.
class Pipeline {
public:
    ~Pipeline();
    Pipeline(Pipeline&& other) noexcept;
    Pipeline& operator=(Pipeline&& other) noexcept;

    VkPipeline handle() const { return pipeline_; }
    VkPipelineLayout layout() const { return layout_; }
    VkPipelineBindPoint bind_point() const { return bind_point_; }
    VkShaderStageFlags stages() const { return stages_; }
    std::uint32_t buffers() const { return buffers_; }
    std::uint32_t textures() const { return textures_; }
    std::uint32_t push_bytes() const { return push_bytes_; }
    VkSampler sampler() const { return sampler_; }

protected:
    struct Interface {
        std::uint32_t buffers = 0;
        std::uint32_t textures = 0;
        bool repeats_textures = false;
        std::uint32_t push_bytes = 0;
    };
    Pipeline(Device& device, VkPipelineBindPoint bind_point, const Interface& interface);
    void name(std::string_view name) const;

    Device* device_;
    VkPipeline pipeline_ = VK_NULL_HANDLE;

private:
    void create_set_layout();
    void create_layout();
    void release();

    VkPipelineBindPoint bind_point_;
    VkShaderStageFlags stages_;
    std::uint32_t buffers_ = 0;
    std::uint32_t textures_ = 0;
    std::uint32_t push_bytes_ = 0;
    VkDescriptorSetLayout set_layout_ = VK_NULL_HANDLE;
    VkPipelineLayout layout_ = VK_NULL_HANDLE;
    VkSampler sampler_ = VK_NULL_HANDLE;  // linear; only where there are textures
};

struct ComputeSettings {
    std::string_view name;
    Words words;
    std::uint32_t buffers = 0;     // storage buffers, bindings 0 to buffers - 1
    std::uint32_t push_bytes = 0;  // size of the push constants, 0 for none
};

class ComputePipeline : public Pipeline {
public:
    ComputePipeline(Device& device, const ComputeSettings& settings);
};

struct Attribute {
    VkFormat format = VK_FORMAT_R32G32B32_SFLOAT;
    std::uint32_t offset = 0;
};

/// One vertex buffer. Its attributes take the next locations in order.
struct VertexStream {
    std::uint32_t stride = 0;
    VkVertexInputRate rate = VK_VERTEX_INPUT_RATE_VERTEX;
    std::vector<Attribute> attributes = {};
};

enum class Blending {
    opaque,
    over,                // colour * alpha + below * (1 - alpha)
    over_premultiplied,  // colour + below * (1 - alpha)
};

struct DrawSettings {
    std::string_view name;
    Words vertex_words;
    Words fragment_words;
    std::vector<VertexStream> streams = {};
    std::uint32_t buffers = 0;
    std::uint32_t textures = 0;
    bool repeats_textures = false;  // beyond their edges; else the edges go on
    std::uint32_t push_bytes = 0;
    VkFormat colour_format = VK_FORMAT_R8G8B8A8_UNORM;
    VkFormat depth_format = VK_FORMAT_D32_SFLOAT;  // undefined: drawn without depth
    std::uint32_t samples = 1;
    Blending blending = Blending::opaque;
    bool tests_depth = true;   // nearer or equal passes
    bool writes_depth = true;  // translucent layers do not
    VkCullModeFlags culls = VK_CULL_MODE_NONE;
    bool pushed_back = false;  // by a few steps of depth, to lie below what is drawn at its place
};

/// Triangles by dynamic rendering; the viewport is the whole target.
class DrawPipeline : public Pipeline {
public:
    DrawPipeline(Device& device, const DrawSettings& settings);
};

}  // namespace gpu
