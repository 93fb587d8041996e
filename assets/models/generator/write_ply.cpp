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

void write_ply(const std::filesystem::path& path,
               const Mesh& mesh,
               const std::vector<Vec3>& colours)
{
    std::ofstream out(path, std::ios::binary);
    out << "ply\nformat binary_little_endian 1.0\ncomment millimetres\n"
        << "comment y up, z to the person's front, x to the person's left\n"
        << "comment Mesomap reference model, MIT licence\n"
        << "element vertex " << mesh.positions.size()
        << "\nproperty float x\nproperty float y\nproperty float z\n"
        << "property uchar red\nproperty uchar green\nproperty uchar blue\n"
        << "element face " << mesh.triangles.size()
        << "\nproperty list uchar int vertex_indices\nend_header\n";
    for (std::size_t v = 0; v < mesh.positions.size(); ++v) {
        for (int i = 0; i < 3; ++i)
            put(out, static_cast<float>(mesh.positions[v][i]));
        for (int i = 0; i < 3; ++i)
            put(out, static_cast<std::uint8_t>(std::lround(255.0 * colours[v][i])));
    }
    for (const Triangle& t : mesh.triangles) {
        put(out, std::uint8_t{3});
        for (const int v : t)
            put(out, static_cast<std::int32_t>(v));
    }
    if (!out.flush()) throw std::runtime_error(path.string() + " can't be written");
}
