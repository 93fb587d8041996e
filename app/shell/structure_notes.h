// SPDX-License-Identifier: MIT
// The courses and names of structures over the scene, as on an anatomical plate, and how much is
// known of them.
#pragma once

#include "panels/form.h"
#include "render/courses.h"
#include "shell/overlay.h"
#include "shell/structure_finder.h"

#include <memory>
#include <vector>

namespace shell {

class StructureNotes {
public:
    /// `plate` is null while it is being found.
    void draw(const SceneFrame& frame,
              const tools::Turntable& view,
              const std::shared_ptr<const StructurePlate>& plate,
              const geometry::Bvh& skin,
              const panels::Form& form);
    void clear();

    std::size_t names() const { return tags_.size(); }  // that are shown
    /// Where they lie in the window.
    std::vector<Rectangle> taken() const;

private:
    struct Tag {
        std::size_t course = 0;
        glm::dvec2 anchor{0};  // in the picture
        Rectangle area;        // of the name, in the window
    };
    void follow(const SceneFrame& frame,
                const tools::Turntable& view,
                const std::shared_ptr<const StructurePlate>& plate,
                const geometry::Bvh& skin,
                const panels::Form& form);
    std::string name_of(std::size_t course) const;
    Rectangle area_of(std::size_t course, const panels::Form& form) const;
    static bool are_crowded(const std::vector<Tag>& tags, const Rectangle& room);
    std::vector<Tag> in_margins(const SceneFrame& frame, const panels::Form& form) const;
    std::vector<Tag> beside_anchors(const SceneFrame& frame, const panels::Form& form) const;

    // What is seen, and what it was looked for with.
    std::vector<render::SeenCourse> seen_;
    std::vector<Tag> tags_;
    std::shared_ptr<const StructurePlate> plate_;
    render::Camera camera_;
    render::Area picture_;
};

}  // namespace shell
