// SPDX-License-Identifier: MIT
#include "write_ply.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <stdexcept>

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie");

template <typename Number>
static void put(std::ofstream& out, Number number)
{
    out.write(reinterpret_cast<const char*>(&number), sizeof number);
}

static void write_header(std::ofstream& out, const Mesh& mesh, const std::string& picture)
{
    out << "ply\nformat binary_little_endian 1.0\ncomment millimetres\n"
        << "comment y up, z to the person's front, x to the person's left\n"
        << "comment Mesomap reference model, MIT licence\n"
        << (picture.empty() ? "" : "comment TextureFile " + picture + "\n") << "element vertex "
        << mesh.positions.size() << "\nproperty float x\nproperty float y\nproperty float z\n"
        << "property uchar red\nproperty uchar green\nproperty uchar blue\n"
        << "element face " << mesh.triangles.size() << "\nproperty list uchar int vertex_indices\n"
        << (picture.empty() ? "" : "property list uchar float texcoord\n") << "end_header\n";
}

void write_ply(const std::filesystem::path& path,
               const Mesh& mesh,
               const std::vector<Vec3>& colours,
               const std::vector<CornerPlaces>& places,
               const std::string& picture)
{
    std::ofstream out(path, std::ios::binary);
    write_header(out, mesh, picture);
    for (std::size_t v = 0; v < mesh.positions.size(); ++v) {
        for (int i = 0; i < 3; ++i)
            put(out, static_cast<float>(mesh.positions[v][i]));
        for (int i = 0; i < 3; ++i)
            put(out, static_cast<std::uint8_t>(std::lround(255.0 * colours[v][i])));
    }
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        put(out, std::uint8_t{3});
        for (const int v : mesh.triangles[t])
            put(out, static_cast<std::int32_t>(v));
        if (places.empty()) continue;
        put(out, std::uint8_t{6});
        for (const Vec2& place : places[t]) {
            put(out, static_cast<float>(place.x));
            put(out, static_cast<float>(place.y));
        }
    }
    if (!out.flush()) throw std::runtime_error(path.string() + " can't be written");
}
