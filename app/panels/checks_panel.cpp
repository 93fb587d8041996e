// SPDX-License-Identifier: MIT
#include "panels/checks_panel.h"

#include "panels/check_groups.h"
#include "shell/sentences.h"
#include "shell/texts.h"

#include <algorithm>

namespace panels {
namespace {

using session::Check;
using session::CheckResult;
using shell::say;
using shell::say_sentence;

using ZoneWish = std::optional<std::string>;

Sign sign_of(CheckResult result)
{
    if (result == CheckResult::fail) return Sign::fail;
    return result == CheckResult::warn ? Sign::warn : Sign::pass;
}

/// A sentence that leads to its zone.
void check_line(const Check& check, const std::string& words, const Form& form, ZoneWish& wish)
{
    ImGui::BeginGroup();
    sentence(form, sign_of(check.result), words);
    ImGui::EndGroup();
    if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (ImGui::IsItemClicked()) wish = check.zone;
    hint(say("Source: {}", say_sentence(check.source)) + "\n" + say("A click shows the zone."));
    ImGui::Spacing();
}

void zone_line(const std::string& zone, const Form& form, ZoneWish& wish)
{
    ImGui::PushFont(form.type.small);
    ImGui::PushStyleColor(ImGuiCol_Text, shell::ink::accent);
    if (ImGui::Selectable(zone.c_str())) wish = zone;
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

/// What a group says of each zone, under the zone's name.
void group_lines(const CheckGroup& group, const Form& form, ZoneWish& wish)
{
    std::string zone;
    for (const Check* check : group.checks) {
        ImGui::PushID(check);
        if (check->zone != zone) zone_line(zone = check->zone, form, wish);
        check_line(*check, words_in_zone(*check), form, wish);
        ImGui::PopID();
    }
}

void group_part(const CheckGroup& group, const Form& form, ZoneWish& wish)
{
    ImGui::PushID(int(group.result));
    ImGui::PushID(group.rule.c_str());
    const float size = 17 * form.scale, gap = 6 * form.scale;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line = ImGui::GetFrameHeight();
    draw_sign_at({at.x + size / 2, at.y + line / 2}, size, sign_of(group.result));
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + size + 2 * form.scale);
    const std::string count = std::to_string(group.checks.size());
    const float right = ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x;
    ImFont& type = *form.type.heading;
    const float count_at =
        right - type.CalcTextSizeA(type.FontSize, FLT_MAX, 0, count.c_str()).x - gap;
    const float words_at = ImGui::GetCursorScreenPos().x + ImGui::GetTreeNodeToLabelSpacing();
    const bool open =
        ImGui::TreeNodeEx("group",
                          ImGuiTreeNodeFlags_SpanAvailWidth | ImGuiTreeNodeFlags_FramePadding |
                              ImGuiTreeNodeFlags_NoTreePushOnOpen,
                          "%s",
                          wrapped(say(group.title), count_at - gap - words_at).c_str());
    ImGui::GetWindowDrawList()->AddText(&type,
                                        type.FontSize,
                                        {count_at, at.y + (line - type.FontSize) / 2},
                                        ImGui::GetColorU32(shell::ink::quiet),
                                        count.c_str());
    if (open) group_lines(group, form, wish);
    ImGui::PopID();
    ImGui::PopID();
}

void passed_part(const std::vector<CheckGroup>& groups, const Form& form, ZoneWish& wish)
{
    std::size_t passed = 0;
    for (const CheckGroup& group : groups)
        if (group.result == CheckResult::pass) passed += group.checks.size();
    if (passed == 0) return;
    const std::string title = say("{} checks passed", passed) + "###passed";
    if (!ImGui::TreeNodeEx(title.c_str(),
                           ImGuiTreeNodeFlags_SpanAvailWidth | ImGuiTreeNodeFlags_NoTreePushOnOpen))
        return;
    for (const CheckGroup& group : groups)
        if (group.result == CheckResult::pass) group_part(group, form, wish);
}

/// Zones that can hold no point stop no plan, but the export of its map.
void left_out_lines(const shell::Plan& plan, const Form& form)
{
    for (const shell::LeftOut& one : plan.left_out) {
        sentence(form, Sign::fail, say_sentence(one.why));
        ImGui::Spacing();
    }
}

}  // namespace

std::optional<std::string> checks_panel(const shell::Plan* plan, bool works, const Form& form)
{
    ZoneWish wish;
    const bool open = section(form, say("Checks"));
    if (works) {
        ImGui::SameLine();
        quiet_text(form, say("planning…"));
    }
    if (!open) return wish;
    if (plan && !plan->problem.empty()) sentence(form, Sign::fail, plan->problem);
    if (plan) left_out_lines(*plan, form);
    if (!plan || !plan->map) {
        if (!plan || (plan->problem.empty() && plan->left_out.empty()))
            quiet_text(form,
                       works ? say("Checks follow once the points are placed.")
                             : say("Checks appear as soon as a zone is painted."));
        return wish;
    }
    const std::vector<CheckGroup> groups = groups_of(plan->map->checks);
    for (const CheckGroup& group : groups) {
        if (group.result == CheckResult::pass) continue;
        if (group.checks.size() > 1)
            group_part(group, form, wish);
        else
            check_line(*group.checks[0], say_sentence(group.checks[0]->message), form, wish);
    }
    passed_part(groups, form, wish);
    return wish;
}

}  // namespace panels
