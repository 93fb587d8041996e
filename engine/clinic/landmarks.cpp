// SPDX-License-Identifier: MIT
#include "clinic/landmarks.h"

#include "base/embedded.h"
#include "base/error.h"
#include "clinic/subjects.h"

EMBEDDED_FILE(clinical_landmarks)

namespace clinic {
namespace {

bool yes_in(const Fact& fact)
{
    if (fact.value != "yes" && fact.value != "no")
        throw base::Error("landmarks.csv: " + fact.subject + ": " + fact.field + " is yes or no.");
    return fact.value == "yes";
}

LandmarkView seen_from_in(const Fact& fact)
{
    if (fact.value == "front") return LandmarkView::front;
    if (fact.value == "side") return LandmarkView::side;
    if (fact.value == "top") return LandmarkView::top;
    if (fact.value == "back") return LandmarkView::back;
    throw base::Error("landmarks.csv: " + fact.subject + ": seen from " + fact.value + "?");
}

}  // namespace

const std::vector<LandmarkFacts>& landmarks()
{
    static const std::vector<LandmarkFacts> all = [] {
        std::vector<LandmarkFacts> made;
        for (Subject& rows :
             subjects_of(read_facts(embedded_clinical_landmarks(), "landmarks.csv"))) {
            made.push_back({rows.id(),
                            rows.take("part").value,
                            yes_in(rows.take("sides")),
                            rows.take("name").value,
                            text_in(rows.take("where")),
                            seen_from_in(rows.take("seen_from")),
                            yes_in(rows.take("asked"))});
            rows.require_all_taken();
        }
        return made;
    }();
    return all;
}

}  // namespace clinic
