// SPDX-License-Identifier: MIT
#include "panels/products_panel.h"

#include "clinic/dose_limits.h"
#include "clinic/substances.h"
#include "panels/aim_panel.h"
#include "panels/popup.h"
#include "panels/visit_fields.h"
#include "shell/sentences.h"
#include "shell/texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace panels {
namespace {

using clinic::Ingredient;
using clinic::Mixture;
using shell::say;
using shell::say_sentence;
using shell::to_say;

constexpr std::array columns{to_say("Substance"),
                             to_say("mg/mL"),
                             "mL",
                             to_say("Product"),
                             to_say("Batch"),
                             to_say("Expires"),
                             ""};

/// A new ingredient as its product comes; a contested dose is never filled in.
Ingredient ingredient_of(const clinic::Substance& substance)
{
    const bool known = substance.concentration_mg_per_ml && !substance.contested;
    return {substance.id, known ? substance.concentration_mg_per_ml->value : 0, 1, {}, {}, {}};
}

const clinic::Substance* substance_list(const char* id, const char* shown, const Form& form)
{
    const clinic::Substance* chosen = nullptr;
    ImGui::SetNextItemWidth(-1);
    ImGui::SetNextWindowSizeConstraints({0, 0}, {FLT_MAX, 420 * form.scale});
    if (!ImGui::BeginCombo(id, shown, ImGuiComboFlags_HeightLargest)) return chosen;
    for (const clinic::Substance& one : clinic::substances()) {
        if (ImGui::Selectable(say_sentence(one.name.value).c_str())) chosen = &one;
        hint(fmt::format(
            "{}\n{}", one.standing.value, say_sentence(clinic::describe_source(one.standing.source))));
    }
    ImGui::EndCombo();
    return chosen;
}

/// True if it stays; `changed` if something of it was changed.
bool ingredient_row(Ingredient& ingredient, const std::string& id, bool& changed, Form& form)
{
    ImGui::PushID(id.c_str());
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    const clinic::Substance& substance = clinic::substance(ingredient.substance);
    if (const auto* other =
            substance_list("##substance", say_sentence(substance.name.value).c_str(), form)) {
        ingredient.substance = other->id;
        ingredient.mg_per_ml = ingredient_of(*other).mg_per_ml;
        changed = true;
    }
    const auto amount = [&](const Quantity& what, double& value) {
        ImGui::TableNextColumn();
        ImGui::SetNextItemWidth(-1);
        const auto shown = value > 0 ? std::optional(value) : std::nullopt;
        if (const auto typed = amount_cell(what, shown, form, id)) {
            value = typed->value_or(0);
            changed = true;
        }
    };
    const auto text = [&](const char* name, std::string& value) {
        ImGui::TableNextColumn();
        ImGui::SetNextItemWidth(-1);
        if (const auto typed = text_field(form, id + name, value)) {
            value = *typed;
            changed = true;
        }
    };
    amount({say("Concentration"), "mg/mL", "mixture/ingredients/mg_per_ml"}, ingredient.mg_per_ml);
    if (substance.contested) hint(substance.contested->value);
    amount({say("Volume"), "mL", "mixture/ingredients/volume_ml"}, ingredient.volume_ml);
    text("product", ingredient.product);
    text("batch", ingredient.batch);
    ImGui::TableNextColumn();
    ImGui::SetNextItemWidth(-1);
    if (const auto day = day_cell(id + "expires", ingredient.expires, form)) {
        ingredient.expires = *day;
        changed = true;
    }
    ImGui::TableNextColumn();
    const bool stays = !remove_button("take away", form);
    ImGui::PopID();
    return stays;
}

bool ingredient_table(Mixture& mixture, Form& form)
{
    bool changed = false;
    if (!ImGui::BeginTable("ingredients", int(columns.size()))) return changed;
    const std::array widths{3.0f, 1.0f, 0.8f, 1.6f, 1.2f, 1.5f};
    for (std::size_t i = 0; i < widths.size(); ++i)
        ImGui::TableSetupColumn(say(columns[i]), ImGuiTableColumnFlags_WidthStretch, widths[i]);
    ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, ImGui::GetFrameHeight());
    ImGui::TableNextRow();
    for (const char* column : columns) {
        ImGui::TableNextColumn();
        quiet_text(form, *column ? say(column) : "");
    }
    auto& all = mixture.ingredients;
    for (std::size_t i = 0; i < all.size();) {
        if (ingredient_row(all[i], fmt::format("{} {} ", mixture.name, i), changed, form)) {
            ++i;
            continue;
        }
        all.erase(all.begin() + std::ptrdiff_t(i));
        changed = true;
    }
    ImGui::EndTable();
    if (const auto* added = substance_list("##more", say("Add an ingredient"), form)) {
        all.push_back(ingredient_of(*added));
        changed = true;
    }
    return changed;
}

