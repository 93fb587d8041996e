// SPDX-License-Identifier: MIT
#include "geometry/readers.h"

#include "base/error.h"
#include "bytes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace {

using geometry::ImportedMesh;
using geometry::read_ply;
using test::packed;
using testing::ElementsAre;
using testing::HasSubstr;

/// The same value with its bytes in the other order.
template <typename T>
T turned(T value)
{
    std::array<char, sizeof(T)> bytes;
    std::memcpy(bytes.data(), &value, sizeof value);
    std::ranges::reverse(bytes);
    std::memcpy(&value, bytes.data(), sizeof value);
    return value;
}

/// Two triangles of a square, with colours, normals, a list on vertices and an unknown element.
std::string rich_header(const std::string& encoding)
{
    return "ply\nformat " + encoding +
           " 1.0\ncomment made by hand\nobj_info none\n"
           "element camera 1\nproperty float view\nproperty list uchar short more\n"
           "element vertex 4\nproperty uchar red\nproperty double x\nproperty short y\n"
           "property float z\nproperty list uchar float weights\n"
           "element face 2\nproperty uchar flags\nproperty list ushort uint vertex_index\n"
           "element edge 1\nproperty int a\nproperty int b\nend_header\n";
}

void expect_square(const ImportedMesh& mesh)
{
    EXPECT_THAT(mesh.mesh.positions,
                ElementsAre(glm::vec3(0, 0, 0.5),
                            glm::vec3(1, 0, 0.5),
                            glm::vec3(1, 7, 0.5),
                            glm::vec3(0, 7, 0.5)));
    EXPECT_THAT(mesh.mesh.triangles, ElementsAre(glm::uvec3(0, 1, 2), glm::uvec3(0, 2, 3)));
    EXPECT_TRUE(mesh.report.warnings.empty());
}

template <typename Order>
std::string rich_body(Order o)
{
    const auto u8 = [](int v) { return static_cast<std::uint8_t>(v); };
    const auto u16 = [](int v) { return static_cast<std::uint16_t>(v); };
    const auto i16 = [](int v) { return static_cast<std::int16_t>(v); };
    std::string bytes = packed(o(2.5f), u8(2), o(i16(7)), o(i16(8)));
    bytes += packed(u8(9), o(0.0), o(i16(0)), o(0.5f), u8(0));
    bytes += packed(u8(9), o(1.0), o(i16(0)), o(0.5f), u8(1), o(0.25f));
    bytes += packed(u8(9), o(1.0), o(i16(7)), o(0.5f), u8(2), o(0.25f), o(0.5f));
    bytes += packed(u8(9), o(0.0), o(i16(7)), o(0.5f), u8(0));
    bytes += packed(u8(1), o(u16(3)), o(0u), o(1u), o(2u));
    bytes += packed(u8(1), o(u16(3)), o(0u), o(2u), o(3u));
    return bytes + packed(o(0), o(1));
}

TEST(PlyReader, TextWithElementsOfAnyKindIsRead)
{
    const ImportedMesh mesh =
        read_ply(rich_header("ascii") + "2.5 2 7 8\n"
                                        "9 0 0 0.5 0\n9 1.0 0 .5 1 0.25\n\n"
                                        "9 1e0 7 5e-1 2 0.25 0.5\r\n9 0 7 0.5 0\n"
                                        "1 3 0 1 2\n1 3 0 2 3\n0 1\n");
    EXPECT_EQ(mesh.report.format, "PLY (text)");
    expect_square(mesh);
}

TEST(PlyReader, BothByteOrdersGiveTheSameMesh)
{
    const auto same = [](auto value) { return value; };
    const auto other = [](auto value) { return turned(value); };
    expect_square(read_ply(rich_header("binary_little_endian") + rich_body(same)));
    expect_square(read_ply(rich_header("binary_big_endian") + rich_body(other)));
}

TEST(PlyReader, AHeaderWithWindowsLineEndsIsRead)
{
    std::string header = rich_header("binary_little_endian");
    for (std::size_t at = 0; (at = header.find('\n', at)) != std::string::npos; at += 2)
        header.replace(at, 1, "\r\n");
    expect_square(read_ply(header + rich_body([](auto value) { return value; })));
}

const std::string square_header = "ply\nformat ascii 1.0\nelement vertex 4\nproperty float x\n"
                                  "property float y\nproperty float z\n";
const std::string square_places = "0 0 0\n1 0 0\n0 1 0\n1 1 0\n";

