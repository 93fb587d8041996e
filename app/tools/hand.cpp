// SPDX-License-Identifier: MIT
#include "tools/hand.h"

#include "base/error.h"
#include "shell/texts.h"
#include "zones/outline.h"

#include <GLFW/glfw3.h>
#include <glm/geometric.hpp>

#include <cmath>
#include <utility>

namespace tools {
namespace {

constexpr double double_click_s = 0.35;
constexpr double double_click_px = 5;
constexpr double zoom_per_step = 0.88;
constexpr double zoom_px_per_step = 25;    // of a drag
constexpr double scroll_px_per_step = 40;  // what a step of two fingers is as a drag

std::optional<geometry::SurfacePoint> skin_at(glm::dvec2 pixel, const Bench& bench)
{
    const auto hit = bench.skin.bvh.cast(bench.turntable.ray(pixel));
    if (!hit) return std::nullopt;
    return hit->place;
}

/// What a pixel shows: skin, or what is as far away as the pivot.
glm::dvec3 place_shown_at(glm::dvec2 pixel, const Bench& bench)
{
    const auto place = skin_at(pixel, bench);
    return place ? position(bench.skin.surface.mesh, *place)
                 : bench.turntable.place_at_pivot(pixel);
}

void preview_fill(glm::dvec2 pixel, const Bench& bench)
{
    const session::Zone* zone = bench.zone();
    const auto place = skin_at(pixel, bench);
    if (!zone || zone->locked || !place) return bench.kit.fill.leave();
    bench.kit.fill.hover(*zone,
                         bench.workspace.field(zone->id),
                         bench.mode(),
                         position(bench.skin.surface.mesh, *place),
                         bench.skin);
}

}  // namespace

const session::Zone* Bench::zone() const
{
    for (const session::Zone& zone : workspace.current().zones)
        if (zone.id == selected) return &zone;
    return nullptr;
}

std::optional<session::Command>
Hand::handle(const shell::PointerEvent& event, bool inside, const Bench& bench)
{
    using shell::PointerAction;
    const glm::dvec2 before = std::exchange(at_, event.at);
    inside_ = inside;
    switch (event.action) {
    case PointerAction::move:
        move(before, at_, bench);
        break;
    case PointerAction::press:
        if (inside && drag_ == Drag::none) return press(event, bench);
        break;
    case PointerAction::release:
        if (event.button == button_) return release(event, bench);
        break;
    case PointerAction::scroll:
        if (inside && drag_ != Drag::paint) scroll(event, bench);
        break;
    }
    return std::nullopt;
}

bool Hand::is_double_click(const shell::PointerEvent& event)
{
    const bool twice = event.time_s - last_press_s_ < double_click_s &&
                       glm::distance(event.at, last_press_at_) < double_click_px;
    last_press_s_ = twice ? -1e9 : event.time_s;
    last_press_at_ = event.at;
    return twice;
}

void Hand::scroll(const shell::PointerEvent& event, const Bench& bench)
{
    const Chord held{0, event.shift, event.control, event.alt};
    if (event.shift && wheel_motion(bench.habit, held) == Motion::zoom) {
        // Some systems turn the wheel aside while Shift is held.
        const double steps = event.steps != 0 ? event.steps : event.steps_aside;
        return bench.kit.brush.grow(steps > 0 ? 1 : -1);
    }
    const glm::dvec2 fingers = scroll_px_per_step * glm::dvec2(event.steps_aside, event.steps);
    switch (wheel_motion(bench.habit, held)) {
    case Motion::orbit:
        return bench.turntable.orbit(fingers);
    case Motion::pan:
        return bench.turntable.pan(fingers);
    default:
        bench.turntable.zoom(std::pow(zoom_per_step, event.steps), place_shown_at(at_, bench));
    }
}

std::optional<session::Command> Hand::press(const shell::PointerEvent& event, const Bench& bench)
{
    button_ = event.button;
    const bool twice = is_double_click(event);
    const auto place = skin_at(event.at, bench);
    switch (drag_motion(bench.habit, {button_, event.shift, event.control, event.alt})) {
    case Motion::orbit:
        drag_ = Drag::orbit;
        break;
    case Motion::pan:
        drag_ = Drag::pan;
        break;
    case Motion::zoom:
        drag_ = Drag::zoom;
        zoomed_at_ = place_shown_at(event.at, bench);
        break;
    case Motion::none:
        if (button_ != GLFW_MOUSE_BUTTON_LEFT) return std::nullopt;
        if (place && bench.zone())
            return take_tool(event, twice, position(bench.skin.surface.mesh, *place), bench);
        drag_ = event.shift ? Drag::pan : Drag::orbit;
        break;
    }
    if (twice && place) bench.turntable.centre(position(bench.skin.surface.mesh, *place));
    return std::nullopt;
}

/// The button goes down on the skin with the tool in hand.
std::optional<session::Command>
Hand::take_tool(const shell::PointerEvent& event, bool twice, glm::dvec3 place, Bench bench)
{
    bench.erases = bench.erases || event.control;
    Kit& kit = bench.kit;
    const session::Zone& zone = *bench.zone();
    if (zone.locked && kit.chosen <= Tool::fill)
        throw base::Error(
            shell::say("Zone \"{}\" is locked: unlock it to paint on it.", zone.name));
    drag_ = Drag::paint;
    switch (kit.chosen) {
    case Tool::brush:
        if (event.shift)
            kit.brush.begin_line(
                zone.id, bench.workspace.field(zone.id), bench.mode(), bench.skin, place);
        else
            kit.brush.begin(
                zone.id, bench.workspace.field(zone.id), bench.mode(), bench.skin, place);
        return std::nullopt;
    case Tool::outline:
        if (twice)
            if (auto added = kit.outline.add_corner(event.at, place, bench.outline_ground()))
                return added;
        return kit.outline.press(event.at, place, bench.mode(), bench.outline_ground());
    case Tool::fill:
        kit.fill.hover(zone, bench.workspace.field(zone.id), bench.mode(), place, bench.skin);
        return kit.fill.press(zone);
    case Tool::points:
        return kit.points.press(event.at, place, bench.erases, bench.point_ground());
    case Tool::rows:
    case Tool::line:
        kit.guide.begin(place, bench.skin);
        return std::nullopt;
    }
    return std::nullopt;
}

void Hand::move_tool(glm::dvec3 place, const Bench& bench)
{
    Kit& kit = bench.kit;
    switch (kit.chosen) {
    case Tool::brush:
        if (kit.brush.paints()) kit.brush.drag_to(bench.skin, place);
        break;
    case Tool::outline:
        kit.outline.drag_to(place, bench.skin);
        break;
    case Tool::points:
        kit.points.drag_to(place);
        break;
    case Tool::rows:
    case Tool::line:
        kit.guide.drag_to(place, bench.skin);
        break;
    case Tool::fill:
        break;
    }
}

void Hand::move(glm::dvec2 from, glm::dvec2 to, const Bench& bench)
{
    if (drag_ == Drag::orbit) bench.turntable.orbit(to - from);
    if (drag_ == Drag::pan) bench.turntable.pan(to - from);
    if (drag_ == Drag::zoom)
        bench.turntable.zoom(std::pow(zoom_per_step, (from.y - to.y) / zoom_px_per_step),
                             zoomed_at_);
    if (drag_ == Drag::none && bench.kit.chosen == Tool::fill) preview_fill(to, bench);
    if (drag_ != Drag::paint) return;
    // Off the skin the stroke waits where it left it.
    if (const auto place = skin_at(to, bench))
        move_tool(position(bench.skin.surface.mesh, *place), bench);
}

std::optional<session::Command> Hand::release(const shell::PointerEvent&, const Bench& bench)
{
    if (std::exchange(drag_, Drag::none) != Drag::paint) return std::nullopt;
    Kit& kit = bench.kit;
    const session::Zone* zone = bench.zone();
    if (!zone || (kit.brush.paints() && kit.brush.zone() != zone->id)) {
        kit.cancel();
        return std::nullopt;
    }
    switch (kit.chosen) {
    case Tool::brush:
        return kit.brush.finish(zone->name);
    case Tool::outline:
        return kit.outline.release(bench.outline_ground());
    case Tool::points:
        return kit.points.release(*zone);
    case Tool::rows:
        return kit.guide.release(session::PatternKind::rows, *zone);
    case Tool::line:
        return kit.guide.release(session::PatternKind::line, *zone);
    case Tool::fill:
        break;
    }
    return std::nullopt;
}

std::optional<session::Command> Hand::key(int key, const Bench& bench)
{
    Kit& kit = bench.kit;
    const session::Zone* zone = bench.zone();
    if (!zone) return std::nullopt;
    if (kit.chosen == Tool::outline && key == GLFW_KEY_ENTER)
        return kit.outline.close(bench.mode(), *zone);
    if (kit.chosen == Tool::outline && key == GLFW_KEY_BACKSPACE) kit.outline.take_back_corner();
    if (kit.chosen == Tool::outline && key == GLFW_KEY_DELETE && inside_)
        return kit.outline.remove_corner(at_, bench.outline_ground());
    if (kit.chosen != Tool::points || !inside_) return std::nullopt;
    if (key == GLFW_KEY_DELETE || key == GLFW_KEY_BACKSPACE)
        return kit.points.remove(at_, bench.point_ground());
    if (key == GLFW_KEY_K) return kit.points.pin(at_, bench.point_ground());
    return std::nullopt;
}

Sketch Hand::sketch(const Bench& bench, bool shift) const
{
    const session::Zone* zone = bench.zone();
    if (!zone) return {};
    const bool hovers = inside_ && (drag_ == Drag::none || drag_ == Drag::paint);
    const auto place = hovers ? skin_at(at_, bench) : std::nullopt;
    std::optional<glm::dvec3> hover;
    if (place) hover = position(bench.skin.surface.mesh, *place);
    Kit& kit = bench.kit;
    switch (kit.chosen) {
    case Tool::brush: {
        const auto start = kit.brush.line_start(zone->id);
        if (!shift || !start || !hover || drag_ != Drag::none) return {};
        const auto on_skin = [&](glm::dvec3 p) {
            return zones::place_on_skin(p, bench.skin.surface, bench.skin.bvh);
        };
        return {{line_between(on_skin(*start), on_skin(*hover), bench.skin)}, {}, {}};
    }
    case Tool::outline:
        return kit.outline.sketch(bench.outline_ground(), hover);
    case Tool::points:
        return kit.points.sketch(bench.point_ground(), at_);
    case Tool::rows:
    case Tool::line:
        return kit.guide.sketch(*zone, bench.skin);
    case Tool::fill:
        break;
    }
    return {};
}

}  // namespace tools
