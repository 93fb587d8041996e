// SPDX-License-Identifier: MIT
#include "anatomy/patient.h"

#include "anatomy/estimates.h"
#include "anatomy/local_frame.h"
#include "anatomy/plausibility.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace anatomy {

std::optional<Regions> regions_of(Landmarks given, const SkinView& skin)
{
    if (has_head_frame(given)) add_estimates(given, head_frame(given), skin);
    return Regions::known(given, skin);
}

Patient patient_of(const Landmarks& given, const SkinView& skin)
{
    const std::vector<Finding> findings = findings_on(given, skin);
    require_possible(findings);
    Patient patient{given, {}, {}, {}};
    for (const Finding& finding : findings)
        patient.remarks.push_back(finding.sentence);
    if (has_head_frame(given))
        for (std::string& sentence : add_estimates(patient.landmarks, head_frame(given), skin))
            patient.remarks.push_back(std::move(sentence));
    patient.regions = Regions::known(patient.landmarks, skin);
    if (patient.regions)
        std::ranges::copy(patient.regions->left_out(), std::back_inserter(patient.remarks));
    patient.structures = placed_structures(patient.landmarks, skin);
    return patient;
}

}  // namespace anatomy
