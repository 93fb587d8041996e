// SPDX-License-Identifier: MIT
#include "session/schema.h"

#include "base/error.h"
#include "session/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace {

using nlohmann::json;
using testing::HasSubstr;

std::string problem_of(const char* schema, const char* document)
{
    return session::schema_problem(json::parse(schema), json::parse(document)).value_or("fits");
}

struct Case {
    const char* schema;
    const char* document;
    const char* says;
};

class SchemaKeywords : public testing::TestWithParam<Case> {};

TEST_P(SchemaKeywords, SayWhatIsWrong)
{
    EXPECT_EQ(problem_of(GetParam().schema, GetParam().document), GetParam().says);
}

INSTANTIATE_TEST_SUITE_P(
    All,
    SchemaKeywords,
    testing::Values(
        Case{R"({"type":"number"})", "3", "fits"},
        Case{
            R"({"type":"number"})", "\"NaN\"", "The document is \"NaN\", but it must be a number."},
        Case{R"({"type":"integer"})", "2.0", "fits"},
        Case{R"({"type":"integer"})", "2.5", "The document is 2.5, but it must be a whole number."},
        Case{R"({"type":["string","null"]})", "null", "fits"},
        Case{R"({"type":["string","null"]})",
             "[1]",
             "The document is a list of 1, but it must be a text or null."},
        Case{R"({"properties":{"a":{"minimum":1}}})",
             R"({"a":0})",
             "a is 0, but it must be at least 1."},
        Case{R"({"properties":{"a":{"maximum":1}}})",
             R"({"a":2})",
             "a is 2, but it must be at most 1."},
        Case{R"({"properties":{"a":{"exclusiveMinimum":0}}})",
             R"({"a":0})",
             "a is 0, but it must be above 0."},
        Case{R"({"properties":{"a":{"exclusiveMaximum":5}}})",
             R"({"a":5})",
             "a is 5, but it must be below 5."},
        Case{R"({"items":{"const":"x"}})", R"(["x","y"])", "[1] is \"y\", but it must be \"x\"."},
        Case{R"({"enum":["mm","cm"]})",
             "\"km\"",
             "The document is \"km\", but it must be one of \"mm\", \"cm\"."},
        Case{R"({"minItems":2})",
             "[1]",
             "The document is a list of 1, but it must be a list of at least 2."},
        Case{R"({"maxItems":1})",
             "[1,2]",
             "The document is a list of 2, but it must be a list of at most 1."},
        Case{R"({"minLength":1})",
             "\"\"",
             "The document is \"\", but it must be at least 1 characters long."},
        Case{R"({"maxLength":2})", "\"\u00e9\u00e9\"", "fits"},
        Case{R"({"pattern":"^[0-9]+$"})",
             "\"12a\"",
             "The document is \"12a\", but it must be of the form ^[0-9]+$."},
        Case{R"({"required":["a"]})", "{}", "The document lacks the field \"a\"."},
        Case{
            R"({"properties":{"z":{"items":{"properties":{"a":{}},"additionalProperties":false}}}})",
            R"({"z":[{"b":1}]})",
            "z[0] has the unknown field \"b\"; the known fields are a."},
        Case{R"({"items":{"$ref":"#/$defs/p"},"$defs":{"p":{"type":"string"}}})",
             "[7]",
             "[0] is 7, but it must be a text."}));

TEST(Schema, AnUnknownKeywordIsOurOwnMistake)
{
    EXPECT_THROW(problem_of(R"({"oneOf":[]})", "1"), std::logic_error);
}

TEST(Json, AFieldThatAppearsTwiceIsRefused)
{
    EXPECT_THROW(session::parse_json(R"({"a":1,"a":2})", "x"), base::Error);
    EXPECT_NO_THROW(session::parse_json(R"([{"a":1},{"a":{"a":2}}])", "x"));
}

TEST(Json, BadSyntaxIsPlaced)
{
    try {
        session::parse_json("{\n  \"a\": NaN\n}", "plan.json");
        FAIL();
    } catch (const base::Error& refusal) {
        EXPECT_THAT(refusal.what(), HasSubstr("plan.json is not valid JSON at line 2"));
    }
}

TEST(Json, ANumberBeyondDoublesIsRefused)
{
    EXPECT_THROW(session::parse_json("{\"a\": 1e999}", "x"), base::Error);
}

}  // namespace
