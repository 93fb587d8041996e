// SPDX-License-Identifier: MIT
// Doses: what a mixture holds, what a pattern gives per area, and what a visit needs. Spacing is
// not dose: at the same least distance a hexagonal grid holds 1.155 points per spacing squared, a
// square one 1, saturated blue noise 0.695.
#pragma once

#include "clinic/days.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic {

struct Ingredient {
    std::string substance;  // an id of substances.csv
    double mg_per_ml = 0;   // as it comes; 0 where the product states none
    double volume_ml = 0;   // of it in the mixture
    std::string product;    // brand, as on the vial
    std::string batch;
    std::optional<Day> expires;
    bool operator==(const Ingredient&) const = default;
};

struct Mixture {
    std::string name;
    std::vector<Ingredient> ingredients;
    bool operator==(const Mixture&) const = default;

    double volume_ml() const;
    /// After dilution by the others.
    double mg_per_ml(std::string_view substance) const;
    bool holds(std::string_view substance) const;
    int actives() const;
};

/// Points per cm2 on an open plane. `pattern` is a row of patterns.csv.
double points_per_cm2(std::string_view pattern, double spacing_mm);
/// The spacing that gives this dose per cm2 with points of that dose, in the same unit.
double spacing_for_mm(std::string_view pattern, double dose_per_point, double dose_per_cm2);

/// The nearest dose that the device can give, but never above `most_ml`.
double snapped_ml(double volume_ml, double step_ml, std::optional<double> most_ml);

struct Supplies {
    int syringes = 0;
    int needles = 0;
    double least_minutes = 0, most_minutes = 0;
};
/// `fast`: nappage, one or two pricks a second.
struct Pricks {
    int points = 0;
    double volume_ml = 0;  // a point
    bool fast = false;
};
Supplies supplies_for(const Pricks& pricks, double syringe_ml);

/// Of a 1 mL syringe, as the series table says.
double usual_syringe_ml();

/// From all sources together.
struct Lidocaine {
    double in_mixtures_mg = 0;
    double cream_mg = 0;
    double infiltration_mg = 0;
    double total_mg() const { return in_mixtures_mg + cream_mg + infiltration_mg; }
};

}  // namespace clinic
