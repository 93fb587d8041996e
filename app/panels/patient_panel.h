// SPDX-License-Identifier: MIT
// What is known of the patient's body: landmarks, placed one after the other, and whether the
// scan's size was compared with the person.
#pragma once

#include "anatomy/plausibility.h"
#include "panels/form.h"
#include "tools/landmark_guide.h"

#include <optional>
#include <span>
#include <string>

namespace panels {

struct PatientFacts {
    const session::Case& now;
    std::span<const anatomy::Finding> findings;  // on the landmarks
    std::string size;                            // in words
    const tools::LandmarkGuide& guide;
};

struct PatientWishes {
    Commands commands;
    std::optional<std::string> begin;  // to ask for the landmarks of that part
    bool skip = false, back = false, end = false;
    bool marks = false;  // what is on the skin
};

PatientWishes patient_panel(const PatientFacts& facts, const Form& form);

}  // namespace panels
