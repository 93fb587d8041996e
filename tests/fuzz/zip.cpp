// SPDX-License-Identifier: MIT
#include "geometry/zip_entry.h"
#include "target.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::size_t limit = 4096;
    const auto start = geometry::start_of_zip_entry(fuzz::text_of(data, size), ".model", limit);
    fuzz::promise(!start || start->size() <= limit, "no more comes out than was asked for");
    return 0;
}
