// SPDX-License-Identifier: MIT
// What a practitioner marks on the skin: moles, scars, fillers. How far points keep away, and what
// holds where they need not.
#pragma once

#include "clinic/structures.h"
#include "clinic/table.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic {

struct FindingKind {
    std::string id;    // "naevus_mole"
    std::string name;  // "mole (naevus)"
    StructureClass kind = StructureClass::no_go;
    Sourced<double> margin_mm;
    std::optional<Sourced<double>> depth_limit_mm;  // of a caution
    std::string advice;
};

const std::vector<FindingKind>& finding_kinds();

/// Throws Error that lists the known ones.
const FindingKind& finding_kind(std::string_view id);

}  // namespace clinic
