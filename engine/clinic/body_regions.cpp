// SPDX-License-Identifier: MIT
#include "clinic/body_regions.h"

#include "base/error.h"
#include "clinic/subjects.h"
#include "clinic/tables.h"
#include "clinic/values.h"

#include <fmt/format.h>

namespace clinic {
namespace {

BodySection section_in(const Fact& fact)
{
    if (fact.value == "trunk") return BodySection::trunk;
    if (fact.value == "arm") return BodySection::arm;
    if (fact.value == "leg") return BodySection::leg;
    throw base::Error("body_regions.csv: " + fact.subject + ": part of " + fact.value + "?");
}

BodyRegion region_of(Subject& rows)
{
    const auto number = [&rows](const char* field, const char* unit) {
        return number_in(rows.take(field), unit).value;
    };
    BodyRegion made;
    const auto other_name = rows.take_if("region");
    made.name = other_name ? other_name->value : rows.id();
    made.section = section_in(rows.take("part"));
    made.has_sides = rows.take("sides").value == "yes";
    if (const auto landmark = rows.take_if("around_landmark")) {
        made.around_landmark = landmark->value;
        made.radius = number("radius", "share");
    } else {
        made.from = number("from", "share");
        made.to = number("to", "share");
        made.around_from_deg = number("around_from", "deg");
        made.around_to_deg = number("around_to", "deg");
    }
    rows.take_if("note");
    rows.require_all_taken();
    return made;
}

double share_of(const char* part, const char* field)
{
    return number_of("body_parts", part, field, "share").value;
}

bool is_between(double deg, double from_deg, double to_deg)
{
    while (deg < from_deg)
        deg += 360;
    while (deg >= from_deg + 360)
        deg -= 360;
    return deg < to_deg;
}

bool is_at(const BodyRegion& region, double along, double around_deg)
{
    return region.around_landmark.empty() && along >= region.from && along < region.to &&
           is_between(around_deg, region.around_from_deg, region.around_to_deg);
}

}  // namespace

const std::vector<BodyRegion>& body_regions()
{
    static const std::vector<BodyRegion> all = [] {
        std::vector<BodyRegion> made;
        for (Subject& rows : subjects_of(facts_in("body_regions")))
            made.push_back(region_of(rows));
        return made;
    }();
    return all;
}

const BodyRegion* band_at(BodySection section, double along, double around_deg)
{
    for (const BodyRegion& region : body_regions())
        if (region.section == section && is_at(region, along, around_deg)) return &region;
    return nullptr;
}

LimbFacts limb_facts(BodySection section)
{
    const char* part = section == BodySection::arm ? "arm" : "leg";
    return {share_of(part, "joint_below_landmark"),
            share_of(part, "joint_radius"),
            share_of(part, "reach"),
            share_of(part, "end_reach")};
}

LegCrease leg_crease()
{
    LegCrease crease{};
    for (std::size_t i = 0; i < crease.size(); ++i)
        crease[i] = share_of("leg", fmt::format("crease_at_{}", 45 * i).c_str());
    return crease;
}

double ankle_share()
{
    return share_of("leg", "ankle");
}

}  // namespace clinic
