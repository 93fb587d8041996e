// SPDX-License-Identifier: MIT
#include "panels/quantity.h"

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

}  // namespace
