// SPDX-License-Identifier: MIT
#include "panels/quantity.h"

#include "panels/form.h"

#include <gtest/gtest.h>

namespace {

using panels::number_in;

TEST(Quantity, ReadsNumbersAsPeopleTypeThem)
{
    for (const char* typed : {"8.5", "8,5", " 8.5 ", "8.5 mm", "8,5mm", "0.85 cm", "17/2", "8 1/2"})
        EXPECT_DOUBLE_EQ(number_in(typed, "mm").value_or(-1), 8.5) << typed;
}

TEST(Quantity, TurnsOtherUnitsIntoTheField)
{
    EXPECT_DOUBLE_EQ(*number_in("1/2 in", "mm"), 12.7);
    EXPECT_DOUBLE_EQ(*number_in("1 1/2 in", "mm"), 38.1);
    EXPECT_DOUBLE_EQ(*number_in("2\"", "mm"), 50.8);
    EXPECT_DOUBLE_EQ(*number_in("20 uL", "mL"), 0.02);
    EXPECT_DOUBLE_EQ(*number_in("20 \xc2\xb5L", "mL"), 0.02);
    EXPECT_DOUBLE_EQ(*number_in("0,02 ml", "mL"), 0.02);
    EXPECT_DOUBLE_EQ(*number_in("45 deg", "°"), 45);
    EXPECT_DOUBLE_EQ(*number_in("24", ""), 24);
}

TEST(Quantity, TakesNothingForANumberThatIsNone)
{
    for (const char* typed : {"",
                              "mm",
                              "8.5 ml",
                              "eight",
                              "8.5.1",
                              "1e",
                              "1e3",
                              "8 5x",
                              "1/0",
                              "1/",
                              "/2",
                              "8 5",
                              "nan",
                              "inf",
                              "1 2 3"})
        EXPECT_FALSE(number_in(typed, "mm")) << typed;
    EXPECT_FALSE(number_in("5 mm", "mL"));
    EXPECT_FALSE(number_in("5 mm", "°"));
}

TEST(Quantity, SaysWhatTheFieldTakesWhereANumberCannotBe)
{
    const auto refusal = [](const panels::Quantity& what, const char* typed) {
        panels::Form form;
        const auto number = panels::typed_number(what, typed, form);
        EXPECT_EQ(number.has_value(), form.refusal.empty());
        return form.refusal;
    };
    const panels::Quantity skin{"Skin", "mm", "patient/measured/total_mm"};
    EXPECT_EQ(refusal(skin, "1,8"), "");
    EXPECT_EQ(refusal(skin, "9 cm"), "Skin: 90 mm is not possible, only 0.2 mm to 10 mm.");
    EXPECT_EQ(refusal(skin, "thin"), "\"thin\" is no number of mm.");
    EXPECT_EQ(refusal({"Depth", "mm", "zone/depth_mm"}, "0"),
              "Depth: 0 mm is not possible, only more than 0 mm and up to 50 mm.");
    const panels::Quantity points{"Points in all", "", "zone/points"};
    EXPECT_EQ(refusal(points, "12.5"),
              "Points in all: 12.5 is not possible, only a whole number from 1 to 100000.");
    EXPECT_EQ(refusal(points, "a few"), "\"a few\" is no number.");
}

}  // namespace
