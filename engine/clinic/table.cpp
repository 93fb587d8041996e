// SPDX-License-Identifier: MIT
#include "clinic/table.h"

#include "base/embedded.h"
#include "base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <map>
#include <utility>

EMBEDDED_FILE(clinical_sources)

namespace clinic {
namespace {

constexpr std::array<std::pair<Standing, std::string_view>, 4> standings_in_files{
    {{Standing::published, "published"},
     {Standing::label, "label"},
     {Standing::calculated, "calculated"},
     {Standing::from_memory, "from memory"}}};

Standing standing_named(std::string_view text, std::string_view name)
{
    for (const auto& [standing, word] : standings_in_files)
        if (word == text) return standing;
    throw base::Error(fmt::format("The table {} has the unknown standing \"{}\".", name, text));
}

struct Source {
    std::string grade;
    std::string title;
};

const std::map<std::string, Source, std::less<>>& sources()
{
    static const auto table = [] {
        std::map<std::string, Source, std::less<>> by_key;
        for (const auto& row : read_csv(embedded_clinical_sources())) {
            base::check(row.size() == 3, "a row of sources.csv has three cells");
            by_key[row[0]] = {row[1], row[2]};
        }
        return by_key;
    }();
    return table;
}

/// The text between "; " marks, one by one.
std::vector<std::string_view> keys_in(std::string_view keys)
{
    std::vector<std::string_view> parts;
    for (std::size_t mark = keys.find("; "); mark != keys.npos; mark = keys.find("; ")) {
        parts.push_back(keys.substr(0, mark));
        keys.remove_prefix(mark + 2);
    }
    parts.push_back(keys);
    return parts;
}

}  // namespace

std::string_view name_of(Standing standing)
{
    switch (standing) {
    case Standing::published:
        return "published";
    case Standing::label:
        return "drug label";
    case Standing::calculated:
        return "calculated";
    case Standing::from_memory:
        break;
    }
    return "from memory, to be checked by a clinician";
}

std::vector<std::vector<std::string>> read_csv(std::string_view csv)
{
    std::vector<std::vector<std::string>> rows(1, {""});
    bool quoted = false;
    for (std::size_t i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (quoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
            rows.back().back() += csv[++i];
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == ',') {
            rows.back().emplace_back();
        } else if (!quoted && c == '\n') {
            rows.push_back({""});
        } else {
            rows.back().back() += c;
        }
    }
    if (rows.back() == std::vector<std::string>{""}) rows.pop_back();
    if (!rows.empty()) rows.erase(rows.begin());
    return rows;
}

std::vector<Fact> read_facts(std::string_view csv, std::string_view name)
{
    std::vector<Fact> facts;
    for (const auto& row : read_csv(csv)) {
        if (row.size() != 6)
            throw base::Error(fmt::format("The table {} has a row of {} cells where 6 are needed: "
                                          "\"{}\".",
                                          name,
                                          row.size(),
                                          fmt::join(row, ",")));
        if (row[4].empty())
            throw base::Error(fmt::format(
                "The table {} gives no source for the {} of {}.", name, row[1], row[0]));
        describe_source(row[4]);  // refuses a key that leads nowhere
        facts.push_back({row[0], row[1], row[2], row[3], row[4], standing_named(row[5], name)});
    }
    return facts;
}

Sourced<double> number_in(const Fact& fact, std::string_view unit)
{
    double number = 0;
    const char* end = fact.value.data() + fact.value.size();
    const auto [stop, failure] = std::from_chars(fact.value.data(), end, number);
    if (failure != std::errc() || stop != end || !std::isfinite(number) || fact.unit != unit)
        throw base::Error(fmt::format("The {} of {} is \"{} {}\", but a number in {} is needed.",
                                      fact.field,
                                      fact.subject,
                                      fact.value,
                                      fact.unit,
                                      unit));
    return {number, fact.source, fact.standing};
}

Sourced<std::string> text_in(const Fact& fact)
{
    return {fact.value, fact.source, fact.standing};
}

std::string describe_source(std::string_view keys)
{
    std::string description;
    for (const std::string_view key : keys_in(keys)) {
        const auto found = sources().find(key);
        if (found == sources().end())
            throw base::Error(fmt::format("The clinical source \"{}\" is not in the list.", key));
        if (!description.empty()) description += "; ";
        description += found->second.title;
        if (key != "M" && key != "C") description += fmt::format(" ({})", found->second.grade);
    }
    return description;
}

std::string words_of_id(std::string_view id)
{
    std::string words(id);
    std::ranges::replace(words, '_', ' ');
    const bool is_vertebra =
        words.size() == 2 && std::isdigit(static_cast<unsigned char>(words[1]));
    if (is_vertebra) words[0] = char(std::toupper(static_cast<unsigned char>(words[0])));
    return words;
}

}  // namespace clinic
