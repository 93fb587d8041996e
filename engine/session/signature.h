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

/// Of a practice, or of a device.
struct SigningKey {
    std::string seed;        // 64 hexadecimal digits: what must stay secret
    std::string public_key;  // 64 of them, which follow from the seed
};

/// From the system's random numbers.
SigningKey new_signing_key();
SigningKey signing_key_of(const std::string& seed);
/// So many random bytes as hexadecimal digits.
std::string random_hex(std::size_t bytes);

/// Not signed yet, but by that key: what a document is written with before signed_text().
Signature open_signature(const std::string& public_key);

/// The line of a document that holds it, with its comma; nothing where there is none.
std::string signature_line(const std::optional<Signature>& signature);

/// The text with its signature and its checksum computed anew. Throws base::Error if it does not
/// end as a signed document does, or is to be signed by another key.
std::string signed_text(std::string text, const SigningKey& key);

/// True if the signature in the text is that of its bytes, by the key that it names.
bool signature_holds(std::string_view text);

}  // namespace session
