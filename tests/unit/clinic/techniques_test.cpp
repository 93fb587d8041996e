// SPDX-License-Identifier: MIT
#include "clinic/techniques.h"

#include "base/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace {

using clinic::Technique;
using testing::HasSubstr;

std::string refusal_of(const std::string& row)
{
    const std::string csv = "technique_id,field,value,unit,source,standing\n" + row + "\n";
    try {
        clinic::techniques_of(clinic::read_facts(csv, "techniques.csv"));
    } catch (const base::Error& refusal) {
        return refusal.what();
    }
    return "";
}

TEST(Techniques, AllNineteenAreThere)
{
    EXPECT_EQ(clinic::techniques().size(), 19u);
}

TEST(Techniques, SkinBoosterIsAsItsSourceSays)
{
    const Technique& booster = clinic::technique("skin_booster");
    EXPECT_EQ(booster.target_layer.value, "deep dermis");
    EXPECT_EQ(booster.default_spacing_mm->value, 7);
    EXPECT_EQ(booster.published_spacing_mm.max->value, 10);
    EXPECT_EQ(booster.published_spacing_mm.max->source, "F11; F90");
    EXPECT_EQ(booster.published_spacing_mm.max->standing, clinic::Standing::published);
    EXPECT_EQ(booster.default_depth_mm->standing, clinic::Standing::from_memory);
    EXPECT_EQ(booster.needle_length_mm->value, 13);
    EXPECT_EQ(booster.needle_length_mm->source, "F11");
}

TEST(Techniques, AreaDosesAreKeptApartFromPointDoses)
{
    const Technique& scalp = clinic::technique("scalp_pbp");
    EXPECT_FALSE(scalp.published_volume_ml.max);
    EXPECT_EQ(scalp.published_volume_ml_per_cm2.max->value, 0.15);
}

TEST(Techniques, EachDefaultFitsItsOwnNeedleAndAngles)
{
    for (const Technique& t : clinic::techniques()) {
        EXPECT_LE(t.angle_min_deg.value, t.angle_default_deg.value) << t.id;
        EXPECT_LE(t.angle_default_deg.value, t.angle_max_deg.value) << t.id;
        if (!t.default_depth_mm || !t.needle_length_mm) continue;
        const double sine = std::sin(t.angle_default_deg.value * 3.14159265358979 / 180);
        EXPECT_LE(t.default_depth_mm->value / sine, t.needle_length_mm->value) << t.id;
    }
}

TEST(Techniques, ATechniqueWithoutADefaultSaysWhy)
{
    EXPECT_FALSE(clinic::technique("dca_grid").default_depth_mm);
    EXPECT_THAT(clinic::technique("dca_grid").depth_missing_because->value, HasSubstr("mid fat"));
    EXPECT_THAT(clinic::technique("stamp_5").spacing_missing_because->value, HasSubstr("stamp"));
}

TEST(Techniques, AnUnknownOneIsRefusedWithTheListOfTheKnown)
{
    try {
        clinic::technique("botox");
        FAIL();
    } catch (const base::Error& refusal) {
        EXPECT_THAT(refusal.what(), HasSubstr("\"botox\""));
        EXPECT_THAT(refusal.what(), HasSubstr("nappage, micropapule"));
    }
}

TEST(Techniques, ANumberWithoutASourceIsRefused)
{
    EXPECT_THAT(refusal_of("x,default_depth,1.0,mm,,published"), HasSubstr("no source"));
}

TEST(Techniques, ASourceThatLeadsNowhereIsRefused)
{
    EXPECT_THAT(refusal_of("x,default_depth,1.0,mm,F999,published"), HasSubstr("F999"));
}

TEST(Techniques, AnUnknownFieldAndAWrongUnitAreRefused)
{
    EXPECT_THAT(refusal_of("x,default_depth,1.0,mm,F2,rumour"), HasSubstr("rumour"));
    EXPECT_THAT(refusal_of("x,name,X,text,F2,published"), HasSubstr("target_layer"));
    EXPECT_THAT(refusal_of("x,name,X,text,F2,published\nx,target_layer,skin,text,F2,published\n"
                           "x,published_depth_min,1,cm,F2,published"),
                HasSubstr("a number in mm"));
}

TEST(Techniques, GeneralMesotherapyIsOneToFourMillimetres)
{
    EXPECT_EQ(clinic::general_depth_mm().min->value, 1);
    EXPECT_EQ(clinic::general_depth_mm().max->value, 4);
    EXPECT_EQ(clinic::general_depth_mm().max->source, "S2");
}

TEST(Sources, AreDescribedForTheUser)
{
    EXPECT_EQ(clinic::describe_source("M"), "from memory, to be checked by a clinician");
    EXPECT_THAT(clinic::describe_source("F14; C"), HasSubstr("drug label (copy)"));
}

TEST(CsvTables, QuotedCellsMayHoldCommasAndQuotes)
{
    const auto rows = clinic::read_csv("a,b\n\"x, y\",\"say \"\"no\"\"\"\n");
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0][0], "x, y");
    EXPECT_EQ(rows[0][1], "say \"no\"");
}

}  // namespace
