// SPDX-License-Identifier: MIT
// A skin on the device: in one part, or in several where it is larger than the device's buffers.
#pragma once

#include "gpu/buffer.h"
#include "gpu/image.h"
#include "render/clusters.h"
#include "render/scene.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace render {

struct SkinPart {
    gpu::Buffer vertices;
    gpu::Buffer indices;
    gpu::Buffer seams;
    std::vector<Cluster> clusters;
    std::vector<Cluster> seam_clusters;
    std::vector<std::uint32_t> members;  // which of the skin's vertices
    // The scan's picture, and where the vertices lie on it; none without.
    std::shared_ptr<const gpu::Image> picture = {};
    std::optional<gpu::Buffer> places = {};
};

class SkinMesh {
public:
    /// Without the skin's picture if the device has no room for one, not even for a small one.
    SkinMesh(gpu::Device& device, const Skin& skin);

    const std::vector<SkinPart>& parts() const { return parts_; }
    std::size_t vertex_count() const { return vertex_count_; }
    bool has_picture() const { return picture_ != nullptr; }
    bool repeats_picture() const { return repeats_picture_; }  // beyond its edges

private:
    std::shared_ptr<const gpu::Image> picture_;
    bool repeats_picture_ = false;
    std::vector<SkinPart> parts_;
    std::size_t vertex_count_;
};

}  // namespace render
