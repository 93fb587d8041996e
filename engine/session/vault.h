// SPDX-License-Identifier: MIT
// The lock of a case that has a passphrase. Each case has a random data key of its own, which seals
// all of its contents (XChaCha20-Poly1305); the file holds that key wrapped by one that follows
// from the practice's passphrase (Argon2id, with a salt of this case). So a new passphrase wraps 32
// bytes anew, however large the scan is, and one practice's passphrase opens all of its cases
// without any two of them having a key in common.
//
// Each sealed content is bound to the case and to the place it was written to: none can be moved,
// swapped with another or taken over from another case.
#pragma once

#include "session/secret.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace session {

inline constexpr std::size_t least_passphrase_bytes = 10;  // of a new one

/// What Argon2id spends on one try of a passphrase. It is stored in the file, so each case opens
/// with what it was made with.
struct VaultCost {
    std::uint64_t passes = 3;
    std::uint64_t memory_bytes = 256u << 20;  // libsodium's "moderate": about a second
};

/// What stands in the file for everybody to read; it tells nothing of the case.
struct VaultHead {
    std::array<unsigned char, 16> case_id{};
    VaultCost cost;
    std::array<unsigned char, 16> salt{};
    std::array<unsigned char, 24> nonce{};
    std::array<unsigned char, 48> wrapped_key{};  // with its authenticator
};

class Vault {
public:
    /// A case's new lock.
    static Vault make(const Secret& passphrase, const VaultCost& cost);
    /// Nothing where the passphrase is another one or the head was changed: which of the two cannot
    /// be told.
    static std::optional<Vault> open(const VaultHead& head, const Secret& passphrase);

    const VaultHead& head() const { return head_; }
    /// A head with the same data key behind another passphrase, to be taken once it is in the file.
    VaultHead head_with(const Secret& passphrase) const;
    void take(const VaultHead& head) { head_ = head; }
    bool opens_with(const Secret& passphrase) const;

    /// `place` is the kind of content, `number` its row. Lengths are rounded up, so that a step's
    /// length does not tell which command it is.
    std::string sealed(std::string_view place, std::int64_t number, std::string content) const;
    /// Nothing where it is not what was sealed for this place.
    std::optional<std::string>
    opened(std::string_view place, std::int64_t number, std::string_view bytes) const;

    /// For the audit log's chain, which nobody without the passphrase can then forge.
    Secret chain_key() const;

private:
    Vault(const VaultHead& head, Secret data_key);

    VaultHead head_;
    Secret data_key_;
    Secret row_key_;  // follows from it
};

}  // namespace session
