// SPDX-License-Identifier: MIT
// The committed people: are they clean, of human size, and are their landmarks on them?
#include "scans.h"

#include "base/file.h"
#include "geometry/bvh.h"
#include "geometry/import.h"
#include "geometry/texture.h"
#include "geometry/topology.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <map>
#include <string>

namespace {

using geometry::ImportedMesh;
using geometry::Mesh;

struct Size {
    glm::dvec3 least;
    glm::dvec3 most;
};

class ReferenceModel : public testing::TestWithParam<const char*> {
protected:
    ImportedMesh model() const
    {
        return geometry::import_mesh(
            test::reference_model((GetParam() + std::string(".ply")).c_str()));
    }

    std::map<std::string, glm::dvec3> landmarks() const
    {
        const std::string name = GetParam() + std::string(".landmarks.json");
        const auto file =
            nlohmann::json::parse(base::read_file(test::reference_model(name.c_str())));
        EXPECT_EQ(file["unit"], "mm");
        std::map<std::string, glm::dvec3> places;
        for (const auto& [landmark, p] : file["landmarks"].items())
            places[landmark] = {p[0], p[1], p[2]};
        return places;
    }
};

TEST_P(ReferenceModel, IsOneManifoldPartOfWhichNothingIsDropped)
{
    const ImportedMesh imported = model();
    const geometry::Topology topology(imported.mesh);
    for (const std::uint32_t part : topology.parts())
        ASSERT_EQ(part, 0u);
    EXPECT_EQ(topology.non_manifold_edges(), 0u);
    EXPECT_EQ(imported.report.dropped_degenerate, 0u);
    EXPECT_EQ(imported.report.dropped_duplicate, 0u);
    EXPECT_EQ(imported.report.merged_vertices, 0u);
    EXPECT_EQ(imported.report.unused_vertices, 0u);
}

TEST_P(ReferenceModel, IsOpenOnlyWhereTheScannerStops)
{
    const ImportedMesh imported = model();
    const std::size_t openings = GetParam() == std::string("body") ? 0 : 1;
    EXPECT_EQ(geometry::Topology(imported.mesh).boundary_loops(imported.mesh).size(), openings);
}

TEST_P(ReferenceModel, SaysThatItIsInMillimetres)
{
    EXPECT_EQ(model().stated_unit, base::LengthUnit::millimetre);
}

TEST_P(ReferenceModel, IsAsLargeAsAPerson)
{
    const std::map<std::string, Size> sizes = {
        {"face", {{200, 280, 120}, {270, 350, 230}}},
        {"scalp", {{200, 280, 190}, {270, 360, 260}}},
        {"body", {{700, 1560, 200}, {1200, 1700, 350}}},
    };
    const Size size = sizes.at(GetParam());
    const glm::dvec3 extent = geometry::bounds(model().mesh).size();
    for (int axis = 0; axis < 3; ++axis) {
        EXPECT_GE(extent[axis], size.least[axis]) << "axis " << axis;
        EXPECT_LE(extent[axis], size.most[axis]) << "axis " << axis;
    }
}

TEST_P(ReferenceModel, HasNoTriangleSharperThanTenDegrees)
{
    const Mesh mesh = model().mesh;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const auto corners = mesh.corners(geometry::TriangleId(t));
        for (std::size_t c = 0; c < 3; ++c) {
            const glm::dvec3 u = glm::normalize(corners[(c + 1) % 3] - corners[c]);
            const glm::dvec3 v = glm::normalize(corners[(c + 2) % 3] - corners[c]);
            ASSERT_LT(glm::dot(u, v), 0.9848) << "triangle " << t;
        }
    }
}

TEST_P(ReferenceModel, CarriesItsLandmarksOnItsSkin)
{
    const geometry::Bvh skin(model().mesh);
    for (const auto& [name, place] : landmarks()) {
        EXPECT_TRUE(skin.nearest(place, 1.0).has_value()) << name;
        if (name.starts_with("left_")) {
            EXPECT_GT(place.x, 0) << name;
        }
        if (name.starts_with("right_")) {
            EXPECT_LT(place.x, 0) << name;
        }
    }
}

TEST_P(ReferenceModel, ShowsItsSkinAsAPicture)
{
    const ImportedMesh scan = model();
    EXPECT_TRUE(scan.report.warnings.empty());
    ASSERT_TRUE(scan.picture);
    EXPECT_EQ(scan.picture->places.size(), scan.mesh.triangles.size());
    EXPECT_EQ(scan.picture->texture->width, 2048u);
}

bool generates(const std::string& arguments)
{
    const std::string command =
        std::string(MESOMAP_MODEL_GENERATOR) + " " + arguments + " >/dev/null 2>&1";
    return std::system(command.c_str()) == 0;
}

