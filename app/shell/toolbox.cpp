// SPDX-License-Identifier: MIT
#include "shell/toolbox.h"

#include "base/error.h"
#include "shell/glfw_window.h"
#include "shell/scene_view.h"
#include "shell/texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace shell {

Toolbox::Toolbox(Editor& editor, tools::Turntable& turntable)
    : editor_(editor)
    , turntable_(turntable)
{
}

void Toolbox::start()
{
    ruler_.emplace(editor_.workspace().scan(), [] { GlfwWindow::wake(); });
    measure_.emplace(*ruler_);
}

Tool Toolbox::tool() const
{
    if (guide_.asks()) return Tool::landmarks;
    return measure_ && measure_->measures() ? Tool::measure : Tool::brush;
}

void Toolbox::lay_down()
{
    cancel();
    guide_.stop();
    if (measure_) measure_->stop();
}

void Toolbox::ask_landmarks(const std::string& part)
{
    lay_down();
    guide_.start(part, editor_.workspace().current().landmarks, turntable_);
}

void Toolbox::measure()
{
    const bool measured = tool() == Tool::measure;
    lay_down();
    if (!measured) measure_->start();
}

void Toolbox::use(const PointerEvent& event, bool inside, tools::Bench bench)
{
    try {
        const Tool taken = tool();
        if (taken != Tool::brush) bench.selected = session::ZoneId::none();  // drags turn the view
        if (taken == Tool::measure) measure_->handle(event, inside, bench);
        if (taken == Tool::landmarks)
            if (const auto placed = guide_.handle(event, inside, bench)) editor_.execute(*placed);
        if (const auto painted = hand_.handle(event, inside, bench)) editor_.execute(*painted);
    } catch (const base::Error& problem) {
        cancel();
        editor_.tell(problem.what());
    }
}

void Toolbox::draw(const SceneFrame& frame, const tools::Bench& bench, const panels::Form& form)
{
    switch (tool()) {
    case Tool::brush:
        return draw_ring_of_brush(frame, bench);
    case Tool::landmarks:
        return draw_landmarks(frame, form);
    case Tool::measure:
        return draw_measure(frame, turntable_.camera(), measure_->places(), form);
    }
}

void Toolbox::draw_ring_of_brush(const SceneFrame& frame, const tools::Bench& bench)
{
    const bool can_paint =
        bench.selected.valid() && hand_.over_scene() && (brush_.paints() || !hand_.drags());
    if (!can_paint) return;
    const auto hit = bench.skin.bvh.cast(turntable_.ray(hand_.at()));
    if (!hit) return;
    const render::Colour colour = colour_of(bench.selected);
    draw_ring(frame,
              turntable_.camera(),
              tools::ring_on_skin(bench.skin, hit->place, brush_.radius_mm()),
              bench.erases ? ink::fail : ImVec4(colour.red, colour.green, colour.blue, 1));
}

void Toolbox::draw_landmarks(const SceneFrame& frame, const panels::Form& form)
{
    std::vector<Pin> pins;
    for (const auto& [name, landmark] : editor_.workspace().current().landmarks.all())
        pins.push_back({landmark.place, anatomy::words_of(name), guide_.asked().name == name});
    draw_pins(frame, turntable_, editor_.workspace().bvh(), pins, form);
}

/// "84.2 mm along the skin, 79.0 mm straight, 112 degrees"
std::string Toolbox::measured()
{
    const auto straight = measure_->straight_mm();
    if (!straight) return {};
    const auto along = measure_->along_mm();
    std::string words = !along               ? std::string(say("measuring along the skin…"))
                        : std::isinf(*along) ? std::string(say("no way along the skin"))
                                             : say("{:.1f} mm along the skin", *along);
    words += "   ·   " + say("{:.1f} mm straight", *straight);
    if (const auto angle = measure_->angle_deg()) words += fmt::format("   ·   {:.0f}°", *angle);
    return words;
}

std::string Toolbox::next_step()
{
    if (guide_.asks()) return say("Click on the skin:  {}", guide_.asked().title());
    if (tool() == Tool::measure) {
        if (const std::string words = measured(); !words.empty()) return words;
        return say("Click two places on the skin, and a third for an angle");
    }
    const auto& zones = editor_.workspace().current().zones;
    if (zones.empty()) return say("Add a zone to begin");
    const bool painted =
        std::ranges::any_of(zones, [](const session::Zone& zone) { return !zone.strokes.empty(); });
    return painted || drags() ? "" : say("Drag on the skin to paint the zone");
}

}  // namespace shell
