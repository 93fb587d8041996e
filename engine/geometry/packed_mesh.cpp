// SPDX-License-Identifier: MIT
#include "geometry/packed_mesh.h"

#include <algorithm>
#include <cerrno>
#include <span>
#include <string>

#include <unistd.h>

namespace geometry {
namespace {

bool write_all(int fd, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(fd, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

/// A name from a file may have anything in it.
std::string on_one_line(std::string name)
{
    std::ranges::replace_if(
        name, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return name + '\n';
}

std::string text_of(const ReadMesh& mesh)
{
    const auto& [library, material, file] = mesh.wanted;
    std::string text = mesh.report.format + '\n' + mesh.stated_by + '\n' + on_one_line(library) +
                       on_one_line(material) + on_one_line(file);
    for (const std::string& warning : mesh.report.warnings)
        text += warning + '\n';
    return text;
}

}  // namespace

bool write_packed(const ReadMesh& mesh, int fd)
{
    const std::string text = text_of(mesh);
    PackedHeader header;
    if (mesh.stated_unit) header.stated_unit = 1 + static_cast<std::uint32_t>(*mesh.stated_unit);
    header.vertices = mesh.mesh.positions.size();
    header.triangles = mesh.mesh.triangles.size();
    header.colours = mesh.mesh.colours.size();
    header.places = mesh.texture_places.size();
    std::span<const glm::u8vec4> pixels;
    if (const Texture* texture = mesh.texture.get()) {
        header.texture_width = texture->width;
        header.texture_height = texture->height;
        pixels = texture->pixels;
    }
    header.faces_in_file = mesh.report.faces_in_file;
    header.dropped_degenerate = mesh.report.dropped_degenerate;
    header.text_bytes = text.size();
    return write_all(fd, std::as_bytes(std::span(&header, 1))) &&
           write_all(fd, std::as_bytes(std::span(mesh.mesh.positions))) &&
           write_all(fd, std::as_bytes(std::span(mesh.mesh.triangles))) &&
           write_all(fd, std::as_bytes(std::span(mesh.mesh.colours))) &&
           write_all(fd, std::as_bytes(std::span(mesh.texture_places))) &&
           write_all(fd, std::as_bytes(pixels)) && write_all(fd, std::as_bytes(std::span(text)));
}

bool write_packed_failure(std::string_view sentence, int fd)
{
    PackedHeader header;
    header.failed = 1;
    header.text_bytes = sentence.size();
    return write_all(fd, std::as_bytes(std::span(&header, 1))) &&
           write_all(fd, std::as_bytes(std::span(sentence)));
}

}  // namespace geometry
