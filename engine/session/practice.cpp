// SPDX-License-Identifier: MIT
#include "session/practice.h"

#include "base/error.h"
#include "session/case.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace session {
namespace {

/// What no file of the practice loosens, by how the rule's id begins.
constexpr std::array<std::string_view, 6> fixed{
    "spacing.min", "cover", "needle.length", "patient.", "series.sites", "structure."};

bool is_fixed(const Check& check)
{
    const bool by_rule = std::ranges::any_of(
        fixed, [&check](std::string_view start) { return check.rule.starts_with(start); });
    return by_rule || check.result == CheckResult::fail;
}

bool holds_a_least(const Check& check)
{
    return check.rule.ends_with(".min");
}

void hold(const PracticeRule& rule, Check& check)
{
    const double before = check.limit;
    const bool looser = holds_a_least(check) ? rule.limit < before : rule.limit > before;
    if (looser && rule.reason.empty())
        throw base::Error(fmt::format("The practice loosens {} from {:g} to {:g} {} without a "
                                      "reason; write one.",
                                      rule.rule,
                                      before,
                                      rule.limit,
                                      check.unit));
    if (looser && is_fixed(check))
        throw base::Error(fmt::format("The practice cannot loosen {} from {:g} to {:g} {}: {}",
                                      rule.rule,
                                      before,
                                      rule.limit,
                                      check.unit,
                                      check.message));
    check.limit = in_map_steps(rule.limit);
    const bool kept =
        holds_a_least(check) ? check.value >= check.limit : check.value <= check.limit;
    // A limit of the practice's own stops what the usual one let through; a looser one lets pass.
    if (!looser)
        check.result = kept ? check.result : CheckResult::fail;
    else
        check.result = kept ? CheckResult::pass : check.result;
    check.message += fmt::format(" The practice {} the limit from {:g} to {:g} {}{}{}.",
                                 looser ? "loosens" : "tightens",
                                 before,
                                 check.limit,
                                 check.unit,
                                 rule.reason.empty() ? "" : ": ",
                                 rule.reason);
}

}  // namespace

void apply_practice(const ClinicFacts& facts, std::vector<Check>& checks)
{
    for (const PracticeRule& rule : facts.rules)
        for (Check& check : checks)
            if (check.rule == rule.rule) hold(rule, check);
}

}  // namespace session
