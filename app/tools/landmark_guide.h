// SPDX-License-Identifier: MIT
// Placing landmarks: the practitioner is asked for one after the other, and clicks it on the skin.
// The view turns to where each is seen; drags go on turning it.
#pragma once

#include "clinic/landmarks.h"
#include "session/command.h"
#include "tools/click.h"
#include "tools/hand.h"

#include <optional>
#include <string>
#include <vector>

namespace tools {

/// One that is asked for.
struct AskedLandmark {
    std::string name;  // "left_tragion"
    const clinic::LandmarkFacts* facts = nullptr;

    std::string title() const;  // "Patient's left: notch above the ear flap"
};

/// All that a head or a body is asked for, in their order, left before right.
std::vector<AskedLandmark> asked_landmarks(const std::string& part);

class LandmarkGuide {
public:
    /// Asks for the first of the part's that is missing, or for all again if none is.
    void start(const std::string& part, const anatomy::Landmarks& placed, Turntable& turntable);
    void stop() { asked_.reset(); }
    bool asks() const { return asked_.has_value(); }

    const std::vector<AskedLandmark>& all() const { return all_; }
    const AskedLandmark& asked() const { return all_[*asked_]; }
    std::size_t number() const { return *asked_ + 1; }

    /// Leaves the one that is asked for as it is; ends after the last.
    void next(Turntable& turntable);
    void back(Turntable& turntable);
    void ask(std::size_t which, Turntable& turntable);

    std::optional<session::Command>
    handle(const shell::PointerEvent& event, bool inside, const Bench& bench);

private:
    std::vector<AskedLandmark> all_;
    std::optional<std::size_t> asked_;
    std::optional<render::View> turned_to_;
    Click click_;
};

}  // namespace tools
