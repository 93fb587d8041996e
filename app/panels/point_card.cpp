// SPDX-License-Identifier: MIT
#include "panels/point_card.h"

#include "panels/check_groups.h"
#include "shell/texts.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>

namespace panels {
namespace {

using session::MapPoint;
using session::SessionMap;
using shell::say;

constexpr std::size_t told_neighbours = 3, told_doubts = 3;

std::string title_of(const SessionMap& map, const MapPoint& point)
{
    const auto turn = std::ranges::count_if(map.points, [&point](const MapPoint& other) {
        return other.zone == point.zone && other.order <= point.order;
    });
    const session::MapZone& zone = map.zones[point.zone];
    return zone.name + "  ·  " + say("point {} of {}", turn, zone.points);
}

/// Straight, to the nearest points of any zone.
std::string neighbours_of(const SessionMap& map, const MapPoint& point)
{
    std::vector<double> distances_mm;
    for (const MapPoint& other : map.points)
        if (other.id != point.id)
            distances_mm.push_back(glm::distance(other.position_mm, point.position_mm));
    const std::size_t told = std::min(told_neighbours, distances_mm.size());
    if (told == 0) return say("No other point");
    const auto end = distances_mm.begin() + std::ptrdiff_t(told);
    std::ranges::partial_sort(distances_mm, end);
    std::vector<std::string> words;
    for (auto mm = distances_mm.begin(); mm != end; ++mm)
        words.push_back(fmt::format("{:.1f}", *mm));
    return say("Nearest points {} mm away", fmt::format("{}", fmt::join(words, " · ")));
}

std::vector<std::string> facts_of(const SessionMap& map, const MapPoint& point)
{
    const session::MapZone& zone = map.zones[point.zone];
    std::vector<std::string> facts;
    facts.push_back(say("{:.1f} mm deep, into: {}", point.depth_mm, zone.target_layer));
    facts.push_back(say("{:.3g} mL", point.volume_ml));
    if (point.angle_deg < 90)
        facts.push_back(say("Needle at {:.0f}° to the skin, {:.1f} mm of it in",
                            point.angle_deg,
                            point.inserted_mm));
    facts.push_back(neighbours_of(map, point));
    if (point.pinned) facts.push_back(say("Placed by hand"));
    return facts;
}

}  // namespace

PointWords words_of_point(const SessionMap& map, std::size_t i)
{
    const MapPoint& point = map.points[i];
    PointWords words{title_of(map, point), facts_of(map, point), {}, 0};
    for (const session::CheckResult result :
         {session::CheckResult::fail, session::CheckResult::warn})
        for (const session::Check& check : map.checks) {
            if (check.result != result || check.zone != map.zones[point.zone].name) continue;
            if (words.doubts.size() < told_doubts)
                words.doubts.push_back(words_in_zone(check));
            else
                ++words.more_doubts;
        }
    return words;
}

namespace {

/// A sentence with its sign; a tooltip has no width of its own to wrap at.
void doubt_line(const Form& form, const std::string& doubt, float wrap_at)
{
    const float size = 17 * form.scale;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_sign_at({at.x + size / 2, at.y + size / 2}, size, Sign::warn);
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + size + 9 * form.scale);
    ImGui::PushTextWrapPos(wrap_at);
    ImGui::TextUnformatted(doubt.c_str());
    ImGui::PopTextWrapPos();
}

}  // namespace

void point_card(const PointWords& words, const Form& form)
{
    ImGui::BeginTooltip();
    const float wrap_at = 19 * ImGui::GetFontSize();
    ImGui::PushTextWrapPos(wrap_at);
    heading(form, words.title.c_str());
    ImGui::PushFont(form.type.small);
    for (const std::string& fact : words.facts)
        ImGui::TextUnformatted(fact.c_str());
    ImGui::PopTextWrapPos();
    for (const std::string& doubt : words.doubts)
        doubt_line(form, doubt, wrap_at);
    if (words.more_doubts > 0)
        ImGui::TextDisabled("%s", say("and {} more: see the checks", words.more_doubts).c_str());
    ImGui::PopFont();
    ImGui::EndTooltip();
}

}  // namespace panels
