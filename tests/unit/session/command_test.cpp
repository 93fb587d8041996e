// SPDX-License-Identifier: MIT
#include "session/command.h"

#include "base/error.h"
#include "case_text.h"
#include "session/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace session;
using test::text_of;
using testing::HasSubstr;
using Corners = std::vector<glm::dvec3>;

clinic::PatientFacts a_patient()
{
    clinic::PatientFacts patient;
    patient.age_years = 41.5;
    patient.weight_kg = 62;
    patient.conditions = {{"isotretinoin", clinic::day_in("2026-01-02")}};
    patient.letters = {"autoimmune"};
    return patient;
}

std::vector<Command> one_of_each()
{
    return {
        AddZone{"left cheek", "skin_booster"},
        PaintStroke{"left cheek", {zones::StrokeMode::add, 22, {{-38.0625, 12.5, 60.1}}}},
        PaintStroke{"left cheek", {zones::StrokeMode::erase, 5, {{-20, 14, 70}, {-22, 4, 71}}}},
        DrawOutline{"left cheek", {zones::StrokeMode::add, {{1, 2, 3}, {4, 5.5, 6}, {7, 8, 9}}}},
        EditOutline{"left cheek", 2, {{1, 2, 3}, {4, 5.25, 6}, {7, 8, 9}}},
        FillByAngle{"left cheek", {zones::StrokeMode::erase, {1, 2, 3}, 40, 25}},
        ReshapeZone{"left cheek", {zones::Reshaping::grow, 2.5}},
        ReshapeZone{"left cheek", {zones::Reshaping::shrink, 1}},
        ReshapeZone{"left cheek", {zones::Reshaping::smooth, 3}},
        ReshapeZone{"left cheek", {zones::Reshaping::fill_holes, 0.5}},
        ReshapeZone{"left cheek", {zones::Reshaping::remove_islands, {}}},
        ReshapeZone{"left cheek", {zones::Reshaping::invert, {}}},
        ReshapeZone{"left cheek", {zones::Reshaping::invert, 12}},
        MirrorZone{"left cheek", {{1, 2, 3}, {0, 0.6, 0.8}, true}, {}},
        MirrorZone{"left cheek", {{1, 2, 3}, {0, 0.6, 0.8}, false}, {}},
        MirrorZone{"left cheek", {{1, 2, 3}, {0, 0.6, 0.8}, false}, "right cheek"},
        DuplicateZone{"left cheek", "copy"},
        MoveZone{"copy", 0},
        MoveZone{"copy", 2},
        SetColour{"copy", 0x12abEFu},
        SetColour{"copy", {}},
        HideZone{"copy", true},
        LockZone{"copy", true},
        SetTechnique{"left cheek", "nappage"},
        SetSpacing{"left cheek", 6.5},
        SetPattern{"left cheek", {PatternKind::rows, 5.5, glm::dvec3(0, 0.6, 0.8), {}}},
        SetPattern{"left cheek", {PatternKind::rows, {}, {}, {{1, 2, 3}, {4, 5.5, 6}}}},
        SetPattern{"left cheek", {PatternKind::line, {}, {}, {{1, 2, 3}, {4, 5.5, 6}}}},
        SetPattern{"left cheek", {PatternKind::even, {}, {}, {}}},
        SetAmount{"left cheek", {AmountKind::points, 12}},
        SetAmount{"left cheek", {AmountKind::density_per_cm2, 1.5}},
        SetAmount{"left cheek", {AmountKind::dose_ml_per_cm2, 0.02}},
        SetSpacing{"left cheek", 6},
        SetBorder{"left cheek", {BorderRule::inset, 2.5}},
        SetBorder{"left cheek", {BorderRule::inset, {}}},
        SetBorder{"left cheek", {}},
        SetSpacingAtBorder{"left cheek", BorderSpacing{4, 10}},
        SetSpacingAtBorder{"left cheek", {}},
        SetBorder{"left cheek", {BorderRule::rim_first, {}}},
        SetMirror{"left cheek", MirrorWish{}},
        SetMirror{"left cheek", MirrorWish{{1, 2, 3}, {0, 0.6, 0.8}}},
        SetMirror{"left cheek", {}},
        PinPoint{"left cheek", {-38, 12.25, 60}},
        PinPoint{"left cheek", {-37, 12.25, 60}},
        UnpinPoint{"left cheek", {-38, 12.25, 60}},
        MovePoint{"left cheek", {-37, 12.25, 60}, {-36, 12.25, 60}},
        RemovePoint{"left cheek", {-20, 12.25, 60}},
        RemovePoint{"left cheek", {-36, 12.25, 60}},
        PinPoint{"left cheek", {-38, 12.25, 60}},
        ForgetPointEdits{"left cheek"},
        SetDepth{"left cheek", 1.25},
        SetAngle{"left cheek", 45},
        SetVolume{"left cheek", 0.015},
        SetNeedle{"left cheek", "n30_13"},
        ResetSetting{"left cheek", Setting::depth},
        ResetSetting{"left cheek", Setting::needle},
        SetSeed{4294967295u},
        PlaceLandmark{"left_tragion", {70, 1, 2}},
        RemoveLandmark{"left_tragion"},
        ConfirmScale{"pupils about 62 mm apart"},
        SetMixtures{
            {{"glow", {{"lidocaine", 20, 1.5, "Xylo", "L1", clinic::day_in("2027-01-31")}}}}},
        RenameMixture{"glow", "shine"},
        SetMarks{{{"naevus_mole", {1, 2.5, 3}, 2}}, {{{-4, 5, 6}, 2}}},
        SetMarks{},
        SetPatient{a_patient()},
        SetPatient{},
        SetVisit{2, clinic::day_in("2026-12-08"), 60, 20, DeviceSettings{"pen", {}, {}, 2.5, {}}},
        SetVisit{},
        RenameZone{"left cheek", "wange \u00e4 \"links\""},
        AddZone{"other", "nappage"},
        RemoveZone{"wange \u00e4 \"links\""}};
}

