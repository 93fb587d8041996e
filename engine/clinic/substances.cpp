// SPDX-License-Identifier: MIT
#include "clinic/substances.h"

#include "clinic/row_named.h"
#include "clinic/subjects.h"
#include "clinic/tables.h"

namespace clinic {
namespace {

Substance substance_of(Subject& rows)
{
    const auto number = [&rows](const char* field, const char* unit) {
        const auto fact = rows.take_if(field);
        return fact ? std::optional(number_in(*fact, unit)) : std::nullopt;
    };
    const auto text = [&rows](const char* field) {
        const auto fact = rows.take_if(field);
        return fact ? std::optional(text_in(*fact)) : std::nullopt;
    };
    Substance made;
    made.id = rows.id();
    made.name = text_in(rows.take("name"));
    made.substance_class = rows.take("class").value;
    made.standing = text_in(rows.take("standing"));
    made.concentration_mg_per_ml = number("concentration", "mg/mL");
    made.point_most_ml = number("point_ml_most", "mL");
    made.point_most_mg = number("point_mg_most", "mg");
    made.spacing_least_mm = number("spacing_least", "mm");
    made.most_mg_per_cm2 = number("per_cm2_most", "mg/cm2");
    made.most_ml_per_cm2 = number("ml_per_cm2_most", "mL/cm2");
    made.points_most = number("points_most", "points");
    made.session_most_ml = number("session_ml_most", "mL");
    made.session_most_mg = number("session_mg_most", "mg");
    made.interval_least_days = number("interval_least", "d");
    made.sessions_most = number("sessions_most", "visits");
    made.only_area = text("only_area");
    made.only_area_sentence = text("only_area_sentence");
    made.not_mixed = text("not_mixed");
    made.contested = text("contested");
    made.disabled_because = text("disabled_because");
    made.avoid = text("avoid");
    made.warning = text("warning");
    made.never = text("never");
    return made;
}

}  // namespace

const std::vector<Substance>& substances()
{
    static const std::vector<Substance> all = [] {
        std::vector<Substance> made;
        for (Subject& rows : subjects_of(facts_in("substances")))
            made.push_back(substance_of(rows));
        return made;
    }();
    return all;
}

const Substance& substance(std::string_view id)
{
    return row_named(substances(), &Substance::id, id, "substance");
}

}  // namespace clinic
