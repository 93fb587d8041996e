// SPDX-License-Identifier: MIT
// What the practitioner measured by ultrasound: how thick skin and fat are here, where bone begins.
#pragma once

#include "clinic/contraindications.h"
#include "panels/form.h"

namespace panels {

/// True if something was changed.
bool measures_part(clinic::PatientFacts& patient, Form& form);

}  // namespace panels
