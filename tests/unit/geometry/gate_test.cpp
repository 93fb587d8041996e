// SPDX-License-Identifier: MIT
#include "geometry/gate.h"

#include "base/error.h"
#include "bytes.h"
#include "geometry/packed_mesh.h"
#include "shapes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <span>

#include <cmath>
#include <limits>

namespace {

using geometry::ImportedMesh;
using geometry::PackedHeader;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::uintmax_t file_bytes = 1000;

/// A block as a hostile child may write it.
struct Block {
    PackedHeader header;
    std::vector<glm::vec3> positions{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}};
    std::vector<glm::uvec3> triangles{{0, 1, 2}};
    std::vector<glm::u8vec3> colours;
    std::string text = "OBJ\n\n";

    Block() { header.vertices = 3, header.triangles = 1, header.text_bytes = text.size(); }

    std::string bytes() const
    {
        std::string all = test::packed(header);
        for (const glm::vec3& p : positions)
            all += test::packed(p);
        for (const glm::uvec3& t : triangles)
            all += test::packed(t);
        for (const glm::u8vec3& c : colours)
            all += test::packed(c);
        return all + text;
    }
};

ImportedMesh pass(const std::string& bytes)
{
    return geometry::pass_gate(std::as_bytes(std::span(bytes)), file_bytes);
}

std::string refusal(const Block& block)
{
    try {
        pass(block.bytes());
    } catch (const base::Error& problem) {
        return problem.what();
    }
    return "";
}

TEST(Gate, AGoodBlockPasses)
{
    const ImportedMesh mesh = pass(Block().bytes());
    EXPECT_EQ(mesh.mesh.triangles.size(), 1u);
    EXPECT_EQ(mesh.report.format, "OBJ");
    EXPECT_EQ(mesh.stated_unit, std::nullopt);
}

TEST(Gate, ColoursPassForAllVerticesAndFollowThemWhenOneIsDropped)
{
    Block block;
    block.header.vertices = block.header.colours = 4;
    block.positions = {{9, 9, 9}, {0, 0, 0}, {1, 0, 0}, {0, 1, 0}};
    block.triangles = {{1, 2, 3}};
    block.colours = {{1, 1, 1}, {2, 2, 2}, {3, 3, 3}, {4, 4, 4}};
    EXPECT_THAT(
        pass(block.bytes()).mesh.colours,
        testing::ElementsAre(glm::u8vec3(2, 2, 2), glm::u8vec3(3, 3, 3), glm::u8vec3(4, 4, 4)));
    block.header.colours = 3;
    block.colours.pop_back();
    EXPECT_THROW(pass(block.bytes()), base::Error);
}

TEST(Gate, EveryBlockThatIsCutOrTooLongIsRefused)
{
    const std::string whole = Block().bytes();
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_THROW(pass(whole.substr(0, size)), base::Error) << size;
    EXPECT_THROW(pass(whole + "x"), base::Error);
}

TEST(Gate, CountsThatTheFileCannotHoldAreRefused)
{
    Block many;
    many.header.triangles = file_bytes * 1001;
    EXPECT_THAT(refusal(many), HasSubstr("cannot come from its 1000 bytes"));
    for (const std::uint64_t huge : {std::uint64_t(1) << 32, UINT64_MAX, UINT64_MAX / 12}) {
        Block block;
        block.header.vertices = huge;
        EXPECT_NE(refusal(block), "");
        block = Block();
        block.header.triangles = huge;
        EXPECT_NE(refusal(block), "");
        block = Block();
        block.header.text_bytes = huge;
        EXPECT_NE(refusal(block), "");
    }
}

TEST(Gate, NumbersThatAreNotFiniteOrOutOfRangeAreRefused)
{
    for (const float bad : {std::nanf(""), std::numeric_limits<float>::infinity(), -2e9f}) {
        Block block;
        block.positions[1].y = bad;
        EXPECT_THAT(refusal(block), HasSubstr("vertex number 1")) << bad;
    }
    Block stray;
    stray.triangles[0].z = 3;
    EXPECT_THAT(refusal(stray), HasSubstr("names the vertex number 3"));
    Block unit;
    unit.header.stated_unit = 6;
    EXPECT_NE(refusal(unit), "");
    Block magic;
    magic.header.magic ^= 1;
    EXPECT_NE(refusal(magic), "");
}

TEST(Gate, TextOfTheChildIsMadePrintable)
{
    Block block;
    block.header.failed = 1;
    block.text = "two\nlines\x1b[31m \xff";
    block.header.text_bytes = block.text.size();
    EXPECT_EQ(refusal(block), "two?lines?[31m ?");
}

