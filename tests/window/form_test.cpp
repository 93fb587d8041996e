// SPDX-License-Identifier: MIT
#include "panels/form.h"

#include <gtest/gtest.h>

namespace {

TEST(Form, ReadsNumbersAsPeopleTypeThem)
{
    for (const char* typed : {"8.5", "8,5", " 8.5 ", "8.5 mm", "8,5mm"})
        EXPECT_EQ(panels::number_in(typed, "mm"), 8.5) << typed;
}

TEST(Form, TakesNothingForANumberThatIsNone)
{
    for (const char* typed : {"", "mm", "8.5 cm", "eight", "8.5.1", "1e", "8 5x"})
        EXPECT_FALSE(panels::number_in(typed, "mm")) << typed;
}

}  // namespace
