// SPDX-License-Identifier: MIT
#include "base/hash.h"

#include <sodium/crypto_hash_sha256.h>

#include <array>

namespace base {

std::string sha256_hex(std::span<const std::byte> bytes)
{
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(
        digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (const unsigned char byte : digest) {
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

std::string sha256_hex(std::string_view text)
{
    return sha256_hex(std::as_bytes(std::span(text)));
}

}  // namespace base
