// SPDX-License-Identifier: MIT
#include "tools/navigation.h"

#include "shell/texts.h"

#include <GLFW/glfw3.h>

namespace tools {
namespace {

constexpr int left = GLFW_MOUSE_BUTTON_LEFT;
constexpr int right = GLFW_MOUSE_BUTTON_RIGHT;
constexpr int middle = GLFW_MOUSE_BUTTON_MIDDLE;

/// In Blender the middle button does all: alone it turns, with Shift it moves, with Ctrl it zooms.
Motion blender_drag(const Chord& held)
{
    if (held.button != middle) return Motion::none;
    if (held.shift) return Motion::pan;
    return held.control ? Motion::zoom : Motion::orbit;
}

}  // namespace

std::string_view name_of(Habit habit)
{
    switch (habit) {
    case Habit::mesomap:
        return "mesomap";
    case Habit::blender:
        return "blender";
    case Habit::slicer:
        return "slicer";
    case Habit::trackpad:
        return "trackpad";
    }
    return {};
}

Motion drag_motion(Habit habit, const Chord& held)
{
    // For all who have no other button at hand.
    if (held.button == left && held.alt) return held.shift ? Motion::pan : Motion::orbit;
    switch (habit) {
    case Habit::blender:
        return blender_drag(held);
    case Habit::slicer:
        if (held.button == middle) return Motion::pan;
        return held.button == right ? Motion::zoom : Motion::none;
    case Habit::mesomap:
    case Habit::trackpad:
        if (held.button == middle) return Motion::pan;
        if (held.button != right) return Motion::none;
        return held.shift ? Motion::pan : Motion::orbit;
    }
    return Motion::none;
}

Motion wheel_motion(Habit habit, const Chord& held)
{
    if (habit != Habit::trackpad || held.control) return Motion::zoom;
    return held.shift ? Motion::pan : Motion::orbit;
}

const char* words_of(Habit habit)
{
    switch (habit) {
    case Habit::mesomap:
        return shell::say("Right drag turns   ·   wheel zooms   ·   middle drag moves");
    case Habit::blender:
        return shell::say("Middle drag turns   ·   wheel zooms   ·   Shift + middle drag moves");
    case Habit::slicer:
        return shell::say("Left drag beside the skin turns   ·   right drag zooms   ·   middle "
                          "drag moves");
    case Habit::trackpad:
        return shell::say("Two fingers turn   ·   with Ctrl they zoom   ·   with Shift they move");
    }
    return "";
}

}  // namespace tools
