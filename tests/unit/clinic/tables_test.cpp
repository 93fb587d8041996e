// SPDX-License-Identifier: MIT
#include "clinic/tables.h"

#include "base/error.h"
#include "clinic/areas.h"
#include "clinic/depth.h"
#include "clinic/values.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace {

using namespace clinic;

bool is_number(const std::string& value)
{
    double number = 0;
    const char* end = value.data() + value.size();
    return std::from_chars(value.data(), end, number).ptr == end;
}

TEST(ClinicalTables, EachNumberHasASourceThatCanBeReadAndAUnit)
{
    std::size_t numbers = 0;
    for (const ClinicalTable& table : all_tables())
        for (const Fact& fact : facts_in(table.name)) {
            SCOPED_TRACE(std::string(table.name) + ": " + fact.subject + " " + fact.field);
            EXPECT_NE(describe_source(fact.source), "");
            EXPECT_FALSE(fact.value.empty());
            if (fact.unit == "text") continue;
            EXPECT_TRUE(is_number(fact.value)) << fact.value;
            ++numbers;
        }
    EXPECT_GT(numbers, 900u);
}

TEST(ClinicalTables, WhatIsOnlyFromMemoryNeverPassesForPublished)
{
    for (const ClinicalTable& table : all_tables())
        for (const Fact& fact : facts_in(table.name)) {
            if (fact.source != "M") continue;
            EXPECT_EQ(fact.standing, Standing::from_memory) << fact.subject << " " << fact.field;
        }
}

TEST(ClinicalTables, ANumberWithoutASourceIsRefused)
{
    EXPECT_THROW(read_facts("a,b,c,d,e,f\nx,depth,1,mm,,published\n", "x.csv"), base::Error);
}

TEST(ClinicalTables, WhatIsLeftOutHasAReason)
{
    EXPECT_GT(left_out().size(), 10u);
    for (const LeftOut& row : left_out())
        EXPECT_GT(row.reason.size(), 10u) << row.row;
}

TEST(ClinicalTables, NamesAreSaidAsPeopleSayThem)
{
    EXPECT_EQ(clinic::words_of_id("thigh_outer"), "thigh outer");
    EXPECT_EQ(clinic::words_of_id("l4"), "L4");
    EXPECT_EQ(clinic::words_of_id("ear"), "ear");
}

TEST(Areas, NameSkinTechniquesAndLayersThatThereAre)
{
    EXPECT_EQ(areas().size(), 44u);
    for (const Area& one : areas()) {
        SCOPED_TRACE(one.id);
        skin_layers_of(one.skin);
        EXPECT_NE(one.technique.has_value(), one.not_planned_because.has_value());
        if (one.technique) technique(one.technique->value);
        if (one.layer) target_layer(one.layer->value);
        if (one.depth_default_mm) {
            EXPECT_LE(one.depth_default_mm->value, one.depth_max_mm->value);
        }
        if (one.volume_ml && one.volume_max_ml) {
            EXPECT_LE(one.volume_ml->value, one.volume_max_ml->value);
        }
        EXPECT_TRUE(std::ranges::is_sorted(one.intervals_days));
    }
}

TEST(Areas, EachRegionThatLandmarksGiveHasSkinAndMostHaveAnArea)
{
    for (const Fact& fact : facts_in("region_skin"))
        if (fact.field == "skin")
            skin_layers_of(fact.value);
        else
            area(fact.value);
    EXPECT_EQ(skin_of_region("cheek")->skin, "cheek_lateral");
    EXPECT_EQ(skin_of_region("ear"), nullptr);
}

}  // namespace