TEST(Gate, AScanTooFarFromItsOriginIsRefusedOrWarnedAbout)
{
    Block far;
    for (glm::vec3& p : far.positions)
        p.x += 1e5f;
    EXPECT_THAT(refusal(far), HasSubstr("from its origin"));
    Block away;
    for (glm::vec3& p : away.positions)
        p.x += 100;
    EXPECT_THAT(pass(away.bytes()).report.warnings, ElementsAre(HasSubstr("exact to")));
}

TEST(Clean, EqualPlacesAreJoinedAndTheFirstKeepsItsPlaceInTheOrder)
{
    ImportedMesh mesh;
    mesh.mesh.positions = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {-0.0f, 0, 0}, {0, 1, 0}, {1, 1, 0}};
    mesh.mesh.triangles = {{0, 1, 2}, {4, 1, 5}};
    geometry::clean(mesh);
    EXPECT_THAT(
        mesh.mesh.positions,
        ElementsAre(
            glm::vec3(0, 0, 0), glm::vec3(1, 0, 0), glm::vec3(0, 1, 0), glm::vec3(1, 1, 0)));
    EXPECT_THAT(mesh.mesh.triangles, ElementsAre(glm::uvec3(0, 1, 2), glm::uvec3(2, 1, 3)));
    EXPECT_EQ(mesh.report.merged_vertices, 2u);
    EXPECT_EQ(mesh.report.unused_vertices, 0u);
}

TEST(Clean, TrianglesWithoutAreaAndRepeatedOnesAreDroppedAndCounted)
{
    ImportedMesh mesh;
    mesh.mesh.positions = {{0, 0, 0}, {9, 9, 9}, {1, 0, 0}, {0, 1, 0}, {2, 0, 0}};
    mesh.mesh.triangles = {{0, 0, 2}, {0, 2, 3}, {0, 2, 4}, {2, 3, 0}, {3, 2, 0}, {2, 4, 3}};
    geometry::clean(mesh);
    EXPECT_THAT(mesh.mesh.triangles, ElementsAre(glm::uvec3(0, 1, 2), glm::uvec3(1, 3, 2)));
    EXPECT_EQ(mesh.report.dropped_degenerate, 2u);
    EXPECT_EQ(mesh.report.dropped_duplicate, 2u);
    EXPECT_EQ(mesh.report.unused_vertices, 1u);
}

TEST(Clean, ANeedleIsDroppedWhicheverCornerComesFirst)
{
    // So thin that its area is rounded to zero as seen from one of its corners only.
    ImportedMesh mesh;
    mesh.mesh.positions = {{0x1.63ep+24f, -0x1.5c4bcp+23f, 0},
                           {0x1.1607p+3f, -0x1.101b2ep+2f, 0},
                           {0x1.8b607cp-4f, -0x1.82f4dep-5f, 0},
                           {0, 9, 0}};
    for (const glm::uvec3 needle :
         {glm::uvec3(0, 1, 2), glm::uvec3(1, 2, 0), glm::uvec3(2, 0, 1)}) {
        ImportedMesh turned = mesh;
        turned.mesh.triangles = {needle, {0, 1, 3}};
        geometry::clean(turned);
        EXPECT_EQ(turned.report.dropped_degenerate, 1u);
    }
}

TEST(Clean, AGoodMeshIsLeftAsItIs)
{
    ImportedMesh mesh;
    mesh.mesh = test::sphere(100, 4);
    const geometry::Mesh before = mesh.mesh;
    geometry::clean(mesh);
    EXPECT_EQ(mesh.mesh.positions, before.positions);
    EXPECT_EQ(mesh.mesh.triangles, before.triangles);
}

TEST(Gate, ATextureThatDoesNotFitIsRefused)
{
    Block places;
    places.header.places = 2;  // of one triangle
    Block large;
    large.header.texture_width = geometry::most_texture_side + 1;
    large.header.texture_height = 1;
    Block missing;  // its pixels are not there
    missing.header.texture_width = missing.header.texture_height = 100;
    for (const Block& block : {places, large, missing})
        EXPECT_THAT(refusal(block), HasSubstr("something damaged"));
}

TEST(Gate, PlacesThatCannotBeAreNone)
{
    Block block;
    block.header.places = 1;
    block.text = test::packed(0.f, 0.f, NAN, 1.f, 1e9f, 1.f) + block.text;
    std::size_t without = 0;
    const std::string bytes = block.bytes();
    geometry::pass_gate(
        std::as_bytes(std::span(bytes)), file_bytes, [&](const geometry::ReadMesh& mesh) {
            for (const glm::vec2 place : mesh.texture_places.at(0))
                without += place == geometry::no_place;
        });
    EXPECT_EQ(without, 3u);
}

}  // namespace
