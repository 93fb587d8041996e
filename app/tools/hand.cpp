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

std::optional<geometry::SurfacePoint> skin_at(glm::dvec2 pixel, const Bench& bench)
{
    const auto hit = bench.skin.bvh.cast(bench.turntable.ray(pixel));
    if (!hit) return std::nullopt;
    return hit->place;
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
        if (inside && drag_ != Drag::paint) {
            const auto place = skin_at(at_, bench);
            bench.turntable.zoom(std::pow(zoom_per_step, event.steps),
                                 place ? position(bench.skin.surface.mesh, *place)
                                       : bench.turntable.place_at_pivot(at_));
        }
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

void Hand::press(const shell::PointerEvent& event, const Bench& bench)
{
    button_ = event.button;
    if (button_ == GLFW_MOUSE_BUTTON_MIDDLE || event.shift) {
        drag_ = Drag::pan;
        return;
    }
    drag_ = Drag::orbit;
    if (button_ != GLFW_MOUSE_BUTTON_LEFT) return;
    const auto place = skin_at(event.at, bench);
    const session::Zone* zone = zone_with(bench.selected, bench.workspace.current());
    if (place && zone) {
        const bool erases = bench.erases || event.control;
        drag_ = Drag::paint;
        bench.brush.begin(zone->id,
                          bench.workspace.field(zone->id),
                          erases ? zones::StrokeMode::erase : zones::StrokeMode::add,
                          bench.skin,
                          position(bench.skin.surface.mesh, *place));
    } else if (place && is_double_click(event)) {
        bench.turntable.centre(position(bench.skin.surface.mesh, *place));
    }
}

void Hand::move(glm::dvec2 from, glm::dvec2 to, const Bench& bench)
{
    if (drag_ == Drag::orbit) bench.turntable.orbit(to - from);
    if (drag_ == Drag::pan) bench.turntable.pan(to - from);
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
