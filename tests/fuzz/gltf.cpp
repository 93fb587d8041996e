// SPDX-License-Identifier: MIT
// glTF and GLB, which Assimp reads behind our checks.
#include "geometry/readers.h"
#include "scan_promises.h"
#include "target.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes = fuzz::text_of(data, size);
    const std::string_view format = bytes.starts_with("glTF") ? "glb" : "gltf";
    if (const auto mesh = fuzz::accepted([&] { return geometry::read_with_assimp(bytes, format); }))
        fuzz::hold_to_promises(*mesh, size);
    return 0;
}
