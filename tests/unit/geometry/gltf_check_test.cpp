// SPDX-License-Identifier: MIT
#include "geometry/gltf_check.h"

#include "base/error.h"
#include "odd_formats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace {

using geometry::check_gltf;
using testing::HasSubstr;

std::string refusal(const std::string& bytes, bool is_binary = false)
{
    try {
        check_gltf(bytes, is_binary);
    } catch (const base::Error& problem) {
        return problem.what();
    }
    return "";
}

TEST(GltfCheck, WhatIsWellFormedPasses)
{
    EXPECT_EQ(refusal(test::gltf_triangle()), "");
    EXPECT_EQ(refusal(test::glb_triangle(), true), "");
}

TEST(GltfCheck, ASizeBeyondTheFileIsRefusedHoweverItsNameIsWritten)
{
    EXPECT_THAT(refusal(R"({"buffers": [{"byteLength": 9000}]})"), HasSubstr("\"byteLength\""));
    EXPECT_THAT(refusal(R"({"buffers": [{"byte\u004cength": 9000}]})"),
                HasSubstr("\"byteLength\""));
    EXPECT_THAT(refusal(R"({"buffers": [{"byteLength": 9000, "byteLength": 1}]})"),
                HasSubstr("\"byteLength\""));
    EXPECT_THAT(refusal(R"({"accessors": [{"count": -1}]})"), HasSubstr("\"count\""));
    EXPECT_EQ(refusal(R"({"buffers": [{"byteLength": 9, "name": "count"}], "scene": 9000})"), "");
}

TEST(GltfCheck, AFileBesideItIsRefusedHoweverItsNameIsWritten)
{
    EXPECT_THAT(refusal(R"({"buffers": [{"uri": "..\/secret"}]})"), HasSubstr("../secret"));
    EXPECT_THAT(refusal(R"({"buffers": [{"\u0075ri": "a.bin"}]})"), HasSubstr("a.bin"));
    EXPECT_EQ(refusal(R"({"images": [{"uri": "skin.PNG"}, {"uri": "data:image/png,"}]})"), "");
}

TEST(GltfCheck, ACompressedMeshIsRefused)
{
    EXPECT_THAT(refusal(R"({"extensionsRequired": ["KHR_draco_mesh_compression"]})"),
                HasSubstr("save it uncompressed"));
    EXPECT_THAT(refusal(R"({"extensions": {"EXT_meshopt_compression": {}}})"),
                HasSubstr("save it uncompressed"));
}

TEST(GltfCheck, WhatIsNoJsonOrNestedTooDeepIsRefused)
{
    EXPECT_THAT(refusal("OFF\n3 1 0"), HasSubstr("no JSON"));
    EXPECT_THAT(refusal("{\"asset\": {}} {}"), HasSubstr("no JSON from byte 15"));
    EXPECT_THAT(refusal(std::string(2'000'000, '[')), HasSubstr("nested more than 64 deep"));
}

TEST(GltfCheck, AGlbIsOfVersionTwoAndWhole)
{
    const std::string whole = test::glb_triangle();
    for (const std::size_t bytes : {std::size_t(0), std::size_t(19), std::size_t(40)})
        EXPECT_THAT(refusal(whole.substr(0, bytes), true), HasSubstr("cut short")) << bytes;
    std::string old = whole;
    old[4] = 1;
    EXPECT_THAT(refusal(old, true), HasSubstr("version 2"));
}

}  // namespace
