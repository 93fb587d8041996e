// SPDX-License-Identifier: MIT
// Signatures of documents that leave: Ed25519 (RFC 8032), by libsodium. A signed document carries
// the signature right before its checksum. It covers all bytes of the file with the 128 digits of
// the signature and the 64 of the checksum as zeros, so the checksum is computed last and holds for
// signed and unsigned documents in the same way.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace session {

struct Signature {
    std::string public_key;  // 64 hexadecimal digits
    std::string ed25519;     // 128 of them
    bool operator==(const Signature&) const = default;
};

/// The line of a document that holds it, with its comma; nothing where there is none.
std::string signature_line(const std::optional<Signature>& signature);

}  // namespace session