/// What is in the syringe once all is mixed.
std::string strengths_of(const Mixture& mixture)
{
    std::vector<std::string> words{say("{:g} mL in all", mixture.volume_ml())};
    for (const Ingredient& one : mixture.ingredients)
        if (const double mg = mixture.mg_per_ml(one.substance); mg > 0)
            words.push_back(say(
                "{} {:.4g} mg/mL", say_sentence(clinic::substance(one.substance).name.value), mg));
    return fmt::format("{}", fmt::join(words, "  ·  "));
}

void mixture_part(const session::Case& now, std::size_t number, Form& form, Commands& commands)
{
    std::vector<Mixture> mixtures = now.clinic.mixtures;
    Mixture& mixture = mixtures[number];
    ImGui::PushID(int(number));
    const float button = ImGui::GetFrameHeight() + ImGui::GetStyle().ItemSpacing.x;
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - button);
    if (const auto name = text_field(form, fmt::format("mixture {}", number), mixture.name);
        name && !name->empty())
        commands.push_back(session::RenameMixture{mixture.name, *name});
    hint(say("The mixture's name: zones are given it by that."));
    ImGui::SameLine();
    const bool goes = remove_button("take away", form);
    const bool changed = ingredient_table(mixture, form);
    if (goes || mixture.ingredients.empty())
        mixtures.erase(mixtures.begin() + std::ptrdiff_t(number));
    if (goes || changed) commands.push_back(session::SetMixtures{std::move(mixtures)});
    const Mixture& shown = now.clinic.mixtures[number];
    quiet_text(form, strengths_of(shown));
    for (const clinic::Finding& finding : clinic::mixture_findings(shown, now.clinic.on))
        if (finding.verdict != clinic::Verdict::pass) finding_line(finding, form);
    ImGui::PopID();
}

std::string free_mixture_name(const session::ClinicFacts& facts)
{
    std::size_t number = facts.mixtures.size() + 1;
    while (facts.mixture(say("Mixture {}", number)))
        ++number;
    return say("Mixture {}", number);
}

void mixtures_part(const session::Case& now, Form& form, Commands& commands)
{
    heading(form, say("Mixtures"));
    for (std::size_t i = 0; i < now.clinic.mixtures.size(); ++i) {
        mixture_part(now, i, form, commands);
        ImGui::Separator();
    }
    const auto* first = substance_list("##mixture", say("Add a mixture of …"), form);
    if (!first) return;
    std::vector<Mixture> mixtures = now.clinic.mixtures;
    mixtures.push_back({free_mixture_name(now.clinic), {ingredient_of(*first)}});
    commands.push_back(session::SetMixtures{std::move(mixtures)});
}

void zones_part(const session::Case& now, const shell::Plan* plan, Form& form, Commands& commands)
{
    heading(form, say("Who gets what"));
    if (now.zones.empty()) quiet_text(form, say("There is no zone yet."));
    for (const session::Zone& zone : now.zones) {
        ImGui::PushID(int(zone.id.value));
        ImGui::TextUnformatted(zone.name.c_str());
        mixture_line(zone, now.clinic, form, commands);
        dose_lines(zone, plan, form);
        ImGui::Dummy({0, 4 * form.scale});
        ImGui::PopID();
    }
    if (!plan || !plan->map) return;
    for (const session::Check& check : plan->map->checks)
        if (check.zone.empty() && check.rule.starts_with("dose.")) dose_check(check, form);
}

Commands
products_panel(bool& is_open, const session::Case& now, const shell::Plan* plan, Form& form)
{
    Commands commands;
    if (!is_open) return commands;
    const std::string title = std::string(say("Products and doses")) + "###products";
    if (!begin_popup(title.c_str(), is_open, 1080, form)) return commands;
    const float height = std::min(560 * form.scale, ImGui::GetIO().DisplaySize.y * 0.8f);
    const float width = ImGui::GetContentRegionAvail().x;
    const bool fit_beside = width > 900 * form.scale;
    ImGui::BeginChild("mixtures", {fit_beside ? width * 0.64f : 0, height});
    mixtures_part(now, form, commands);
    if (fit_beside) {
        ImGui::EndChild();
        ImGui::SameLine(0, width * 0.03f);
        ImGui::BeginChild("zones", {0, height});
    }
    zones_part(now, plan, form, commands);
    ImGui::EndChild();
    end_popup(is_open);
    return commands;
}

}  // namespace

Commands
visit_forms(VisitForms& open, const session::Case& now, const shell::Plan* plan, Form& form)
{
    Commands commands = visit_panel(open, now.clinic, form);
    std::ranges::move(products_panel(open.products, now, plan, form), std::back_inserter(commands));
    return commands;
}

}  // namespace panels
