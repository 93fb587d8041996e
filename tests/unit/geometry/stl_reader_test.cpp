// SPDX-License-Identifier: MIT
#include "geometry/readers.h"

#include "base/error.h"
#include "bytes.h"
#include "geometry/gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using geometry::ImportedMesh;
using geometry::read_stl;
using test::packed;
using testing::ElementsAre;
using testing::HasSubstr;

std::string facet(const std::string& a, const std::string& b, const std::string& c)
{
    return "facet normal 0 0 1\n outer loop\n  vertex " + a + "\n  vertex " + b + "\n  vertex " +
           c + "\n endloop\nendfacet\n";
}

std::string binary_facet(glm::vec3 a, glm::vec3 b, glm::vec3 c)
{
    return packed(0.f, 0.f, 1.f, a, b, c, std::uint16_t(0));
}

/// A square of two triangles, with that text in the header.
std::string binary_square(std::string header)
{
    header.resize(80, '\0');
    return header + packed(2u) + binary_facet({0, 0, 0}, {1, 0, 0}, {1, 1, 0}) +
           binary_facet({0, 0, 0}, {1, 1, 0}, {0, 1, 0});
}

void expect_square(ImportedMesh mesh)
{
    EXPECT_EQ(mesh.report.faces_in_file, 2u);
    geometry::clean(mesh);
    EXPECT_THAT(
        mesh.mesh.positions,
        ElementsAre(
            glm::vec3(0, 0, 0), glm::vec3(1, 0, 0), glm::vec3(1, 1, 0), glm::vec3(0, 1, 0)));
    EXPECT_THAT(mesh.mesh.triangles, ElementsAre(glm::uvec3(0, 1, 2), glm::uvec3(0, 2, 3)));
    EXPECT_EQ(mesh.report.merged_vertices, 2u);
}

TEST(StlReader, SeveralSolidsInTextAreOneScan)
{
    const ImportedMesh mesh =
        read_stl("solid one\n" + facet("0 0 0", "1 0 0", "1 1 0") + "endsolid one\nSOLID two\n" +
                 facet("0 0 0", "1.0e0 1 0", "0 1 0") + "ENDSOLID\n");
    EXPECT_EQ(mesh.report.format, "STL (text)");
    expect_square(mesh);
}

TEST(StlReader, BinaryIsReadEvenIfItBeginsWithSolid)
{
    for (const char* header : {"made by a scanner", "solid head", ""}) {
        const ImportedMesh mesh = read_stl(binary_square(header));
        EXPECT_EQ(mesh.report.format, "STL (binary)");
        expect_square(mesh);
    }
}

TEST(StlReader, BytesBehindABinaryFileAreWarnedAbout)
{
    const ImportedMesh mesh = read_stl(binary_square("solid head") + "tail");
    EXPECT_THAT(mesh.report.warnings, ElementsAre(HasSubstr("more in the file")));
    expect_square(mesh);
}

TEST(StlReader, TheUnitOfTheHeaderIsNoted)
{
    EXPECT_EQ(read_stl(binary_square("scan, units: mm")).stated_unit, base::LengthUnit::millimetre);
    EXPECT_EQ(read_stl(binary_square("head")).stated_unit, std::nullopt);
}

TEST(StlReader, CutAndMalformedFilesAreRefused)
{
    const std::string whole = binary_square("x");
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_THROW(read_stl(whole.substr(0, size)), base::Error) << size;
    const std::string one = facet("0 0 0", "1 0 0", "1 1 0");
    const std::vector<std::string> texts{
        "solid a\n" + one,
        "solid a\n" + facet("0 0 0", "1 0", "1 1 0") + "endsolid",
        "solid a\n" + facet("0 0 0", "1 0 nan", "1 1 0") + "endsolid",
        "solid a\nfacet\nouter loop\nvertex 0 0 0\nendloop\nendfacet\nendsolid",
        "solid a\nnonsense\nendsolid",
        "solid a\nfacet normal",
        "solid a\nfacet nor\n" + one + "endsolid",
        "solid a\nfacet normal 0 0 1\nendfacet\n" + one + "endsolid",
        "solid a\nfacet normal 0 0 1\nendsolid"};
    for (const std::string& text : texts)
        EXPECT_THROW(read_stl(text), base::Error) << text;
}

}  // namespace
