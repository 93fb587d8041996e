// SPDX-License-Identifier: MIT
// What lies on the skin beside zones and points: what the practitioner marked, by hatch and name,
// and the points of a past visit.
#pragma once

#include "session/workspace.h"
#include "shell/overlay.h"

#include <cstdint>
#include <string>
#include <vector>

namespace shell {

class SkinMarks {
public:
    /// `shown_visit` is the number of a past visit, 0 for none.
    void draw(const SceneFrame& frame,
              const tools::Turntable& view,
              const tools::BrushSkin& skin,
              const session::Case& now,
              int shown_visit,
              const panels::Form& form);

private:
    struct Mark {
        glm::dvec3 place{0};
        std::string name;
        bool forbids = false;                     // else it asks for care
        std::vector<glm::dvec3> edge, keep_away;  // rings; the second may be empty
    };
    void follow(const session::Case& now, const tools::BrushSkin& skin);

    std::uint64_t of_ = UINT64_MAX;  // the clinic's revision
    std::vector<Mark> marks_;
};

}  // namespace shell
