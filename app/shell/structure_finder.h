// SPDX-License-Identifier: MIT
// What the landmarks place of the danger table, found beside the window: vessels, nerves and ducts
// are measured along the skin, which takes longer than a frame.
#pragma once

#include "render/courses.h"
#include "session/workspace.h"

#include <cstdint>
#include <future>
#include <memory>
#include <string>
#include <vector>

namespace shell {

struct StructurePlate {
    std::vector<render::ClassLayer> layers;
    std::vector<render::Course> courses;
    std::size_t placed = 0, not_placed = 0;
    std::string problem;  // a sentence: why the landmarks place none
};

class StructureFinder {
public:
    /// Those of the case as it is, once they are found: never those of other landmarks. The
    /// workspace's skin must outlive this.
    std::shared_ptr<const StructurePlate> found(session::Workspace& workspace);
    /// True until `found` is to be asked again.
    bool works() const { return work_.valid(); }

private:
    std::shared_ptr<const StructurePlate> plate_;
    std::uint64_t plate_of_ = UINT64_MAX, work_of_ = UINT64_MAX;  // the landmarks' revision
    std::future<std::shared_ptr<const StructurePlate>> work_;
};

}  // namespace shell
