// SPDX-License-Identifier: MIT
#include "session/request.h"

#include "base/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace session;
using testing::HasSubstr;

const std::string stroke = R"({"mode":"add","radius_mm":9,"path_mm":[[1,2,3]]})";

std::string request_with(const std::string& zone_fields, const std::string& fields = "")
{
    return R"({"format":"mesomap.request","version":1,)" + fields + R"("zones":[{"name":"a",)" +
           zone_fields + "}]}";
}

std::string refusal_of(const std::string& text)
{
    try {
        request_in(text, "r.json");
    } catch (const base::Error& refusal) {
        return refusal.what();
    }
    return "accepted";
}

TEST(Requests, BecomeCommands)
{
    const Request request = request_in(
        request_with(R"("technique":"nappage","spacing_mm":8,"strokes":[)" + stroke + "]",
                     R"("unit":"cm","seed":7,)"),
        "r.json");
    EXPECT_EQ(request.scan_unit, base::LengthUnit::centimetre);
    ASSERT_EQ(request.commands.size(), 4u);
    EXPECT_EQ(line_of(request.commands[0]), R"({"command":"set_seed","seed":7})");
    EXPECT_EQ(std::get<SetSpacing>(request.commands[2]).spacing_mm, 8);
    EXPECT_EQ(std::get<PaintStroke>(request.commands[3]).stroke.path_mm[0].z, 3);
}

TEST(Requests, MayPaintWithEveryShape)
{
    const std::string shapes =
        R"(,{"shape":"outline","mode":"add","corners_mm":[[1,2,3],[4,5,6],[7,8,9]]},)"
        R"({"shape":"fill","mode":"erase","place_mm":[1,2,3],"angle_deg":40,"radius_mm":30},)"
        R"({"shape":"smooth","by_mm":2},{"shape":"remove_islands"},)"
        R"({"shape":"mirror","point_mm":[0,0,0],"normal":[1,0,0],"keeps":false}])";
    const auto commands =
        request_in(request_with(R"("technique":"nappage","strokes":[)" + stroke + shapes), "r.json")
            .commands;
    ASSERT_EQ(commands.size(), 7u);
    EXPECT_EQ(std::get<DrawOutline>(commands[2]).outline.corners_mm[1].y, 5);
    EXPECT_EQ(std::get<FillByAngle>(commands[3]).fill.mode, zones::StrokeMode::erase);
    EXPECT_EQ(std::get<ReshapeZone>(commands[4]).reshape.size, 2);
    EXPECT_FALSE(std::get<ReshapeZone>(commands[5]).reshape.size);
    EXPECT_FALSE(std::get<MirrorZone>(commands[6]).mirror.keeps);
    const auto refused = [](const std::string& shape) {
        return refusal_of(request_with(R"("technique":"nappage","strokes":[)" + shape + "]"));
    };
    EXPECT_THAT(refused(R"({"shape":"grow"})"), HasSubstr("strokes[0] lacks the field \"by_mm\""));
    EXPECT_THAT(refused(R"({"shape":"smooth","by_mm":0})"), HasSubstr("by_mm is 0"));
    EXPECT_THAT(refused(R"({"shape":"outline","mode":"add","corners_mm":[[1,2,3]]})"),
                HasSubstr("a list of at least 3"));
}

TEST(Requests, AreRefusedWithThePlaceOfTheMistake)
{
    const std::string strokes = R"("technique":"nappage","strokes":[)" + stroke + "]";
    EXPECT_EQ(refusal_of(request_with(strokes)), "accepted");
    EXPECT_THAT(refusal_of("{"), HasSubstr("r.json is not valid JSON at line 1"));
    EXPECT_THAT(refusal_of("[]"), HasSubstr("must be an object"));
    EXPECT_THAT(refusal_of(R"({"format":"x","version":1,"zones":[]})"), HasSubstr("format is"));
    EXPECT_THAT(refusal_of(R"({"format":"mesomap.request","version":2,"zones":[]})"),
                HasSubstr("version is 2, but it must be 1"));
    EXPECT_THAT(refusal_of(R"({"format":"mesomap.request","version":1,"zones":[]})"),
                HasSubstr("zones is a list of 0"));
    EXPECT_THAT(refusal_of(request_with(strokes + R"(,"spacing":6)")),
                HasSubstr("zones[0] has the unknown field \"spacing\""));
    EXPECT_THAT(refusal_of(request_with(strokes + R"(,"spacing_mm":"NaN")")),
                HasSubstr("zones[0].spacing_mm is \"NaN\", but it must be a number"));
    EXPECT_THAT(refusal_of(request_with(strokes + R"(,"pattern":"spiral")")),
                HasSubstr("zones[0].pattern is \"spiral\", but it must be one of"));
    EXPECT_THAT(refusal_of(request_with(R"("technique":"nappage","strokes":[{"mode":"add",)"
                                        R"("radius_mm":-1,"path_mm":[[1,2,3]]}])")),
                HasSubstr("zones[0].strokes[0].radius_mm is -1, but it must be above 0"));
}

