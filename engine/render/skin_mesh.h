// SPDX-License-Identifier: MIT
// A skin on the device: in one part, or in several where it is larger than the device's buffers.
#pragma once

#include "gpu/buffer.h"
#include "render/clusters.h"
#include "render/scene.h"

#include <cstdint>
#include <vector>

namespace render {

struct SkinPart {
    gpu::Buffer vertices;
    gpu::Buffer indices;
    gpu::Buffer seams;
    std::vector<Cluster> clusters;
    std::vector<Cluster> seam_clusters;
    std::vector<std::uint32_t> members;  // which of the skin's vertices
};

class SkinMesh {
public:
    SkinMesh(gpu::Device& device, const Skin& skin);

    const std::vector<SkinPart>& parts() const { return parts_; }
    std::size_t vertex_count() const { return vertex_count_; }

private:
    std::vector<SkinPart> parts_;
    std::size_t vertex_count_;
};

}  // namespace render
