// SPDX-License-Identifier: MIT
#include "panels/command_words.h"

#include <gtest/gtest.h>

namespace {

using namespace session;

/// What a history of these commands says of its last one.
std::string last_of(const std::vector<Command>& commands)
{
    Case current;
    History history;
    for (const Command& command : commands)
        history.done(command, apply(current, command));
    return panels::words_of(history, commands.size() - 1);
}

TEST(CommandWords, TellWhatWasDoneToWhichZone)
{
    const AddZone add{"forehead", "nappage"};
    EXPECT_EQ(last_of({add}), "New zone: forehead");
    EXPECT_EQ(last_of({add, PaintStroke{"forehead", {zones::StrokeMode::add, 5, {{0, 0, 0}}}}}),
              "Paint forehead");
    EXPECT_EQ(last_of({add, PaintStroke{"forehead", {zones::StrokeMode::erase, 5, {{0, 0, 0}}}}}),
              "Erase from forehead");
    EXPECT_EQ(last_of({add, ResetSetting{"forehead", Setting::depth}}),
              "Depth of forehead: default");
}

TEST(CommandWords, TellWhatToolsDid)
{
    const AddZone add{"a", "nappage"};
    const glm::dvec3 place(0);
    using zones::Reshaping, zones::StrokeMode;
    EXPECT_EQ(last_of({add, DrawOutline{"a", {StrokeMode::add, {place, place, place}}}}),
              "Outline a");
    EXPECT_EQ(last_of({add, FillByAngle{"a", {StrokeMode::erase, place, 40, 25}}}),
              "Take a fill out of a");
    EXPECT_EQ(last_of({add, ReshapeZone{"a", {Reshaping::grow, 2.5}}}), "a: Grow by 2.5 mm");
    EXPECT_EQ(last_of({add, ReshapeZone{"a", {Reshaping::fill_holes, 0.5}}}), "a: Fill holes");
    EXPECT_EQ(last_of({add, DuplicateZone{"a", "b"}}), "Duplicate a as b");
    EXPECT_EQ(last_of({add, AddZone{"b", "nappage"}, MoveZone{"b", 0}}),
              "b to place 1 of the list");
    EXPECT_EQ(last_of({add, LockZone{"a", true}, LockZone{"a", false}}), "Unlock a");
    EXPECT_EQ(last_of({PlaceLandmark{"left_tragion", place}}), "Landmark left tragion");
}

TEST(CommandWords, TellWhatANumberWasBefore)
{
    const AddZone add{"a", "nappage"}, other{"b", "nappage"};
    EXPECT_EQ(last_of({add, SetSpacing{"a", 8}}), "Spacing of a: 8 mm");
    EXPECT_EQ(last_of({add, other, SetSpacing{"a", 8}, SetSpacing{"b", 5}, SetSpacing{"a", 10}}),
              "Spacing of a: 8 → 10 mm");
    EXPECT_EQ(last_of({add, SetSpacing{"a", 8}, RenameZone{"a", "c"}, SetSpacing{"c", 10}}),
              "Spacing of c: 8 → 10 mm");
    EXPECT_EQ(last_of({add, SetSpacing{"a", 8}, DuplicateZone{"a", "c"}, SetSpacing{"c", 10}}),
              "Spacing of c: 8 → 10 mm");
    EXPECT_EQ(
        last_of(
            {add, SetSpacing{"a", 8}, SetAmount{"a", {AmountKind::points, 5}}, SetSpacing{"a", 9}}),
        "Spacing of a: 9 mm");
    EXPECT_EQ(last_of({add, SetVolume{"a", 0.02}, SetDepth{"a", 2}}), "Depth of a: 2 mm");
}

TEST(CommandWords, AlsoTellWhatWasUndone)
{
    Case current;
    History history;
    for (const Command& command :
         std::vector<Command>{AddZone{"a", "nappage"}, SetSpacing{"a", 8}, SetSpacing{"a", 10}})
        history.done(command, apply(current, command));
    history.undo(current);
    history.undo(current);
    EXPECT_EQ(panels::words_of(history, 0), "New zone: a");
    EXPECT_EQ(panels::words_of(history, 1), "Spacing of a: 8 mm");
    EXPECT_EQ(panels::words_of(history, 2), "Spacing of a: 8 → 10 mm");
}

}  // namespace
