// SPDX-License-Identifier: MIT
#include "clinic/dose.h"

#include "clinic/substances.h"
#include "clinic/values.h"

#include <algorithm>
#include <cmath>

namespace clinic {
namespace {

double per_spacing_squared(std::string_view pattern)
{
    return number_of("patterns", pattern, "points_per_spacing_squared", "points").value;
}

int rounded_up(double count)
{
    return int(std::ceil(count - 1e-9));
}

}  // namespace

double Mixture::volume_ml() const
{
    double sum = 0;
    for (const Ingredient& one : ingredients)
        sum += one.volume_ml;
    return sum;
}

double Mixture::mg_per_ml(std::string_view of) const
{
    double mg = 0;
    for (const Ingredient& one : ingredients)
        if (one.substance == of) mg += one.mg_per_ml * one.volume_ml;
    return ingredients.empty() ? 0 : mg / volume_ml();
}

bool Mixture::holds(std::string_view of) const
{
    return std::ranges::find(ingredients, of, &Ingredient::substance) != ingredients.end();
}

int Mixture::actives() const
{
    return int(std::ranges::count_if(
        ingredients, [](const Ingredient& one) { return substance(one.substance).is_active(); }));
}

double points_per_cm2(std::string_view pattern, double spacing_mm)
{
    const double spacing_cm = spacing_mm / 10;
    return per_spacing_squared(pattern) / (spacing_cm * spacing_cm);
}

double spacing_for_mm(std::string_view pattern, double dose_per_point, double dose_per_cm2)
{
    return 10 * std::sqrt(per_spacing_squared(pattern) * dose_per_point / dose_per_cm2);
}

double snapped_ml(double volume_ml, double step_ml, std::optional<double> most_ml)
{
    double steps = std::max(1.0, std::round(volume_ml / step_ml));
    if (most_ml) steps = std::min(steps, std::floor(*most_ml / step_ml + 1e-9));
    return steps * step_ml;
}

Supplies supplies_for(const Pricks& pricks, double syringe_ml)
{
    const auto time = [&](const char* field) {
        const char* row = pricks.fast ? "seconds_nappage" : "seconds_point";
        return pricks.points * number_of("series_rules", row, field, "s").value / 60;
    };
    const double points_a_syringe =
        pricks.volume_ml > 0 ? std::max(1.0, std::floor(syringe_ml / pricks.volume_ml + 1e-9)) : 0;
    const double change_after =
        number_of("series_rules", "needle_change", "min", "punctures").value;
    return {points_a_syringe > 0 ? rounded_up(pricks.points / points_a_syringe) : 0,
            rounded_up(pricks.points / change_after),
            time("min"),
            time("max")};
}

double usual_syringe_ml()
{
    return number_of("series_rules", "syringe", "volume", "mL").value;
}

}  // namespace clinic
