// SPDX-License-Identifier: MIT
#include "session/stroke_json.h"

#include "base/error.h"
#include "session/arrangement_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace session {
namespace {

using nlohmann::json;
using zones::Reshaping;
using zones::StrokeMode;

// In the order of Reshaping.
constexpr std::array reshaping_names{
    "grow", "shrink", "smooth", "fill_holes", "remove_islands", "invert"};

const char* name_of(StrokeMode mode)
{
    return mode == StrokeMode::add ? "add" : "erase";
}

StrokeMode mode_in(const json& object)
{
    return object["mode"] == "add" ? StrokeMode::add : StrokeMode::erase;
}

Reshaping reshaping_called(const std::string& name)
{
    const auto found = std::ranges::find(reshaping_names, std::string_view(name));
    base::check(found != reshaping_names.end(), "a shape that the schema knows");
    return static_cast<Reshaping>(found - reshaping_names.begin());
}

}  // namespace

const char* name_of(Reshaping what)
{
    return reshaping_names[std::size_t(what)];
}

const char* size_name(Reshaping what)
{
    switch (what) {
    case Reshaping::fill_holes:
    case Reshaping::remove_islands:
        return "up_to_cm2";
    case Reshaping::invert:
        return "within_mm";
    default:
        return "by_mm";
    }
}

json json_of(const zones::Stroke& stroke)
{
    return {{"mode", name_of(stroke.mode)},
            {"radius_mm", stroke.radius_mm},
            {"path_mm", json_of(stroke.path_mm)}};
}

json json_of(const zones::Outline& outline)
{
    return {{"mode", name_of(outline.mode)}, {"corners_mm", json_of(outline.corners_mm)}};
}

json json_of(const zones::Fill& fill)
{
    return {{"mode", name_of(fill.mode)},
            {"place_mm", json_of(fill.place_mm)},
            {"angle_deg", fill.angle_deg},
            {"radius_mm", fill.radius_mm}};
}

json json_of(const zones::Reshape& reshape)
{
    json fields = {{"shape", name_of(reshape.what)}};
    if (reshape.size) fields[size_name(reshape.what)] = *reshape.size;
    return fields;
}

json json_of(const zones::Mirroring& mirror)
{
    return {{"point_mm", json_of(mirror.point_mm)},
            {"normal", json_of(mirror.normal)},
            {"keeps", mirror.keeps}};
}

json json_of(const zones::PaintStep& step)
{
    json fields = std::visit([](const auto& one) { return json_of(one); }, step);
    if (std::holds_alternative<zones::Outline>(step)) fields["shape"] = "outline";
    if (std::holds_alternative<zones::Fill>(step)) fields["shape"] = "fill";
    if (std::holds_alternative<zones::Mirroring>(step)) fields["shape"] = "mirror";
    return fields;
}

zones::Stroke stroke_in(const json& object)
{
    return {mode_in(object), object["radius_mm"].get<double>(), places_in(object["path_mm"])};
}

zones::Outline outline_in(const json& object)
{
    return {mode_in(object), places_in(object["corners_mm"])};
}

zones::Fill fill_in(const json& object)
{
    return {mode_in(object),
            place_in(object["place_mm"]),
            object["angle_deg"].get<double>(),
            object["radius_mm"].get<double>()};
}

zones::Reshape reshape_in(const json& object)
{
    zones::Reshape reshape{reshaping_called(object["shape"].get<std::string>()), {}};
    const char* size = size_name(reshape.what);
    if (object.contains(size)) reshape.size = object[size].get<double>();
    return reshape;
}

zones::Mirroring mirroring_in(const json& object)
{
    return {place_in(object["point_mm"]), place_in(object["normal"]), object["keeps"].get<bool>()};
}

zones::PaintStep step_in(const json& object)
{
    if (!object.contains("shape")) return stroke_in(object);
    const auto shape = object["shape"].get<std::string>();
    if (shape == "outline") return outline_in(object);
    if (shape == "fill") return fill_in(object);
    if (shape == "mirror") return mirroring_in(object);
    return reshape_in(object);
}

}  // namespace session
