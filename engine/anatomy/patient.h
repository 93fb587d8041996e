// SPDX-License-Identifier: MIT
// What landmarks tell about one scan: checked, completed, and the regions and
// structures that follow.
#pragma once

#include "anatomy/landmarks.h"
#include "anatomy/regions.h"
#include "anatomy/skin_place.h"
#include "anatomy/structures.h"

#include <optional>
#include <string>
#include <vector>

namespace anatomy {

struct Patient {
    Landmarks landmarks;               // estimates among them
    std::vector<std::string> remarks;  // what is unusual, and what was estimated: sentences
    StructureMap structures;
    std::optional<Regions> regions;  // none where the landmarks do not give them
};

/// The regions that a plan with these landmarks has, some of them estimated. Throws Error for a
/// mirrored scan.
std::optional<Regions> regions_of(Landmarks given, const SkinView& skin);

/// Throws Error with a sentence for landmarks that cannot be a person's, or not on this skin.
Patient patient_of(const Landmarks& given, const SkinView& skin);

}  // namespace anatomy
