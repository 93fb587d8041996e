// SPDX-License-Identifier: MIT
#include "geometry/readers.h"

#include "base/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using geometry::ImportedMesh;
using geometry::read_obj;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string corners = "v 0 0 0\nv 1 0 0\nv 0 1 0\n";

TEST(ObjReader, EveryFormOfACornerNamesTheSameVertices)
{
    for (const char* face : {"f 1 2 3\n",
                             "f 1/1 2/1 3/1\n",
                             "f 1//1 2//1 3//1\n",
                             "f 1/1/1 2/1/1 3/1/1\n",
                             "f -3 -2 -1\n",
                             "f -3/-1 -2/-1 -1/-1\n",
                             "f  1\t2   3  \n",
                             "fo 1 2 3\n",
                             "f 1 2 3 # the only one\n",
                             "f 1 2 \\\n 3\n",
                             "f \\\r\n1 \\\r\n2 3\r\n",
                             "f 1 2 3"})
        EXPECT_THAT(read_obj(corners + "vt 0 0\nvn 0 0 1\n" + face).mesh.triangles,
                    ElementsAre(glm::uvec3(0, 1, 2)))
            << face;
}

TEST(ObjReader, LineEndsBlanksAndAByteOrderMarkDoNotMatter)
{
    const ImportedMesh mesh =
        read_obj("\xEF\xBB\xBFv 1 2 3\r\n\r\n  v\t4e0 +5 6.0\r\nv 7 8 9.5\rf 1 2 3\r");
    EXPECT_THAT(mesh.mesh.positions,
                ElementsAre(glm::vec3(1, 2, 3), glm::vec3(4, 5, 6), glm::vec3(7, 8, 9.5)));
    EXPECT_EQ(mesh.mesh.triangles.size(), 1u);
}

TEST(ObjReader, WeightsAndColoursBehindAVertexAreNotItsPlace)
{
    const ImportedMesh mesh = read_obj("v 1 2 3 1\nv 4 5 6 0.1 0.2 0.3\nv 7 8 9 1 0 0 1\nf 1 2 3");
    EXPECT_THAT(mesh.mesh.positions,
                ElementsAre(glm::vec3(1, 2, 3), glm::vec3(4, 5, 6), glm::vec3(7, 8, 9)));
}

TEST(ObjReader, FacesMayStandBeforeTheirVertices)
{
    EXPECT_EQ(read_obj("f 1 2 3\n" + corners).mesh.triangles.size(), 1u);
}

TEST(ObjReader, PlacesAreTheNearestFloatToTheText)
{
    const ImportedMesh mesh =
        read_obj("v 0.1 -123.456789 1e-3\nv 16777217 3.4e38 1e-50\nv 0 1 0\nf 1 2 3\n");
    EXPECT_EQ(mesh.mesh.positions[0], glm::vec3(0.1f, -123.456789f, 1e-3f));
    EXPECT_EQ(mesh.mesh.positions[1], glm::vec3(16777217.0f, 3.4e38f, 0.0f));
}

TEST(ObjReader, AConcaveQuadIsCutInside)
{
    // A dart of area 8; its other diagonal lies outside.
    const ImportedMesh mesh = read_obj("v 0 0 0\nv 4 5 0\nv 0 2 0\nv -4 5 0\nf 2 3 4 1\n");
    double area = 0;
    for (std::size_t t = 0; t < mesh.mesh.triangles.size(); ++t)
        area += geometry::area_mm2(mesh.mesh, geometry::TriangleId(t));
    EXPECT_NEAR(area, 8, 1e-9);
    EXPECT_EQ(mesh.report.faces_in_file, 1u);
}

TEST(ObjReader, UnknownStatementsAreNamedAndSkipped)
{
    const ImportedMesh mesh = read_obj("mtllib my head.mtl\nfoo 1 2\nusemtl skin\ns off\ng a b\n"
                                       "l 1 2\n" +
                                       corners + "f 1/9 2/9 3/9\n");
    EXPECT_EQ(mesh.mesh.triangles.size(), 1u);
    EXPECT_THAT(mesh.report.warnings,
                testing::UnorderedElementsAre(HasSubstr("'foo' on line 2"),
                                              HasSubstr("texture places"),
                                              HasSubstr("1 points, lines or curves")));
}

TEST(ObjReader, TheUnitOfACommentIsNoted)
{
    EXPECT_EQ(read_obj("# 1 unit = 1 cm\n" + corners).stated_unit, base::LengthUnit::centimetre);
    EXPECT_EQ(read_obj("#mm\n" + corners).stated_unit, base::LengthUnit::millimetre);
}

TEST(ObjReader, MalformedCornersAreRefused)
{
    for (const char* face : {"f 1 2 0",
                             "f 1 2 4",
                             "f 1 2 -4",
                             "f 1 2 3.5",
                             "f 1 2 x",
                             "f 1 2",
                             "f",
                             "f /1 2 3",
                             "f 1/x 2 3",
                             "f 1 2 99999999999999999999",
                             "f 1 2 4294967297",
                             "f 1/1/1/1 2 3",
                             "f 1,2,3"})
        EXPECT_THROW(read_obj(corners + face), base::Error) << face;
}

TEST(ObjReader, MalformedNumbersAreRefused)
{
    for (const char* vertex : {"v 1 2",
                               "v 1 2 nan",
                               "v 1 2 inf",
                               "v 1 2 -inf",
                               "v 1 2 1e400",
                               "v 1 2 3,5",
                               "v 1 2 0x10",
                               "v 1 2 3e",
                               "v 1 2 --3",
                               "v 1 2 3 4 nan 6",
                               "v",
                               "v 1 2 3.4e39",
                               "v 1 2 1.2.3"})
        EXPECT_THROW(read_obj(vertex), base::Error) << vertex;
}

TEST(ObjReader, ColoursAreKeptWhereEachVertexHasOne)
{
    const std::string coloured = "v 0 0 0 1 0.5 0\nv 1 0 0 0 0 0\nv 0 1 0 0 0 2\nf 1 2 3\n";
    EXPECT_THAT(read_obj(coloured).mesh.colours,
                testing::ElementsAre(
                    glm::u8vec3(255, 128, 0), glm::u8vec3(0, 0, 0), glm::u8vec3(0, 0, 255)));
    EXPECT_TRUE(read_obj("v 5 5 5\n" + coloured).mesh.colours.empty());
}

}  // namespace
