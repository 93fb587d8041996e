// SPDX-License-Identifier: MIT
#include "session/session_map.h"

#include "base/error.h"
#include "plans.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>

namespace {

using namespace session;
using testing::HasSubstr;

TEST(SessionMapText, IsTheSameAfterReadingAndWriting)
{
    const std::string text = text_of(test::ball_map());
    EXPECT_EQ(text_of(session_map_in(text, "map")), text);
    EXPECT_TRUE(seal_holds(text));
}

TEST(SessionMapText, HasEachPointOnALineOfItsOwnAndNoSpecialNumbers)
{
    const std::string text = text_of(test::ball_map());
    const auto lines = std::count(text.begin(), text.end(), '\n');
    const SessionMap map = test::ball_map();
    EXPECT_EQ(std::size_t(lines), 21 + map.zones.size() + map.points.size() + map.checks.size());
    EXPECT_THAT(text, testing::Not(HasSubstr("-0.0000,")));
    EXPECT_THAT(text, testing::Not(HasSubstr("nan")));
    EXPECT_THAT(text, testing::Not(HasSubstr("inf")));
}

TEST(SessionMapText, KeepsWeightsExactly)
{
    const SessionMap map = test::ball_map();
    const SessionMap again = session_map_in(text_of(map), "map");
    ASSERT_EQ(again.points.size(), map.points.size());
    for (std::size_t i = 0; i < map.points.size(); ++i)
        EXPECT_EQ(again.points[i].weights, map.points[i].weights);
}

TEST(SessionMapSeal, BreaksForAnySingleDigit)
{
    const std::string text = text_of(test::ball_map());
    std::vector<std::size_t> digits;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (std::isdigit(static_cast<unsigned char>(text[i]))) digits.push_back(i);
    std::uint32_t noise = 2;
    for (int trial = 0; trial < 200; ++trial) {
        noise = noise * 1664525 + 1013904223;
        std::string changed = text;
        char& digit = changed[digits[(noise >> 8) % digits.size()]];
        digit = digit == '9' ? '0' : char(digit + 1);
        EXPECT_FALSE(seal_holds(changed));
    }
    for (std::size_t i = text.size() - 68; i < text.size() - 4; ++i) {
        std::string changed = text;
        changed[i] = changed[i] == '0' ? '1' : '0';
        EXPECT_FALSE(seal_holds(changed)) << "a digit of the checksum itself";
    }
}

TEST(SessionMapSeal, IsLostWithTheLastByte)
{
    const std::string text = text_of(test::ball_map());
    EXPECT_FALSE(seal_holds(text.substr(0, text.size() - 1)));
    EXPECT_FALSE(seal_holds(text + "\n"));
    EXPECT_FALSE(seal_holds(""));
}

TEST(SessionMapReader, RefusesWhatTheSchemaDoesNotKnow)
{
    const auto refusal_of = [](const std::string& from, const std::string& to) {
        std::string text = text_of(test::ball_map());
        text.replace(text.find(from), from.size(), to);
        try {
            session_map_in(text, "map.json");
        } catch (const base::Error& refusal) {
            return std::string(refusal.what());
        }
        return std::string("accepted");
    };
    EXPECT_THAT(refusal_of("\"version\": 1,\n", "\"version\": 2,\n"), HasSubstr("version is 2"));
    EXPECT_THAT(refusal_of("\"length\": \"mm\"", "\"length\": \"cm\""),
                HasSubstr("units.length is \"cm\", but it must be \"mm\""));
    EXPECT_THAT(refusal_of("\"seed\": 7", "\"seed\": 7, \"sede\": 7"), HasSubstr("unknown field"));
    EXPECT_THAT(refusal_of("{\"id\": 1, \"zone\": \"left", "{\"id\": 1, \"zone\": \"right"),
                HasSubstr("which the map lacks"));
    // 1 more than fits into 32 bits is not 1.
    EXPECT_THAT(refusal_of("{\"id\": 1, ", "{\"id\": 4294967297, "),
                HasSubstr("it must be at most 2147483647"));
}

TEST(SessionMapChecks, AreReadUnderTheirZoneWithoutItsName)
{
    Check check;
    check.zone = "left cheek";
    check.message = "Zone \"left cheek\": the depth is 3 mm.";
    EXPECT_EQ(sentence_in_zone(check), "The depth is 3 mm.");
    check.message = "Not all structures could be placed.";
    EXPECT_EQ(sentence_in_zone(check), check.message);
}

}  // namespace
