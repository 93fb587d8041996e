// SPDX-License-Identifier: MIT
#include "session/scale_check.h"

#include "anatomy/size_in_words.h"

#include <gtest/gtest.h>

namespace session {
namespace {

const geometry::Box head{{-90, -120, -100}, {97, 136, 110}};

anatomy::Landmarks eyes()
{
    anatomy::Landmarks landmarks;
    landmarks.set("left_endocanthion", {{16.5, 40, 95}});
    landmarks.set("right_endocanthion", {{-16.5, 40, 95}});
    landmarks.set("left_exocanthion", {{45.5, 40, 95}});
    landmarks.set("right_exocanthion", {{-45.5, 40, 95}});
    return landmarks;
}

TEST(SizeInWords, ComesFromTheScanWhereThereAreNoLandmarks)
{
    EXPECT_EQ(anatomy::size_in_words({}, head),
              "the scan is 187 mm wide, 256 mm high and 210 mm deep");
}

TEST(SizeInWords, ComesFromTheEyesWhereTheyAreKnown)
{
    EXPECT_EQ(anatomy::size_in_words(eyes(), head),
              "outer eye corners 91 mm apart, pupils about 62 mm apart");
}

TEST(ScaleCheck, WarnsWithTheSizeUntilSomebodyHasComparedIt)
{
    SessionMap map;
    const Check check = scale_check(map, head);
    EXPECT_EQ(check.result, CheckResult::warn);
    EXPECT_EQ(check.zone, "");
    EXPECT_EQ(check.message,
              "Nobody has compared the scan's size with the patient: the scan is 187 mm wide, "
              "256 mm high and 210 mm deep.");
}

TEST(ScaleCheck, PassesWithWhatWasCompared)
{
    SessionMap map;
    map.scale_statement = "pupils about 62 mm apart";
    const Check check = scale_check(map, head);
    EXPECT_EQ(check.result, CheckResult::pass);
    EXPECT_EQ(check.message,
              "The scan's size was compared with the patient: pupils about 62 mm apart.");
}

}  // namespace
}  // namespace session
