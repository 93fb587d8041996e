// SPDX-License-Identifier: MIT
#include "panels/check_groups.h"

#include "shell/sentences.h"
#include "shell/texts.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace panels {
namespace {

using session::Check;
using session::CheckResult;
using shell::to_say;

struct Title {
    std::string_view rule;  // or its beginning
    const char* title;
};

// The first that fits: longer beginnings stand before shorter ones.
constexpr std::array titles{
    Title{"structure.no_go", to_say("No-go areas in or beside a zone")},
    Title{"structure.caution", to_say("Points over vessels, nerves or ducts")},
    Title{"structure.not_placed", to_say("Structures that could not be placed")},
    Title{"structure", to_say("Vessels, nerves and other structures")},
    Title{"region", to_say("Regions of the body")},
    Title{"scan.scale", to_say("Size of the scan")},
    Title{"depth", to_say("Depth")},
    Title{"needle", to_say("Length of the needle")},
    Title{"angle", to_say("Angle of the needle")},
    Title{"volume", to_say("Volume a point")},
    Title{"spacing", to_say("Distance between points")},
    Title{"cover", to_say("Skin without a point near it")},
    Title{"dose", to_say("Dose")},
    Title{"product", to_say("Product")},
    Title{"series", to_say("Series of visits")},
    Title{"", to_say("Further rules")}};

const char* title_of(std::string_view rule)
{
    return std::ranges::find_if(titles,
                                [rule](const Title& one) { return rule.starts_with(one.rule); })
        ->title;
}

int urgency(CheckResult result)
{
    if (result == CheckResult::fail) return 0;
    return result == CheckResult::warn ? 1 : 2;
}

}  // namespace

std::vector<CheckGroup> groups_of(std::span<const Check> checks)
{
    std::vector<CheckGroup> groups;
    for (const Check& check : checks) {
        const auto same = std::ranges::find_if(groups, [&check](const CheckGroup& one) {
            return one.result == check.result && one.rule == check.rule;
        });
        CheckGroup& group = same != groups.end()
                                ? *same
                                : groups.emplace_back(CheckGroup{
                                      check.result, check.rule, title_of(check.rule), {}});
        group.checks.push_back(&check);
    }
    std::ranges::stable_sort(groups, {}, [](const CheckGroup& one) { return urgency(one.result); });
    return groups;
}

std::string words_in_zone(const Check& check)
{
    Check said = check;
    said.message = shell::say_sentence(check.message);
    return session::sentence_in_zone(said);
}

}  // namespace panels
