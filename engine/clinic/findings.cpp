// SPDX-License-Identifier: MIT
#include "clinic/findings.h"

#include "base/error.h"
#include "clinic/subjects.h"
#include "clinic/tables.h"

#include <fmt/format.h>

#include <vector>

namespace clinic {
namespace {

StructureClass class_named(std::string_view word)
{
    for (const StructureClass kind : {StructureClass::no_go, StructureClass::caution})
        if (name_of(kind) == word) return kind;
    base::check(word == name_of(StructureClass::check), "a class of findings.csv");
    return StructureClass::check;
}

}  // namespace

const std::vector<FindingKind>& finding_kinds()
{
    static const std::vector<FindingKind> all = [] {
        std::vector<FindingKind> made;
        for (Subject& rows : subjects_of(facts_in("findings"))) {
            FindingKind& one = made.emplace_back();
            one.id = rows.id();
            one.name = rows.take("name").value;
            one.kind = class_named(rows.take("class").value);
            one.margin_mm = number_in(rows.take("margin"), "mm");
            if (const auto limit = rows.take_if("depth_limit"))
                one.depth_limit_mm = number_in(*limit, "mm");
            if (const auto advice = rows.take_if("advice")) one.advice = advice->value;
            rows.require_all_taken();
        }
        return made;
    }();
    return all;
}

const FindingKind& finding_kind(std::string_view id)
{
    std::vector<std::string> known;
    for (const FindingKind& one : finding_kinds()) {
        if (one.id == id) return one;
        known.push_back(one.id);
    }
    throw base::Error(fmt::format(
        "There is no finding \"{}\" to mark; the known ones are {}.", id, fmt::join(known, ", ")));
}

}  // namespace clinic
