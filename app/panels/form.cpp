// SPDX-License-Identifier: MIT
#include "panels/form.h"

#include "panels/icons.h"
#include "panels/quantity.h"
#include "session/limits.h"
#include "shell/texts.h"

#include <fmt/format.h>
#include <imgui_stdlib.h>

#include <algorithm>

namespace panels {

void heading(const Form& form, const char* text)
{
    ImGui::PushFont(form.type.heading);
    ImGui::TextUnformatted(text);
    ImGui::PopFont();
}

void gap(float height)
{
    ImGui::Dummy({0, height / 2});
    ImGui::Separator();
    ImGui::Dummy({0, height / 2});
}

bool section(const Form& form, const char* title)
{
    ImGuiStorage& kept = *ImGui::GetStateStorage();
    const ImGuiID id = ImGui::GetID(title);
    bool open = kept.GetBool(id, true);
    ImGui::PushFont(form.type.heading);
    const ImVec2 at = ImGui::GetCursorScreenPos(), size = ImGui::CalcTextSize(title);
    const float side = 0.32f * size.y;  // of the arrow
    if (ImGui::InvisibleButton(title, {size.x + 5 * side, size.y})) kept.SetBool(id, open = !open);
    const bool marked = ImGui::IsItemHovered() || ImGui::IsItemFocused();
    const ImU32 ink = ImGui::GetColorU32(marked ? shell::ink::accent : shell::ink::text);
    ImDrawList& drawing = *ImGui::GetWindowDrawList();
    drawing.AddText(at, ink, title);
    const ImVec2 middle(at.x + size.x + 3 * side, at.y + size.y / 2);
    const auto corner = [&](float x, float y) {
        return open ? ImVec2(middle.x + x * side, middle.y + y * side)
                    : ImVec2(middle.x + y * side, middle.y - x * side);
    };
    drawing.AddTriangleFilled(corner(-1, -0.5f), corner(1, -0.5f), corner(0, 0.7f), ink);
    ImGui::PopFont();
    return open;
}

void quiet_text(const Form& form, const std::string& text)
{
    ImGui::PushFont(form.type.small);
    ImGui::PushStyleColor(ImGuiCol_Text, shell::ink::quiet);
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

bool tick(const char* words, bool& ticked)
{
    const float room = ImGui::GetContentRegionAvail().x - ImGui::GetFrameHeight() -
                       ImGui::GetStyle().ItemInnerSpacing.x;
    if (ImGui::CalcTextSize(words).x <= room) return ImGui::Checkbox(words, &ticked);
    ImGui::PushID(words);
    const bool changed = ImGui::Checkbox("##box", &ticked);
    ImGui::PopID();
    ImGui::SameLine(0, ImGui::GetStyle().ItemInnerSpacing.x);
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(words);
    ImGui::PopTextWrapPos();
    return changed;
}

ButtonRow::ButtonRow(std::initializer_list<const char*> names)
{
    const ImGuiStyle& style = ImGui::GetStyle();
    const float all = ImGui::GetContentRegionAvail().x, count = float(names.size());
    width_ = (all - style.ItemSpacing.x * (count - 1)) / count;
    beside_ = std::ranges::all_of(names, [&](const char* name) {
        return ImGui::CalcTextSize(name, nullptr, true).x + 2 * style.FramePadding.x <= width_;
    });
    if (!beside_) width_ = all;
}

bool ButtonRow::button(const char* name)
{
    if (beside_ && !first_) ImGui::SameLine();
    first_ = false;
    return ImGui::Button(name, {width_, 0});
}

void push_accent()
{
    const ImVec4 accent = shell::ink::accent;
    const auto lighter = [&accent](float factor) {
        return ImVec4(accent.x * factor, accent.y * factor, accent.z * factor, 1);
    };
    ImGui::PushStyleColor(ImGuiCol_Text, shell::ink::on_accent);
    ImGui::PushStyleColor(ImGuiCol_Button, accent);
    ImGui::PushStyleColor(ImGuiCol_ButtonHovered, lighter(1.12f));
    ImGui::PushStyleColor(ImGuiCol_ButtonActive, lighter(0.9f));
}

void pop_accent()
{
    ImGui::PopStyleColor(4);
}

namespace {

/// A tick, a cross or an exclamation mark: the colour is never the only sign.
void draw_sign(Sign sign, ImVec2 middle, float size)
{
    ImDrawList& drawing = *ImGui::GetWindowDrawList();
    const ImU32 dark = IM_COL32(20, 22, 25, 255);
    const float width = size / 8;
    const auto at = [&](float x, float y) {
        return ImVec2(middle.x + x * size, middle.y + y * size);
    };
    const auto line = [&](ImVec2 from, ImVec2 to) { drawing.AddLine(from, to, dark, width); };
    switch (sign) {
    case Sign::pass:
        line(at(-0.24f, 0.02f), at(-0.06f, 0.20f));
        line(at(-0.06f, 0.20f), at(0.25f, -0.18f));
        break;
    case Sign::warn:
        line(at(0, -0.30f), at(0, 0.08f));
        line(at(0, 0.19f), at(0, 0.31f));
        break;
    case Sign::fail:
        line(at(-0.20f, -0.20f), at(0.20f, 0.20f));
        line(at(-0.20f, 0.20f), at(0.20f, -0.20f));
        break;
    }
}

const ImVec4& colour_of(Sign sign)
{
    if (sign == Sign::pass) return shell::ink::pass;
    return sign == Sign::warn ? shell::ink::warn : shell::ink::fail;
}

std::string refusal_beyond(const session::FieldLimits& limits, const Quantity& what, double number)
{
    const auto with_unit = [&](double value) {
        return fmt::format("{}{}{}", value, *what.unit ? " " : "", what.unit);
    };
    const std::string typed = with_unit(number), least = with_unit(limits.least),
                      most = with_unit(limits.most);
    if (limits.whole)
        return shell::say("{}: {} is not possible, only a whole number from {} to {}.",
                          what.name,
                          typed,
                          least,
                          most);
    if (limits.above_least)
        return shell::say("{}: {} is not possible, only more than {} and up to {}.",
                          what.name,
                          typed,
                          least,
                          most);
    return shell::say("{}: {} is not possible, only {} to {}.", what.name, typed, least, most);
}

}  // namespace

void draw_sign_at(ImVec2 middle, float size, Sign sign)
{
    ImGui::GetWindowDrawList()->AddCircleFilled(
        middle, size / 2, ImGui::GetColorU32(colour_of(sign)), 24);
    draw_sign(sign, middle, size);
}

void sentence(const Form& form, Sign sign, const std::string& text)
{
    const float size = 17 * form.scale;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_sign_at({at.x + size / 2, at.y + size / 2}, size, sign);
    ImGui::SetCursorScreenPos({at.x + size + 9 * form.scale, at.y});
    ImGui::BeginGroup();
    ImGui::PushFont(form.type.small);
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopTextWrapPos();
    ImGui::PopFont();
    ImGui::EndGroup();
}

std::string wrapped(const std::string& text, float width)
{
    std::string lines;
    const char* at = text.c_str();
    const char* const end = at + text.size();
    while (true) {
        const char* stop = ImGui::GetFont()->CalcWordWrapPositionA(1, at, end, width);
        stop = std::max(stop, std::min(at + 1, end));  // goes on in the narrowest place
        lines.append(at, stop);
        at = std::find_if(stop, end, [](char c) { return c != ' '; });
        if (at == end) return lines;
        lines += '\n';
    }
}

void hint(const std::string& text)
{
    if (!ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled) || text.empty()) return;
    ImGui::BeginTooltip();
    ImGui::PushTextWrapPos(ImGui::GetFontSize() * 24);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
}

std::optional<std::string> text_field(Form& form, const std::string& name, const std::string& now)
{
    const bool edited = form.typed_in == name;
    std::string text = edited ? form.typed : now;
    ImGui::InputText(("##" + name).c_str(), &text, ImGuiInputTextFlags_AutoSelectAll);
    if (ImGui::IsItemActive()) {
        form.typed_in = name;
        form.typed = text;
    }
    if (!ImGui::IsItemDeactivated() || form.typed_in != name) return std::nullopt;
    std::string complete = form.typed;
    form.typed_in.clear();
    if (ImGui::IsItemDeactivatedAfterEdit() && complete != now) return complete;
    return std::nullopt;
}

std::optional<double> typed_number(const Quantity& what, const std::string& typed, Form& form)
{
    const auto number = number_in(typed, what.unit);
    if (!number)
        form.refusal = *what.unit ? shell::say("\"{}\" is no number of {}.", typed, what.unit)
                                  : shell::say("\"{}\" is no number.", typed);
    else if (const session::FieldLimits limits = session::limits_of(what.place);
             !limits.allow(*number))
        form.refusal = refusal_beyond(limits, what, *number);
    else
        return number;
    return std::nullopt;
}

NumberWish number_line(const NumberLine& line, Form& form)
{
    NumberWish wish;
    const float field = 92 * form.scale;
    const float unit = 34 * form.scale;
    const float name = 120 * form.scale;
    const float room = ImGui::GetContentRegionAvail().x, reset = ImGui::GetFrameHeight();
    const bool is_narrow = room - field - unit < name;  // the name stands above
    if (is_narrow) {
        quiet_text(form, line.what.name);
    } else {
        ImGui::AlignTextToFramePadding();
        ImGui::TextUnformatted(line.what.name);
    }
    if (line.own && line.has_default) {
        ImGui::SameLine(is_narrow ? room - reset : room - field - unit - reset - 4 * form.scale);
        ImGui::PushID(line.what.name);
        ImGui::PushStyleColor(ImGuiCol_Button, {0, 0, 0, 0});
        wish.reset = icon_button(form, Icon::reset, shell::say("Back to the default"));
        ImGui::PopStyleColor();
        ImGui::PopID();
    }
    if (!is_narrow) ImGui::SameLine(room - field - unit);
    ImGui::SetNextItemWidth(is_narrow ? room - unit : field);
    const std::string shown = line.value ? fmt::format("{:g}", *line.value) : "";
    if (!line.own) ImGui::PushStyleColor(ImGuiCol_Text, shell::ink::quiet);
    const auto typed = text_field(form, line.what.name, shown);
    if (!line.own) ImGui::PopStyleColor();
    hint(line.source);
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    ImGui::TextDisabled("%s", line.what.unit);
    if (typed) wish.value = typed_number(line.what, *typed, form);
    return wish;
}

std::optional<std::size_t>
choice_line(const char* name, std::span<const Choice> choices, std::size_t now, Form& form)
{
    std::optional<std::size_t> wished;
    quiet_text(form, name);
    ImGui::SetNextItemWidth(-1);
    if (ImGui::BeginCombo(fmt::format("##{}", name).c_str(), shell::say(choices[now].name))) {
        for (std::size_t i = 0; i < choices.size(); ++i) {
            if (ImGui::Selectable(shell::say(choices[i].name), i == now) && i != now) wished = i;
            hint(shell::say(choices[i].hint));
        }
        ImGui::EndCombo();
    }
    hint(shell::say(choices[now].hint));
    return wished;
}

}  // namespace panels
