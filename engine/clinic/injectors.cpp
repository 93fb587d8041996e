// SPDX-License-Identifier: MIT
#include "clinic/injectors.h"

#include "clinic/row_named.h"
#include "clinic/subjects.h"
#include "clinic/tables.h"

namespace clinic {
namespace {

Injector injector_of(Subject& subject)
{
    const auto number = [&](const char* field, const char* unit) {
        return number_in(subject.take(field), unit).value;
    };
    const Fact name = subject.take("name");
    Injector one;
    one.id = subject.id();
    one.name = name.value;
    one.source = name.source;
    one.standing = name.standing;
    one.hub_mm = number("hub_length", "mm");
    one.hub_front_radius_mm = number("hub_front_radius", "mm");
    one.hub_radius_mm = number("hub_radius", "mm");
    one.head_mm = number("head_length", "mm");
    one.head_radius_mm = number("head_radius", "mm");
    one.standoff_mm = number("standoff", "mm");
    one.travel_mm_per_s = number("travel_speed", "mm/s");
    one.approach_mm_per_s = number("approach_speed", "mm/s");
    one.insertion_mm_per_s = number("insertion_speed", "mm/s");
    one.dose_ml_per_s = number("dose_rate", "mL/s");
    one.settle_s = number("settle", "s");
    one.most_depth_mm = number("most_depth", "mm");
    one.most_volume_ml = number("most_volume", "mL");
    subject.require_all_taken();
    return one;
}

}  // namespace

const std::vector<Injector>& injectors()
{
    static const auto all = [] {
        std::vector<Injector> made;
        for (Subject& subject : subjects_of(facts_in("injectors")))
            made.push_back(injector_of(subject));
        return made;
    }();
    return all;
}

const Injector& injector(std::string_view id)
{
    return row_named(injectors(), &Injector::id, id, "injector");
}

}  // namespace clinic
