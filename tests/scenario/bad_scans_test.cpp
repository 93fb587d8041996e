// SPDX-License-Identifier: MIT
// Scans that must be refused: one sentence that says what is wrong, a failure code, nothing else.
#include "bytes.h"
#include "program.h"

#include "base/file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include <unistd.h>

namespace {

namespace fs = std::filesystem;
using test::noise;
using test::packed;
using testing::HasSubstr;

struct BadScan {
    std::string name;  // of the test
    std::string file;
    std::string bytes;
    std::string says;  // a part of the sentence
};

std::ostream& operator<<(std::ostream& out, const BadScan& bad)
{
    return out << bad.name;
}

std::string ply(const std::string& encoding,
                const std::string& vertices,
                const std::string& faces,
                const std::string& list = "list uchar int vertex_indices")
{
    return "ply\nformat " + encoding + " 1.0\ncomment millimetres\nelement vertex " + vertices +
           "\nproperty float x\nproperty float y\nproperty float z\nelement face " + faces +
           "\nproperty " + list + "\nend_header\n";
}

const std::string corners = "0 0 0\n200 0 0\n0 200 0\n";
const std::string corner_lines = "v 0 0 0\nv 200 0 0\nv 0 200 0\n";

std::string binary_corners()
{
    return packed(0.f, 0.f, 0.f, 200.f, 0.f, 0.f, 0.f, 200.f, 0.f);
}

std::string binary_stl(std::uint32_t count, std::size_t triangles, float first)
{
    std::string bytes(80, ' ');
    bytes += packed(count);
    for (std::size_t t = 0; t < triangles; ++t)
        bytes += packed(
            0.f, 0.f, 1.f, first, 0.f, 0.f, 200.f, 0.f, 0.f, 0.f, 200.f, 0.f, std::uint16_t(0));
    return bytes;
}

std::vector<BadScan> bad_obj()
{
    return {
        {"ObjEmpty", "a.obj", "", "empty"},
        {"ObjBlank", "a.obj", " \n\n\t\n", "empty"},
        {"ObjNotANumber", "a.obj", "v 0 0 0\nv nan 0 0\n", "line 2 has 'nan'"},
        {"ObjInfinity", "a.obj", "v 0 0 inf\n", "line 1 has 'inf'"},
        {"ObjTooLargeANumber", "a.obj", "v 0 0 1e400\n", "'1e400'"},
        {"ObjDecimalComma", "a.obj", "v 0,5 0 0\n", "'0,5'"},
        {"ObjHalfAVertex", "a.obj", "v 0 0\n", "2 numbers"},
        {"ObjIndexTooHigh", "a.obj", corner_lines + "f 1 2 4\n", "vertex number 4"},
        {"ObjIndexZero", "a.obj", corner_lines + "f 0 1 2\n", "vertex number 0"},
        {"ObjIndexTooNegative", "a.obj", corner_lines + "f -1 -2 -4\n", "vertex number -4"},
        {"ObjIndexHuge", "a.obj", corner_lines + "f 1 2 99999999999999999999\n", "whole number"},
        {"ObjIndexWord", "a.obj", corner_lines + "f 1 two 3\n", "'two'"},
        {"ObjWithoutFaces", "a.obj", corner_lines, "no triangles"},
        {"ObjWithoutVertices", "a.obj", "o nothing\n", "no vertices"},
        {"ObjAllDegenerate", "a.obj", corner_lines + "f 1 1 2\nf 1 2 2\n", "has an area"},
        {"ObjCutInsideAFace", "a.obj", corner_lines + "f 1 2 3\nf 1 2", "line 5 has a face of 2"},
        {"ObjNoise", "a.obj", noise(5000), "no statement"},
        {"ObjHugeCoordinate", "a.obj", "v 0 0 0\nv 2e12 0 0\nv 0 2e12 0\nf 1 2 3\n", "cannot be"},
        {"ObjFarAway", "a.obj", "v 9e8 0 0\nv 9.000002e8 0 0\nv 9e8 2 0\nf 1 2 3\n", "origin"},
        {"ObjUnitless", "a.obj", "v 0 0 0\nv 16.9 0 0\nv 0 16.9 0\nf 1 2 3\n", "body in dm"},
        {"ObjTiny", "a.obj", "# mm\nv 0 0 0\nv 1.7 0 0\nv 0 1.7 0\nf 1 2 3\n", "1.7 mm"},
    };
}

std::vector<BadScan> bad_ply()
{
    const std::string little = "binary_little_endian";
    const std::uint8_t three = 3;
    return {
        {"PlyHeaderOnly", "a.ply", ply("ascii", "3", "1"), "announces 3 of 'vertex'"},
        {"PlyHeaderCut", "a.ply", "ply\nformat ascii 1.0\nelement ver", "line 3"},
        {"PlyWithoutEndOfHeader", "a.ply", "ply\nformat ascii 1.0\n", "no end"},
        {"PlyUnknownEncoding", "a.ply", ply("ebcdic", "3", "1") + corners, "'ebcdic'"},
        {"PlyTextCut", "a.ply", ply("ascii", "3", "1") + "0 0 0\n200 0 0\n", "number 3 of 3"},
        {"PlyTextNotANumber", "a.ply", ply("ascii", "3", "1") + "0 0 0\n0 0 nan\n9 0 0\n", "'nan'"},
        {"PlyTextIndexTooHigh",
         "a.ply",
         ply("ascii", "3", "1") + corners + "3 0 1 3\n",
         "number 3"},
        {"PlyTextIndexNegative", "a.ply", ply("ascii", "3", "1") + corners + "3 0 1 -2\n", "-2"},
        {"PlyTextListNegative",
         "a.ply",
         ply("ascii", "3", "1", "list int int vertex_indices") + corners + "-1 0 1 2\n",
         "length -1"},
        {"PlyBinaryListNegative",
         "a.ply",
         ply(little, "3", "1", "list int int vertex_indices") + binary_corners() +
             packed(-1, 0, 1, 2),
         "length -1"},
        {"PlyBinaryListTooLong",
         "a.ply",
         ply(little, "3", "1", "list uint int vertex_indices") + binary_corners() +
             packed(4000000000u, 0, 1, 2),
         "length 4000000000"},
        {"PlyBinaryCut",
         "a.ply",
         ply(little, "3", "2") + binary_corners() + packed(three, 0, 1, 2) + packed(three, 0),
         "'face' number 2 of 2"},
        {"PlyAbsurdCount", "a.ply", ply(little, "4000000000", "1") + binary_corners(), "announces"},
        {"PlyNegativeCount", "a.ply", ply("ascii", "-3", "1") + corners, "announces -3"},
        {"PlyBinaryNotANumber",
         "a.ply",
         ply(little, "3", "1") +
             packed(0.f, std::numeric_limits<float>::quiet_NaN(), 0.f, 1.f, 1.f, 1.f) +
             packed(2.f, 3.f, 4.f, three, 0, 1, 2),
         "not finite"},
        {"PlyBinaryIndexNegative",
         "a.ply",
         ply(little, "3", "1") + binary_corners() + packed(three, 0, 1, -7),
         "-7"},
        {"PlyWithoutFaces", "a.ply", ply("ascii", "3", "0") + corners, "point cloud"},
        {"PlyWithoutZ",
         "a.ply",
         "ply\nformat ascii 1.0\nelement vertex 1\nproperty float x\nproperty float "
         "y\nend_header\n0 0\n",
         "'z'"},
        {"PlyIndicesThatAreReal",
         "a.ply",
         ply(little, "3", "1", "list uchar float vertex_indices") + binary_corners() +
             packed(three, 0.f, 1.f, 2.f),
         "not whole"},
    };
}

std::vector<BadScan> bad_others()
{
    const float infinity = std::numeric_limits<float>::infinity();
    return {
        {"StlHeaderOnly", "a.stl", std::string(80, ' '), "empty"},
        {"StlBinaryHeaderOnly", "a.stl", std::string(80, 'x'), "80 bytes"},
        {"StlBinaryCut", "a.stl", binary_stl(4, 3, 0), "announces 4 triangles"},
        {"StlBinaryNothing", "a.stl", binary_stl(0, 0, 0), "no vertices"},
        {"StlBinaryInfinity", "a.stl", binary_stl(1, 1, infinity), "not finite"},
        {"StlTextCut",
         "a.stl",
         "solid a\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\n",
         "cut short"},
        {"StlTextTwoCorners",
         "a.stl",
         "solid a\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 0 9 0\nendloop\n",
         "line 6 has 'endloop' where 'vertex' must stand"},
        {"StlTextEmptySolid", "a.stl", "solid a\nendsolid a\n", "no vertices"},
        {"NoiseAsStl", "a.stl", noise(5000), "announces"},
        {"NoiseAsPly", "a.ply", noise(5000), "'ply'"},
        {"NoiseAsGlb", "a.glb", noise(5000), "Cannot read"},
        {"ObjNamedPly", "a.ply", corner_lines, "no triangles"},
        {"UnknownFormat", "a.txt", "Dear patient,\n", "no format"},
        {"NoExtension", "scan", "Dear patient,\n", "no format"},
    };
}

std::vector<BadScan> all_bad_scans()
{
    std::vector<BadScan> all;
    for (const auto& some : {bad_obj(), bad_ply(), bad_others()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

class BadScans : public testing::TestWithParam<BadScan> {};

TEST_P(BadScans, IsRefusedWithOneSentence)
{
    const BadScan& bad = GetParam();
    const fs::path folder = test::fresh_folder("bad_" + bad.name);
    base::write_file(folder / bad.file, bad.bytes);
    const test::ProgramResult result =
        test::run_program({"inspect", (folder / bad.file).string()}, 60);
    test::expect_one_sentence(result);
    EXPECT_THAT(result.errors, HasSubstr(bad.says));
    EXPECT_THAT(result.errors, testing::Not(HasSubstr("stopped its reader")));
}

INSTANTIATE_TEST_SUITE_P(Files, BadScans, testing::ValuesIn(all_bad_scans()), [](const auto& bad) {
    return bad.param.name;
});

TEST(BadScans, FoldersMissingAndUnreadableFilesAreRefused)
{
    const fs::path folder = test::fresh_folder("bad_places");
    for (const fs::path& place :
         {folder, folder / "missing.obj", fs::path("/dev/zero"), folder / "missing" / "a.ply"})
        test::expect_one_sentence(test::run_program({"inspect", place.string()}));

    if (::geteuid() == 0) return;  // may read everything
    base::write_file(folder / "locked.obj", corner_lines);
    fs::permissions(folder / "locked.obj", fs::perms::none);
    test::expect_one_sentence(test::run_program({"inspect", (folder / "locked.obj").string()}));
}

TEST(BadScans, WrongArgumentsAreRefused)
{
    const fs::path folder = test::fresh_folder("bad_arguments");
    const std::string scan = (folder / "good.obj").string();
    base::write_file(scan, "# mm\n" + corner_lines + "f 1 2 3\n");
    EXPECT_EQ(test::run_program({"inspect", scan}).exit_code, 0);
    test::expect_one_sentence(test::run_program({"inspect", scan, "--unit", "furlong"}));
    test::expect_one_sentence(test::run_program({"inspect", scan, "--unit", "cm"}));
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"inspect"},
                                                      {"inspect", scan, "--nonsense"},
                                                      {"inspekt", scan}}) {
        const test::ProgramResult result = test::run_program(arguments);
        EXPECT_GT(result.exit_code, 0);
        EXPECT_EQ(result.output, "");
        EXPECT_TRUE(result.errors.starts_with("mesomap: ")) << result.errors;
    }
}

}  // namespace
