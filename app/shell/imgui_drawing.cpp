// SPDX-License-Identifier: MIT
#include "shell/imgui_drawing.h"

#include "gpu/texture.h"
#include "shared/panels.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace shell {
namespace {

constexpr std::uint32_t panels_vert[] = {
#include "spirv/panels.vert.inc"
};
constexpr std::uint32_t panels_frag[] = {
#include "spirv/panels.frag.inc"
};

constexpr VkFormat pixel_format = VK_FORMAT_R8G8B8A8_UNORM;

gpu::DrawSettings panel_drawing()
{
    return {.name = "panels",
            .vertex_words = panels_vert,
            .fragment_words = panels_frag,
            .streams = {{.stride = sizeof(ImDrawVert),
                         .rate = VK_VERTEX_INPUT_RATE_VERTEX,
                         .attributes = {{VK_FORMAT_R32G32_SFLOAT, offsetof(ImDrawVert, pos)},
                                        {VK_FORMAT_R32G32_SFLOAT, offsetof(ImDrawVert, uv)},
                                        {VK_FORMAT_R8G8B8A8_UNORM, offsetof(ImDrawVert, col)}}}},
            .textures = 1,
            .push_bytes = sizeof(shared::PanelsPush),
            .colour_format = pixel_format,
            .depth_format = VK_FORMAT_UNDEFINED,
            .blending = gpu::Blending::over,
            .tests_depth = false,
            .writes_depth = false};
}

/// Fills `buffer`, which grows as needed. Nothing submitted uses it any more: each frame is waited
/// for.
template <typename T>
void fill(gpu::Device& device,
          std::optional<gpu::Buffer>& buffer,
          const std::vector<T>& values,
          VkBufferUsageFlags use)
{
    const std::size_t bytes = values.size() * sizeof(T);
    if (!buffer || buffer->bytes() < bytes)
        buffer.emplace(
            device,
            gpu::BufferSettings{
                .name = "panels", .bytes = bytes + bytes / 2, .home = gpu::Home::host, .use = use});
    if (bytes > 0) gpu::write_bytes(device, *buffer, gpu::bytes_of(values));
}

/// ImGui's clip rectangle in pixels, cut to the window.
VkRect2D pixels_of(const ImVec4& clip, const ImDrawData& panels, gpu::Extent window)
{
    const auto pixel = [](float place, float origin, float scale, std::uint32_t most) {
        return std::clamp((place - origin) * scale, 0.0f, float(most));
    };
    const ImVec2 origin = panels.DisplayPos, scale = panels.FramebufferScale;
    const float left = pixel(clip.x, origin.x, scale.x, window.width);
    const float top = pixel(clip.y, origin.y, scale.y, window.height);
    const float right = pixel(clip.z, origin.x, scale.x, window.width);
    const float bottom = pixel(clip.w, origin.y, scale.y, window.height);
    return {
        {std::int32_t(left), std::int32_t(top)},
        {std::uint32_t(std::max(right - left, 0.0f)), std::uint32_t(std::max(bottom - top, 0.0f))}};
}

}  // namespace

ImguiDrawing::ImguiDrawing(gpu::Device& device)
    : device_(device)
    , pipeline_(device, panel_drawing())
{
    take_letters();
}

void ImguiDrawing::take_letters()
{
    unsigned char* rgba = nullptr;
    int width = 0;
    int height = 0;
    ImGui::GetIO().Fonts->GetTexDataAsRGBA32(&rgba, &width, &height);
    const gpu::Extent extent{std::uint32_t(width), std::uint32_t(height)};
    const std::span<const unsigned char> pixels(rgba, std::size_t(width) * std::size_t(height) * 4);
    letters_.emplace(gpu::texture_of(device_, "letters", extent, pixels));
}

const gpu::Image&
ImguiDrawing::draw(const ImDrawData& panels, const Scene& scene, gpu::Extent window)
{
    if (!window_ || window_->extent() != window)
        window_.emplace(device_,
                        gpu::ImageSettings{.name = "window",
                                           .extent = window,
                                           .format = pixel_format,
                                           .use = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT |
                                                  VK_IMAGE_USAGE_TRANSFER_SRC_BIT |
                                                  VK_IMAGE_USAGE_TRANSFER_DST_BIT});
    std::vector<ImDrawVert> vertices;
    std::vector<std::uint32_t> indices;  // into all lists' vertices
    for (int i = 0; i < panels.CmdListsCount; ++i) {
        const ImDrawList& list = *panels.CmdLists[i];
        const auto first = static_cast<std::uint32_t>(vertices.size());
        vertices.insert(vertices.end(), list.VtxBuffer.begin(), list.VtxBuffer.end());
        for (const ImDrawCmd& part : list.CmdBuffer)
            for (unsigned k = part.IdxOffset; k < part.IdxOffset + part.ElemCount; ++k)
                indices.push_back(first + part.VtxOffset + list.IdxBuffer[int(k)]);
    }
    fill(device_, vertices_, vertices, VK_BUFFER_USAGE_VERTEX_BUFFER_BIT);
    fill(device_, indices_, indices, VK_BUFFER_USAGE_INDEX_BUFFER_BIT);

    gpu::Commands commands(device_);
    if (scene.picture) {
        commands.transition(*window_,
                            {.to = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL},
                            gpu::transfer_reads,
                            gpu::transfer_writes);
        commands.copy(*scene.picture, *window_, scene.x, scene.y);
    }
    commands.transition(
        *window_,
        {.from = scene.picture ? VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL : VK_IMAGE_LAYOUT_UNDEFINED,
         .to = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL},
        scene.picture ? gpu::transfer_writes : gpu::transfer_reads,
        gpu::colour_writes);
    commands.begin_drawing({.colour = &*window_, .keeps_colour = scene.picture != nullptr});
    record(commands, panels);
    commands.end_drawing();
    commands.transition(*window_,
                        {.from = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
                         .to = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL},
                        gpu::colour_writes,
                        gpu::transfer_reads);
    commands.submit_and_wait();
    return *window_;
}

const gpu::Image* ImguiDrawing::image_of(const ImDrawCmd& part) const
{
    const auto* own = static_cast<const gpu::Image*>(part.GetTexID());
    return own ? own : &*letters_;
}

void ImguiDrawing::bind(gpu::Commands& commands,
                        const gpu::Image& image,
                        const ImDrawData& panels) const
{
    commands.bind(pipeline_, {image});
    commands.push(shared::PanelsPush{{panels.DisplayPos.x, panels.DisplayPos.y},
                                     {panels.DisplaySize.x, panels.DisplaySize.y}});
}

void ImguiDrawing::record(gpu::Commands& commands, const ImDrawData& panels) const
{
    commands.vertices({&*vertices_});
    const gpu::Image* bound = nullptr;
    std::uint32_t first = 0;
    for (int i = 0; i < panels.CmdListsCount; ++i)
        for (const ImDrawCmd& part : panels.CmdLists[i]->CmdBuffer) {
            const VkRect2D clip = pixels_of(part.ClipRect, panels, window_->extent());
            if (part.ElemCount > 0 && clip.extent.width > 0 && clip.extent.height > 0) {
                const gpu::Image* shown = image_of(part);
                if (shown != bound) bind(commands, *shown, panels);
                bound = shown;
                commands.clip_to(clip);
                commands.draw_part(*indices_, first, part.ElemCount);
            }
            first += part.ElemCount;
        }
}

}  // namespace shell
