// SPDX-License-Identifier: MIT
#include "clinic/contraindications.h"
#include "clinic/thickness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace {

using namespace clinic;
using testing::HasSubstr;
using testing::IsEmpty;

SkinOwner woman_with(Measured site)
{
    return {Sex::female, {}, {std::move(site)}};
}

// Published for the forehead: 1.06 to 2.45 mm.
TEST(MeasuredFindings, AcceptWhatPeopleDifferBy)
{
    for (const double mm : {0.6, 1.06, 1.8, 2.45, 4.8})
        EXPECT_THAT(measured_findings(woman_with({"forehead", mm, {}, {}})), IsEmpty()) << mm;
    EXPECT_THAT(measured_findings(woman_with({"scalp", {}, 3, 6})), IsEmpty());
}

TEST(MeasuredFindings, WarnOfASlippedDecimalPoint)
{
    for (const double mm : {0.2, 0.5, 5.0, 10.0}) {
        const Findings found = measured_findings(woman_with({"forehead", mm, {}, {}}));
        ASSERT_EQ(found.size(), 1u) << mm;
        EXPECT_EQ(found[0].verdict, Verdict::warn);
        EXPECT_EQ(found[0].value, mm);
        EXPECT_THAT(found[0].message, HasSubstr("1.06 to 2.45 mm"));
        EXPECT_THAT(found[0].message, HasSubstr("forehead"));
        EXPECT_NE(found[0].source, "");
    }
}

TEST(MeasuredFindings, RefuseBoneWithinTheSkin)
{
    const Findings found = measured_findings(woman_with({"scalp", 1.9, {}, 1.5}));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].verdict, Verdict::fail);
    EXPECT_EQ(found[0].value, 1.5);
    EXPECT_EQ(found[0].limit, 1.9);
}

TEST(MeasuredFindings, AreAmongThoseOfThePatient)
{
    PatientFacts patient;
    patient.age_years = 40;
    patient.measured = {{"forehead", 10, {}, {}}};
    EXPECT_THAT(patient_findings(patient, {}, {}),
                testing::Contains(testing::Field(&Finding::rule, "patient.measured_skin")));
}

}  // namespace
