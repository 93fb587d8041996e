// SPDX-License-Identifier: MIT
// The top of the left panel: whose plan this is, and the ways out of it.
#pragma once

#include "panels/form.h"
#include "panels/view_strip.h"

namespace panels {

/// What the practitioner asked for that is beyond one case.
struct HeaderWishes {
    bool browses = false;
    bool closes = false;
    bool settings = false;
    bool keys = false;
    bool saves_copy = false;
    bool reads_given = false;
    ViewWishes view = {};
};

void header(const std::string& name, const Form& form, HeaderWishes& wishes);

/// What is being done over the scene, how far it is, and the way back. True if that is taken.
bool progress_card(
    ImVec2 top_middle, float most_width, const std::string& doing, float share, const Form& form);

}  // namespace panels
