// SPDX-License-Identifier: MIT
#include "shell/toolbox.h"

#include "base/error.h"
#include "clinic/table.h"
#include "panels/marks_panel.h"
#include "shell/glfw_window.h"
#include "shell/scene_view.h"
#include "shell/sentences.h"
#include "shell/texts.h"

#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace shell {
namespace {

std::optional<tools::Tool> tool_of_key(int key)
{
    constexpr std::array keys{
        GLFW_KEY_B, GLFW_KEY_O, GLFW_KEY_G, GLFW_KEY_H, GLFW_KEY_R, GLFW_KEY_W};
    const auto found = std::ranges::find(keys, key);
    if (found == keys.end()) return std::nullopt;
    return tools::all_tools[std::size_t(found - keys.begin())];
}

}  // namespace

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
    if (marks_.marks()) return Tool::marks;
    return measure_ && measure_->measures() ? Tool::measure : Tool::painting;
}

void Toolbox::lay_down()
{
    cancel();
    guide_.stop();
    marks_.stop();
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

void Toolbox::mark()
{
    const bool marked = tool() == Tool::marks;
    lay_down();
    if (!marked) marks_.start();
}

void Toolbox::use(const PointerEvent& event, bool inside, tools::Bench bench)
{
    try {
        const Tool taken = tool();
        if (taken != Tool::painting)
            bench.selected = session::ZoneId::none();  // drags turn the view
        if (taken == Tool::measure) measure_->handle(event, inside, bench);
        if (taken == Tool::marks)
            if (const auto marked = marks_.handle(event, inside, bench)) editor_.execute(*marked);
        if (taken == Tool::landmarks)
            if (const auto placed = guide_.handle(event, inside, bench)) editor_.execute(*placed);
        if (const auto painted = hand_.handle(event, inside, bench)) editor_.execute(*painted);
    } catch (const base::Error& problem) {
        cancel();
        editor_.tell(problem.what());
    }
}

void Toolbox::use_key(const KeyPress& press, const tools::Bench& bench)
{
    if (press.key == GLFW_KEY_LEFT_BRACKET) kit_.brush.grow(-1);
    if (press.key == GLFW_KEY_RIGHT_BRACKET) kit_.brush.grow(1);
    if (const auto tool = tool_of_key(press.key)) {
        lay_down();
        kit_.choose(*tool);
    }
    if (tool() != Tool::painting) return;
    try {
        if (const auto command = hand_.key(press.key, bench)) editor_.execute(*command);
    } catch (const base::Error& problem) {
        editor_.tell(problem.what());
    }
}

void Toolbox::draw(const SceneFrame& frame, const tools::Bench& bench, const panels::Form& form)
{
    switch (tool()) {
    case Tool::painting:
        return draw_painting(frame, bench);
    case Tool::landmarks:
        return draw_landmarks(frame, form);
    case Tool::marks:
        return draw_next_mark(frame, bench);
    case Tool::measure:
        return draw_measure(frame, turntable_.camera(), measure_->places(), form);
    }
}

void Toolbox::draw_painting(const SceneFrame& frame, const tools::Bench& bench)
{
    const session::Zone* zone = bench.zone();
    if (!zone) return;
    const render::Colour own = colour_of(*zone);
    const ImVec4 colour = bench.erases ? ink::fail : ImVec4(own.red, own.green, own.blue, 1);
    const tools::Sketch sketch = hand_.sketch(bench, ImGui::GetIO().KeyShift);
    draw_sketch(frame, sketch, turntable_, bench.skin, colour);
    const bool has_ring = kit_.chosen == tools::Tool::brush && hand_.over_scene() &&
                          (kit_.brush.paints() || !hand_.drags());
    const auto hit = has_ring ? bench.skin.bvh.cast(turntable_.ray(hand_.at())) : std::nullopt;
    if (!hit) return;
    draw_ring(frame,
              turntable_.camera(),
              tools::ring_on_skin(bench.skin, hit->place, kit_.brush.radius_mm()),
              colour);
}

/// As large as the next click makes it.
void Toolbox::draw_next_mark(const SceneFrame& frame, const tools::Bench& bench)
{
    if (!hand_.over_scene() || hand_.drags()) return;
    const auto hit = bench.skin.bvh.cast(turntable_.ray(hand_.at()));
    if (!hit) return;
    draw_ring(frame,
              turntable_.camera(),
              tools::ring_on_skin(bench.skin, hit->place, marks_.shown_radius_mm()),
              ink::warn);
}

void Toolbox::draw_landmarks(const SceneFrame& frame, const panels::Form& form)
{
    std::vector<Pin> pins;
    for (const auto& [name, landmark] : editor_.workspace().current().landmarks.all())
        pins.push_back(
            {landmark.place, say_sentence(clinic::words_of_id(name)), guide_.asked().name == name});
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
    if (tool() == Tool::marks)
        return say("Click on the skin:  {}", panels::words_of(tools::mark_kinds()[marks_.kind()]));
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
