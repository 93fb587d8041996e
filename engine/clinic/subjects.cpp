// SPDX-License-Identifier: MIT
#include "clinic/subjects.h"

#include "base/error.h"

#include <fmt/format.h>

#include <algorithm>

namespace clinic {

void Subject::add(const Fact& fact)
{
    if (!facts_.emplace(fact.field, fact).second)
        throw base::Error(fmt::format("{} has two rows for {}.", id_, fact.field));
}

std::optional<Fact> Subject::take_if(const std::string& field)
{
    const auto row = facts_.extract(field);
    if (row.empty()) return std::nullopt;
    return row.mapped();
}

Fact Subject::take(const std::string& field)
{
    const auto fact = take_if(field);
    if (!fact) throw base::Error(fmt::format("{} has no row for {}.", id_, field));
    return *fact;
}

void Subject::require_all_taken() const
{
    if (!facts_.empty())
        throw base::Error(fmt::format("{} has the unknown field {}.", id_, facts_.begin()->first));
}

std::vector<Subject> subjects_of(const std::vector<Fact>& facts)
{
    std::vector<Subject> subjects;
    for (const Fact& fact : facts) {
        const auto known = std::ranges::find(subjects, fact.subject, &Subject::id);
        Subject& subject = known == subjects.end() ? subjects.emplace_back(fact.subject) : *known;
        subject.add(fact);
    }
    return subjects;
}

std::vector<std::string> parts_of(std::string_view text)
{
    constexpr std::string_view between = "; ";
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = text.find(between);
        parts.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? "" : text.substr(end + between.size());
    }
    return parts;
}

}  // namespace clinic
