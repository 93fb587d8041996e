// SPDX-License-Identifier: MIT
#include "session/acknowledgement.h"

#include "base/error.h"
#include "session/canonical_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace {

using namespace session;
using testing::HasSubstr;

/// Two points done, the third skipped.
Acknowledgement small_one()
{
    Acknowledgement made;
    made.map_checksum = std::string(64, 'a');
    made.device = "Bench \"A\" 0007";
    made.device_version = "1.2";
    made.residual_mm = 0.4;
    made.points = {
        {2, Outcome::done, "2026-11-22T20:31:07Z", glm::dvec3(1, -2, 3.5), 0.02, ""},
        {1, Outcome::done, "2026-11-22T20:31:09Z", {}, 0.02, ""},
        {3, Outcome::skipped, "2026-11-22T20:31:09Z", {}, 0, "a mole"},
    };
    return made;
}

std::string refusal_of(const std::string& text)
{
    try {
        acknowledgement_in(text, "done.json");
    } catch (const base::Error& refusal) {
        return refusal.what();
    }
    return "accepted";
}

/// Changed as an object and written and sealed again.
std::string refusal_after(const std::function<void(Acknowledgement&)>& change)
{
    Acknowledgement changed = small_one();
    change(changed);
    return refusal_of(text_of(changed));
}

/// Changed as a text and sealed again.
std::string refusal_after(const std::string& from, const std::string& to)
{
    std::string text = text_of(small_one());
    text.replace(text.find(from), from.size(), to);
    return refusal_of(sealed(text));
}

TEST(Acknowledgement, IsTheSameAfterReadingAndWriting)
{
    Acknowledgement made = small_one();
    EXPECT_EQ(acknowledgement_in(text_of(made), "done.json"), made);
    made.use_id = std::string(32, 'b');
    made.residual_mm.reset();
    made.simulated = false;
    made.signature = {std::string(64, '1'), std::string(128, '2')};
    EXPECT_EQ(acknowledgement_in(text_of(made), "done.json"), made);
}

TEST(Acknowledgement, AddsUpItsPoints)
{
    EXPECT_EQ(totals_of(small_one()), (AcknowledgedTotals{3, 2, 1, 0, 0.04}));
}

TEST(Acknowledgement, IsRefusedWhereItWasChanged)
{
    std::string text = text_of(small_one());
    text.replace(text.find("0.0200"), 6, "0.0300");
    EXPECT_THAT(refusal_of(text), HasSubstr("the checksum does not fit"));
    EXPECT_THAT(refusal_of(text.substr(0, text.size() / 2)), HasSubstr("is not valid JSON"));
    EXPECT_THAT(refusal_after("0.0200", "0.0300"), HasSubstr("the totals are not"));
    EXPECT_THAT(refusal_after("\"version\": 1,\n", "\"version\": 2,\n"),
                HasSubstr("its version is 2, and this program reads version 1."));
    EXPECT_THAT(refusal_after("mesomap.acknowledgement", "mesomap.session-map"),
                HasSubstr("is not a document of format mesomap.acknowledgement"));
    EXPECT_THAT(refusal_after("\"length\": \"mm\"", "\"length\": \"cm\""),
                HasSubstr("units.length is \"cm\""));
    EXPECT_THAT(refusal_after("\"simulated\": true", "\"simulated\":  true"),
                HasSubstr("not written in the one way"));
}

TEST(Acknowledgement, IsRefusedWhereItsPointsContradictThemselves)
{
    EXPECT_THAT(refusal_after([](Acknowledgement& a) { a.points[1].id = 2; }),
                HasSubstr("point 2 appears twice"));
    EXPECT_THAT(refusal_after([](Acknowledgement& a) { a.points[2].reason.clear(); }),
                HasSubstr("point 3 was skipped, but no reason is given"));
    EXPECT_THAT(refusal_after([](Acknowledgement& a) { a.points[2].volume_ml = 0.01; }),
                HasSubstr("point 3 was skipped, but 0.01 mL were given"));
    EXPECT_THAT(refusal_after([](Acknowledgement& a) { a.points[1].at = "2026-11-22T20:31:06Z"; }),
                HasSubstr("point 1 is earlier than the one before it"));
    EXPECT_THAT(refusal_after([](Acknowledgement& a) { a.points[1].at = "2026-02-30T20:31:06Z"; }),
                HasSubstr("2026-02-30"));
}

TEST(AcknowledgementTimes, AreSecondsSince1970)
{
    EXPECT_EQ(seconds_in("1970-01-02T01:02:03Z"), 86400 + 3723);
    EXPECT_EQ(time_text(seconds_in("2028-02-29T23:59:59Z") + 1), "2028-03-01T00:00:00Z");
    for (const char* wrong :
         {"2026-11-22", "2026-11-22T24:00:00Z", "2026-11-22T20:60:00Z", "2026-11-22 20:31:07Z"})
        EXPECT_THROW(seconds_in(wrong), base::Error) << wrong;
}

}  // namespace
