// SPDX-License-Identifier: MIT
#include "tools/views.h"

#include "base/embedded.h"
#include "base/error.h"
#include "session/json.h"
#include "session/schema.h"

#include <fmt/format.h>
#include <glm/trigonometric.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

EMBEDDED_FILE(views_schema)

namespace tools {
namespace {

using nlohmann::ordered_json;

constexpr const char* format = "mesomap.views";
constexpr int version = 1;

const nlohmann::json& schema()
{
    static const auto all = session::parse_json(embedded_views_schema(), "views.schema.json");
    return all;
}

ordered_json json_of(const ViewStep& step)
{
    const Stance& s = step.stance;
    return {{"at_s", std::round(step.at_s * 1e3) / 1e3},
            {"to", step.to_patient ? "patient" : "practitioner"},
            {"pivot_mm", {s.pivot_mm.x, s.pivot_mm.y, s.pivot_mm.z}},
            {"distance_mm", s.distance_mm},
            {"yaw_deg", glm::degrees(s.yaw)},
            {"pitch_deg", glm::degrees(s.pitch)}};
}

ViewStep step_in(std::string_view line, const std::string& name)
{
    const nlohmann::json object = session::parse_json(line, name);
    session::require_part(schema(), "step", object, name);
    const auto& pivot = object["pivot_mm"];
    return {.at_s = object["at_s"],
            .stance = {.pivot_mm = {pivot[0], pivot[1], pivot[2]},
                       .distance_mm = object["distance_mm"],
                       .yaw = glm::radians(object["yaw_deg"].get<double>()),
                       .pitch = glm::radians(object["pitch_deg"].get<double>())},
            .to_patient = object["to"] == "patient"};
}

}  // namespace

std::string text_of(std::span<const ViewStep> views)
{
    std::string text = ordered_json{{"format", format}, {"version", version}}.dump() + "\n";
    for (const ViewStep& step : views)
        text += json_of(step).dump() + "\n";
    return text;
}

std::vector<ViewStep> views_in(std::string_view text, std::string_view name)
{
    std::vector<ViewStep> views;
    for (std::size_t number = 1; number == 1 || !text.empty(); ++number) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const std::string place = fmt::format("{}, line {}", name, number);
        if (number == 1) {
            session::require_version(format, version, session::parse_json(line, place), name);
            continue;
        }
        views.push_back(step_in(line, place));
        if (views.size() > 1 && views.back().at_s < (views.end() - 2)->at_s)
            throw base::Error(place + " is of an earlier time than the line before.");
    }
    if (views.empty()) throw base::Error(fmt::format("{} holds no view.", name));
    return views;
}

const ViewStep& view_at(std::span<const ViewStep> views, double time_s)
{
    const auto later = std::ranges::upper_bound(views, time_s, {}, &ViewStep::at_s);
    return later == views.begin() ? views.front() : *(later - 1);
}

}  // namespace tools
