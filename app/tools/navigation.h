// SPDX-License-Identifier: MIT
// Which button, key or wheel moves the view: a table for each habit that practitioners bring along.
#pragma once

#include <array>
#include <string_view>

namespace tools {

enum class Habit { mesomap, blender, slicer, trackpad };

inline constexpr std::array all_habits{
    Habit::mesomap, Habit::blender, Habit::slicer, Habit::trackpad};

/// "mesomap", "blender", ...: as preferences name it.
std::string_view name_of(Habit habit);

/// What a drag or the wheel does to the view; none: it belongs to the tool in hand.
enum class Motion { none, orbit, pan, zoom };

/// What is held while the mouse moves or its wheel turns.
struct Chord {
    int button = 0;  // GLFW_MOUSE_BUTTON_...
    bool shift = false;
    bool control = false;
    bool alt = false;
};

Motion drag_motion(Habit habit, const Chord& held);
/// Of a wheel, or of two fingers on a trackpad.
Motion wheel_motion(Habit habit, const Chord& held);

/// One sentence that tells how to move the view.
const char* words_of(Habit habit);

}  // namespace tools
