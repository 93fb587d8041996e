// SPDX-License-Identifier: MIT
#include "panels/past_visits.h"

#include "shell/texts.h"

#include <fmt/format.h>

#include <algorithm>

namespace panels {
namespace {

using session::PastVisit;
using session::PastZone;
using shell::say;

std::string amount(std::uint32_t points, double ml)
{
    return (points == 1 ? say("1 point") : say("{} points", points)) + fmt::format("\n{:g} mL", ml);
}

/// Differing cells stand out by a sign and their weight, not by colour alone.
void given_cell(const PastZone& zone, const Form& form)
{
    const bool differs = !zone.as_planned();
    const float size = ImGui::GetTextLineHeight();
    if (differs) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_sign_at({at.x + size / 2, at.y + size / 2}, size, Sign::warn);
        ImGui::PushFont(form.type.heading);
    }
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + size + 4 * form.scale);
    ImGui::BeginGroup();
    ImGui::TextUnformatted(amount(zone.done, zone.given_ml).c_str());
    ImGui::EndGroup();
    if (differs) ImGui::PopFont();
}

void zone_table(const PastVisit& visit, const Form& form)
{
    if (!ImGui::BeginTable("planned and given", 3, ImGuiTableFlags_SizingStretchSame)) return;
    for (const char* name : {"", say("Planned"), say("Given")}) {
        ImGui::TableNextColumn();
        quiet_text(form, name);
    }
    for (const PastZone& zone : visit.zones) {
        ImGui::TableNextColumn();
        ImGui::PushTextWrapPos(0);
        ImGui::TextUnformatted(zone.zone.c_str());
        ImGui::PopTextWrapPos();
        ImGui::TableNextColumn();
        ImGui::TextUnformatted(amount(zone.planned, zone.planned_ml).c_str());
        ImGui::TableNextColumn();
        given_cell(zone, form);
    }
    ImGui::EndTable();
}

void details(const PastVisit& visit, const Form& form)
{
    if (visit.zones.empty())
        return quiet_text(form,
                          say("{} points were given; what had been planned is not known.",
                              visit.places_mm.size()));
    zone_table(visit, form);
    for (const session::MissedPoint& point : visit.missed) {
        const std::string what = point.aborted ? say("One of {} was aborted", point.zone)
                                               : say("One of {} was skipped", point.zone);
        quiet_text(form, point.reason.empty() ? what : what + ": " + point.reason);
    }
    quiet_text(form, say("On the skin: a ring was given, a cross skipped, a triangle aborted."));
}

}  // namespace

void past_visits(const session::ClinicFacts& facts, int& shown, const Form& form)
{
    for (const PastVisit& visit : facts.past) {
        const bool chosen = visit.number == shown;
        const bool differs = !std::ranges::all_of(visit.zones, &PastZone::as_planned);
        ImGui::PushID(visit.number);
        const std::string name =
            say("Visit {}, {}", visit.number, clinic::text_of(visit.on)) + "###visit";
        if (ImGui::Selectable(name.c_str(), chosen)) shown = chosen ? 0 : visit.number;
        hint(differs ? say("Given was not what had been planned. Click to see where.")
                     : say("Click to see where it was given."));
        if (differs) {
            const ImVec2 high = ImGui::GetItemRectMax();
            const float size = ImGui::GetTextLineHeight();
            const float middle = (ImGui::GetItemRectMin().y + high.y) / 2;
            draw_sign_at({high.x - size, middle}, size, Sign::warn);
        }
        if (chosen) details(visit, form);
        ImGui::PopID();
    }
}

}  // namespace panels
