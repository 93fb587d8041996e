// SPDX-License-Identifier: MIT
#include "clinic/areas.h"

#include "clinic/row_named.h"
#include "clinic/subjects.h"
#include "clinic/tables.h"

#include <map>

namespace clinic {
namespace {

Area area_of(Subject& rows)
{
    const auto number = [&rows](const char* field, const char* unit) {
        const auto fact = rows.take_if(field);
        return fact ? std::optional(number_in(*fact, unit)) : std::nullopt;
    };
    const auto text = [&rows](const char* field) {
        const auto fact = rows.take_if(field);
        return fact ? std::optional(text_in(*fact)) : std::nullopt;
    };
    Area area;
    area.id = rows.id();
    area.part = rows.take("part").value;
    area.skin = rows.take("skin").value;
    area.technique = text("technique");
    area.layer = text("layer");
    area.not_planned_because = text("not_planned_because");
    area.depth_default_mm = number("depth_default", "mm");
    area.depth_max_mm = number("depth_max", "mm");
    area.spacing_mm = number("spacing", "mm");
    area.volume_ml = number("volume", "mL");
    area.volume_max_ml = number("volume_max", "mL");
    area.volume_max_ml_per_cm2 = number("volume_per_cm2_max", "mL/cm2");
    area.session_max_ml = number("session_volume_max", "mL");
    area.sessions_least = number("sessions_least", "visits");
    area.sessions_most = number("sessions_most", "visits");
    area.interval_least_days = number("interval_least", "d");
    if (const auto intervals = rows.take_if("intervals"))
        for (const std::string& days : parts_of(intervals->value))
            area.intervals_days.push_back(std::stoi(days));
    return area;
}

}  // namespace

const std::vector<Area>& areas()
{
    static const std::vector<Area> all = [] {
        std::vector<Area> made;
        for (Subject& rows : subjects_of(facts_in("areas")))
            made.push_back(area_of(rows));
        return made;
    }();
    return all;
}

const Area& area(std::string_view id)
{
    return row_named(areas(), &Area::id, id, "area");
}

const RegionSkin* skin_of_region(std::string_view region)
{
    static const auto by_region = [] {
        std::map<std::string, RegionSkin, std::less<>> made;
        for (const Fact& fact : facts_in("region_skin"))
            (fact.field == "skin" ? made[fact.subject].skin : made[fact.subject].area) = fact.value;
        return made;
    }();
    const auto found = by_region.find(region);
    return found == by_region.end() ? nullptr : &found->second;
}

}  // namespace clinic
