// SPDX-License-Identifier: MIT
#include "panels/past_visits.h"

#include "shell/texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

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
    if (!ImGui::BeginTable("planned and given", 3)) return;
    for (const float share : {1.0f, 0.9f, 1.2f})  // the last has room for a sign
        ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthStretch, share);
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

std::string
missed_words(const std::string& zone, bool aborted, const std::string& reason, std::size_t count)
{
    std::string words;
    if (count == 1)
        words = aborted ? say("One of {} was aborted", zone) : say("One of {} was skipped", zone);
    else
        words = aborted ? say("{} of {} were aborted", count, zone)
                        : say("{} of {} were skipped", count, zone);
    return reason.empty() ? words : words + ": " + reason;
}

/// Those of one zone for the same reason in one line.
void missed_lines(const PastVisit& visit, const Form& form)
{
    constexpr std::size_t most_lines = 6;
    const auto kind = [](const session::MissedPoint& point) {
        return std::tie(point.zone, point.aborted, point.reason);
    };
    std::map<decltype(kind(visit.missed[0])), std::size_t> counts;
    for (const session::MissedPoint& point : visit.missed)
        ++counts[kind(point)];
    std::size_t lines = 0;
    for (const auto& [what, count] : counts) {
        if (++lines > most_lines)
            return quiet_text(form, say("and {} more reasons", counts.size() - most_lines));
        const auto& [zone, aborted, reason] = what;
        quiet_text(form, missed_words(zone, aborted, reason, count));
    }
}

void details(const PastVisit& visit, const Form& form)
{
    if (visit.zones.empty())
        return quiet_text(form,
                          say("{} points were given; what had been planned is not known.",
                              visit.places_mm.size()));
    zone_table(visit, form);
    missed_lines(visit, form);
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
