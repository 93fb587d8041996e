// SPDX-License-Identifier: MIT
#include "render/skin_mesh.h"

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

std::uint32_t indices_of(std::span<const glm::uvec3> triangles)
{
    return static_cast<std::uint32_t>(triangles.size() * 3);
}

/// Some triangles, with a numbering of their own for the vertices they use.
class Piece {
public:
    explicit Piece(std::size_t vertices)
        : number_(vertices, unseen)
    {
    }

    /// Takes triangles from the front until `most_bytes` of vertices, or of indices, are full.
    std::vector<glm::uvec3> take(std::span<const glm::uvec3>& triangles, std::size_t most_bytes)
    {
        std::vector<glm::uvec3> taken;
        while (!triangles.empty() && has_room(taken.size(), most_bytes)) {
            const glm::uvec3 t = triangles.front();
            taken.emplace_back(number_of(t.x), number_of(t.y), number_of(t.z));
            triangles = triangles.subspan(1);
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
    bool has_room(std::size_t taken, std::size_t most_bytes) const
    {
        return (members_.size() + 3) * sizeof(SkinVertex) <= most_bytes &&
               (taken + 1) * sizeof(glm::uvec3) <= most_bytes;
    }

    std::uint32_t number_of(std::uint32_t vertex)
    {
        if (number_[vertex] == unseen) {
            number_[vertex] = static_cast<std::uint32_t>(members_.size());
            members_.push_back(vertex);
        }
        return number_[vertex];
    }

    std::vector<std::uint32_t> number_;
    std::vector<std::uint32_t> members_;
};

SkinPart part_of(gpu::Device& device,
                 std::span<const SkinVertex> vertices,
                 std::span<const glm::uvec3> triangles,
                 std::span<const glm::uvec3> seams)
{
    return {gpu::buffer_of(device, vertices, "skin", VK_BUFFER_USAGE_VERTEX_BUFFER_BIT),
            index_buffer(device, triangles, "skin's triangles"),
            index_buffer(device, seams, "seams"),
            indices_of(triangles),
            indices_of(seams),
            {}};
}

/// A part with those of `vertices` that the next triangles use.
SkinPart next_part(gpu::Device& device,
                   const std::vector<SkinVertex>& vertices,
                   Piece& piece,
                   std::span<const glm::uvec3>& triangles,
                   std::span<const glm::uvec3>& seams)
{
    const std::size_t most_bytes = device.limits().buffer_bytes;
    const std::vector<glm::uvec3> own = piece.take(triangles, most_bytes);
    const std::vector<glm::uvec3> own_seams =
        triangles.empty() ? piece.take(seams, most_bytes) : std::vector<glm::uvec3>();
    std::vector<std::uint32_t> members = piece.finish();
    std::vector<SkinVertex> some;
    some.reserve(members.size());
    for (const std::uint32_t member : members)
        some.push_back(vertices[member]);
    SkinPart part = part_of(device, some, own, own_seams);
    part.members = std::move(members);
    return part;
}

}  // namespace

SkinMesh::SkinMesh(gpu::Device& device, const Skin& skin)
    : vertex_count_(skin.positions.size())
{
    const std::vector<SkinVertex> vertices = packed(skin);
    const std::size_t largest = std::max({std::span(vertices).size_bytes(),
                                          std::span(skin.triangles).size_bytes(),
                                          std::span(skin.seams).size_bytes()});
    if (largest <= device.limits().buffer_bytes) {
        parts_.push_back(part_of(device, vertices, skin.triangles, skin.seams));
        return;
    }
    std::span<const glm::uvec3> triangles = skin.triangles, seams = skin.seams;
    Piece piece(vertices.size());
    while (!triangles.empty() || !seams.empty())
        parts_.push_back(next_part(device, vertices, piece, triangles, seams));
}

}  // namespace render
