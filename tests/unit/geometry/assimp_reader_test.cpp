// SPDX-License-Identifier: MIT
// Through import_mesh, never in this process: Assimp is not trusted here either.
#include "geometry/import.h"

#include "base/error.h"
#include "base/file.h"
#include "bytes.h"
#include "odd_formats.h"
#include "program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using base::LengthUnit;
using geometry::ImportedMesh;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

ImportedMesh imported(const std::string& name, const std::string& bytes)
{
    const auto file = test::fresh_folder("assimp") / name;
    base::write_file(file, bytes);
    return geometry::import_mesh(file);
}

std::string refusal(const std::string& name, const std::string& bytes)
{
    try {
        imported(name, bytes);
    } catch (const base::Error& problem) {
        return problem.what();
    }
    return "";
}

TEST(AssimpReader, GltfIsInMetresAndItsNodesArePlaced)
{
    for (const auto& [name, bytes] :
         {std::pair("a.glb", test::glb_triangle()), std::pair("a.gltf", test::gltf_triangle())}) {
        const ImportedMesh mesh = imported(name, bytes);
        EXPECT_THAT(mesh.mesh.positions,
                    UnorderedElementsAre(
                        glm::vec3(10, 0, 0), glm::vec3(10.25f, 0, 0), glm::vec3(10, 0.25f, 0)))
            << name;
        EXPECT_EQ(mesh.mesh.triangles.size(), 1u);
        EXPECT_EQ(mesh.stated_unit, LengthUnit::metre);
        EXPECT_EQ(mesh.stated_by, "the glTF format");
    }
}

TEST(AssimpReader, TheContentDecidesNotTheExtension)
{
    EXPECT_EQ(imported("a.obj", test::glb_triangle()).report.format, "GLB");
    EXPECT_EQ(imported("a.ply", test::off_square()).report.format, "OFF");
}

/// Assimp by itself would try its other readers where those of the format refuse.
TEST(AssimpReader, NoReaderGetsBytesOfAnotherFormat)
{
    EXPECT_THAT(refusal("a.gltf", R"({"asset": {"version": "9.9"}, "a": "<amf <mesh OFF"})"),
                HasSubstr("of no version that is known"));
}

TEST(AssimpReader, GltfThatNeedsASideFileOrADecoderIsRefused)
{
    EXPECT_THAT(refusal("a.gltf", test::gltf_triangle("head.bin")), HasSubstr("head.bin"));
    EXPECT_THAT(refusal("a.gltf", test::gltf_triangle("../../secret")), HasSubstr("not opened"));
    std::string packed = test::gltf_triangle();
    packed.insert(1, R"("extensionsRequired":["KHR_draco_mesh_compression"],)");
    EXPECT_THAT(refusal("a.gltf", packed), HasSubstr("uncompressed"));
}

TEST(AssimpReader, TheUnitOf3mfIsReadFromItsModel)
{
    const ImportedMesh mesh = imported("a.3mf", test::three_mf_tetrahedron("unit=\"inch\""));
    EXPECT_EQ(mesh.mesh.triangles.size(), 4u);
    EXPECT_EQ(mesh.stated_unit, LengthUnit::inch);
    EXPECT_EQ(mesh.stated_by, "the 3MF unit 'inch'");
    EXPECT_EQ(imported("a.3mf", test::three_mf_tetrahedron("")).stated_unit,
              LengthUnit::millimetre);
    EXPECT_THAT(refusal("a.3mf", test::three_mf_tetrahedron("unit=\"foot\"")), HasSubstr("'foot'"));
}

TEST(AssimpReader, ColladaComesInMetres)
{
    const ImportedMesh mesh = imported("a.dae", test::collada_triangle("0.01"));
    EXPECT_EQ(mesh.stated_unit, LengthUnit::metre);
    EXPECT_NEAR(geometry::bounds(mesh.mesh).size().x, 0.25, 1e-6);
}

TEST(AssimpReader, FbxStatesItsUnitInCentimetres)
{
    const ImportedMesh mesh = imported("a.fbx", test::fbx_square("0.1"));
    EXPECT_EQ(mesh.mesh.triangles.size(), 2u);
    EXPECT_EQ(mesh.stated_unit, LengthUnit::millimetre);
}

TEST(AssimpReader, OffStatesNoUnitAndItsFacesAreCut)
{
    const ImportedMesh mesh = imported("a.off", test::off_square());
    EXPECT_EQ(mesh.stated_unit, std::nullopt);
    EXPECT_EQ(mesh.report.faces_in_file, 1u);
    EXPECT_EQ(mesh.mesh.triangles.size(), 2u);
}

/// With this in place of a part of its text.
std::string changed(std::string bytes, const std::string& part, const std::string& by)
{
    return bytes.replace(bytes.find(part), part.size(), by);
}

TEST(AssimpReader, GltfWhoseFacesNameNoVertexIsRefusedAndNotThinnedOut)
{
    const std::string one_of_two = test::glb_square("");
    ASSERT_EQ(imported("a.glb", one_of_two).mesh.triangles.size(), 2u);
    const auto number = [](int v) { return test::packed(static_cast<std::uint16_t>(v)); };
    EXPECT_THAT(refusal("a.glb",
                        changed(one_of_two,
                                number(0) + number(2) + number(3),
                                number(0) + number(2) + number(4))),
                HasSubstr("vertices that do not exist"));
}

TEST(AssimpReader, PointsAndLinesAreCountedAndSaid)
{
    const ImportedMesh mesh = imported(
        "a.off", changed(changed(test::off_square(), "4 1 ", "4 2 "), "\n4 0", "\n2 0 1\n4 0"));
    EXPECT_EQ(mesh.mesh.triangles.size(), 2u);
    EXPECT_THAT(mesh.report.warnings, testing::ElementsAre(HasSubstr("1 points, lines or curves")));
}

TEST(AssimpReader, SmdIsNotTriedSinceItsReaderTakesTooLong)
{
    EXPECT_THAT(refusal("a.smd", "version 1\nnodes\n0 \"root\" -1\nend\n"),
                HasSubstr("no format that is known"));
}

TEST(AssimpReader, ADeeplyNestedFileIsRefused)
{
    std::string deep = test::gltf_triangle();
    deep.insert(1, "\"extras\":" + std::string(2'000'000, '[') + std::string(2'000'000, ']') + ",");
    EXPECT_THAT(refusal("a.gltf", deep), HasSubstr("nested more than"));
}

}  // namespace
