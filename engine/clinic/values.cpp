// SPDX-License-Identifier: MIT
#include "clinic/values.h"

#include "base/error.h"
#include "clinic/tables.h"

#include <fmt/format.h>

#include <map>
#include <tuple>

namespace clinic {
namespace {

/// Looked up for each point of a plan, so by key and not by a walk through the table.
const Fact* fact_of(std::string_view table, std::string_view row, std::string_view field)
{
    using Key = std::tuple<std::string_view, std::string_view, std::string_view>;
    static const auto by_key = [] {
        std::map<Key, const Fact*> all;
        for (const ClinicalTable& one : all_tables())
            for (const Fact& fact : facts_in(one.name))
                all.emplace(Key{one.name, fact.subject, fact.field}, &fact);
        return all;
    }();
    const auto found = by_key.find({table, row, field});
    return found == by_key.end() ? nullptr : found->second;
}

}  // namespace

std::optional<Sourced<double>> number_if(std::string_view table,
                                         std::string_view row,
                                         std::string_view field,
                                         std::string_view unit)
{
    const Fact* fact = fact_of(table, row, field);
    return fact ? std::optional(number_in(*fact, unit)) : std::nullopt;
}

Sourced<double> number_of(std::string_view table,
                          std::string_view row,
                          std::string_view field,
                          std::string_view unit)
{
    const auto number = number_if(table, row, field, unit);
    if (!number)
        throw base::Error(fmt::format("The table {}.csv has no {} of {}.", table, field, row));
    return *number;
}

std::optional<Sourced<std::string>>
text_if(std::string_view table, std::string_view row, std::string_view field)
{
    const Fact* fact = fact_of(table, row, field);
    return fact ? std::optional(text_in(*fact)) : std::nullopt;
}

}  // namespace clinic
