// SPDX-License-Identifier: MIT
// What landmarks tell about one scan: checked, completed, and the structures that follow.
#pragma once

#include "anatomy/landmarks.h"
#include "anatomy/skin_place.h"
#include "anatomy/structures.h"

#include <string>
#include <vector>

namespace anatomy {

struct Patient {
    Landmarks landmarks;               // estimates among them
    std::vector<std::string> remarks;  // what is unusual, and what was estimated: sentences
    StructureMap structures;
};

/// Throws Error with a sentence for landmarks that cannot be a person's, or not on this skin.
Patient patient_of(const Landmarks& given, const SkinView& skin);

}  // namespace anatomy
