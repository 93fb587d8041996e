// SPDX-License-Identifier: MIT
#include "clinic/structures.h"

#include "clinic/anthropometry.h"

#include <gmock/gmock.h>

#include <set>

namespace {

using namespace clinic;

TEST(StructureTable, EachHasASourceToReadAndALimitAboveWhatItLies)
{
    EXPECT_GE(structures().size(), 28u);
    std::set<std::string> ids;
    for (const Structure& structure : structures()) {
        SCOPED_TRACE(structure.id);
        EXPECT_TRUE(ids.insert(structure.id).second);
        EXPECT_NE(describe_source(structure.sources()), "");
        EXPECT_GT(structure.margin_mm.value +
                      (structure.half_width_mm ? structure.half_width_mm->value : 5),
                  3);
        EXPECT_EQ(structure.depth_limit_mm.value == 0, structure.kind == StructureClass::no_go);
        // clinical.md 4.1: depth + 1.0 < structure depth - 1 SD.
        if (!structure.depth_mm) continue;
        EXPECT_LT(structure.depth_limit_mm.value + 1,
                  structure.depth_mm->value - structure.depth_sd_mm.value().value);
    }
}

TEST(StructureTable, ACautionIsANoGoForTheTechniquesThatItNames)
{
    const Structure& nerve = structure("marginal_mandibular_nerve");
    EXPECT_EQ(nerve.kind_for("nappage"), StructureClass::caution);
    EXPECT_EQ(nerve.kind_for("dca_grid"), StructureClass::no_go);
}

TEST(AnthropometryTable, HasRangesWithSources)
{
    EXPECT_GE(body_distances().size(), 15u);
    for (const BodyDistance& distance : body_distances()) {
        EXPECT_LT(distance.least_mm.value, distance.most_mm.value) << distance.id;
        EXPECT_NE(describe_source(distance.least_mm.source), "");
    }
}

}  // namespace
