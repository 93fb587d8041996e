// SPDX-License-Identifier: MIT
// The case and its visit: who is treated, what stands against it, and when. What follows from the
// answers is said beside them at once.
#pragma once

#include "panels/form.h"

namespace panels {

/// The forms that lie open over the window.
struct VisitForms {
    bool visit = false, products = false;
    int shown_visit = 0;       // the past visit whose points the scene shows; 0: none
    bool reads_given = false;  // what was given is to be read from a file
    bool protects = false;     // the case's passphrase is to be given or changed
};

/// Of the window's left column: the patient in a line, what blocks or postpones the visit, and the
/// buttons that open the forms.
void visit_in_short(const session::ClinicFacts& facts, VisitForms& open, const Form& form);

Commands visit_panel(VisitForms& open, const session::ClinicFacts& facts, Form& form);

}  // namespace panels
