// SPDX-License-Identifier: MIT
#include "panels/checks_panel.h"

#include <fmt/format.h>

#include <algorithm>

namespace panels {
namespace {

using session::Check;
using session::CheckResult;

void show_all(const std::vector<Check>& checks, CheckResult result, const Form& form)
{
    for (const Check& check : checks) {
        if (check.result != result) continue;
        if (result == CheckResult::fail)
            sentence(form, Sign::fail, check.message);
        else if (result == CheckResult::warn)
            sentence(form, Sign::warn, check.message);
        else
            sentence(form, Sign::pass, check.message);
        hint("Source: " + check.source);
        ImGui::Spacing();
    }
}

std::size_t count_of(const std::vector<Check>& checks, CheckResult result)
{
    return std::size_t(std::ranges::count(checks, result, &Check::result));
}

void show_passed(const std::vector<Check>& checks, const Form& form)
{
    const std::size_t passed = count_of(checks, CheckResult::pass);
    if (passed == 0) return;
    ImGui::PushFont(form.type.small);
    const bool open =
        ImGui::TreeNodeEx("passed", ImGuiTreeNodeFlags_SpanAvailWidth, "%zu checks passed", passed);
    ImGui::PopFont();
    if (!open) return;
    show_all(checks, CheckResult::pass, form);
    ImGui::TreePop();
}

}  // namespace

void checks_panel(const shell::Plan* plan, bool works, const Form& form)
{
    heading(form, "Checks");
    if (works) {
        ImGui::SameLine();
        quiet_text(form, "planning…");
    }
    if (plan && !plan->problem.empty()) sentence(form, Sign::fail, plan->problem);
    if (!plan || !plan->map) {
        if (!plan || plan->problem.empty())
            quiet_text(form, "Checks appear as soon as a zone is painted.");
        return;
    }
    const std::vector<Check>& checks = plan->map->checks;
    show_all(checks, CheckResult::fail, form);
    show_all(checks, CheckResult::warn, form);
    show_passed(checks, form);
}

}  // namespace panels
