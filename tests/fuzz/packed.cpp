// SPDX-License-Identifier: MIT
// What an import child that a hostile scan has taken over could answer.
#include "base/units.h"
#include "geometry/gate.h"
#include "scan_promises.h"
#include "target.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::size_t file_bytes = 1 << 16;
    const auto block = std::as_bytes(std::span(data, size));
    fuzz::hold_gate_to_promises(block, file_bytes);
    const auto side = fuzz::accepted([&] { return geometry::pass_gate_of_side_file(block); });
    if (!side) return 0;
    fuzz::promise(side->mesh.positions.empty() && side->mesh.triangles.empty(),
                  "a file beside a scan brings no mesh");
    if (const auto* texture = side->texture.get())
        fuzz::promise(texture->pixels.size() == std::size_t(texture->width) * texture->height,
                      "a picture has all its pixels");
    return 0;
}
