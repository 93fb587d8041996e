// SPDX-License-Identifier: MIT
// Binary files written by hand.
#pragma once

#include <cstdint>
#include <string>

namespace test {

/// The values' bytes, one after the other, as this machine has them.
template <typename... T>
std::string packed(T... values)
{
    std::string bytes;
    const auto append = [&bytes](const auto& value) {
        bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    };
    (append(values), ...);
    return bytes;
}

/// Bytes without sense that are the same on every machine.
inline std::string noise(std::size_t size, std::uint32_t state = 1)
{
    std::string bytes;
    for (; bytes.size() < size; state = state * 1664525 + 1013904223)
        bytes += static_cast<char>(state >> 24);
    return bytes;
}

}  // namespace test
