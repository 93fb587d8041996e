// SPDX-License-Identifier: MIT
// Content hashes: how a scan and a session map are recognised again.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace base {

/// SHA-256 as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::span<const std::byte> bytes);
std::string sha256_hex(std::string_view text);

}  // namespace base
