// SPDX-License-Identifier: MIT
#include "clinic/skin_layers.h"

#include "base/error.h"

#include <gmock/gmock.h>

namespace {

using namespace clinic;

TEST(SkinLayers, LieInOrderAndEachNumberHasASourceToRead)
{
    EXPECT_GT(skin_layers().size(), 20u);
    for (const SkinLayers& layers : skin_layers()) {
        SCOPED_TRACE(layers.region);
        EXPECT_GT(layers.epidermis_mm.value, 0.05);
        EXPECT_LT(layers.epidermis_mm.value, layers.total_low_mm.value);
        EXPECT_LE(layers.total_low_mm.value, layers.total_mm());
        EXPECT_LE(layers.total_mm(), layers.total_high_mm.value);
        EXPECT_LT(layers.total_high_mm.value, 4);
        EXPECT_GE(layers.fat_mm.value, 0);
        EXPECT_NE(describe_source(layers.sources()), "");
    }
}

TEST(SkinLayers, AreFoundByTheWordInAZonesName)
{
    const auto region_in = [](std::string_view name) {
        const SkinLayers* layers = skin_layers_named_in(name);
        return layers ? layers->region : "none";
    };
    EXPECT_EQ(region_in("Left cheek"), "cheek_lateral");
    EXPECT_EQ(region_in("frontal hairline"), "scalp");
    EXPECT_EQ(region_in("nose tip"), "nose_lower");
    EXPECT_EQ(region_in("nose"), "nose_dorsum");
    EXPECT_EQ(region_in("zone 1"), "none");
    EXPECT_EQ(region_in("charm"), "none");  // holds "arm", but does not begin with it
}

TEST(SkinLayers, AnUnknownRegionIsRefusedWithTheKnownOnes)
{
    try {
        skin_layers_of("elbow");
        FAIL();
    } catch (const base::Error& refusal) {
        EXPECT_THAT(refusal.what(), testing::HasSubstr("no region \"elbow\""));
        EXPECT_THAT(refusal.what(), testing::HasSubstr("forehead"));
    }
}

}  // namespace