/// The commands that make the zone, as lines, without its name, technique and strokes.
std::vector<std::string> settings_from(const std::string& zone_fields)
{
    const std::string strokes = R"("technique":"nappage","strokes":[)" + stroke + "]";
    std::vector<std::string> lines;
    for (const Command& command : request_in(request_with(strokes + zone_fields), "r").commands)
        if (!std::holds_alternative<AddZone>(command) &&
            !std::holds_alternative<PaintStroke>(command))
            lines.push_back(line_of(command));
    return lines;
}

TEST(Requests, SayHowPointsAreArranged)
{
    using testing::ElementsAre;
    EXPECT_THAT(
        settings_from(R"(,"pattern":"rows","row_spacing_mm":4,"guide_mm":[[1,2,3],[4,5,6]])"),
        ElementsAre(HasSubstr(R"("guide_mm":[[1.0,2.0,3.0],[4.0,5.0,6.0]],"pattern":"rows")")));
    EXPECT_THAT(settings_from(R"(,"pattern":"line","line_mm":[[1,2,3],[4,5,6]])"),
                ElementsAre(HasSubstr("set_pattern")));
    EXPECT_THAT(settings_from(R"(,"pattern":"even","points":12)"),
                ElementsAre(HasSubstr("\"even\""), HasSubstr(R"("points":12)")));
    EXPECT_THAT(settings_from(R"(,"dose_ml_per_cm2":0.25)"),
                ElementsAre(HasSubstr(R"("dose_ml_per_cm2":0.25)")));
    EXPECT_THAT(
        settings_from(R"(,"inset_mm":3)"),
        ElementsAre(HasSubstr(R"("border":"inset","command":"set_border","inset_mm":3.0)")));
    EXPECT_THAT(settings_from(R"(,"spacing_at_border_mm":3,"blend_mm":10)"),
                ElementsAre(HasSubstr("set_spacing_at_border")));
    EXPECT_THAT(settings_from(R"(,"pinned_mm":[[1,2,3],[4,5,6]])"),
                ElementsAre(HasSubstr("[1.0,2.0,3.0]"), HasSubstr("[4.0,5.0,6.0]")));
}

TEST(Requests, ThatContradictThemselvesAreRefused)
{
    const auto refused = [](const std::string& fields) {
        return refusal_of(
            request_with(R"("technique":"nappage","strokes":[)" + stroke + "]" + fields));
    };
    EXPECT_THAT(refused(R"(,"spacing_mm":5,"points":12)"),
                HasSubstr("both spacing_mm and points are given"));
    EXPECT_THAT(refused(R"(,"density_per_cm2":1,"dose_ml_per_cm2":1)"), HasSubstr("contradict"));
    EXPECT_THAT(refused(R"(,"row_spacing_mm":5)"), HasSubstr("is for the pattern rows"));
    EXPECT_THAT(refused(R"(,"pattern":"rows","line_mm":[[1,2,3],[4,5,6]])"),
                HasSubstr("line_mm is for the pattern line, not for rows"));
    EXPECT_THAT(refused(R"(,"pattern":"line")"), HasSubstr("needs line_mm"));
    EXPECT_THAT(refused(R"(,"pattern":"rows","direction":[1,0,0],"guide_mm":[[1,2,3],[4,5,6]])"),
                HasSubstr("both direction and guide_mm"));
    EXPECT_THAT(refused(R"(,"border":"natural","inset_mm":2)"), HasSubstr("not for natural"));
    EXPECT_THAT(refused(R"(,"mirror_normal":[1,0,0])"), HasSubstr("not \"mirrored\": true"));
    EXPECT_THAT(refused(R"(,"mirrored":true,"mirror_normal":[1,0,0])"),
                HasSubstr("mirror_point_mm is missing"));
    EXPECT_THAT(refused(R"(,"blend_mm":2)"), HasSubstr("spacing_at_border_mm is missing"));
}

}  // namespace
