// SPDX-License-Identifier: MIT
#include "panels/aim_panel.h"

#include "clinic/areas.h"
#include "clinic/depth.h"
#include "clinic/substances.h"
#include "clinic/table.h"
#include "panels/visit_fields.h"
#include "shell/sentences.h"
#include "shell/texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace panels {
namespace {

using session::ZoneAim;
using shell::say;
using shell::say_sentence;
using shell::to_say;

/// A row of a table to choose from; an empty id is none of them.
struct Row {
    std::string id, name, hint;
};

/// The id that was chosen.
std::optional<std::string> row_list(const char* name,
                                    const char* none,
                                    const std::optional<std::string>& now,
                                    const std::vector<Row>& rows,
                                    const Form& form)
{
    std::optional<std::string> wished;
    const auto found = std::ranges::find(rows, now.value_or(""), &Row::id);
    const std::string shown = !now ? none : found == rows.end() ? *now : say_sentence(found->name);
    quiet_text(form, name);
    ImGui::SetNextItemWidth(-1);
    ImGui::SetNextWindowSizeConstraints({0, 0}, {FLT_MAX, 420 * form.scale});
    if (!ImGui::BeginCombo(
            fmt::format("##{}", name).c_str(), shown.c_str(), ImGuiComboFlags_HeightLargest))
        return wished;
    if (ImGui::Selectable(none, !now) && now) wished = "";
    for (const Row& row : rows) {
        if (ImGui::Selectable(say_sentence(row.name).c_str(), now == row.id) && now != row.id)
            wished = row.id;
        hint(say_sentence(row.hint));
    }
    ImGui::EndCombo();
    return wished;
}

std::optional<std::string> or_none(const std::string& id)
{
    return id.empty() ? std::nullopt : std::optional(id);
}

const std::vector<Row>& layer_rows()
{
    static const std::vector<Row> rows = [] {
        std::vector<Row> made;
        for (const clinic::TargetLayer& one : clinic::target_layers())
            made.push_back({one.id, one.name, clinic::describe_source(one.source)});
        return made;
    }();
    return rows;
}

const std::vector<Row>& area_rows()
{
    static const std::vector<Row> rows = [] {
        std::vector<Row> made;
        for (const clinic::Area& one : clinic::areas())
            made.push_back({one.id,
                            fmt::format("{} ({})", clinic::words_of_id(one.id), one.part),
                            one.not_planned_because ? one.not_planned_because->value : ""});
        return made;
    }();
    return rows;
}

// Of the heads that are made; the first is a single needle.
struct HeadKind {
    const char* name;
    const char* layout;
    int pins;
    double pitch_mm;
};
constexpr std::array head_kinds{HeadKind{to_say("Single needle"), "", 1, 0},
                                HeadKind{to_say("Stamp with 5 needles"), "stamp", 5, 2},
                                HeadKind{to_say("Stamp with 9 needles"), "stamp", 9, 2},
                                HeadKind{to_say("Row of needles"), "line", 5, 4}};

std::size_t kind_of(const std::optional<clinic::MultiHead>& head)
{
    if (!head) return 0;
    if (head->layout == "line") return 3;
    return head->pins == 5 ? 1 : 2;
}

void head_lines(const session::Zone& zone, Form& form, Commands& commands)
{
    ZoneAim aim = zone.aim;
    std::array<Choice, head_kinds.size()> choices{};
    std::ranges::transform(head_kinds, choices.begin(), [](const HeadKind& one) {
        return Choice{one.name, ""};
    });
    if (const auto kind = choice_line(say("Head"), choices, kind_of(aim.head), form)) {
        const HeadKind& head = head_kinds[*kind];
        aim.head.reset();
        if (*kind > 0) aim.head = clinic::MultiHead{head.layout, head.pins, head.pitch_mm, 0};
        commands.push_back(session::SetAim{zone.name, aim});
        return;
    }
    if (!aim.head) return;
    bool changed = false;
    const auto amount = [&](const Quantity& what, auto& value) {
        if (const auto typed = amount_field(what, double(value), form); typed && *typed) {
            value = static_cast<std::remove_reference_t<decltype(value)>>(**typed);
            changed = true;
        }
    };
    if (aim.head->layout == "line") amount({say("Needles"), "", "head/pins"}, aim.head->pins);
    amount({say("Pitch"), "mm", "head/pitch_mm"}, aim.head->pitch_mm);
    amount({say("Turned by"), "°", "head/rotation_deg"}, aim.head->rotation_deg);
    if (changed) commands.push_back(session::SetAim{zone.name, aim});
}

/// A dose per cm2 of each substance whose strength is known: points follow from it.
void dose_wishes(const session::Zone& zone,
                 const session::ClinicFacts& facts,
                 Form& form,
                 Commands& commands)
{
    const clinic::Mixture* mixture = zone.aim.mixture ? facts.mixture(*zone.aim.mixture) : nullptr;
    if (!mixture) return;
    const auto& amount = zone.arrangement.amount;
    const bool own = amount && amount->kind == session::AmountKind::dose_ml_per_cm2;
    for (const clinic::Ingredient& one : mixture->ingredients) {
        const double mg_per_ml = mixture->mg_per_ml(one.substance);
        if (mg_per_ml <= 0) continue;
        const std::string name = say_sentence(clinic::substance(one.substance).name.value);
        const auto shown = own ? std::optional(amount->value * mg_per_ml) : std::nullopt;
        const auto typed =
            amount_field({name.c_str(), "mg/cm²", "zone/dose_mg_per_cm2/value"}, shown, form);
        if (typed && *typed)
            commands.push_back(session::SetAmount{
                zone.name, {session::AmountKind::dose_ml_per_cm2, **typed / mg_per_ml}});
    }
}

}  // namespace

