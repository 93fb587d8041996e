// SPDX-License-Identifier: MIT
#include "shell/toasts.h"

#include <gtest/gtest.h>

namespace {

TEST(Toasts, StayLongEnoughToBeRead)
{
    shell::Toasts toasts;
    EXPECT_FALSE(toasts.next_end_s());
    toasts.add("Wrote 79 points.", panels::Sign::pass, 10);
    toasts.add(std::string(150, 'x'), panels::Sign::warn, 10);
    EXPECT_GT(*toasts.next_end_s(), 13);
    EXPECT_LT(*toasts.next_end_s(), 16);
}

TEST(Toasts, AreNotRepeatedAndNotPiledUp)
{
    shell::Toasts toasts;
    for (int i = 0; i < 9; ++i)
        toasts.add("There is nothing to undo.", panels::Sign::warn, i);
    EXPECT_EQ(toasts.count(), 1u);
    for (int i = 0; i < 9; ++i)
        toasts.add(std::to_string(i), panels::Sign::warn, i);
    EXPECT_EQ(toasts.count(), 3u);
}

}  // namespace