std::string refusal_of(const std::string& line)
{
    try {
        command_in(line, "line 1");
    } catch (const base::Error& refusal) {
        return refusal.what();
    }
    return "accepted";
}

std::string refusal_of(Case& c, const Command& command)
{
    const std::string before = text_of(c);
    try {
        session::apply(c, command);
    } catch (const base::Error& refusal) {
        EXPECT_EQ(text_of(c), before) << "a refused command changes nothing";
        return refusal.what();
    }
    return "accepted";
}

TEST(Commands, EachIsTheSameAfterWritingAndReading)
{
    for (const Command& command : one_of_each()) {
        const std::string line = line_of(command);
        EXPECT_EQ(line.find('\n'), line.npos);
        const Command again = command_in(line, "line");
        EXPECT_EQ(again.index(), command.index()) << line;
        EXPECT_EQ(line_of(again), line);
    }
}

TEST(Commands, AScriptHasOneALineAndMayHaveRemarks)
{
    std::string script = "# two zones\n\n";
    for (const Command& command : one_of_each())
        script += line_of(command) + "\r\n";
    EXPECT_EQ(commands_in(script, "script").size(), one_of_each().size());
}

TEST(Commands, ATypoIsRefusedWithItsLine)
{
    EXPECT_THAT(refusal_of(R"({"command":"set_spacing","zone":"a","spacing":6})"),
                HasSubstr("unknown field \"spacing\""));
    EXPECT_THAT(refusal_of(R"({"command":"paint"})"), HasSubstr("no command \"paint\""));
    EXPECT_THAT(refusal_of(R"({"zone":"a"})"), HasSubstr("lacks the field \"command\""));
    EXPECT_THAT(refusal_of(R"({"command":"set_seed","seed":-1})"), HasSubstr("at least 0"));
}

TEST(Commands, FewerPointsThanNoneAreRefusedBeforeTheyAreANumberOfPoints)
{
    EXPECT_EQ(refusal_of(R"({"command":"set_amount","zone":"a","points":-3})"),
              "line 1: points is -3, but it must be at least 1.");
}

