// SPDX-License-Identifier: MIT
#include "exporters/pseudonymous.h"

#include "base/hash.h"
#include "clinic/areas.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

namespace exporters {
namespace {

using Names = std::map<std::string, std::string>;  // from the map's to those that stand for them

/// "left outer_thigh" as the tables write it: without its side, in small letters, joined by _.
std::string as_in_tables(std::string name)
{
    std::ranges::transform(name, name.begin(), [](unsigned char c) {
        return c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : char(c);
    });
    for (const std::string_view side : {"left_", "right_"})
        if (name.starts_with(side)) return name.substr(side.size());
    return name;
}

bool is_of_our_tables(const std::string& name)
{
    const std::string word = as_in_tables(name);
    const auto has_it = [&](const clinic::Area& area) { return area.id == word; };
    return clinic::skin_of_region(word) || std::ranges::any_of(clinic::areas(), has_it);
}

Names name_zones(std::vector<session::MapZone>& zones)
{
    Names names;
    for (std::size_t i = 0; i < zones.size(); ++i) {
        std::string& name = zones[i].name;
        const std::string alias = is_of_our_tables(name) ? name : fmt::format("zone {}", i + 1);
        names.emplace(name, alias);
        name = alias;
    }
    return names;
}

Names name_mixtures(std::vector<clinic::Mixture>& mixtures)
{
    Names names;
    for (std::size_t i = 0; i < mixtures.size(); ++i) {
        const std::string alias = fmt::format("mixture {}", i + 1);
        names.emplace(mixtures[i].name, alias);
        mixtures[i].name = alias;
        for (clinic::Ingredient& ingredient : mixtures[i].ingredients) {
            ingredient.product.clear();
            ingredient.batch.clear();
            ingredient.expires.reset();
        }
    }
    return names;
}

/// How far apart visits are decides what is left out around old points, so it stays.
void count_days_from_the_first(session::ClinicFacts& facts)
{
    if (facts.past.empty()) {
        facts.on.reset();
        return;
    }
    const clinic::Day first = std::ranges::min_element(facts.past, {}, &session::PastVisit::on)->on;
    const clinic::Day new_first = clinic::day_in("2000-01-01");
    for (session::PastVisit& visit : facts.past)
        visit.on = new_first + (visit.on - first);
    if (facts.on) facts.on = new_first + (*facts.on - first);
}

void leave_out_typed(session::ClinicFacts& facts)
{
    constexpr const char* left_out = "left out";
    facts.patient.reset();
    if (facts.device) facts.device->name = left_out;
    facts.rules.clear();  // the checks have their numbers
    for (session::EnabledSubstance& enabled : facts.enabled)
        enabled.reason = left_out;
}

/// Messages and sources may quote what was typed: the rule and its numbers say the same.
void leave_out_sentences(std::vector<session::Check>& checks, const Names& zones)
{
    for (session::Check& check : checks) {
        const auto zone = zones.find(check.zone);
        check.zone = zone == zones.end() ? "" : zone->second;
        check.message = fmt::format("{}{}: {:g} {}, the limit is {:g}.",
                                    check.zone.empty() ? "" : check.zone + ": ",
                                    check.rule,
                                    check.value,
                                    check.unit,
                                    check.limit);
        check.source = "as in the clinical map";
    }
}

}  // namespace

session::SessionMap pseudonymous(session::SessionMap map, std::string_view alias)
{
    map.approval.reset();
    map.signature.reset();
    map.scale_statement.clear();
    map.scan.sha256 = base::sha256_hex(fmt::format("mesomap alias {}", alias));
    count_days_from_the_first(map.clinic);
    leave_out_typed(map.clinic);
    const Names mixtures = name_mixtures(map.clinic.mixtures);
    const Names zones = name_zones(map.zones);
    for (session::MapZone& zone : map.zones) {
        zone.sources = {};
        if (zone.aim.mixture) zone.aim.mixture = mixtures.at(*zone.aim.mixture);
    }
    leave_out_sentences(map.checks, zones);
    return map;
}

}  // namespace exporters
