// SPDX-License-Identifier: MIT
// What a patient answers: conditions, medicines, allergies. Typing a few letters finds the row of
// the table.
#pragma once

#include "clinic/contraindications.h"
#include "panels/form.h"

namespace panels {

// True if something was changed.
bool conditions_part(clinic::PatientFacts& patient, Form& form);
bool allergies_part(clinic::PatientFacts& patient, Form& form);

}  // namespace panels
