// SPDX-License-Identifier: MIT
#include "panels/visit_fields.h"

#include "base/error.h"
#include "panels/icons.h"
#include "shell/sentences.h"
#include "shell/texts.h"

#include <fmt/format.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <ctime>

namespace panels {
namespace {

using shell::say;
using shell::say_sentence;

clinic::Day today()
{
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    return clinic::day_in(
        fmt::format("{:04}-{:02}-{:02}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday));
}

/// A line's name, with its field at the right end.
void name_before(const char* name, float field)
{
    ImGui::AlignTextToFramePadding();
    const float at = ImGui::GetContentRegionAvail().x - field;
    const bool fits = ImGui::CalcTextSize(name).x < at - ImGui::GetStyle().ItemSpacing.x;
    ImGui::TextUnformatted(name);
    if (fits)
        ImGui::SameLine(at);
    else  // a line of its own
        ImGui::SetCursorPosX(ImGui::GetCursorPosX() + at);
}

std::string trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(' ');
    if (first == text.npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

bool has_letters(std::string_view text, std::string_view wanted)
{
    const auto lower = [](unsigned char c) { return std::tolower(c); };
    return !std::ranges::search(text, wanted, {}, lower, lower).empty();
}

}  // namespace

Typed<double>
amount_cell(const Quantity& what, std::optional<double> now, Form& form, const std::string& id)
{
    const auto typed = text_field(form, what.name + id, now ? fmt::format("{:g}", *now) : "");
    if (!typed) return std::nullopt;
    if (trimmed(*typed).empty()) return std::optional<double>();
    if (const auto value = typed_number(what, *typed, form)) return value;
    return std::nullopt;
}

Typed<double>
amount_field(const Quantity& what, std::optional<double> now, Form& form, const std::string& id)
{
    const float field = 92 * form.scale, beside = 54 * form.scale;
    name_before(what.name, field + beside);
    ImGui::SetNextItemWidth(field);
    const auto typed = amount_cell(what, now, form, id);
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    ImGui::TextDisabled("%s", what.unit);
    return typed;
}

std::optional<clinic::Day> day_typed(std::string_view text)
{
    std::string iso = trimmed(text);
    int day = 0, month = 0, year = 0, end = 0;
    if (std::sscanf(iso.c_str(), "%d.%d.%d%n", &day, &month, &year, &end) == 3 &&
        std::size_t(end) == iso.size())
        iso = fmt::format("{:04}-{:02}-{:02}", year, month, day);
    try {
        return clinic::day_in(iso);
    } catch (const base::Error&) {
        return std::nullopt;
    }
}

Typed<clinic::Day> day_cell(const std::string& id, std::optional<clinic::Day> now, Form& form)
{
    const auto typed = text_field(form, id, now ? clinic::text_of(*now) : "");
    if (!typed) return std::nullopt;
    if (trimmed(*typed).empty()) return std::optional<clinic::Day>();
    const auto day = day_typed(*typed);
    if (!day) {
        form.refusal = say("\"{}\" is no day; write it as 2026-12-24 or 24.12.2026.", *typed);
        return std::nullopt;
    }
    return day;
}

Typed<clinic::Day>
day_field(const char* name, std::optional<clinic::Day> now, Form& form, const std::string& id)
{
    const float field = 118 * form.scale, button = 74 * form.scale;
    const float between = ImGui::GetStyle().ItemSpacing.x;
    name_before(name, field + between + button);
    ImGui::SetNextItemWidth(field);
    const std::string own_id = name + id;
    auto typed = day_cell(own_id, now, form);
    ImGui::SameLine();
    ImGui::PushID(own_id.c_str());
    if (ImGui::Button(say("Today"), {button, 0})) typed = std::optional(today());
    ImGui::PopID();
    return typed;
}

std::optional<std::string>
row_finder(const char* id, const char* inside, const std::vector<FoundRow>& rows, Form& form)
{
    std::optional<std::string> chosen;
    std::string& typed = form.sought[id];
    ImGui::SetNextItemWidth(-1);
    const bool entered =
        ImGui::InputTextWithHint(id, inside, &typed, ImGuiInputTextFlags_EnterReturnsTrue);
    if (typed.empty()) return chosen;
    int shown = 0;
    for (const FoundRow& row : rows) {
        if (!has_letters(row.name, typed)) continue;
        if ((entered && shown == 0) || ImGui::Selectable(row.name.c_str())) chosen = row.id;
        if (++shown == 6) break;
    }
    if (shown == 0) quiet_text(form, say("Nothing of that name is in the table."));
    if (entered) ImGui::SetKeyboardFocusHere(-1);  // the next one
    if (chosen) typed.clear();
    return chosen;
}

bool remove_button(const char* id, const Form& form)
{
    ImGui::PushID(id);
    const bool pressed = icon_button(form, Icon::bin, say("Take away"));
    ImGui::PopID();
    return pressed;
}

void finding_line(const clinic::Finding& finding, const Form& form)
{
    const Sign sign = finding.verdict == clinic::Verdict::pass   ? Sign::pass
                      : finding.verdict == clinic::Verdict::warn ? Sign::warn
                                                                 : Sign::fail;
    sentence(form, sign, say_sentence(finding.message));
    hint(say_sentence(finding.source));
}

}  // namespace panels
