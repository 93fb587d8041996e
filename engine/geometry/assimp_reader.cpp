// SPDX-License-Identifier: MIT
// glTF, 3MF, FBX, Collada and the long tail, through Assimp. Debian's version is known to crash on
// hostile files, which is why it runs in the import child only. What it gives is taken apart here:
// nodes are placed, faces are cut by our own code, and the unit is found where Assimp ignores it.
#include "base/error.h"
#include "geometry/gltf_check.h"
#include "geometry/polygons.h"
#include "geometry/readers.h"
#include "geometry/text_scan.h"
#include "geometry/zip_entry.h"

#include <assimp/BaseImporter.h>
#include <assimp/DefaultLogger.hpp>
#include <assimp/Importer.hpp>
#include <assimp/LogStream.hpp>
#include <assimp/config.h>
#include <assimp/postprocess.h>
#include <assimp/scene.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace geometry {
namespace {

using base::LengthUnit;

constexpr std::size_t most_placed_vertices = 120'000'000;

/// One mesh at one place; a node tree may place a mesh many times.
struct Placed {
    const aiMesh* mesh;
    aiMatrix4x4 place;
};

/// The children first in, last out, without recursion: a hostile tree may be very deep.
std::vector<Placed> placed_meshes(const aiScene& scene)
{
    std::vector<Placed> placed;
    std::size_t vertices = 0;
    std::vector<std::pair<const aiNode*, aiMatrix4x4>> open{{scene.mRootNode, aiMatrix4x4()}};
    while (!open.empty()) {
        const auto [node, parent] = open.back();
        open.pop_back();
        if (node == nullptr) continue;
        const aiMatrix4x4 place = parent * node->mTransformation;
        for (unsigned i = 0; i < node->mNumMeshes; ++i) {
            if (node->mMeshes[i] >= scene.mNumMeshes) continue;
            placed.push_back({scene.mMeshes[node->mMeshes[i]], place});
            vertices += placed.back().mesh->mNumVertices;
        }
        if (vertices > most_placed_vertices) throw base::Error("its parts are repeated too often.");
        for (unsigned i = node->mNumChildren; i-- > 0;)
            open.emplace_back(node->mChildren[i], place);
    }
    return placed;
}

glm::vec3 transformed(const aiMatrix4x4& m, const aiVector3D& v)
{
    const double x = v.x, y = v.y, z = v.z;
    return {static_cast<float>(m.a1 * x + m.a2 * y + m.a3 * z + m.a4),
            static_cast<float>(m.b1 * x + m.b2 * y + m.b3 * z + m.b4),
            static_cast<float>(m.c1 * x + m.c2 * y + m.c3 * z + m.c4)};
}

/// Of a corner on the picture that `mesh` has; glTF's v is turned up by Assimp.
glm::vec2 place_of(const aiMesh& mesh, unsigned vertex)
{
    const aiVector3D& uv = mesh.mTextureCoords[0][vertex];
    return {uv.x, 1 - uv.y};
}

/// `pictured`: whether the picture that is shown lies on its material. Gives back how many points
/// and lines it left out.
std::size_t
add_placed(const Placed& placed, bool pictured, std::vector<glm::vec3>& positions, Polygons& faces)
{
    const aiMesh& mesh = *placed.mesh;
    if (mesh.mVertices == nullptr) return 0;
    std::size_t no_skin = 0;
    const std::size_t first = positions.size();
    for (unsigned v = 0; v < mesh.mNumVertices; ++v)
        positions.push_back(transformed(placed.place, mesh.mVertices[v]));

    const bool mirrored = placed.place.Determinant() < 0;
    std::vector<std::uint32_t> corners;
    for (unsigned f = 0; f < mesh.mNumFaces; ++f) {
        const aiFace& face = mesh.mFaces[f];
        if (face.mNumIndices < 3) {
            ++no_skin;
            continue;
        }
        corners.clear();
        for (unsigned i = 0; i < face.mNumIndices; ++i) {
            if (face.mIndices[i] >= mesh.mNumVertices)
                throw base::Error(fmt::format("a face names the vertex number {} of {}.",
                                              face.mIndices[i],
                                              mesh.mNumVertices));
            corners.push_back(static_cast<std::uint32_t>(first + face.mIndices[i]));
        }
        if (mirrored) std::ranges::reverse(corners);
        faces.add(corners);
        for (const std::uint32_t corner : corners)
            faces.places.push_back(pictured ? place_of(mesh, static_cast<unsigned>(corner - first))
                                            : no_place);
    }
    return no_skin;
}

/// 3MF core specification 1.2.3, section 3.4: the unit is an attribute of <model>, millimeter
/// without.
void find_3mf_unit(std::string_view bytes, ReadMesh& mesh)
{
    const std::string model = start_of_zip_entry(bytes, ".model", 1 << 16).value_or("");
    const std::size_t tag = model.find("<model");
    if (tag == std::string::npos) throw base::Error("its 3D model is missing or damaged.");
    const std::string attributes = model.substr(tag, model.find('>', tag) - tag);
    std::string word = "millimeter";
    if (const std::size_t at = attributes.find(" unit="); at != std::string::npos) {
        const std::size_t begin = std::min(at + 7, attributes.size());
        word = attributes.substr(begin, attributes.find_first_of("\"'", begin) - begin);
    }
    mesh.stated_unit = base::length_unit_named(word);
    if (!mesh.stated_unit)
        throw base::Error(
            fmt::format("its unit '{}' is not one that is read here.", printable(word)));
    mesh.stated_by = fmt::format("the 3MF unit '{}'", word);
}

/// FBX says how many centimetres one of its units has.
void find_fbx_unit(const aiScene& scene, ReadMesh& mesh)
{
    float centimetres = 0;
    double wide = 0;
    if (scene.mMetaData == nullptr) return;
    if (!scene.mMetaData->Get("UnitScaleFactor", centimetres) &&
        scene.mMetaData->Get("UnitScaleFactor", wide))
        centimetres = static_cast<float>(wide);
    for (const LengthUnit unit : base::all_length_units)
        if (std::abs(centimetres * 10 / base::millimetres_per(unit) - 1) < 1e-4) {
            mesh.stated_unit = unit;
            mesh.stated_by = fmt::format("the FBX unit of {:g} cm", centimetres);
        }
}

/// Assimp scales a Collada scene to metres by its <unit>.
void find_collada_unit(std::string_view bytes, ReadMesh& mesh)
{
    if (bytes.find("<unit") == std::string_view::npos) return;
    mesh.stated_unit = LengthUnit::metre;
    mesh.stated_by = "the Collada unit, converted to metres";
}

/// The material that most of the scene's triangles have.
unsigned main_material(const std::vector<Placed>& placed)
{
    std::map<unsigned, std::size_t> faces;
    for (const Placed& one : placed)
        faces[one.mesh->mMaterialIndex] += one.mesh->mNumFaces;
    return std::ranges::max_element(faces, {}, [](const auto& one) { return one.second; })->first;
}

/// The picture of a material: inside the file, or the name of one beside it.
void want_picture(const aiScene& scene, unsigned material, ReadMesh& mesh)
{
    aiString name;
    if (material >= scene.mNumMaterials ||
        scene.mMaterials[material]->GetTexture(aiTextureType_DIFFUSE, 0, &name) != AI_SUCCESS)
        return;
    const aiTexture* inside = scene.GetEmbeddedTexture(name.C_Str());
    if (inside == nullptr) {
        mesh.wanted.file = name.C_Str();
    } else if (inside->mHeight == 0) {
        try {
            const auto* bytes = reinterpret_cast<const char*>(inside->pcData);
            mesh.texture = std::make_shared<Texture>(read_texture({bytes, inside->mWidth}));
        } catch (const base::Error& clause) {
            mesh.report.warnings.push_back(fmt::format(
                "The scan is shown without its picture, which cannot be read: {}", clause.what()));
        }
    }
}

std::string format_name(std::string_view format)
{
    if (format == "gltf") return "glTF";
    if (format == "dae") return "Collada";
    std::string name(format);
    std::ranges::transform(
        name, name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return name;
}

/// Assimp's reason inside a sentence of ours.
base::Error refusal(std::string_view format, std::string reason)
{
    if (reason.starts_with("No suitable reader")) reason = "of no version that is known here";
    std::ranges::replace(reason, '.', ',');
    while (!reason.empty() && (reason.back() == ',' || reason.back() == ' '))
        reason.pop_back();
    return base::Error(fmt::format("it is not a {} file that can be read ({}).",
                                   format_name(format),
                                   reason.empty() ? "no reason given" : printable(reason, 150)));
}

/// Hears where Assimp drops faces with a corner that does not exist: it tells its log alone.
class DroppedFaces : public Assimp::LogStream {
public:
    DroppedFaces()
    {
        Assimp::DefaultLogger::create("", Assimp::Logger::NORMAL, 0);
        Assimp::DefaultLogger::get()->attachStream(this, Assimp::Logger::Warn);
    }
    DroppedFaces(const DroppedFaces&) = delete;
    ~DroppedFaces() override
    {
        Assimp::DefaultLogger::get()->detachStream(this, Assimp::Logger::Warn);
        Assimp::DefaultLogger::kill();
    }

    void write(const char* message) override
    {
        const std::string_view words = message;
        heard_ = heard_ || words.find("faces were dropped") != std::string_view::npos;
    }
    bool heard() const { return heard_; }

private:
    bool heard_ = false;
};

/// Takes all readers but those of the format from Assimp. It would try the others where those
/// refuse, and hand them bytes that are nothing of theirs.
void leave_only(Assimp::Importer& importer, const std::string& format)
{
    for (std::size_t i = importer.GetImporterCount(); i-- > 0;) {
        Assimp::BaseImporter* one = importer.GetImporter(i);
        std::set<std::string> extensions;
        one->GetExtensionList(extensions);
        if (extensions.contains(format)) continue;
        importer.UnregisterLoader(one);
        delete one;  // nobody else does, once it is not registered
    }
}

/// Without FindInvalidData, which drops meshes without a word; the gate refuses them instead.
const aiScene&
read_scene(Assimp::Importer& importer, std::string_view bytes, const std::string& format)
{
    const bool has_pictures = format == "glb" || format == "gltf";
    const int of_pictures = aiComponent_TEXCOORDS | aiComponent_TEXTURES | aiComponent_MATERIALS;
    importer.SetPropertyInteger(AI_CONFIG_PP_RVC_FLAGS,
                                aiComponent_NORMALS | aiComponent_TANGENTS_AND_BITANGENTS |
                                    aiComponent_COLORS | aiComponent_ANIMATIONS |
                                    aiComponent_LIGHTS | aiComponent_CAMERAS |
                                    (has_pictures ? 0 : of_pictures));
    const DroppedFaces dropped;
    const aiScene* scene =
        importer.ReadFileFromMemory(bytes.data(),
                                    bytes.size(),
                                    aiProcess_ValidateDataStructure | aiProcess_RemoveComponent,
                                    format.c_str());
    if (dropped.heard()) throw base::Error("some of its faces name vertices that do not exist.");
    if (scene == nullptr) throw refusal(format, importer.GetErrorString());
    if (scene->mRootNode == nullptr || scene->mNumMeshes == 0)
        throw refusal(format, "it has no mesh");
    return *scene;
}

}  // namespace

ReadMesh read_with_assimp(std::string_view bytes, std::string_view extension)
{
    const std::string format(extension);
    ReadMesh mesh;
    mesh.report.format = format_name(format);
    if (format == "gltf" || format == "glb") {
        check_gltf(bytes, format == "glb");
        mesh.stated_unit = LengthUnit::metre;
        mesh.stated_by = "the glTF format";
    }
    if (format == "3mf") find_3mf_unit(bytes, mesh);
    if (format == "dae") find_collada_unit(bytes, mesh);

    Assimp::Importer importer;
    leave_only(importer, format);
    // Assimp takes the square of an SMD's size: a minute for one of 1 MB.
    const bool takes_for_ever = format == "smd" || format == "vta";
    if (takes_for_ever || !importer.IsExtensionSupported("." + format))
        throw base::Error("it is in no format that is known here.");
    const aiScene& scene = read_scene(importer, bytes, format);
    if (format == "fbx") find_fbx_unit(scene, mesh);

    Polygons faces;
    const std::vector<Placed> all = placed_meshes(scene);
    const unsigned main = all.empty() ? 0 : main_material(all);
    want_picture(scene, main, mesh);
    const bool has_picture = mesh.texture || !mesh.wanted.file.empty();
    std::size_t no_skin = 0;
    for (const Placed& placed : all) {
        if (placed.mesh->HasBones() && mesh.report.warnings.empty())
            mesh.report.warnings.emplace_back("The scan has a skeleton, whose pose is not "
                                              "applied.");
        const bool pictured =
            has_picture && placed.mesh->mMaterialIndex == main && placed.mesh->HasTextureCoords(0);
        no_skin += add_placed(placed, pictured, mesh.mesh.positions, faces);
    }
    warn_of_points_and_lines(no_skin, mesh);
    if (!has_picture) faces.places.clear();
    add_triangles(faces, mesh);
    return mesh;
}

}  // namespace geometry
