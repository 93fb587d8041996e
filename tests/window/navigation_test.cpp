// SPDX-License-Identifier: MIT
#include "tools/navigation.h"

#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

namespace {

using tools::Chord;
using tools::drag_motion;
using tools::Habit;
using tools::Motion;
using tools::wheel_motion;

constexpr int left = GLFW_MOUSE_BUTTON_LEFT, right = GLFW_MOUSE_BUTTON_RIGHT,
              middle = GLFW_MOUSE_BUTTON_MIDDLE;

TEST(Navigation, LeavesThePlainLeftButtonToTheToolInEveryHabit)
{
    for (const Habit habit : tools::all_habits)
        for (const bool modified : {false, true})
            EXPECT_EQ(drag_motion(habit, {.button = left, .shift = modified, .control = modified}),
                      Motion::none)
                << name_of(habit);
}

TEST(Navigation, KnowsTheHabitsOfOtherPrograms)
{
    EXPECT_EQ(drag_motion(Habit::mesomap, {.button = right}), Motion::orbit);
    EXPECT_EQ(drag_motion(Habit::mesomap, {.button = middle}), Motion::pan);
    EXPECT_EQ(drag_motion(Habit::blender, {.button = middle}), Motion::orbit);
    EXPECT_EQ(drag_motion(Habit::blender, {.button = middle, .shift = true}), Motion::pan);
    EXPECT_EQ(drag_motion(Habit::blender, {.button = middle, .control = true}), Motion::zoom);
    EXPECT_EQ(drag_motion(Habit::slicer, {.button = right}), Motion::zoom);
    EXPECT_EQ(drag_motion(Habit::slicer, {.button = middle}), Motion::pan);
}

TEST(Navigation, TurnsWithoutAMiddleOrRightButtonInEveryHabit)
{
    for (const Habit habit : tools::all_habits) {
        EXPECT_EQ(drag_motion(habit, {.button = left, .alt = true}), Motion::orbit);
        EXPECT_EQ(drag_motion(habit, {.button = left, .shift = true, .alt = true}), Motion::pan);
    }
    EXPECT_EQ(wheel_motion(Habit::trackpad, {}), Motion::orbit);
    EXPECT_EQ(wheel_motion(Habit::trackpad, {.shift = true}), Motion::pan);
    EXPECT_EQ(wheel_motion(Habit::trackpad, {.control = true}), Motion::zoom);
    EXPECT_EQ(wheel_motion(Habit::mesomap, {.shift = true}), Motion::zoom);
}

}  // namespace
