// SPDX-License-Identifier: MIT
// The tools that work on the skin, one at a time: which has the mouse, what it does with it, and
// what it draws over the scene.
#pragma once

#include "shell/editor.h"
#include "shell/overlay.h"
#include "tools/hand.h"
#include "tools/kit.h"
#include "tools/landmark_guide.h"
#include "tools/mark_tool.h"
#include "tools/measure.h"

#include <optional>
#include <string>

namespace shell {

/// painting: the one that is chosen of the kit.
enum class Tool { painting, landmarks, measure, marks };

class Toolbox {
public:
    /// Both must outlive this.
    Toolbox(Editor& editor, tools::Turntable& turntable);
    /// From now on the workspace has its scan.
    void start();

    Tool tool() const;
    /// The kit's tool is taken when the others are laid down.
    void lay_down();
    void ask_landmarks(const std::string& part);  // "head" or "body"
    void measure();
    void mark();

    tools::Kit& kit() { return kit_; }
    const tools::Kit& kit() const { return kit_; }
    tools::LandmarkGuide& guide() { return guide_; }
    tools::MarkTool& marks() { return marks_; }
    bool drags() const { return hand_.drags(); }
    /// What the hand began goes no further.
    void cancel() { kit_.cancel(); }
    glm::dvec2 pointer() const { return hand_.at(); }  // in the picture's pixels
    bool is_over_scene() const { return hand_.over_scene(); }

    /// `event.at` in the picture's pixels; `inside` the picture.
    void use(const PointerEvent& event, bool inside, tools::Bench bench);
    /// Chooses a tool, or is for the one in hand.
    void use_key(const KeyPress& press, const tools::Bench& bench);
    void draw(const SceneFrame& frame, const tools::Bench& bench, const panels::Form& form);
    /// What to do now, in a few words; empty where nothing needs to be said.
    std::string next_step();

private:
    void draw_painting(const SceneFrame& frame, const tools::Bench& bench);
    void draw_next_mark(const SceneFrame& frame, const tools::Bench& bench);
    void draw_landmarks(const SceneFrame& frame, const panels::Form& form);
    std::string measured();

    Editor& editor_;
    tools::Turntable& turntable_;
    tools::Hand hand_;
    tools::Kit kit_;
    tools::LandmarkGuide guide_;
    tools::MarkTool marks_;
    std::optional<tools::SkinRuler> ruler_;
    std::optional<tools::Measure> measure_;
};

}  // namespace shell