TEST(PlyReader, StripsAreCutWithAlternatingDirectionAndRestart)
{
    const ImportedMesh mesh = read_ply(
        square_header + "element tristrips 1\nproperty list int int vertex_indices\nend_header\n" +
        square_places + "9 0 1 2 3 -1 3 2 1 0\n");
    EXPECT_THAT(
        mesh.mesh.triangles,
        ElementsAre(
            glm::uvec3(0, 1, 2), glm::uvec3(2, 1, 3), glm::uvec3(3, 2, 1), glm::uvec3(1, 2, 0)));
    EXPECT_EQ(mesh.report.faces_in_file, 4u);
}

TEST(PlyReader, FacesOfManyCornersAreCut)
{
    const ImportedMesh mesh = read_ply(
        square_header + "element face 2\nproperty list uchar int vertex_indices\nend_header\n" +
        square_places + "4 0 1 3 2\n2 0 1\n");
    EXPECT_EQ(mesh.mesh.triangles.size(), 2u);
    EXPECT_EQ(mesh.report.faces_in_file, 2u);
    EXPECT_EQ(mesh.report.dropped_degenerate, 1u);
}

TEST(PlyReader, TheUnitOfACommentIsNoted)
{
    EXPECT_EQ(read_ply("ply\nformat ascii 1.0\ncomment units: m\nelement vertex 0\nproperty float "
                       "x\nproperty float y\nproperty float z\nend_header\n")
                  .stated_unit,
              base::LengthUnit::metre);
}

TEST(PlyReader, ColoursOfVerticesAreKeptWhereAllThreeAreBytes)
{
    const std::string faces =
        "element face 1\nproperty list uchar int vertex_indices\nend_header\n";
    const std::string blue_float = square_header +
                                   "property uchar red\nproperty uchar green\n"
                                   "property float blue\n" +
                                   faces +
                                   "0 0 0 9 8 7\n1 0 0 6 5 4\n0 1 0 3 2 1\n1 1 0 0 0 0\n3 0 1 2\n";
    EXPECT_TRUE(read_ply(blue_float).mesh.colours.empty());
    std::string bytes = blue_float;
    bytes.replace(bytes.find("float blue"), 10, "uchar blue");
    EXPECT_THAT(read_ply(bytes).mesh.colours,
                ElementsAre(glm::u8vec3(9, 8, 7),
                            glm::u8vec3(6, 5, 4),
                            glm::u8vec3(3, 2, 1),
                            glm::u8vec3(0, 0, 0)));
}

TEST(PlyReader, BytesBehindTheEndAreWarnedAbout)
{
    const ImportedMesh mesh = read_ply(
        square_header + "element face 1\nproperty list uchar int vertex_indices\nend_header\n" +
        square_places + "3 0 1 2\n3 1 2 3\n");
    EXPECT_THAT(mesh.report.warnings, ElementsAre(HasSubstr("more in the file")));
}

TEST(PlyReader, EveryBinaryFileThatIsCutShortIsRefused)
{
    const std::string header = rich_header("binary_little_endian");
    const std::string body = rich_body([](auto value) { return value; });
    for (std::size_t size = 0; size < body.size(); ++size)
        EXPECT_THROW(read_ply(header + body.substr(0, size)), base::Error) << size;
}

// Found by the fuzzer: the first vertices had no colours, the second ones had.
TEST(PlyReader, AnElementThatIsAnnouncedTwiceIsRefused)
{
    const std::string place = "property float x\nproperty float y\nproperty float z\n";
    const std::string colour = "property uchar red\nproperty uchar green\nproperty uchar blue\n";
    EXPECT_THAT(
        [&] {
            read_ply("ply\nformat ascii 1.0\nelement vertex 1\n" + place + "element vertex 2\n" +
                     place + colour +
                     "element face 1\nproperty list int int vertex_indices\nend_header\n"
                     "0 0 0\n1 0 0 9 9 9\n0 1 0 9 9 9\n3 0 1 2\n");
        },
        testing::ThrowsMessage<base::Error>(HasSubstr("line 7 announces 'vertex' a second time.")));
}

TEST(PlyReader, RowsThatDoNotMatchTheHeaderAreRefused)
{
    const std::string header =
        square_header + "element face 1\nproperty list int int vertex_indices\nend_header\n" +
        square_places;
    EXPECT_NO_THROW(read_ply(header + "3 0 1 2\n"));
    for (const char* face : {"3 0 1\n",
                             "3 0 1 2 3\n",
                             "-1 0 1 2\n",
                             "3 0 1 4\n",
                             "3 0 1 -1\n",
                             "3 0 1 2.5\n",
                             "4000000000 0 1 2\n",
                             "x 0 1 2\n",
                             ""})
        EXPECT_THROW(read_ply(header + face), base::Error) << face;
}

}  // namespace
