// SPDX-License-Identifier: MIT
// The tools that work on the skin, one at a time: which has the mouse, what it does with it, and
// what it draws over the scene.
#pragma once

#include "shell/editor.h"
#include "shell/overlay.h"
#include "tools/brush.h"
#include "tools/hand.h"
#include "tools/landmark_guide.h"
#include "tools/measure.h"

#include <optional>
#include <string>

namespace shell {

enum class Tool { brush, landmarks, measure };

class Toolbox {
public:
    /// Both must outlive this.
    Toolbox(Editor& editor, tools::Turntable& turntable);
    /// From now on the workspace has its scan.
    void start();

    Tool tool() const;
    /// The brush is taken when the others are laid down.
    void lay_down();
    void ask_landmarks(const std::string& part);  // "head" or "body"
    void measure();

    tools::Brush& brush() { return brush_; }
    tools::LandmarkGuide& guide() { return guide_; }
    bool drags() const { return hand_.drags(); }
    /// What the hand began goes no further.
    void cancel() { brush_.cancel(); }

    /// `event.at` in the picture's pixels; `inside` the picture.
    void use(const PointerEvent& event, bool inside, tools::Bench bench);
    void draw(const SceneFrame& frame, const tools::Bench& bench, const panels::Form& form);
    /// What to do now, in a few words; empty where nothing needs to be said.
    std::string next_step();

private:
    void draw_ring_of_brush(const SceneFrame& frame, const tools::Bench& bench);
    void draw_landmarks(const SceneFrame& frame, const panels::Form& form);
    std::string measured();

    Editor& editor_;
    tools::Turntable& turntable_;
    tools::Hand hand_;
    tools::Brush brush_;
    tools::LandmarkGuide guide_;
    std::optional<tools::SkinRuler> ruler_;
    std::optional<tools::Measure> measure_;
};

}  // namespace shell
