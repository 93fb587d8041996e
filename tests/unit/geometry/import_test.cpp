// SPDX-License-Identifier: MIT
#include "geometry/import.h"

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "bytes.h"
#include "geometry/canonical.h"
#include "program.h"
#include "scans.h"
#include "shapes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;
using geometry::import_mesh;
using testing::HasSubstr;

const std::string tetrahedron_obj = "# millimetres\nv 0 0 0\nv 100 0 0\nv 0 100 0\nv 0 0 100\n"
                                    "f 1 3 2\nf 1 2 4\nf 2 3 4\nf 1 4 3\n";

fs::path written(const std::string& name, std::string_view bytes)
{
    const fs::path folder = test::fresh_folder("import");
    base::write_file(folder / name, bytes);
    return folder / name;
}

std::string refusal(const fs::path& file, const geometry::ImportOptions& options = {})
{
    try {
        import_mesh(file, options);
    } catch (const base::Error& problem) {
        return problem.what();
    }
    return "";
}

TEST(Import, AScanComesThroughTheChildWithItsHashUnitAndOrder)
{
    const auto mesh = import_mesh(written("good.obj", tetrahedron_obj));
    EXPECT_EQ(mesh.mesh.positions.size(), 4u);
    ASSERT_EQ(mesh.mesh.triangles.size(), 4u);
    EXPECT_EQ(mesh.mesh.triangles[1], glm::uvec3(0, 1, 3));
    EXPECT_EQ(mesh.sha256, base::sha256_hex(tetrahedron_obj));
    EXPECT_EQ(mesh.stated_unit, base::LengthUnit::millimetre);
    EXPECT_EQ(mesh.stated_by, "the comment 'millimetres'");
    EXPECT_EQ(mesh.report.format, "OBJ");
}

TEST(Import, BytesNeedNoFile)
{
    EXPECT_EQ(geometry::import_bytes(tetrahedron_obj, "good.obj").mesh.triangles.size(), 4u);
    try {
        geometry::import_bytes("v 0 0 nan\n", "bad.obj");
        FAIL() << "it was read";
    } catch (const base::Error& problem) {
        EXPECT_STREQ(problem.what(),
                     "Cannot read bad.obj: line 1 has 'nan' where a finite number must stand.");
    }
}

TEST(Import, ANameInAnotherScriptIsNoObstacle)
{
    EXPECT_EQ(
        import_mesh(written("Gesicht Müller лицо 顔.obj", tetrahedron_obj)).mesh.triangles.size(),
        4u);
}

TEST(Import, ARefusalNamesTheFileAndTheReasonInOneSentence)
{
    const fs::path file = written("bad.obj", "v 0 0 nan\n");
    EXPECT_EQ(refusal(file),
              "Cannot read " + file.string() +
                  ": line 1 has 'nan' where a finite number must stand.");
    EXPECT_THAT(refusal(file.parent_path()), HasSubstr("is a folder"));
    EXPECT_THAT(refusal(file.parent_path() / "none.obj"), HasSubstr("No such file"));
    EXPECT_THAT(refusal("/dev/null"), HasSubstr("not a regular file"));
}

TEST(Import, AChildThatIsNotThereOrDiesOrSaysNothingIsARefusal)
{
    const fs::path file = written("good.obj", tetrahedron_obj);
    EXPECT_THAT(refusal(file, {.child_program = "/nonexistent"}), HasSubstr("does not start"));
    EXPECT_THAT(refusal(file, {.child_program = "/bin/false"}), HasSubstr("stopped its reader"));
    EXPECT_THAT(refusal(file, {.child_program = "/bin/true"}), HasSubstr("damaged"));
}

TEST(Import, AChildThatNeverEndsIsStoppedAtTheTimeLimit)
{
    const fs::path endless = written("endless.sh", "#!/bin/sh\nwhile :; do :; done\n");
    fs::permissions(endless, fs::perms::owner_all);
    EXPECT_THAT(refusal(endless, {.child_program = endless, .time_limit_s = 0.2}),
                HasSubstr("longer than the 0.2 seconds"));
}

/// Each triangle with its own three corners, as STL has it.
std::string binary_stl(const geometry::Mesh& mesh)
{
    std::string bytes(80, '\0');
    bytes += test::packed(static_cast<std::uint32_t>(mesh.triangles.size()));
    for (const glm::uvec3 t : mesh.triangles)
        bytes += test::packed(glm::vec3(0),
                              mesh.positions[t.x],
                              mesh.positions[t.y],
                              mesh.positions[t.z],
                              std::uint16_t(0));
    return bytes;
}

TEST(Import, AScanSavedAnewInAnotherFormatIsTheSameSkin)
{
    const geometry::Mesh face = import_mesh(test::reference_model("face.ply")).mesh;
    const geometry::Mesh again =
        import_mesh(written("face.stl", binary_stl(test::renumbered(face, 7)))).mesh;
    const geometry::Mesh one = canonical(face, canonical_order(face));
    const geometry::Mesh other = canonical(again, canonical_order(again));
    EXPECT_EQ(one.positions, other.positions);
    EXPECT_EQ(one.triangles, other.triangles);
}

TEST(Import, RealScansArriveComplete)
{
    const fs::path head = test::real_scan("head-02.ply");
    if (head.empty()) GTEST_SKIP() << "no real scans here";
    const auto mesh = import_mesh(head);
    EXPECT_EQ(mesh.report.faces_in_file, 89152u);
    EXPECT_EQ(mesh.report.format, "PLY (binary)");
    EXPECT_EQ(mesh.stated_unit, base::LengthUnit::millimetre);
    EXPECT_EQ(import_mesh(test::real_scan("head-01.obj")).report.format, "OBJ");
}

}  // namespace
