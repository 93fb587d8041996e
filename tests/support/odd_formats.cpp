// SPDX-License-Identifier: MIT
#include "odd_formats.h"

#include "bytes.h"

#include <array>
#include <string_view>

namespace test {
namespace {

std::string triangle_buffer()
{
    return packed(0.f, 0.f, 0.f, 0.25f, 0.f, 0.f, 0.f, 0.25f, 0.f) +
           packed(std::uint16_t(0), std::uint16_t(1), std::uint16_t(2), std::uint16_t(0));
}

std::string gltf_json(const std::string& buffer)
{
    return R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],)"
           R"("nodes":[{"mesh":0,"translation":[10,0,0]}],)"
           R"("meshes":[{"primitives":[{"attributes":{"POSITION":0},"indices":1}]}],)"
           R"("accessors":[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3",)"
           R"("min":[0,0,0],"max":[0.25,0.25,0]},)"
           R"({"bufferView":1,"componentType":5123,"count":3,"type":"SCALAR"}],)"
           R"("bufferViews":[{"buffer":0,"byteOffset":0,"byteLength":36},)"
           R"({"buffer":0,"byteOffset":36,"byteLength":6}],)"
           R"("buffers":[{)" +
           buffer + R"("byteLength":44}]})";
}

std::string base64(std::string_view bytes)
{
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t word = 0;
        for (std::size_t j = 0; j < 3; ++j)
            word = word << 8 | (i + j < bytes.size() ? std::uint8_t(bytes[i + j]) : 0u);
        for (std::size_t j = 0; j < 4; ++j)
            text += i + j <= bytes.size() ? digits[word >> (18 - 6 * j) & 63] : '=';
    }
    return text;
}

std::uint32_t crc32(std::string_view bytes)
{
    std::uint32_t crc = ~0u;
    for (const char c : bytes) {
        crc ^= std::uint8_t(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0u);
    }
    return ~crc;
}

struct ZipFile {
    std::string name;
    std::string bytes;
};

/// An archive of files that are stored as they are.
template <std::size_t N>
std::string zipped(const std::array<ZipFile, N>& files)
{
    const auto u16 = [](std::size_t v) { return static_cast<std::uint16_t>(v); };
    const auto u32 = [](std::size_t v) { return static_cast<std::uint32_t>(v); };
    std::string archive, directory;
    for (const ZipFile& file : files) {
        const std::string common = packed(u16(20), u16(0), u16(0), u16(0), u16(0x21)) +
                                   packed(crc32(file.bytes), u32(file.bytes.size())) +
                                   packed(u32(file.bytes.size()), u16(file.name.size()), u16(0));
        directory += "PK\1\2" + packed(u16(20)) + common +
                     packed(u16(0), u16(0), u16(0), u32(0), u32(archive.size())) + file.name;
        archive += "PK\3\4" + common + file.name + file.bytes;
    }
    return archive + directory + "PK\5\6" +
           packed(
               u16(0), u16(0), u16(N), u16(N), u32(directory.size()), u32(archive.size()), u16(0));
}

/// A GLB of these two chunks, both filled up to whole words.
std::string glb_of(std::string json, std::string buffer)
{
    json.resize((json.size() + 3) / 4 * 4, ' ');
    buffer.resize((buffer.size() + 3) / 4 * 4, '\0');
    const auto size = [](const std::string& s) { return static_cast<std::uint32_t>(s.size()); };
    return "glTF" + packed(2u, 12 + 8 + size(json) + 8 + size(buffer)) + packed(size(json)) +
           "JSON" + json + packed(size(buffer)) + std::string("BIN\0", 4) + buffer;
}

}  // namespace

std::string glb_triangle()
{
    return glb_of(gltf_json(""), triangle_buffer());
}

std::string glb_square(const std::string& png)
{
    const auto u16 = [](int v) { return static_cast<std::uint16_t>(v); };
    const std::string corners =
        packed(0.f, 0.f, 0.f, 1.f, 0.f, 0.f) + packed(1.f, 1.f, 0.f, 0.f, 1.f, 0.f);
    // glTF's v goes down.
    const std::string places = packed(0.1f, 0.9f, 0.9f, 0.9f, 0.9f, 0.1f, 0.1f, 0.1f);
    const std::string triangles = packed(u16(0), u16(1), u16(2), u16(0), u16(2), u16(3));
    const std::string json =
        R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0}],)"
        R"("meshes":[{"primitives":[{"attributes":{"POSITION":0,"TEXCOORD_0":1},"indices":2,)"
        R"("material":0}]}],"materials":[{"pbrMetallicRoughness":{"baseColorTexture":{"index":0}}}],)"
        R"("textures":[{"source":0}],"images":[{"bufferView":3,"mimeType":"image/png"}],)"
        R"("accessors":[{"bufferView":0,"componentType":5126,"count":4,"type":"VEC3",)"
        R"("min":[0,0,0],"max":[1,1,0]},{"bufferView":1,"componentType":5126,"count":4,)"
        R"("type":"VEC2"},{"bufferView":2,"componentType":5123,"count":6,"type":"SCALAR"}],)"
        R"("bufferViews":[{"buffer":0,"byteOffset":0,"byteLength":48},)"
        R"({"buffer":0,"byteOffset":48,"byteLength":32},)"
        R"({"buffer":0,"byteOffset":80,"byteLength":12},)"
        R"({"buffer":0,"byteOffset":92,"byteLength":)" +
        std::to_string(png.size()) + R"(}],"buffers":[{"byteLength":)" +
        std::to_string(92 + png.size()) + "}]}";
    return glb_of(json, corners + places + triangles + png);
}

