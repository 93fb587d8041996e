// SPDX-License-Identifier: MIT
#include "tools/hand.h"

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

const session::Zone* zone_with(session::ZoneId id, const session::Case& current)
{
    for (const session::Zone& zone : current.zones)
        if (zone.id == id) return &zone;
    return nullptr;
}

}  // namespace

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
        if (inside && drag_ == Drag::none) press(event, bench);
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

void Hand::press(const shell::PointerEvent& event, const Bench& bench)
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
        if (button_ != GLFW_MOUSE_BUTTON_LEFT) return;
        if (place && zone_with(bench.selected, bench.workspace.current()))
            return begin_stroke(event, *place, bench);
        drag_ = event.shift ? Drag::pan : Drag::orbit;
        break;
    }
    if (twice && place) bench.turntable.centre(position(bench.skin.surface.mesh, *place));
}

void Hand::begin_stroke(const shell::PointerEvent& event,
                        const geometry::SurfacePoint& place,
                        const Bench& bench)
{
    const bool erases = bench.erases || event.control;
    drag_ = Drag::paint;
    bench.brush.begin(bench.selected,
                      bench.workspace.field(bench.selected),
                      erases ? zones::StrokeMode::erase : zones::StrokeMode::add,
                      bench.skin,
                      position(bench.skin.surface.mesh, place));
}

void Hand::move(glm::dvec2 from, glm::dvec2 to, const Bench& bench)
{
    if (drag_ == Drag::orbit) bench.turntable.orbit(to - from);
    if (drag_ == Drag::pan) bench.turntable.pan(to - from);
    if (drag_ == Drag::zoom)
        bench.turntable.zoom(std::pow(zoom_per_step, (from.y - to.y) / zoom_px_per_step),
                             zoomed_at_);
    if (drag_ != Drag::paint || !bench.brush.paints()) return;
    // Off the skin the stroke waits where it left it.
    if (const auto place = skin_at(to, bench))
        bench.brush.drag_to(bench.skin, position(bench.skin.surface.mesh, *place));
}

std::optional<session::Command> Hand::release(const shell::PointerEvent&, const Bench& bench)
{
    const Drag ended = std::exchange(drag_, Drag::none);
    if (ended != Drag::paint || !bench.brush.paints()) return std::nullopt;
    const session::Zone* zone = zone_with(bench.brush.zone(), bench.workspace.current());
    if (!zone) {
        bench.brush.cancel();
        return std::nullopt;
    }
    return bench.brush.finish(zone->name);
}

}  // namespace tools
