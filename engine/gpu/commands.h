// SPDX-License-Identifier: MIT
// A list of work for the device: recorded, submitted once, waited for.
#pragma once

#include "gpu/buffer.h"
#include "gpu/image.h"
#include "gpu/pipeline.h"

#include <initializer_list>
#include <optional>

namespace gpu {

/// Who touches memory, and how: one side of a barrier.
struct Scope {
    VkPipelineStageFlags2 stage = VK_PIPELINE_STAGE_2_NONE;
    VkAccessFlags2 access = VK_ACCESS_2_NONE;

    friend constexpr Scope operator|(Scope a, Scope b)
    {
        return {a.stage | b.stage, a.access | b.access};
    }
};

inline constexpr Scope nothing{};
inline constexpr Scope compute_reads{VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT,
                                     VK_ACCESS_2_SHADER_STORAGE_READ_BIT};
inline constexpr Scope compute_writes{VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT,
                                      VK_ACCESS_2_SHADER_STORAGE_WRITE_BIT};
inline constexpr Scope indirect_reads{VK_PIPELINE_STAGE_2_DRAW_INDIRECT_BIT,
                                      VK_ACCESS_2_INDIRECT_COMMAND_READ_BIT};
inline constexpr Scope transfer_reads{VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT,
                                      VK_ACCESS_2_TRANSFER_READ_BIT};
inline constexpr Scope transfer_writes{VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT,
                                       VK_ACCESS_2_TRANSFER_WRITE_BIT};
inline constexpr Scope colour_writes{VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT,
                                     VK_ACCESS_2_COLOR_ATTACHMENT_READ_BIT |
                                         VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT};
inline constexpr Scope depth_writes{
    VK_PIPELINE_STAGE_2_EARLY_FRAGMENT_TESTS_BIT | VK_PIPELINE_STAGE_2_LATE_FRAGMENT_TESTS_BIT,
    VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_READ_BIT | VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT};
inline constexpr Scope texture_reads{VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT,
                                     VK_ACCESS_2_SHADER_SAMPLED_READ_BIT};

/// What a shader sees at a binding: a buffer, part of one, or an image in the layout for reading.
struct Binding {
    Binding(const Buffer& whole)
        : buffer{whole.handle(), 0, whole.bytes()}
    {
    }
    Binding(const Buffer& some, std::size_t offset_bytes, std::size_t bytes)
        : buffer{some.handle(), offset_bytes, bytes}
    {
    }
    Binding(const Image& image)
        : view(image.view())
    {
    }

    VkDescriptorBufferInfo buffer{};
    VkImageView view = VK_NULL_HANDLE;
};

struct CopyPart {
    std::size_t from_offset = 0;
    std::size_t to_offset = 0;
    std::size_t bytes = SIZE_MAX;  // by default as much as both have
};

/// Where drawing goes. With `resolved`, `colour` has several samples and their mean goes there.
/// Both start cleared: colour to nothing, depth to 1.
struct Target {
    const Image* colour = nullptr;
    const Image* depth = nullptr;
    const Image* resolved = nullptr;
    bool keeps_colour = false;          // colour starts with what it holds instead
    bool keeps_depth = false;           // and so does depth
    bool leaves_depth = false;          // depth is needed afterwards
    std::optional<VkRect2D> part = {};  // of the images: only there is drawn, cleared and resolved
};

/// Recorded from construction on, submitted once. Buffers, images and pipelines that it uses may be
/// destroyed after submit(): they are kept until the work is done.
class Commands {
public:
    explicit Commands(Device& device);
    ~Commands();
    Commands(Commands&& other) noexcept;
    Commands& operator=(Commands&&) = delete;

    /// The pipeline and its bindings 0, 1, 2, ...: as many as it declares.
    void bind(const Pipeline& pipeline, std::initializer_list<Binding> bindings = {});

    /// The bound pipeline's push constants: a struct of exactly their size.
    template <typename T>
    void push(const T& constants)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        push_bytes(std::as_bytes(std::span(&constants, 1)));
    }

    void dispatch(std::uint32_t groups_x, std::uint32_t groups_y = 1, std::uint32_t groups_z = 1);
    /// Group counts are three words in `groups`, which was made with
    /// VK_BUFFER_USAGE_INDIRECT_BUFFER_BIT.
    void dispatch_indirect(const Buffer& groups, std::size_t offset_bytes = 0);

    void fill(const Buffer& buffer, std::uint32_t word);
    void copy(const Buffer& from, const Buffer& to, const CopyPart& part = {});
    void copy(const Image& from, const Buffer& to);  // image in TRANSFER_SRC_OPTIMAL
    /// Image in TRANSFER_DST_OPTIMAL.
    void copy(const Buffer& from, const Image& to, std::uint32_t level = 0);
    /// All of a picture into a larger one of the same format, `x` and `y` from its top left corner.
    void copy(const Image& from, const Image& to, std::int32_t x, std::int32_t y);
    /// Part of a picture to the same place of another one of its size.
    void copy(const Image& from, const Image& to, const VkRect2D& part);
    /// All of a picture over all of another one, smoothly; layouts as for a copy.
    void enlarge(const Image& from, const Image& to);

    /// What was recorded before finishes `before`, and its writes are seen by `after`.
    void barrier(const Scope& before, const Scope& after);
    struct Layouts {
        VkImageLayout from = VK_IMAGE_LAYOUT_UNDEFINED;  // undefined: contents may be lost
        VkImageLayout to = VK_IMAGE_LAYOUT_UNDEFINED;
    };
    void
    transition(const Image& image, const Layouts& layouts, const Scope& before, const Scope& after);

    void begin_drawing(const Target& target);
    void vertices(std::initializer_list<const Buffer*> buffers);
    void draw(std::uint32_t vertices, std::uint32_t instances = 1);
    /// 32-bit indices of triangles.
    void draw_indexed(const Buffer& indices, std::uint32_t count, std::uint32_t instances = 1);
    /// Some of the indices only, from `first` on.
    void draw_part(const Buffer& indices, std::uint32_t first, std::uint32_t count);
    /// Nothing outside this rectangle of the target is drawn, until the drawing ends.
    void clip_to(const VkRect2D& rectangle);
    void end_drawing();

    /// Hands the work over. Work of different Commands never overlaps: each submission ends with a
    /// barrier from everything to everything, and to reading by the host.
    void submit();
    bool done() const;
    void wait();
    void submit_and_wait()
    {
        submit();
        wait();
    }

private:
    void push_bytes(std::span<const std::byte> constants);
    void copy_part(const Image& from, const Image& to, const VkRect2D& part, const VkOffset2D& at);

    Device* device_;
    VkCommandPool pool_ = VK_NULL_HANDLE;
    VkCommandBuffer commands_ = VK_NULL_HANDLE;
    const Pipeline* bound_ = nullptr;
    std::optional<std::uint64_t> submission_;
};

}  // namespace gpu
