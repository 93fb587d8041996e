// SPDX-License-Identifier: MIT
#include "scan_promises.h"

#include "geometry/gate.h"
#include "geometry/packed_mesh.h"
#include "geometry/texture_import.h"
#include "target.h"

#include <cmath>
#include <set>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

namespace fuzz {
namespace {

using geometry::ImportedMesh;
using geometry::ReadMesh;

/// What the child writes for the mesh, through a descriptor as it does.
std::vector<std::byte> packed(const ReadMesh& mesh)
{
    static const int memory = ::memfd_create("mesh", MFD_CLOEXEC);
    promise(::ftruncate(memory, 0) == 0 && ::lseek(memory, 0, SEEK_SET) == 0, "there is memory");
    promise(geometry::write_packed(mesh, memory), "a mesh that was read can be packed");
    std::vector<std::byte> block(static_cast<std::size_t>(::lseek(memory, 0, SEEK_CUR)));
    promise(::pread(memory, block.data(), block.size(), 0) == static_cast<ssize_t>(block.size()),
            "what was packed can be read");
    return block;
}

void hold_indices(const geometry::Mesh& mesh)
{
    for (const glm::uvec3& t : mesh.triangles)
        promise(t.x < mesh.positions.size() && t.y < mesh.positions.size() &&
                    t.z < mesh.positions.size(),
                "triangles name vertices that are there");
    promise(mesh.colours.empty() || mesh.colours.size() == mesh.positions.size(),
            "all vertices have a colour, or none");
}

/// What all code behind the gate relies on.
void hold_clean(const ImportedMesh& passed)
{
    const geometry::Mesh& mesh = passed.mesh;
    promise(!mesh.triangles.empty(), "a scan has triangles");
    hold_indices(mesh);
    std::vector<bool> used(mesh.positions.size());
    for (const glm::uvec3& t : mesh.triangles) {
        promise(t.x != t.y && t.y != t.z && t.z != t.x, "triangles have three corners");
        used[t.x] = used[t.y] = used[t.z] = true;
    }
    promise(std::ranges::all_of(used, [](bool one) { return one; }), "each vertex is used");
    std::set<std::array<float, 3>> places;
    for (const glm::vec3& p : mesh.positions) {
        promise(std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z),
                "places are finite");
        promise(places.insert({p.x, p.y, p.z}).second, "no two vertices have one place");
    }
    promise(!passed.picture || passed.picture->places.size() == mesh.triangles.size(),
            "each triangle has its place on the picture");
    for (const std::string& warning : passed.report.warnings)
        hold_to_one_sentence(warning);
}

/// Whatever picture the scan names, this one is it.
ReadMesh small_picture(const std::filesystem::path&, const geometry::ImportJob& job)
{
    ReadMesh read;
    if (job.kind == geometry::ImportKind::library)
        read.wanted.file = "skin.png";
    else
        read.texture = std::make_shared<geometry::Texture>(
            geometry::Texture{2, 2, std::vector<glm::u8vec4>(4, glm::u8vec4(200))});
    return read;
}

}  // namespace

void hold_gate_to_promises(std::span<const std::byte> block, std::size_t file_bytes)
{
    const auto passed = accepted([&] {
        return geometry::pass_gate(block, file_bytes, [](ReadMesh& read) {
            geometry::colour_by_picture("/scan", small_picture, read);
        });
    });
    if (passed) hold_clean(*passed);
}

void hold_to_promises(const ReadMesh& mesh, std::size_t file_bytes)
{
    hold_indices(mesh.mesh);
    promise(mesh.texture_places.empty() || mesh.texture_places.size() == mesh.mesh.triangles.size(),
            "all triangles have a place on the picture, or none");
    hold_gate_to_promises(packed(mesh), file_bytes);
}

}  // namespace fuzz