TEST(Applying, ImpossibleSettingsAreRefusedWithTheirNumbers)
{
    Case c;
    session::apply(c, AddZone{"a", "nappage"});
    EXPECT_THAT(refusal_of(c, SetSpacing{"a", 0.4}), HasSubstr("0.4 mm is outside 0.5 to 100 mm"));
    EXPECT_THAT(refusal_of(c, SetSpacing{"a", 10000}), HasSubstr("outside 0.5 to 100 mm"));
    EXPECT_THAT(refusal_of(c, SetPattern{"a", {PatternKind::rows, 0.4, {}, {}}}),
                HasSubstr("a row spacing of 0.4 mm is outside"));
    EXPECT_THAT(refusal_of(c, SetPattern{"a", {PatternKind::rows, {}, glm::dvec3(0), {}}}),
                HasSubstr("a direction needs a length above 0"));
    EXPECT_THAT(refusal_of(c, SetAmount{"a", {AmountKind::points, 0}}),
                HasSubstr("a number of 0 points is outside 1 to 100000"));
    EXPECT_THAT(refusal_of(c, SetAmount{"a", {AmountKind::points, 1.5}}),
                HasSubstr("no whole number"));
    EXPECT_THAT(refusal_of(c, SetAmount{"a", {AmountKind::dose_ml_per_cm2, 11}}),
                HasSubstr("a dose of 11 mL per cm2"));
    EXPECT_THAT(refusal_of(c, SetBorder{"a", {BorderRule::inset, -1}}), HasSubstr("an inset"));
    EXPECT_THAT(refusal_of(c, SetSpacingAtBorder{"a", BorderSpacing{5, 0}}), HasSubstr("a blend"));
    EXPECT_THAT(refusal_of(c, UnpinPoint{"a", {1, 2, 3}}), HasSubstr("no point is pinned"));
    EXPECT_THAT(refusal_of(c, SetAngle{"a", 91}), HasSubstr("outside 1 to 90 degrees"));
    EXPECT_THAT(refusal_of(c, SetDepth{"a", -1}), HasSubstr("a depth of -1 mm"));
    EXPECT_THAT(refusal_of(c, SetVolume{"a", 11}), HasSubstr("outside 0 to 10 mL"));
    EXPECT_THAT(refusal_of(c, PaintStroke{"a", {zones::StrokeMode::add, 0, {{0, 0, 0}}}}),
                HasSubstr("radius"));
    EXPECT_THAT(refusal_of(c, DrawOutline{"a", {zones::StrokeMode::add, {{1, 2, 3}, {2, 3, 4}}}}),
                HasSubstr("at least three corners, not 2"));
    EXPECT_THAT(refusal_of(c, EditOutline{"a", 0, {{1, 2, 3}, {2, 3, 4}, {4, 5, 6}}}),
                HasSubstr("its step 1 is no outline"));
    EXPECT_THAT(refusal_of(c, ReshapeZone{"a", {zones::Reshaping::grow, {}}}),
                HasSubstr("a change of 0 mm is outside 0.01 to 300 mm"));
    EXPECT_THAT(refusal_of(c, FillByAngle{"a", {zones::StrokeMode::add, {0, 0, 0}, 0, 9}}),
                HasSubstr("a crease's angle of 0 degrees"));
    EXPECT_THAT(refusal_of(c, MoveZone{"a", 1}), HasSubstr("cannot be moved to place 2 of 1"));
    EXPECT_THAT(refusal_of(c, DuplicateZone{"a", "a"}), HasSubstr("two zones"));
    EXPECT_THAT(refusal_of(c, SetSpacing{"b", 5}), HasSubstr("no zone \"b\""));
    EXPECT_THAT(refusal_of(c, AddZone{"a", "nappage"}), HasSubstr("two zones"));
    EXPECT_THAT(refusal_of(c, AddZone{" ", "nappage"}), HasSubstr("not empty"));
    EXPECT_THAT(refusal_of(c, AddZone{"b", "botox"}), HasSubstr("the known ones are"));
    EXPECT_THAT(refusal_of(c, SetNeedle{"a", "n99"}), HasSubstr("the known ones are"));
}

