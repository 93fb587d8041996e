// SPDX-License-Identifier: MIT
// Small good files, damaged at random (with a fixed seed): every reader gives a mesh that passes
// the gate, or one sentence. It never crashes, hangs or asks for memory that the file cannot need.
#include "geometry/readers.h"

#include "base/error.h"
#include "base/file.h"
#include "bytes.h"
#include "geometry/gate.h"
#include "geometry/import.h"
#include "odd_formats.h"
#include "program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string_view>

namespace {

using geometry::ReadMesh;

/// Pieces that hurt readers: numbers at the edges, words that end or begin things.
constexpr std::array<std::string_view, 26> barbs{"-1",
                                                 "0",
                                                 "4294967295",
                                                 "2147483648",
                                                 "-2147483648",
                                                 "99999999999999999999",
                                                 "nan",
                                                 "inf",
                                                 "1e400",
                                                 "1e-400",
                                                 "\n",
                                                 "\r",
                                                 "\\\n",
                                                 " ",
                                                 "/",
                                                 "#",
                                                 "v ",
                                                 "f ",
                                                 "list",
                                                 "uchar",
                                                 "double",
                                                 "end_header\n",
                                                 "solid",
                                                 "endloop",
                                                 "element face 1000000000\n",
                                                 "\xff\xff\xff\xff"};

std::string mutant_of(std::string bytes, std::mt19937& random)
{
    const auto below = [&random](std::size_t n) { return n == 0 ? 0 : random() % n; };
    for (std::size_t changes = 1 + below(4); changes-- > 0;) {
        const std::size_t at = below(bytes.size() + 1);
        const std::size_t length = std::min(below(12), bytes.size() - at);
        switch (below(6)) {
        case 0:
            bytes.resize(at);
            break;
        case 1:
            bytes.erase(at, length);
            break;
        case 2:
            bytes.insert(at, barbs[below(barbs.size())]);
            break;
        case 3:
            bytes.replace(at, length, barbs[below(barbs.size())]);
            break;
        case 4:
            bytes.insert(at, bytes.substr(below(bytes.size() + 1), below(60)));
            break;
        default:
            for (std::size_t i = at; i < at + length; ++i)
                bytes[i] = static_cast<char>(random());
        }
    }
    return bytes;
}

struct Seed {
    const char* name;
    std::string bytes;
    ReadMesh (*read)(std::string_view);
};

std::ostream& operator<<(std::ostream& out, const Seed& seed)
{
    return out << seed.name;
}

std::vector<Seed> seeds()
{
    const std::string obj =
        "# mm\nmtllib a.mtl\nusemtl skin\nv 0 0 0\nv 1 0 0 0.5 0.5 0.5\nv 1 1 0\nv 0 1 0\n"
        "vt 0 0\nvn 0 0 1\nf 1/1/1 2/1/1 3/1/1 \\\n 4/1/1\nf -4 -3 -1\n";
    const std::string places = "element vertex 4\nproperty float x\nproperty float y\n"
                               "property float z\n";
    const std::string faces =
        "element face 2\nproperty list uchar int vertex_indices\nend_header\n";
    const std::string floats =
        test::packed(0.f, 0.f, 0.f, 1.f, 0.f, 0.f, 1.f, 1.f, 0.f, 0.f, 1.f, 0.f);
    const std::uint8_t three = 3;
    const std::string stl = std::string(80, 's') + test::packed(1u, 0.f, 0.f, 1.f, 0.f, 0.f, 0.f) +
                            test::packed(1.f, 0.f, 0.f, 0.f, 1.f, 0.f, std::uint16_t(0));
    return {{"obj", obj, geometry::read_obj},
            {"ply_text",
             "ply\nformat ascii 1.0\ncomment mm\n" + places + faces +
                 "0 0 0\n1 0 0\n1 1 0\n0 1 0\n3 0 1 2\n4 0 1 2 3\n",
             geometry::read_ply},
            {"ply_binary",
             "ply\nformat binary_little_endian 1.0\n" + places + faces + floats +
                 test::packed(three, 0, 1, 2) + test::packed(three, 0, 2, 3),
             geometry::read_ply},
            {"ply_with_a_picture",
             "ply\nformat ascii 1.0\ncomment TextureFile a.png\n" + places +
                 "property float s\nproperty float t\nelement face 2\n"
                 "property list uchar float texcoord\n"
                 "property list uchar int vertex_indices\nend_header\n0 0 0 0 0\n1 0 0 1 0\n"
                 "1 1 0 1 1\n0 1 0 0 1\n6 0 0 1 0 1 1 3 0 1 2\n0 4 0 1 2 3\n",
             geometry::read_ply},
            {"ply_strips",
             "ply\nformat ascii 1.0\n" + places +
                 "element tristrips 1\nproperty list int int vertex_indices\nend_header\n"
                 "0 0 0\n1 0 0\n1 1 0\n0 1 0\n6 0 1 3 2 -1 0\n",
             geometry::read_ply},
            {"stl_binary", stl, geometry::read_stl},
            {"stl_text",
             "solid a\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\nvertex 0 1 0\n"
             "endloop\nendfacet\nendsolid a\n",
             geometry::read_stl}};
}

class ReaderMutation : public testing::TestWithParam<Seed> {};

TEST_P(ReaderMutation, GivesAMeshOrOneSentence)
{
    const Seed& seed = GetParam();
    ASSERT_FALSE(seed.read(seed.bytes).mesh.triangles.empty());
    std::mt19937 random(20261122);
    int read = 0;
    for (int i = 0; i < 5000; ++i) {
        const std::string bytes = mutant_of(seed.bytes, random);
        try {
            const ReadMesh mesh = seed.read(bytes);
            ++read;
            EXPECT_LE(mesh.mesh.triangles.size(), bytes.size());
            for (const glm::uvec3 t : mesh.mesh.triangles)
                EXPECT_LT(std::max({t.x, t.y, t.z}), mesh.mesh.positions.size()) << bytes;
        } catch (const base::Error& problem) {
            const std::string_view sentence = problem.what();
            EXPECT_TRUE(sentence.ends_with('.')) << sentence;
            EXPECT_EQ(sentence.find('\n'), std::string_view::npos) << sentence;
        }
    }
    EXPECT_GT(read, 50) << "the damage is so heavy that nothing deep is tested";
}

INSTANTIATE_TEST_SUITE_P(Formats, ReaderMutation, testing::ValuesIn(seeds()), [](const auto& seed) {
    return std::string(seed.param.name);
});

TEST(ReaderMutation, DamagedFilesForAssimpStopAtMostTheChild)
{
    const auto folder = test::fresh_folder("mutants");
    std::mt19937 random(7);
    for (const auto& [extension, bytes] : {std::pair("glb", test::glb_triangle()),
                                           std::pair("gltf", test::gltf_triangle()),
                                           std::pair("3mf", test::three_mf_tetrahedron("")),
                                           std::pair("dae", test::collada_triangle("1")),
                                           std::pair("fbx", test::fbx_square("1")),
                                           std::pair("off", test::off_square())})
        for (int i = 0; i < 25; ++i) {
            const auto file = folder / (std::string("a.") + extension);
            base::write_file(file, mutant_of(bytes, random));
            try {
                geometry::import_mesh(file, {.time_limit_s = 10});
            } catch (const base::Error& problem) {
                EXPECT_TRUE(std::string_view(problem.what()).ends_with('.')) << problem.what();
            }
        }
}

}  // namespace
