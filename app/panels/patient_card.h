// SPDX-License-Identifier: MIT
// What the patient sees beside their own face: where, how many, how long. No clinical words, no
// colours of danger.
#pragma once

#include "panels/form.h"
#include "shell/layout.h"

#include <span>

namespace panels {

struct PatientZone {
    std::string name;  // as the practitioner called it
    ImVec4 colour;
    std::uint32_t injections = 0;
};

struct PatientPlan {
    std::vector<PatientZone> zones;
    std::uint32_t injections = 0;
    int visits = 1;
};

/// How long the visit takes, in steps of five minutes.
int minutes_of(std::uint32_t injections);

/// Over the scene that fills the window.
void patient_card(const PatientPlan& facts, const Form& form);

}  // namespace panels
