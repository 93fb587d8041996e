// SPDX-License-Identifier: MIT
#include "write.h"

#include <bit>
#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace models {

namespace {

static_assert(std::endian::native == std::endian::little, "the file is written as memory lies");

template <class T>
void put(std::ofstream& out, T value)
{
    out.write(reinterpret_cast<const char*>(&value), sizeof value);
}

void finish(std::ofstream& out, const std::filesystem::path& file)
{
    out.close();
    if (!out) throw std::runtime_error(file.string() + " cannot be written");
}

}  // namespace

void write_ply(const Mesh& mesh, const std::filesystem::path& file)
{
    std::ofstream out(file, std::ios::binary);
    out << "ply\nformat binary_little_endian 1.0\ncomment millimetres\n"
        << "element vertex " << mesh.positions.size() << "\n"
        << "property float x\nproperty float y\nproperty float z\n"
        << "element face " << mesh.triangles.size() << "\n"
        << "property list uchar int vertex_indices\nend_header\n";
    for (const Vec p : mesh.positions)
        for (int axis = 0; axis < 3; ++axis)
            put(out, float(p[axis]));
    for (const Triangle& t : mesh.triangles) {
        put(out, std::uint8_t(3));
        for (const std::uint32_t v : t)
            put(out, std::int32_t(v));
    }
    finish(out, file);
}

void write_landmarks(const std::vector<Landmark>& landmarks, const std::filesystem::path& file)
{
    std::ofstream out(file, std::ios::binary);
    out << "{\n  \"unit\": \"mm\",\n  \"landmarks\": {";
    const char* before = "\n";
    for (const Landmark& l : landmarks) {
        char text[160];
        std::snprintf(text,
                      sizeof text,
                      "    \"%s\": [%.2f, %.2f, %.2f]",
                      l.name.c_str(),
                      l.place.x,
                      l.place.y,
                      l.place.z);
        out << before << text;
        before = ",\n";
    }
    out << "\n  }\n}\n";
    finish(out, file);
}

}  // namespace models
