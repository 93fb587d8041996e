// SPDX-License-Identifier: MIT
// The limits that a dose is held against. What a drug's label says stops; what is published or from
// memory warns.
#pragma once

#include "clinic/areas.h"
#include "clinic/dose.h"
#include "clinic/rule.h"
#include "clinic/substances.h"

#include <optional>
#include <string>
#include <vector>

namespace clinic {

/// One substance in one zone of one visit.
struct Dose {
    const Substance* substance = nullptr;
    const Area* area = nullptr;  // null: not known
    std::string where;           // how sentences begin: "Zone \"chin\""
    bool enabled = false;        // by the practice, where the table disables it
    bool mixed = false;          // with another active ingredient
    double point_ml = 0;         // of the mixture
    double point_mg = 0;
    double spacing_mm = 0;
    int points = 0;
    double area_cm2 = 0;
    double session_ml = 0;  // of the mixture, in this zone
    int sessions_before = 0;
    std::optional<int> days_since_last;

    double session_mg() const { return point_mg * points; }
};
Findings dose_findings(const Dose& dose);

/// What all zones of a visit get of one substance together.
struct SessionDose {
    const Substance* substance = nullptr;
    int points = 0;
    double ml = 0;
    double mg = 0;
};
Findings session_findings(const SessionDose& dose);

/// The mixture as such: what must not be mixed, what has expired, how many actives.
Findings mixture_findings(const Mixture& mixture, std::optional<Day> today);

/// The weight is needed for a limit per kg; without it only the total is held.
Findings lidocaine_findings(const Lidocaine& lidocaine, std::optional<double> weight_kg);

/// What an area usually gets.
Findings area_findings(const Area& area,
                       const std::string& where,
                       double point_ml,
                       double ml_per_cm2,
                       double session_ml);

}  // namespace clinic
