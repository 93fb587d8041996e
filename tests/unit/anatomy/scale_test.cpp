// SPDX-License-Identifier: MIT
#include "anatomy/scale.h"

#include "base/error.h"
#include "shapes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using anatomy::in_millimetres;
using base::LengthUnit;
using testing::AllOf;
using testing::HasSubstr;

/// A flat scan of that size, in units of its own.
geometry::ImportedMesh scan_of_size(float extent, std::optional<LengthUnit> stated = std::nullopt)
{
    geometry::ImportedMesh imported;
    imported.mesh = test::grid_plane(1, extent);
    imported.stated_unit = stated;
    if (stated) imported.stated_by = "a comment";
    return imported;
}

std::string refusal(geometry::ImportedMesh imported, std::optional<LengthUnit> given = std::nullopt)
{
    try {
        in_millimetres(std::move(imported), given);
    } catch (const base::Error& problem) {
        return problem.what();
    }
    return "";
}

double extent_mm(const geometry::Scan& scan)
{
    return geometry::bounds(scan.mesh).size().x;
}

TEST(Scale, AStatedUnitIsApplied)
{
    const geometry::Scan scan = in_millimetres(scan_of_size(0.25f, LengthUnit::metre), {});
    EXPECT_NEAR(extent_mm(scan), 250, 1e-4);
    EXPECT_EQ(scan.unit, LengthUnit::metre);
    EXPECT_EQ(scan.unit_reason, "stated by a comment");
}

TEST(Scale, AGivenUnitIsAppliedAndNeedsNoAnatomy)
{
    const geometry::Scan scan = in_millimetres(scan_of_size(10), LengthUnit::inch);
    EXPECT_NEAR(extent_mm(scan), 254, 1e-4);
    EXPECT_EQ(scan.unit_reason, "given by the user");
}

TEST(Scale, AGivenUnitThatContradictsTheFileIsRefused)
{
    EXPECT_THAT(refusal(scan_of_size(25, LengthUnit::centimetre), LengthUnit::millimetre),
                AllOf(HasSubstr("given as mm"), HasSubstr("says cm")));
    EXPECT_EQ(refusal(scan_of_size(25, LengthUnit::centimetre), LengthUnit::centimetre), "");
}

TEST(Scale, AnUnstatedUnitFollowsFromAnatomyWhenOnlyOneFits)
{
    EXPECT_EQ(in_millimetres(scan_of_size(240), {}).unit, LengthUnit::millimetre);
    EXPECT_EQ(in_millimetres(scan_of_size(1.4f), {}).unit, LengthUnit::metre);
    EXPECT_EQ(in_millimetres(scan_of_size(42), {}).unit, LengthUnit::centimetre);
    EXPECT_EQ(in_millimetres(scan_of_size(240), {}).unit_reason,
              "not stated; only in mm has it the size of a face or a head with neck (240 mm)");
}

TEST(Scale, AFaceInCentimetresAndABodyInDecimetresAreNotToldApart)
{
    // MakeHuman's base mesh: a body of 1.69 m in decimetres.
    EXPECT_THAT(refusal(scan_of_size(16.9f)),
                AllOf(HasSubstr("a face in cm (169 mm)"),
                      HasSubstr("a body in dm (1690 mm)"),
                      HasSubstr("--unit")));
}

TEST(Scale, AnExtentThatFitsNobodyIsRefused)
{
    EXPECT_THAT(refusal(scan_of_size(1)), HasSubstr("fits no face"));
}

TEST(Scale, EvenASaidUnitMustGiveASizeThatAScanCanHave)
{
    EXPECT_THAT(refusal(scan_of_size(1.7f), LengthUnit::millimetre), HasSubstr("1.7 mm"));
    EXPECT_THAT(refusal(scan_of_size(240, LengthUnit::metre)), HasSubstr("2.4e+05 mm"));
    EXPECT_EQ(refusal(scan_of_size(20), LengthUnit::millimetre), "");
    EXPECT_EQ(refusal(scan_of_size(2500), LengthUnit::millimetre), "");
}

}  // namespace
