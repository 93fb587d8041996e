// SPDX-License-Identifier: MIT
#include "geometry/readers.h"
#include "target.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes = fuzz::text_of(data, size);
    for (const std::string_view material : {"", "skin"}) {
        const std::string name = geometry::picture_in_library(bytes, material);
        fuzz::promise(bytes.find(name) != std::string_view::npos, "the name stands in the file");
        fuzz::promise(name.find_first_of("\r\n") == std::string::npos, "a name is on one line");
    }
    return 0;
}