TEST(ModelGenerator, RefusesPeopleThatItCannotMake)
{
    const std::string folder = testing::TempDir() + "no_models";
    for (const char* wrong : {"--age 12", "--build 3", "--build x", "--sex", "--only arm"})
        EXPECT_FALSE(generates(folder + " " + wrong)) << wrong;
}

/// Coarse, which is quick, and with a picture of the skin.
TEST(ModelGenerator, MakesAStoutElderlyManOfAnyNumberOfTriangles)
{
    const std::string folder = testing::TempDir() + "stout_man";
    ASSERT_TRUE(generates(
        folder + " --only face --triangles 4000 --sex m --age 70 --build 0.5 --picture 512"));
    const geometry::ImportedMesh scan = geometry::import_mesh(folder + "/face.ply");
    const Mesh& man = scan.mesh;
    EXPECT_NEAR(double(man.triangles.size()), 4000, 600);
    ASSERT_TRUE(scan.picture);
    EXPECT_EQ(scan.picture->texture->width, 512u);
    const auto file = nlohmann::json::parse(base::read_file(folder + "/face.landmarks.json"));
    const auto place = [&](const char* name) {
        const auto& p = file["landmarks"][name];
        return glm::dvec3(p[0], p[1], p[2]);
    };
    // Farkas 1994, from memory: nasion to gnathion 124.7 +- 5.7, zygion to zygion 137.1 +- 4.3.
    EXPECT_NEAR(glm::distance(place("nasion"), place("menton")), 124.7, 5.7);
    EXPECT_NEAR(glm::distance(place("left_zygion"), place("right_zygion")), 137.1, 4.3);
}

TEST(ModelGenerator, MakesTheCommittedFaceAgain)
{
    // Not byte for byte: its sines and exponentials may differ in the last digit between
    // processors.
    const std::string folder = testing::TempDir() + "fresh_models";
    ASSERT_TRUE(generates(folder + " --only face"));
    const Mesh fresh = geometry::import_mesh(folder + "/face.ply").mesh;
    const Mesh committed = geometry::import_mesh(test::reference_model("face.ply")).mesh;
    const geometry::Bvh skin(committed);
    for (std::size_t v = 0; v < fresh.positions.size(); v += 7)
        ASSERT_TRUE(skin.nearest(fresh.positions[v], 0.3).has_value()) << "vertex " << v;
    EXPECT_NEAR(geometry::area_mm2(fresh) / geometry::area_mm2(committed), 1, 1e-3);
}

TEST_P(ReferenceModel, CarriesAColourForEachVertex)
{
    const Mesh mesh = model().mesh;
    ASSERT_EQ(mesh.colours.size(), mesh.positions.size());
    glm::dvec3 sum(0);
    for (const glm::u8vec3& colour : mesh.colours)
        sum += glm::dvec3(colour);
    EXPECT_GT(sum.r, sum.g);
    EXPECT_GT(sum.g, sum.b);
}

/// The region of each triangle, from the run lengths.
std::vector<std::string> regions_of(const std::string& model)
{
    const auto file = nlohmann::json::parse(
        base::read_file(test::reference_model((model + ".regions.json").c_str())));
    std::vector<std::string> regions;
    const auto& runs = file["runs"];
    for (std::size_t i = 0; i + 1 < runs.size(); i += 2)
        regions.insert(regions.end(), runs[i + 1], file["regions"][runs[i].get<std::size_t>()]);
    return regions;
}

TEST_P(ReferenceModel, NamesTheRegionOfEachTriangle)
{
    const Mesh mesh = model().mesh;
    const std::vector<std::string> regions = regions_of(GetParam());
    ASSERT_EQ(regions.size(), mesh.triangles.size());
    const geometry::Bvh skin(mesh);
    const auto at = landmarks();
    for (const auto& [landmark, region] : {std::pair{"pronasale", "nose"},
                                           {"glabella", "glabella"},
                                           {"pogonion", "chin"},
                                           {"left_euryon", "left_scalp_temporal"},
                                           {"right_zygion", "right_zygoma"},
                                           {"navel", "lower_abdomen"},
                                           {"left_patella", "left_knee"},
                                           {"right_mid_thigh", "right_thigh_front"}}) {
        if (!at.contains(landmark)) continue;
        const auto place = skin.nearest(at.at(landmark), 1.0);
        ASSERT_TRUE(place.has_value()) << landmark;
        EXPECT_EQ(regions[place->place.triangle.value], region) << landmark;
    }
}

INSTANTIATE_TEST_SUITE_P(People,
                         ReferenceModel,
                         testing::Values("face", "scalp", "body"),
                         [](const auto& instance) { return std::string(instance.param); });

}  // namespace