TEST(Applying, ASpacingTakesThePlaceOfANumberAndTheOtherWayRound)
{
    Case c;
    History history;
    history.done(AddZone{}, session::apply(c, AddZone{"a", "nappage"}));
    history.done(SetAmount{}, session::apply(c, SetAmount{"a", {AmountKind::points, 12}}));
    EXPECT_EQ(c.zones[0].arrangement.amount->value, 12);
    history.done(SetSpacing{}, session::apply(c, SetSpacing{"a", 5}));
    EXPECT_FALSE(c.zones[0].arrangement.amount);
    history.undo(c);
    EXPECT_EQ(c.zones[0].arrangement.amount->value, 12);
    EXPECT_FALSE(c.zones[0].spacing_mm);
}

TEST(Applying, TwoPinsAtOnePlaceAreRefused)
{
    Case c;
    session::apply(c, AddZone{"a", "nappage"});
    session::apply(c, PinPoint{"a", {1, 2, 3}});
    EXPECT_THAT(refusal_of(c, PinPoint{"a", {1, 2, 3.00001}}), HasSubstr("two points are pinned"));
}

TEST(Applying, ALockedZoneTakesNoStrokes)
{
    Case c;
    session::apply(c, AddZone{"a", "nappage"});
    const Corners corners{{1, 2, 3}, {2, 3, 4}, {4, 5, 6}};
    session::apply(c, DrawOutline{"a", {zones::StrokeMode::add, corners}});
    session::apply(c, LockZone{"a", true});
    const zones::Stroke stroke{zones::StrokeMode::add, 5, {{0, 0, 0}}};
    for (const Command& command : std::vector<Command>{PaintStroke{"a", stroke},
                                                       DrawOutline{"a", {{}, corners}},
                                                       EditOutline{"a", 0, corners},
                                                       FillByAngle{"a", {}},
                                                       ReshapeZone{"a", {{}, 1}},
                                                       MirrorZone{"a", {}, {}}})
        EXPECT_THAT(refusal_of(c, command), HasSubstr("Zone \"a\" is locked")) << command.index();
    session::apply(c, MirrorZone{"a", {}, "image"});  // that is another zone
    EXPECT_FALSE(c.zones[1].locked);
    session::apply(c, LockZone{"a", false});
    EXPECT_EQ(refusal_of(c, PaintStroke{"a", stroke}), "accepted");
}

TEST(History, UndoingAllAndRedoingAllGivesEachStateAgain)
{
    Case c;
    History history;
    std::vector<std::string> states{text_of(c)};
    for (const Command& command : one_of_each()) {
        history.done(command, session::apply(c, command));
        states.push_back(text_of(c));
    }
    for (std::size_t i = states.size() - 1; i-- > 0;) {
        ASSERT_TRUE(history.undo(c));
        EXPECT_EQ(text_of(c), states[i]);
    }
    EXPECT_FALSE(history.undo(c));
    for (std::size_t i = 1; i < states.size(); ++i) {
        ASSERT_TRUE(history.redo(c));
        EXPECT_EQ(text_of(c), states[i]);
    }
    EXPECT_FALSE(history.redo(c));
}

TEST(History, EqualStrokeRevisionsMeanEqualStrokes)
{
    Case c;
    History history;
    const auto run = [&](const Command& command) {
        history.done(command, session::apply(c, command));
    };
    run(AddZone{"a", "nappage"});
    run(PaintStroke{"a", {zones::StrokeMode::add, 5, {{0, 0, 0}}}});
    const std::uint64_t first = c.zones[0].strokes_revision;
    history.undo(c);
    run(PaintStroke{"a", {zones::StrokeMode::add, 6, {{0, 0, 0}}}});
    EXPECT_NE(c.zones[0].strokes_revision, first);
    EXPECT_EQ(history.redoable(), 0u) << "a new command ends what could be redone";
}

TEST(History, TheOldestCommandsAreForgottenAboveTheLimit)
{
    Case c;
    History history(10'000);
    for (int i = 0; i < 1000; ++i)
        history.done(SetSeed{std::uint32_t(i)}, session::apply(c, SetSeed{std::uint32_t(i)}));
    EXPECT_LT(history.undoable(), 200u);
    EXPECT_GT(history.undoable(), 100u);
}

}  // namespace