void mixture_line(const session::Zone& zone,
                  const session::ClinicFacts& facts,
                  const Form& form,
                  Commands& commands)
{
    std::vector<Row> rows;
    for (const clinic::Mixture& one : facts.mixtures)
        rows.push_back({one.name, one.name, ""});
    const auto wished = row_list(say("Mixture"), say("Not said"), zone.aim.mixture, rows, form);
    if (!wished) return;
    ZoneAim aim = zone.aim;
    aim.mixture = or_none(*wished);
    commands.push_back(session::SetAim{zone.name, aim});
}

void aim_lines(const session::Zone& zone,
               const session::ClinicFacts& facts,
               Form& form,
               Commands& commands)
{
    ZoneAim aim = zone.aim;
    if (const auto area = row_list(say("Area"), say("Not said"), aim.area, area_rows(), form)) {
        aim.area = or_none(*area);
        commands.push_back(session::SetAim{zone.name, aim});
    }
    hint(say("Area and landmarks tell how thick the skin is, and which limits hold."));
    if (const auto layer = row_list(
            say("Layer"), say("By the depth of the technique"), aim.layer, layer_rows(), form)) {
        aim.layer = or_none(*layer);
        commands.push_back(session::SetAim{zone.name, aim});
    }
    if (!facts.mixtures.empty()) mixture_line(zone, facts, form, commands);
    dose_wishes(zone, facts, form, commands);
    head_lines(zone, form, commands);
}

void dose_check(const session::Check& check, const Form& form)
{
    sentence(form,
             check.result == session::CheckResult::pass   ? Sign::pass
             : check.result == session::CheckResult::warn ? Sign::warn
                                                          : Sign::fail,
             say_sentence(check.message));
    hint(say_sentence(check.source));
}

void dose_lines(const session::Zone& zone, const shell::Plan* plan, const Form& form)
{
    if (!plan || !plan->map) return;
    const auto number = std::ranges::find(plan->zones, zone.id) - plan->zones.begin();
    if (std::size_t(number) == plan->zones.size()) return;
    const session::MapZone& planned = plan->map->zones[std::size_t(number)];
    quiet_text(form,
               say("{} points of {:g} mL: {:.3g} mL in the session",
                   planned.points,
                   planned.volume_per_point_ml,
                   planned.volume_ml));
    for (const session::ZoneDose& dose : planned.doses)
        quiet_text(form,
                   say("{}: {:.3g} mg a point, {:.3g} mg in the session, {:.3g} mg/cm²",
                       say_sentence(clinic::substance(dose.substance).name.value),
                       dose.mg_per_point,
                       dose.mg,
                       dose.mg_per_cm2));
    for (const session::Check& check : plan->map->checks)
        if (check.zone == zone.name && check.rule.starts_with("dose.")) dose_check(check, form);
}

}  // namespace panels
