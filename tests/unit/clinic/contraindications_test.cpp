// SPDX-License-Identifier: MIT
#include "clinic/contraindications.h"

#include "base/error.h"
#include "clinic/subjects.h"
#include "clinic/tables.h"
#include "expected.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

namespace {

using namespace clinic;

struct Asked {
    PatientFacts patient;
    std::vector<std::string> substances;
};

/// "age 17; with minoxidil; isotretinoin 2026-04-01"
Asked asked_in(const std::string& text)
{
    Asked asked;
    for (const std::string& part : parts_of(text)) {
        std::istringstream words(part);
        std::string first, second;
        words >> first >> second;
        if (first == "age")
            asked.patient.age_years = std::stod(second);
        else if (first == "phototype")
            asked.patient.phototype = std::stoi(second);
        else if (first == "allergy")
            asked.patient.allergies.push_back(second);
        else if (first == "with")
            asked.substances.push_back(second);
        else if (first == "letter")
            asked.patient.letters.push_back(second);
        else
            asked.patient.conditions.push_back(
                {first, second.empty() ? std::nullopt : std::optional(day_in(second))});
    }
    return asked;
}

TEST(Contraindications, AreWhatWasWorkedOutByHand)
{
    const auto rows = test::expected("contraindications");
    ASSERT_GE(rows.size(), 30u);
    for (const auto& row : rows) {
        SCOPED_TRACE(row.at("patient_on_2026_11_22") + ": " + row.at("item"));
        const Asked asked = asked_in(row.at("patient_on_2026_11_22"));
        const auto found = contraindications(asked.patient, day_in("2026-11-22"), asked.substances);
        const auto item = std::ranges::find(found, row.at("item"), &Contraindication::item);
        const Action action = item == found.end() ? Action::none : item->action;
        EXPECT_EQ(name_of(action), row.at("action"));
    }
}

TEST(Contraindications, ABlockFailsAndALetterWarns)
{
    const auto worst = [](const std::string& text) {
        const Asked asked = asked_in(text);
        Verdict verdict = Verdict::pass;
        for (const Finding& one :
             patient_findings(asked.patient, day_in("2026-11-22"), asked.substances)) {
            EXPECT_THAT(one.message, testing::Not(testing::HasSubstr("safe")));
            EXPECT_NE(one.source, "");
            if (one.rule != "patient.consent" && one.rule != "patient.aspirin_checklist")
                verdict = std::max(verdict, one.verdict);
        }
        return verdict;
    };
    EXPECT_EQ(worst("age 30"), Verdict::pass);
    EXPECT_EQ(worst("age 17"), Verdict::fail);
    EXPECT_EQ(worst("age 30; hypertension_uncontrolled"), Verdict::fail);
    EXPECT_EQ(worst("age 30; autoimmune"), Verdict::warn);
    EXPECT_EQ(worst("age 30; autoimmune; letter autoimmune"), Verdict::pass);
    EXPECT_EQ(worst("phototype 2"), Verdict::warn);  // an age that is not known
}

TEST(Contraindications, WithoutADateNothingHasWornOff)
{
    const Asked asked = asked_in("age 30; isotretinoin 2020-01-01");
    const Findings found = patient_findings(asked.patient, {}, {});
    EXPECT_EQ(found.front().verdict, Verdict::fail);
}

TEST(Contraindications, AChecklistHasTheDateFromWhichAspirinStops)
{
    PatientFacts patient;
    patient.age_years = 40;
    const Findings open = patient_findings(patient, day_in("2026-12-01"), {});
    EXPECT_EQ(open.back().verdict, Verdict::warn);
    EXPECT_THAT(open.back().message, testing::HasSubstr("2026-11-24"));
    patient.aspirin_checked_on = day_in("2026-12-01");
    patient.consent_on = day_in("2026-11-20");
    for (const Finding& one : patient_findings(patient, day_in("2026-12-01"), {}))
        EXPECT_EQ(one.verdict, Verdict::pass) << one.message;
}

TEST(Contraindications, AnUnknownConditionIsRefused)
{
    PatientFacts patient;
    patient.conditions.push_back({"hiccups", {}});
    EXPECT_THROW(contraindications(patient, day_in("2026-12-01"), {}), base::Error);
}

TEST(Days, AreRealDays)
{
    EXPECT_EQ(text_of(day_in("2028-02-28") + 2), "2028-03-01");
    EXPECT_EQ(compact_text_of(day_in("2026-11-22")), "20261122");
    for (const char* wrong :
         {"2026-02-29", "22.11.2026", "2026-13-01", "2026-1-1", "2026-11-2a", ""})
        EXPECT_THROW(day_in(wrong), base::Error) << wrong;
}

}  // namespace
