// SPDX-License-Identifier: MIT
#include "exporters/gcode.h"

#include "base/error.h"
#include "clinic/days.h"
#include "exporters/text.h"

#include <fmt/format.h>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numbers>
#include <vector>

namespace exporters {
namespace {

constexpr double above_all_mm = 30;    // of the retract plane, above the scan
constexpr double probe_beyond_mm = 3;  // below the map's skin: breath, and what the scan missed
constexpr double probe_mm_per_s = 2;
constexpr double least_rise = 0.05;  // of a needle above the retract plane, as a sine

struct Box {
    glm::dvec3 low{std::numeric_limits<double>::infinity()};
    glm::dvec3 high{-std::numeric_limits<double>::infinity()};
};

/// Out of the treated skin, in the mean: where the gantry stands.
glm::dvec3 way_up(const session::DryRun& run)
{
    glm::dvec3 sum(0);
    for (const session::DryPoint& dry : run.points)
        if (dry.is_done()) sum += dry.point->normal;
    if (glm::length(sum) < 1e-6)
        throw base::Error(
            "No point is left for the gantry: its tool reaches none, or they face all "
            "ways. Plan each side by itself, and turn the patient between them.");
    return glm::normalize(sum);
}

/// A comment must not end early, and is ASCII.
std::string comment(std::string_view text)
{
    std::string safe;
    for (const char c : text)
        safe += c == '(' || c == ')' || c < ' ' || c > '~' ? '_' : c;
    constexpr std::size_t longest = 200;  // a line of RS-274 has 255
    return "(" + safe.substr(0, longest) + ")\n";
}

std::string feed(double mm_per_s)
{
    return "F" + number(mm_per_s * 60, 1);
}

std::string axes(glm::dvec3 p)
{
    return fmt::format("X{} Y{} Z{}", number(p.x, 4), number(p.y, 4), number(p.z, 4));
}

class Program {
public:
    explicit Program(const GcodeInput& input)
        : input_(input)
        , up_(way_up(input.run))
    {
        double highest = -std::numeric_limits<double>::infinity();
        for (const glm::vec3 p : input.skin.positions) {
            highest = std::max(highest, glm::dot(glm::dvec3(p), up_));
            workspace_.low = glm::min(workspace_.low, glm::dvec3(p));
            workspace_.high = glm::max(workspace_.high, glm::dvec3(p));
        }
        plane_mm_ = highest + above_all_mm;
        const double around_mm = input.injector.standoff_mm + 4 * above_all_mm;
        workspace_.low -= around_mm;
        workspace_.high += around_mm;
    }

    std::string text()
    {
        std::string blocks;
        for (const session::DryPoint& dry : input_.run.points)
            if (const std::string why = why_left_out(dry); why.empty())
                blocks += block(*dry.point);
            else
                left_out_.push_back(fmt::format(
                    "left out: point {} id {}: {}", dry.point->order, dry.point->id, why));
        if (done_ == 0)
            throw base::Error(fmt::format(
                "No point is left for the gantry: it comes from one side, along {} of the "
                "scan's axes, and all {} points face away from it or lie under other "
                "skin. Plan each side by itself, and turn the patient between them.",
                numbers(up_, 2, " "),
                input_.run.points.size()));
        std::string end = fmt::format("G0 {}\n", axes(last_));
        end += comment(fmt::format("END {} points", done_)) + "M2\n";
        return heading() + blocks + end;
    }

private:
    glm::dvec3 standoff(const session::MapPoint& point) const
    {
        return point.position_mm - glm::normalize(point.direction) * input_.injector.standoff_mm;
    }
    /// Straight up to the retract plane.
    glm::dvec3 above(glm::dvec3 p) const { return p + up_ * (plane_mm_ - glm::dot(p, up_)); }

    std::string why_left_out(const session::DryPoint& dry) const
    {
        if (!dry.is_done()) return session::reason_of(dry);
        if (-glm::dot(dry.point->direction, up_) < least_rise)
            return "It faces away from the gantry.";
        const glm::dvec3 low = standoff(*dry.point);
        if (input_.bvh.cast({low, up_})) return "Skin is above its stand-off.";
        return "";
    }

