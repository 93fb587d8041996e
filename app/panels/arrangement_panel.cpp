// SPDX-License-Identifier: MIT
#include "panels/arrangement_panel.h"

#include "base/error.h"
#include "session/settings.h"
#include "shell/texts.h"

#include <array>

namespace panels {
namespace {

using session::Amount, session::AmountKind, session::BorderRule, session::PatternKind;
using shell::say;
using shell::to_say;

// In the order of PatternKind; a line is chosen by drawing one, so it is last and hidden without.
constexpr std::array<Choice, 4> patterns{
    {{to_say("Natural spread"),
      to_say("Random and never too near: no place farther than the spacing from a point")},
     {to_say("Even spread"), to_say("The same two limits with about a fifth fewer needles")},
     {to_say("Rows"), to_say("Nappage: rows at equal distances that bend with the skin")},
     {to_say("Along a drawn line"), to_say("A wrinkle or the hairline")}}};

// In the order of BorderRule.
constexpr std::array<Choice, 3> borders{
    {{to_say("Up to the border"), to_say("Points lie anywhere in the zone")},
     {to_say("Keep off the border"), to_say("No point nearer to the border than the inset")},
     {to_say("Rim first"), to_say("A row of points along the border, then the inside")}}};

constexpr Choice number_in_place{to_say("A chosen number of points"),
                                 to_say("Spread as evenly as they can be; the spacing follows")};

bool fills(const session::Arrangement& arrangement)
{
    return !arrangement.amount && (arrangement.pattern.kind == PatternKind::blue_noise ||
                                   arrangement.pattern.kind == PatternKind::even);
}

/// The spacing that a zone has once no number or dose stands in its place.
std::optional<double> spacing_without_amount(session::Zone zone)
{
    zone.arrangement.amount.reset();
    try {
        return session::settings_of(zone).spacing_mm;
    } catch (const base::Error&) {
        return std::nullopt;
    }
}

void choose_pattern(const session::Zone& zone, PatternKind kind, Commands& commands)
{
    session::PatternWish wish = zone.arrangement.pattern;
    wish.kind = kind;
    if (wish != zone.arrangement.pattern) commands.push_back(session::SetPattern{zone.name, wish});
    if (!zone.arrangement.amount) return;
    if (const auto spacing_mm = spacing_without_amount(zone))
        commands.push_back(session::SetSpacing{zone.name, *spacing_mm});
}

/// A number of points, or a dose, that takes the spacing's place.
void amount_line(const Quantity& what,
                 AmountKind kind,
                 const char* source,
                 const session::Zone& zone,
                 Form& form,
                 Commands& commands)
{
    const auto& amount = zone.arrangement.amount;
    const bool own = amount && amount->kind == kind;
    const NumberLine line{what, own ? std::optional(amount->value) : std::nullopt, own, source};
    if (const auto value = number_line(line, form).value)
        commands.push_back(session::SetAmount{zone.name, Amount{kind, *value}});
}

void border_lines(const session::Zone& zone, Form& form, Commands& commands)
{
    session::BorderWish border = zone.arrangement.border;
    const bool any = fills(zone.arrangement) || border.rule == BorderRule::rim_first;
    const std::size_t choices = any ? borders.size() : borders.size() - 1;
    const auto now = static_cast<std::size_t>(border.rule);
    if (const auto wished =
            choice_line(say("At the border"), std::span(borders).first(choices), now, form)) {
        border.rule = static_cast<BorderRule>(*wished);
        border.inset_mm.reset();
        commands.push_back(session::SetBorder{zone.name, border});
    }
    if (border.rule == BorderRule::natural) return;
    const NumberLine inset{
        {say("Inset"), "mm", "zone/inset_mm"},
        border.inset_mm,
        border.inset_mm.has_value(),
        say("From the border inwards. Left empty: half the spacing where points keep "
            "off the border, else none.")};
    if (const auto mm = number_line(inset, form).value) {
        border.inset_mm = mm;
        commands.push_back(session::SetBorder{zone.name, border});
    }
}

void mirror_line(const session::Zone& zone, Commands& commands)
{
    bool alike = zone.arrangement.mirror.has_value();
    if (tick(say("Left and right alike"), alike))
        commands.push_back(session::SetMirror{
            zone.name, alike ? std::optional(session::MirrorWish{}) : std::nullopt});
    hint(say("Each point gets its partner across the scan's middle (x = 0). Check that the middle "
             "of the face is there."));
}

}  // namespace

void pattern_lines(const session::Zone& zone, Form& form, Commands& commands)
{
    const session::Arrangement& now = zone.arrangement;
    std::vector<Choice> choices(patterns.begin(), patterns.end());
    if (now.pattern.kind != PatternKind::line) choices.pop_back();
    std::size_t shown = static_cast<std::size_t>(now.pattern.kind);
    if (now.amount) {
        shown = choices.size();
        choices.push_back(number_in_place);
    }
    if (const auto wished = choice_line(say("Arrangement"), choices, shown, form))
        choose_pattern(zone, static_cast<PatternKind>(*wished), commands);
    if (now.amount || now.pattern.kind != PatternKind::rows) return;
    const NumberLine between{
        {say("Between rows"), "mm", "zone/row_spacing_mm"},
        now.pattern.row_spacing_mm,
        now.pattern.row_spacing_mm.has_value(),
        say("Along the skin from one row to the next. Left empty: the spacing.")};
    if (const auto mm = number_line(between, form).value) {
        session::PatternWish wish = now.pattern;
        wish.row_spacing_mm = mm;
        commands.push_back(session::SetPattern{zone.name, wish});
    }
}

void further_arrangement(const session::Zone& zone, Form& form, Commands& commands)
{
    if (!ImGui::TreeNodeEx(say("More about the points"), ImGuiTreeNodeFlags_NoTreePushOnOpen))
        return;
    amount_line({say("Points in all"), "", "zone/points"},
                AmountKind::points,
                say("Just so many points; the spacing then follows. Type a spacing to go back."),
                zone,
                form,
                commands);
    amount_line(
        {say("Dose a cm²"), "mL", "zone/dose_ml_per_cm2"},
        AmountKind::dose_ml_per_cm2,
        say("As many points as give this dose with the volume a point; the spacing then follows."),
        zone,
        form,
        commands);
    border_lines(zone, form, commands);
    if (fills(zone.arrangement) || zone.arrangement.mirror) mirror_line(zone, commands);
}

}  // namespace panels
