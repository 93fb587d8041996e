// SPDX-License-Identifier: MIT
#include "anatomy/patient.h"

#include "anatomy/estimates.h"
#include "anatomy/local_frame.h"
#include "anatomy/plausibility.h"

#include <utility>

namespace anatomy {

Patient patient_of(const Landmarks& given, const SkinView& skin)
{
    const std::vector<Finding> findings = findings_on(given, skin);
    require_possible(findings);
    Patient patient{given, {}, {}};
    for (const Finding& finding : findings)
        patient.remarks.push_back(finding.sentence);
    if (has_head_frame(given))
        for (std::string& sentence : add_estimates(patient.landmarks, head_frame(given), skin))
            patient.remarks.push_back(std::move(sentence));
    patient.structures = placed_structures(patient.landmarks, skin);
    return patient;
}

}  // namespace anatomy
