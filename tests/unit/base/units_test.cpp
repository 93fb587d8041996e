// SPDX-License-Identifier: MIT
#include "base/units.h"

#include <gtest/gtest.h>

namespace {

using base::LengthUnit;

TEST(Units, EveryUnitIsFoundByTheNameItPrints)
{
    for (const LengthUnit unit : base::all_length_units)
        EXPECT_EQ(base::length_unit_named(base::name_of(unit)), unit);
}

TEST(Units, SpellingsAndCaseOfOneUnitMeanTheSame)
{
    for (const char* text : {"MM", "millimetres", "Millimeter"})
        EXPECT_EQ(base::length_unit_named(text), LengthUnit::millimetre) << text;
}

TEST(Units, AnUnknownWordIsNoUnit)
{
    EXPECT_EQ(base::length_unit_named("furlong"), std::nullopt);
}

TEST(Units, AnInchHas25Point4Millimetres)
{
    EXPECT_EQ(base::millimetres_per(LengthUnit::inch), 25.4);
}

}  // namespace
