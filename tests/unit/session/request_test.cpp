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
    EXPECT_THAT(refusal_of(request_with(strokes + R"(,"pattern":"rows")")),
                HasSubstr("rows is not available yet"));
    EXPECT_THAT(refusal_of(request_with(R"("technique":"nappage","strokes":[{"mode":"add",)"
                                        R"("radius_mm":-1,"path_mm":[[1,2,3]]}])")),
                HasSubstr("zones[0].strokes[0].radius_mm is -1, but it must be above 0"));
}

}  // namespace
