// SPDX-License-Identifier: MIT
// Texture coordinates of a generated bust, as the models' README promises them: over the whole
// picture, a cylinder's unrolling that is cut open behind and lies on itself only in folds of skin.
#include "base/file.h"

#include <glm/geometric.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace {

struct Textured {
    std::array<glm::vec3, 3> corners;
    std::array<glm::vec2, 3> places;
};

template <typename Value>
Value read(const char*& at)
{
    Value value;
    std::memcpy(&value, at, sizeof value);
    at += sizeof value;
    return value;
}

std::size_t count_of(const std::string& file, const std::string& element)
{
    return std::stoul(file.substr(file.find("element " + element) + 9 + element.size()));
}

/// Only what the generator writes: positions with colours, triangles with six coordinates.
std::vector<Textured> textured_triangles(const std::string& file)
{
    const char* at = file.data() + file.find("end_header\n") + 11;
    std::vector<glm::vec3> positions(count_of(file, "vertex"));
    for (glm::vec3& p : positions) {
        p = read<glm::vec3>(at);
        at += 3;
    }
    std::vector<Textured> triangles(count_of(file, "face"));
    for (Textured& t : triangles) {
        EXPECT_EQ(read<std::uint8_t>(at), 3);
        for (glm::vec3& corner : t.corners)
            corner = positions.at(read<std::uint32_t>(at));
        EXPECT_EQ(read<std::uint8_t>(at), 6);
        for (glm::vec2& place : t.places)
            place = read<glm::vec2>(at);
    }
    return triangles;
}

float doubled_area(const std::array<glm::vec2, 3>& p)
{
    const glm::vec2 u = p[1] - p[0], v = p[2] - p[0];
    return u.x * v.y - u.y * v.x;
}

bool holds(const std::array<glm::vec2, 3>& p, glm::vec2 q)
{
    const float a = doubled_area({p[0], p[1], q}), b = doubled_area({p[1], p[2], q}),
                c = doubled_area({p[2], p[0], q});
    return (a > 0 && b > 0 && c > 0) || (a < 0 && b < 0 && c < 0);
}

/// How many triangles lie over the middle of each texel.
std::vector<int> coverage(const std::vector<Textured>& triangles, int texels)
{
    std::vector<int> counts(std::size_t(texels) * std::size_t(texels));
    for (const Textured& t : triangles) {
        const auto& p = t.places;
        const glm::vec2 low = glm::min(p[0], glm::min(p[1], p[2])) * float(texels);
        const glm::vec2 high = glm::max(p[0], glm::max(p[1], p[2])) * float(texels);
        for (int y = int(low.y); y <= std::min(int(high.y), texels - 1); ++y)
            for (int x = int(low.x); x <= std::min(int(high.x), texels - 1); ++x)
                counts[std::size_t(y * texels + x)] +=
                    holds(p, (glm::vec2(x, y) + 0.5f) / float(texels));
    }
    return counts;
}

class HeadTexture : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        const std::string folder = testing::TempDir() + "textured_head";
        const std::string command = std::string(MESOMAP_MODEL_GENERATOR) + " " + folder +
                                    " --only scalp --triangles 4000 --picture 256 >/dev/null 2>&1";
        ASSERT_EQ(std::system(command.c_str()), 0);
        triangles = textured_triangles(base::read_file(folder + "/scalp.ply"));
    }

    static inline std::vector<Textured> triangles;
};

TEST_F(HeadTexture, LiesOnThePicture)
{
    ASSERT_GT(triangles.size(), 3000u);
    for (const Textured& t : triangles)
        for (const glm::vec2 place : t.places) {
            ASSERT_GE(std::min(place.x, place.y), 0.0f);
            ASSERT_LE(std::max(place.x, place.y), 1.0f);
        }
}

TEST_F(HeadTexture, FollowsTheSkinWithoutLongJumps)
{
    // A turn of the head is some 500 mm of skin; a triangle stretched round the cut would span most
    // of the picture.
    for (const Textured& t : triangles)
        for (std::size_t i = 0; i < 3; ++i) {
            const std::size_t j = (i + 1) % 3;
            const bool near_the_axis =
                glm::length(glm::vec2(t.corners[i].x, t.corners[i].z + 15)) < 30;
            if (near_the_axis) continue;  // the vertex, where all angles meet
            ASSERT_LT(glm::distance(t.places[i], t.places[j]), 0.26f);
        }
}

TEST_F(HeadTexture, LiesOnItselfOnlyInFoldsOfSkin)
{
    constexpr int texels = 512;
    int once = 0, more = 0;
    for (const int count : coverage(triangles, texels)) {
        once += count > 0;
        more += count > 1;
    }
    // A head's tile is a quarter of the picture, the vertex and both cut edges leave some free.
    EXPECT_GT(once, 0.17 * texels * texels);
    // Ears, nose, and what lies under chin and brow.
    EXPECT_LT(more, 0.015 * once);
}

}  // namespace
