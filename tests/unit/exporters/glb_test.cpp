// SPDX-License-Identifier: MIT
// The GLB is read back by Assimp, which knows nothing of us.
#include "exporters/glb.h"

#include "geometry/texture.h"
#include "plans.h"

#include <assimp/Importer.hpp>
#include <assimp/postprocess.h>
#include <assimp/scene.h>
#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <map>

namespace exporters {
namespace {

struct ReadPoint {
    std::string zone;  // its parent's name
    glm::dvec3 place_mm{0}, along{0};
    double depth_mm = 0, inserted_mm = 0, volume_ml = 0;
    int id = 0;
};

double real_in(const aiNode& node, const char* key)
{
    double value = NAN;
    float small = 0;
    if (!node.mMetaData->Get(key, value) && node.mMetaData->Get(key, small)) value = small;
    return value;
}

/// glTF's metres, turned back into the scan's millimetres by what DESIGN says of a scan whose y is
/// up: the axes are the same.
class Read {
public:
    explicit Read(const std::string& bytes)
        : scene(importer_.ReadFileFromMemory(bytes.data(), bytes.size(), 0, "glb"))
    {
        if (scene) visit(*scene->mRootNode, aiMatrix4x4());
    }

private:
    Assimp::Importer importer_;

public:
    const aiScene* scene;
    std::map<int, ReadPoint> points;  // by working order

private:
    void visit(const aiNode& node, const aiMatrix4x4& parent)
    {
        const aiMatrix4x4 place = parent * node.mTransformation;
        std::uint64_t order = 0;
        if (node.mMetaData && node.mMetaData->Get("order", order)) {
            ReadPoint& read = points[int(order)];
            read.zone = node.mParent->mName.C_Str();
            read.place_mm = 1000.0 * glm::dvec3(place.a4, place.b4, place.c4);
            read.along = {place.a3, place.b3, place.c3};
            read.depth_mm = real_in(node, "depth_mm");
            read.inserted_mm = real_in(node, "inserted_mm");
            read.volume_ml = real_in(node, "volume_ml");
            std::uint64_t id = 0;
            node.mMetaData->Get("id", id);
            read.id = int(id);
        }
        for (unsigned i = 0; i < node.mNumChildren; ++i)
            visit(*node.mChildren[i], place);
    }
};

constexpr Ink colours[] = {{0, 0.4, 0.7}, {0.8, 0.4, 0}};

std::string glb_of_ball(const geometry::Scan& scan, const std::string& texture = {})
{
    const session::SessionMap map = test::ball_map();
    const session::VerifiedSkin skin(map, scan);
    return glb_of({skin, std::string(64, 'b'), colours, texture});
}

TEST(Glb, IsReadByAssimpWithEachPointWhereItWasAndItsNeedleAndItsDose)
{
    const session::SessionMap map = test::ball_map();
    const Read read(glb_of_ball(*test::ball_scan()));
    ASSERT_TRUE(read.scene);
    ASSERT_EQ(read.points.size(), map.points.size());
    for (const session::MapPoint& point : map.points) {
        const ReadPoint& there = read.points.at(int(point.order));
        EXPECT_EQ(there.zone, map.zones[point.zone].name);
        EXPECT_EQ(there.id, int(point.id));
        EXPECT_LT(glm::distance(there.place_mm, point.position_mm), 0.001);
        EXPECT_LT(glm::distance(there.along, glm::normalize(point.direction)), 1e-5);
        EXPECT_FLOAT_EQ(float(there.depth_mm), float(point.depth_mm));
        EXPECT_FLOAT_EQ(float(there.inserted_mm), float(point.inserted_mm));
        EXPECT_FLOAT_EQ(float(there.volume_ml), float(point.volume_ml));
    }
}

const aiMesh& skin_in(const aiScene& scene)
{
    for (unsigned i = 0; i < scene.mNumMeshes; ++i)
        if (std::string(scene.mMeshes[i]->mName.C_Str()).starts_with("Skin"))
            return *scene.mMeshes[i];
    throw std::runtime_error("no skin");
}

TEST(Glb, HasTheSkinInMetresFacingOutward)
{
    const Read read(glb_of_ball(*test::ball_scan()));
    const aiMesh& skin = skin_in(*read.scene);
    EXPECT_EQ(skin.mNumFaces, test::ball_scan()->mesh.triangles.size());
    for (unsigned i = 0; i < skin.mNumVertices; ++i) {
        const glm::dvec3 p(skin.mVertices[i].x, skin.mVertices[i].y, skin.mVertices[i].z);
        const glm::dvec3 n(skin.mNormals[i].x, skin.mNormals[i].y, skin.mNormals[i].z);
        ASSERT_NEAR(glm::length(p), test::ball_radius_mm / 1000, 1e-5);
        ASSERT_GT(glm::dot(n, glm::normalize(p)), 0.99);
    }
}

TEST(Glb, KeepsColoursInLinearLight)
{
    geometry::Scan scan = *test::ball_scan();
    scan.mesh.colours.assign(scan.mesh.positions.size(), {188, 0, 255});
    const Read read(glb_of_ball(scan));
    const aiMesh& skin = skin_in(*read.scene);
    ASSERT_TRUE(skin.HasVertexColors(0));
    EXPECT_NEAR(skin.mColors[0][5].r, 0.503, 0.001);  // IEC 61966-2-1
    EXPECT_EQ(skin.mColors[0][5].g, 0);
    EXPECT_EQ(skin.mColors[0][5].b, 1);
}

TEST(Glb, CarriesThePictureAndThePlacesOnIt)
{
    geometry::Scan scan = *test::ball_scan();
    auto picture = std::make_shared<geometry::SkinPicture>();
    const auto half = [](float x) { return 0.5f + x / (2 * float(test::ball_radius_mm)); };
    for (const glm::uvec3& t : scan.mesh.triangles) {
        geometry::TexturePlaces places;
        for (int i = 0; i < 3; ++i)
            places[std::size_t(i)] = {half(scan.mesh.positions[t[i]].x),
                                      half(scan.mesh.positions[t[i]].y)};
        picture->places.push_back(places);
    }
    scan.picture = picture;
    const Read read(glb_of_ball(scan, "not looked at"));
    const aiMesh& skin = skin_in(*read.scene);
    ASSERT_EQ(read.scene->mNumTextures, 1u);
    ASSERT_TRUE(skin.HasTextureCoords(0));
    EXPECT_NEAR(skin.mTextureCoords[0][9].x, half(skin.mVertices[9].x * 1000), 1e-4);
    EXPECT_NEAR(1 - skin.mTextureCoords[0][9].y,  // Assimp counts from the bottom
                half(skin.mVertices[9].y * 1000),
                1e-4);
}

TEST(Glb, IsTheSameFileEachTime)
{
    EXPECT_EQ(glb_of_ball(*test::ball_scan()), glb_of_ball(*test::ball_scan()));
}

}  // namespace
}  // namespace exporters
