// SPDX-License-Identifier: MIT
#include "clinic/anthropometry.h"

#include "base/embedded.h"
#include "clinic/subjects.h"

EMBEDDED_FILE(clinical_anthropometry)

namespace clinic {

const std::vector<BodyDistance>& body_distances()
{
    static const std::vector<BodyDistance> all = [] {
        std::vector<BodyDistance> made;
        for (Subject& rows :
             subjects_of(read_facts(embedded_clinical_anthropometry(), "anthropometry.csv"))) {
            made.push_back({rows.id(),
                            rows.take("from").value,
                            rows.take("to").value,
                            number_in(rows.take("least"), "mm"),
                            number_in(rows.take("most"), "mm")});
            rows.require_all_taken();
        }
        return made;
    }();
    return all;
}

}  // namespace clinic
