// SPDX-License-Identifier: MIT
#include "geometry/stated_unit.h"

#include <gtest/gtest.h>

namespace {

using base::LengthUnit;

std::optional<LengthUnit> unit_of(std::initializer_list<const char*> comments)
{
    geometry::ImportedMesh mesh;
    for (const char* comment : comments)
        geometry::note_unit_in(comment, mesh);
    return mesh.stated_unit;
}

TEST(StatedUnit, TheUsualWaysToStateAUnitAreUnderstood)
{
    for (const char* comment : {"millimetres",
                                " Millimeters ",
                                "mm",
                                "units: mm",
                                "UNITS=mm",
                                "unit mm",
                                "1 unit = 1 mm",
                                "Units are in millimeters.",
                                "all coordinates in mm",
                                "unit of measure: millimeter",
                                "3D Slicer output. SPACE=RAS",
                                "1 unit = 0.1 cm"})
        EXPECT_EQ(unit_of({comment}), LengthUnit::millimetre) << comment;
    EXPECT_EQ(unit_of({"units: m"}), LengthUnit::metre);
    EXPECT_EQ(unit_of({"units: in"}), LengthUnit::inch);
    EXPECT_EQ(unit_of({"1 unit = 10 mm"}), LengthUnit::centimetre);
    EXPECT_EQ(unit_of({"exported in cm"}), LengthUnit::centimetre);
}

TEST(StatedUnit, OtherCommentsStateNone)
{
    for (const char* comment : {"",
                                "m",
                                "in",
                                "made in Blender",
                                "1 unit = 3 mm",
                                "object m 1",
                                "cm3 and mm2",
                                "head of a man, 1024 vertices",
                                "unit",
                                "units:",
                                "File exported by ZBrush"})
        EXPECT_EQ(unit_of({comment}), std::nullopt) << comment;
}

TEST(StatedUnit, TwoCommentsThatContradictEachOtherStateNone)
{
    EXPECT_EQ(unit_of({"mm", "units: cm"}), std::nullopt);
    EXPECT_EQ(unit_of({"mm", "units: cm", "mm"}), std::nullopt);
    EXPECT_EQ(unit_of({"mm", "units: mm"}), LengthUnit::millimetre);
}

}  // namespace