std::string gltf_triangle(const std::string& uri)
{
    const std::string place =
        uri.empty() ? "data:application/octet-stream;base64," + base64(triangle_buffer()) : uri;
    return gltf_json("\"uri\":\"" + place + "\",");
}

std::string three_mf_tetrahedron(const std::string& unit_attribute)
{
    const std::string model =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<model " + unit_attribute +
        " xml:lang=\"en-US\" "
        "xmlns=\"http://schemas.microsoft.com/3dmanufacturing/core/2015/02\">"
        "<resources><object id=\"1\" type=\"model\"><mesh><vertices>"
        "<vertex x=\"0\" y=\"0\" z=\"0\"/><vertex x=\"100\" y=\"0\" z=\"0\"/>"
        "<vertex x=\"0\" y=\"100\" z=\"0\"/><vertex x=\"0\" y=\"0\" z=\"100\"/></vertices>"
        "<triangles><triangle v1=\"0\" v2=\"2\" v3=\"1\"/><triangle v1=\"0\" v2=\"1\" v3=\"3\"/>"
        "<triangle v1=\"1\" v2=\"2\" v3=\"3\"/><triangle v1=\"0\" v2=\"3\" v3=\"2\"/>"
        "</triangles></mesh></object></resources><build><item objectid=\"1\"/></build></model>";
    const std::string relations =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Relationships "
        "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
        "Target=\"/3D/3dmodel.model\" Id=\"rel0\" "
        "Type=\"http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel\"/></Relationships>";
    const std::string types =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Types "
        "xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
        "Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default "
        "Extension=\"model\" "
        "ContentType=\"application/vnd.ms-package.3dmanufacturing-3dmodel+xml\"/></Types>";
    return zipped<3>({ZipFile{"[Content_Types].xml", types},
                      ZipFile{"_rels/.rels", relations},
                      ZipFile{"3D/3dmodel.model", model}});
}

std::string collada_triangle(const std::string& metres)
{
    return "<?xml version=\"1.0\"?>\n"
           "<COLLADA xmlns=\"http://www.collada.org/2005/11/COLLADASchema\" version=\"1.4.1\">"
           "<asset><unit name=\"u\" meter=\"" +
           metres +
           "\"/><up_axis>Y_UP</up_axis></asset><library_geometries>"
           "<geometry id=\"g\"><mesh><source id=\"p\"><float_array id=\"pa\" count=\"9\">"
           "0 0 0 25 0 0 0 25 0</float_array><technique_common><accessor source=\"#pa\" "
           "count=\"3\" stride=\"3\"><param name=\"X\" type=\"float\"/><param name=\"Y\" "
           "type=\"float\"/><param name=\"Z\" type=\"float\"/></accessor></technique_common>"
           "</source><vertices id=\"v\"><input semantic=\"POSITION\" source=\"#p\"/></vertices>"
           "<triangles count=\"1\"><input semantic=\"VERTEX\" source=\"#v\" offset=\"0\"/>"
           "<p>0 1 2</p></triangles></mesh></geometry></library_geometries>"
           "<library_visual_scenes><visual_scene id=\"s\"><node><instance_geometry url=\"#g\"/>"
           "</node></visual_scene></library_visual_scenes>"
           "<scene><instance_visual_scene url=\"#s\"/></scene></COLLADA>";
}

std::string fbx_square(const std::string& centimetres)
{
    return "; FBX 7.4.0 project file\nFBXHeaderExtension:  {\n\tFBXHeaderVersion: 1003\n"
           "\tFBXVersion: 7400\n}\nGlobalSettings:  {\n\tVersion: 1000\n\tProperties70:  {\n"
           "\t\tP: \"UnitScaleFactor\", \"double\", \"Number\", \"\"," +
           centimetres +
           "\n\t}\n}\nObjects:  {\n\tGeometry: 1001, \"Geometry::skin\", \"Mesh\" {\n"
           "\t\tVertices: *12 {\n\t\t\ta: 0,0,0,200,0,0,200,100,0,0,100,0\n\t\t}\n"
           "\t\tPolygonVertexIndex: *4 {\n\t\t\ta: 0,1,2,-4\n\t\t}\n"
           "\t\tGeometryVersion: 124\n\t}\n"
           "\tModel: 1002, \"Model::skin\", \"Mesh\" {\n\t\tVersion: 232\n\t}\n}\n"
           "Connections:  {\n\tC: \"OO\",1002,0\n\tC: \"OO\",1001,1002\n}\n";
}

std::string off_square()
{
    return "OFF\n4 1 0\n0 0 0\n200 0 0\n200 100 0\n0 100 0\n4 0 1 2 3\n";
}

}  // namespace test