    /// Only an approved map may be used on people, and its reader has checked the signature.
    std::string who_answers() const
    {
        const session::SessionMap& map = input_.map;
        if (!map.approval || !map.signature) return "SIMULATION - NOT FOR USE ON PEOPLE";
        return fmt::format("approved by {}, for one use until {}, use id {}",
                           map.approval->by,
                           clinic::text_of(map.approval->expires),
                           map.approval->use_id);
    }

    std::string heading() const
    {
        const clinic::Injector& injector = input_.injector;
        std::string text = comment(who_answers());
        text += comment("mesomap session map sha256 " + std::string(input_.map_sha256));
        text += comment("scan sha256 " + input_.map.scan.sha256);
        text += comment("X Y Z: the tip of the needle in mm, in the frame of the scan");
        text += comment("A, B: the needle points along 0 0 -1 turned by A about X, then by B about "
                        "Y, in degrees");
        text += comment("the probe is the needle's tip; output 0 is the pump");
        text += comment(
            fmt::format("injector: {}, {}", injector.name, clinic::name_of(injector.standing)));
        text += comment(fmt::format("points: {} of {}", done_, input_.run.points.size()));
        text += comment(fmt::format(
            "retract plane: {} mm along {}", number(plane_mm_, 4), numbers(up_, 6, " ")));
        text += comment(fmt::format("workspace: {} to {}",
                                    numbers(workspace_.low, 4, " "),
                                    numbers(workspace_.high, 4, " ")));
        for (const std::string& one : left_out_)
            text += comment(one);
        text += "G21 G17 G90 G94 G40 G49 G80\nM65 P0\n";
        return text;
    }

    std::string block(const session::MapPoint& point)
    {
        const clinic::Injector& injector = input_.injector;
        const glm::dvec3 needle = glm::normalize(point.direction);
        const glm::dvec3 low = standoff(point), top = above(low);
        const glm::dvec3 deepest = point.position_mm + needle * probe_beyond_mm;
        const GantryTurn turn = turn_of(needle);
        for (const glm::dvec3 p : {low, top, deepest})
            require_inside(p);
        ++done_;
        last_ = top;
        std::string text =
            comment(fmt::format("point {} id {} depth {} inserted {} volume {} zone {}",
                                point.order,
                                point.id,
                                number(point.depth_mm, 4),
                                number(point.inserted_mm, 4),
                                number(point.volume_ml, 4),
                                input_.map.zones.at(point.zone).name));
        const auto add = [&](const std::string& line) { text += line + "\n"; };
        add(fmt::format("G0 {}", axes(top)));
        add(fmt::format("G0 A{} B{}", number(turn.a_deg, 4), number(turn.b_deg, 4)));
        add(fmt::format("G1 {} {}", axes(low), feed(injector.approach_mm_per_s)));
        add(fmt::format("G38.2 {} {}", axes(deepest), feed(probe_mm_per_s)));
        add(fmt::format(
            "G91 G1 {} {}", axes(needle * point.inserted_mm), feed(injector.insertion_mm_per_s)));
        add("M64 P0");
        add("G4 P" + number(point.volume_ml / injector.dose_ml_per_s, 4));
        add("M65 P0");
        add("G4 P" + number(injector.settle_s, 4));
        add(fmt::format("G1 {}", axes(-needle * point.inserted_mm)));
        add(fmt::format("G90 G1 {} {}", axes(low), feed(injector.approach_mm_per_s)));
        add(fmt::format("G0 {}", axes(top)));
        return text;
    }

    void require_inside(glm::dvec3 p) const
    {
        const bool inside = glm::clamp(p, workspace_.low, workspace_.high) == p;
        if (!inside)
            throw base::Error(fmt::format("A move to {} would leave the workspace around the scan.",
                                          numbers(p, 1, " ")));
    }

    const GcodeInput& input_;
    glm::dvec3 up_;
    double plane_mm_ = 0;
    Box workspace_;
    std::size_t done_ = 0;
    glm::dvec3 last_{0};
    std::vector<std::string> left_out_;
};

}  // namespace

GantryTurn turn_of(glm::dvec3 direction)
{
    constexpr double degrees = 180 / std::numbers::pi;
    const double a = std::asin(std::clamp(direction.y, -1.0, 1.0));
    const bool is_upright = std::hypot(direction.x, direction.z) < 1e-9;  // then any B will do
    return {a * degrees, is_upright ? 0 : std::atan2(-direction.x, -direction.z) * degrees};
}

std::string gcode_of(const GcodeInput& input)
{
    return Program(input).text();
}

}  // namespace exporters
