// SPDX-License-Identifier: MIT
#include "render/skin_mesh.h"

#include "base/error.h"
#include "gpu/texture.h"
#include "render/skin_picture.h"
#include "render/skin_vertex.h"

#include <algorithm>
#include <span>

namespace render {
namespace {

constexpr std::uint32_t unseen = UINT32_MAX;

template <typename Range>
gpu::Buffer index_buffer(gpu::Device& device, const Range& triangles, std::string_view name)
{
    return gpu::buffer_of(device, triangles, name, VK_BUFFER_USAGE_INDEX_BUFFER_BIT);
}

/// What is left of some triangles, neighbours together.
struct Queue {
    explicit Queue(const Skin& skin, const std::vector<glm::uvec3>& some)
        : triangles(some)
        , order(neighbours_together(skin.positions, some))
    {
    }

    bool empty() const { return next == order.size(); }
    glm::uvec3 front() const { return triangles[order[next]]; }

    const std::vector<glm::uvec3>& triangles;
    std::vector<std::uint32_t> order;
    std::size_t next = 0;
};

/// Some triangles, with a numbering of their own for the vertices they use.
class Piece {
public:
    Piece(std::size_t vertices, std::size_t most_bytes)
        : most_bytes_(most_bytes)
        , number_(vertices, unseen)
    {
    }

    /// Takes triangles until a buffer of vertices, or of indices, is full.
    std::vector<glm::uvec3> take(Queue& queue)
    {
        std::vector<glm::uvec3> taken;
        for (; !queue.empty() && has_room(taken.size()); ++queue.next) {
            const glm::uvec3 t = queue.front();
            taken.emplace_back(number_of(t.x), number_of(t.y), number_of(t.z));
        }
        return taken;
    }

    /// For the next piece; gives the vertices of this one.
    std::vector<std::uint32_t> finish()
    {
        for (const std::uint32_t member : members_)
            number_[member] = unseen;
        return std::exchange(members_, {});
    }

private:
    bool has_room(std::size_t taken) const
    {
        return (members_.size() + 3) * sizeof(SkinVertex) <= most_bytes_ &&
               (taken + 1) * sizeof(glm::uvec3) <= most_bytes_;
    }

    std::uint32_t number_of(std::uint32_t vertex)
    {
        if (number_[vertex] == unseen) {
            number_[vertex] = static_cast<std::uint32_t>(members_.size());
            members_.push_back(vertex);
        }
        return number_[vertex];
    }

    std::size_t most_bytes_;
    std::vector<std::uint32_t> number_;
    std::vector<std::uint32_t> members_;
};

/// A part with those vertices that the next triangles use.
SkinPart
next_part(gpu::Device& device, const Skin& skin, Piece& piece, Queue& triangles, Queue& seams)
{
    const std::vector<glm::uvec3> own = piece.take(triangles);
    const std::vector<glm::uvec3> own_seams =
        triangles.empty() ? piece.take(seams) : std::vector<glm::uvec3>();
    std::vector<std::uint32_t> members = piece.finish();
    const std::vector<SkinVertex> vertices = packed(skin, members);
    return {gpu::buffer_of(device, vertices, "skin", VK_BUFFER_USAGE_VERTEX_BUFFER_BIT),
            index_buffer(device, own, "skin's triangles"),
            index_buffer(device, own_seams, "seams"),
            clusters_of(vertices, own),
            clusters_of(vertices, own_seams),
            std::move(members)};
}

// The skin, zones and pictures need room too.
constexpr double share_for_picture = 0.25;

/// As large as the device has room for; none if that would show less than the vertices do.
std::shared_ptr<const gpu::Image> picture_of(gpu::Device& device, const Skin& skin)
{
    const PictureRoom room{.most_side = device.limits().image_side,
                           .most_bytes =
                               std::size_t(share_for_picture * double(device.memory().left()))};
    const std::vector<PictureLevel> levels = levels_of(*skin.picture, room);
    const bool is_whole = levels.front().width == skin.picture->texture->width;
    if (!is_whole && levels.front().pixels.size() < skin.positions.size()) return nullptr;
    std::vector<std::span<const std::uint8_t>> bytes;
    for (const PictureLevel& level : levels)
        bytes.emplace_back(reinterpret_cast<const std::uint8_t*>(level.pixels.data()),
                           level.pixels.size() * sizeof level.pixels[0]);
    try {
        return std::make_shared<const gpu::Image>(
            gpu::texture_of(device,
                            {.name = "scan's picture",
                             .extent = {levels.front().width, levels.front().height},
                             .levels = bytes,
                             .format = VK_FORMAT_R8G8B8A8_SRGB}));
    } catch (const base::Error&) {
        return nullptr;
    }
}

void add_picture(gpu::Device& device,
                 const std::shared_ptr<const gpu::Image>& picture,
                 const Skin& skin,
                 SkinPart& part)
{
    std::vector<glm::vec2> places;
    places.reserve(part.members.size());
    for (const std::uint32_t vertex : part.members)
        places.push_back(skin.places[vertex]);
    part.picture = picture;
    part.places = gpu::buffer_of(
        device, places, "places on the scan's picture", VK_BUFFER_USAGE_VERTEX_BUFFER_BIT);
}

}  // namespace

SkinMesh::SkinMesh(gpu::Device& device, const Skin& skin)
    : vertex_count_(skin.positions.size())
{
    if (skin.picture) {
        picture_ = picture_of(device, skin);
        repeats_picture_ = repeats(*skin.picture);
    }
    Queue triangles(skin, skin.triangles), seams(skin, skin.seams);
    Piece piece(skin.positions.size(), device.limits().buffer_bytes);
    while (!triangles.empty() || !seams.empty())
        parts_.push_back(next_part(device, skin, piece, triangles, seams));
    for (SkinPart& part : parts_)
        if (picture_) add_picture(device, picture_, skin, part);
}

}  // namespace render
