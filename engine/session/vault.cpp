// SPDX-License-Identifier: MIT
#include "session/vault.h"

#include "base/error.h"

#include <sodium.h>

#include <algorithm>
#include <new>

namespace session {
namespace {

constexpr std::size_t key_bytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(std::tuple_size_v<decltype(VaultHead::salt)> == crypto_pwhash_SALTBYTES &&
              std::tuple_size_v<decltype(VaultHead::nonce)> == nonce_bytes &&
              std::tuple_size_v<decltype(VaultHead::wrapped_key)> == key_bytes + tag_bytes);

// A changed head must not make us use up the machine before we can tell that it was changed.
constexpr std::uint64_t most_passes = 20, most_memory_bytes = std::uint64_t(2) << 30;

// Contents are padded to whole blocks: of a step small ones, of a scan or picture large ones, as
// the exact length of a known scan would tell which it is.
constexpr std::size_t small_block = 256, large_block = 64u << 10;

const unsigned char* bytes_of(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(std::string& text)
{
    return reinterpret_cast<unsigned char*>(text.data());
}

void append(std::int64_t number, std::string& text)
{
    for (int i = 0; i < 8; ++i)
        text += static_cast<char>(std::uint64_t(number) >> (8 * i) & 0xff);
}

template <std::size_t N>
void append(const std::array<unsigned char, N>& bytes, std::string& text)
{
    text.append(reinterpret_cast<const char*>(bytes.data()), N);
}

std::string bond_of_key(const VaultHead& head)
{
    std::string bond = "mesomap case key 1";
    append(head.case_id, bond);
    append(std::int64_t(head.cost.passes), bond);
    append(std::int64_t(head.cost.memory_bytes), bond);
    append(head.salt, bond);
    return bond;
}

std::string bond_of(const VaultHead& head, std::string_view place, std::int64_t number)
{
    std::string bond = "mesomap case row 1";
    append(head.case_id, bond);
    append(number, bond);
    bond += place;  // last: its length is not fixed
    return bond;
}

std::size_t padded_size(std::size_t size)
{
    const std::size_t block = size < large_block ? small_block : large_block;
    return (size / block + 1) * block;
}

/// The key that follows from a passphrase; nothing where the head asks for what no case has.
std::optional<Secret> key_of(const Secret& passphrase, const VaultHead& head)
{
    const VaultCost& cost = head.cost;
    if (cost.passes < crypto_pwhash_OPSLIMIT_MIN || cost.passes > most_passes ||
        cost.memory_bytes < crypto_pwhash_MEMLIMIT_MIN || cost.memory_bytes > most_memory_bytes)
        return std::nullopt;
    Secret key(key_bytes);
    const auto* text = reinterpret_cast<const char*>(passphrase.data());
    if (crypto_pwhash(key.data(),
                      key.size(),
                      text,
                      passphrase.size(),
                      head.salt.data(),
                      cost.passes,
                      cost.memory_bytes,
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    return key;
}

void wrap(const Secret& data_key, const Secret& passphrase, VaultHead& head)
{
    randombytes_buf(head.salt.data(), head.salt.size());
    randombytes_buf(head.nonce.data(), head.nonce.size());
    const std::optional<Secret> key = key_of(passphrase, head);
    base::check(key.has_value(), "a vault's cost is within its limits");
    const std::string bond = bond_of_key(head);
    crypto_aead_xchacha20poly1305_ietf_encrypt(head.wrapped_key.data(),
                                               nullptr,
                                               data_key.data(),
                                               data_key.size(),
                                               bytes_of(bond),
                                               bond.size(),
                                               nullptr,
                                               head.nonce.data(),
                                               key->data());
}

/// One key for one use.
Secret subkey(std::uint64_t use, const Secret& data_key)
{
    static_assert(crypto_kdf_KEYBYTES == key_bytes);
    Secret key(key_bytes);
    crypto_kdf_derive_from_key(key.data(), key.size(), use, "mesocase", data_key.data());
    return key;
}

}  // namespace

Vault::Vault(const VaultHead& head, Secret data_key)
    : head_(head)
    , data_key_(std::move(data_key))
    , row_key_(subkey(1, data_key_))
{
}

Vault Vault::make(const Secret& passphrase, const VaultCost& cost)
{
    VaultHead head;
    head.cost = cost;
    Secret data_key = Secret::random(key_bytes);
    randombytes_buf(head.case_id.data(), head.case_id.size());
    wrap(data_key, passphrase, head);
    return Vault(head, std::move(data_key));
}

std::optional<Vault> Vault::open(const VaultHead& head, const Secret& passphrase)
{
    const std::optional<Secret> key = key_of(passphrase, head);
    if (!key) return std::nullopt;
    Secret data_key(key_bytes);
    const std::string bond = bond_of_key(head);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(data_key.data(),
                                                   nullptr,
                                                   nullptr,
                                                   head.wrapped_key.data(),
                                                   head.wrapped_key.size(),
                                                   bytes_of(bond),
                                                   bond.size(),
                                                   head.nonce.data(),
                                                   key->data()) != 0)
        return std::nullopt;
    return Vault(head, std::move(data_key));
}

VaultHead Vault::head_with(const Secret& passphrase) const
{
    VaultHead head = head_;
    wrap(data_key_, passphrase, head);
    return head;
}

bool Vault::opens_with(const Secret& passphrase) const
{
    return open(head_, passphrase).has_value();
}

std::string Vault::sealed(std::string_view place, std::int64_t number, std::string content) const
{
    const std::size_t size = content.size(), padded = padded_size(size);
    std::string bytes(nonce_bytes, '\0');
    randombytes_buf(bytes.data(), nonce_bytes);
    bytes.reserve(nonce_bytes + padded + tag_bytes);
    bytes += content;
    wipe(content);
    bytes += '\x80';  // ISO/IEC 7816-4: where the content ends
    bytes.resize(nonce_bytes + padded + tag_bytes);
    const std::string bond = bond_of(head_, place, number);
    unsigned char* const text = bytes_of(bytes) + nonce_bytes;
    crypto_aead_xchacha20poly1305_ietf_encrypt(text,
                                               nullptr,
                                               text,
                                               padded,
                                               bytes_of(bond),
                                               bond.size(),
                                               nullptr,
                                               bytes_of(bytes),
                                               row_key_.data());
    return bytes;
}

std::optional<std::string>
Vault::opened(std::string_view place, std::int64_t number, std::string_view bytes) const
{
    if (bytes.size() < nonce_bytes + tag_bytes) return std::nullopt;
    const std::string bond = bond_of(head_, place, number);
    std::string content(bytes.size() - nonce_bytes - tag_bytes, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(content),
                                                   nullptr,
                                                   nullptr,
                                                   bytes_of(bytes) + nonce_bytes,
                                                   bytes.size() - nonce_bytes,
                                                   bytes_of(bond),
                                                   bond.size(),
                                                   bytes_of(bytes),
                                                   row_key_.data()) != 0)
        return std::nullopt;
    const std::size_t end = content.find_last_not_of('\0');
    if (end == content.npos || content[end] != '\x80') return std::nullopt;
    content.resize(end);
    return content;
}

Secret Vault::chain_key() const
{
    return subkey(2, data_key_);
}

}  // namespace session
