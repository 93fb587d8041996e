// SPDX-License-Identifier: MIT
#include "geometry/readers.h"
#include "scan_promises.h"
#include "target.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes = fuzz::text_of(data, size);
    if (const auto mesh = fuzz::accepted([&] { return geometry::read_ply(bytes); }))
        fuzz::hold_to_promises(*mesh, size);
    return 0;
}
