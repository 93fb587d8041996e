// SPDX-License-Identifier: MIT
#include "session/signature.h"

#include "base/error.h"
#include "session/canonical_text.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <span>
#include <vector>

namespace session {
namespace {

using Bytes = std::vector<unsigned char>;

constexpr std::size_t key_digits = 64, signature_digits = 128;

void require_sodium()
{
    static const bool ready = sodium_init() >= 0;
    base::check(ready, "libsodium is ready");
}

std::string hex(std::span<const unsigned char> bytes)
{
    std::string digits;
    for (const unsigned char byte : bytes)
        digits += fmt::format("{:02x}", byte);
    return digits;
}

/// Of lower-case digits; empty where they are none.
Bytes bytes_of(std::string_view digits)
{
    Bytes bytes(digits.size() / 2);
    std::size_t length = 0;
    const bool fine =
        digits.size() % 2 == 0 && digits.find_first_not_of("0123456789abcdef") == digits.npos &&
        sodium_hex2bin(
            bytes.data(), bytes.size(), digits.data(), digits.size(), nullptr, &length, nullptr) ==
            0 &&
        length == bytes.size();
    return fine ? bytes : Bytes();
}

/// Where the last line but one of a signed document has its digits.
struct Places {
    std::size_t public_key = 0, ed25519 = 0, checksum = 0;
};

std::optional<Places> places_in(std::string_view text)
{
    const std::string form =
        signature_line(open_signature(std::string(key_digits, '0'))) + open_seal();
    if (text.size() < form.size()) return std::nullopt;
    const std::size_t start = text.size() - form.size();
    Places places;
    const std::string zeros(key_digits, '0');
    places.public_key = start + form.find(zeros);
    places.ed25519 = start + form.find(std::string(signature_digits, '0'), form.find("ed25519"));
    places.checksum = start + form.rfind(zeros);
    std::string blank(text.substr(start));
    blank.replace(places.public_key - start, key_digits, zeros);
    blank.replace(places.ed25519 - start, signature_digits, std::string(signature_digits, '0'));
    blank.replace(places.checksum - start, key_digits, zeros);
    return blank == form ? std::optional(places) : std::nullopt;
}

std::string to_sign(std::string_view text, const Places& places)
{
    std::string bytes(text);
    bytes.replace(places.ed25519, signature_digits, std::string(signature_digits, '0'));
    bytes.replace(places.checksum, key_digits, std::string(key_digits, '0'));
    return bytes;
}

const unsigned char* raw(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

SigningKey new_signing_key()
{
    return signing_key_of(random_hex(crypto_sign_SEEDBYTES));
}

SigningKey signing_key_of(const std::string& seed)
{
    require_sodium();
    const Bytes bytes = bytes_of(seed);
    if (bytes.size() != crypto_sign_SEEDBYTES)
        throw base::Error("A secret key has 64 hexadecimal digits.");
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
    crypto_sign_seed_keypair(open.data(), secret.data(), bytes.data());
    sodium_memzero(secret.data(), secret.size());
    return {seed, hex(open)};
}

std::string random_hex(std::size_t count)
{
    require_sodium();
    Bytes bytes(count);
    randombytes_buf(bytes.data(), bytes.size());
    return hex(bytes);
}

Signature open_signature(const std::string& public_key)
{
    return {public_key, std::string(signature_digits, '0')};
}

std::string signature_line(const std::optional<Signature>& signature)
{
    if (!signature) return "";
    return fmt::format("\"signature\": {{\"public_key\": \"{}\", \"ed25519\": \"{}\"}},\n",
                       signature->public_key,
                       signature->ed25519);
}

std::string signed_text(std::string text, const SigningKey& key)
{
    require_sodium();
    const auto places = places_in(text);
    if (!places || text.substr(places->public_key, key_digits) != key.public_key)
        throw base::Error("The text does not end with a signature line for this key.");
    text = to_sign(text, *places);
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
    crypto_sign_seed_keypair(open.data(), secret.data(), bytes_of(key.seed).data());
    std::array<unsigned char, crypto_sign_BYTES> made{};
    crypto_sign_detached(made.data(), nullptr, raw(text), text.size(), secret.data());
    sodium_memzero(secret.data(), secret.size());
    text.replace(places->ed25519, signature_digits, hex(made));
    return sealed(std::move(text));
}

bool signature_holds(std::string_view text)
{
    require_sodium();
    const auto places = places_in(text);
    if (!places) return false;
    const Bytes made = bytes_of(text.substr(places->ed25519, signature_digits));
    const Bytes open = bytes_of(text.substr(places->public_key, key_digits));
    if (made.size() != crypto_sign_BYTES || open.size() != crypto_sign_PUBLICKEYBYTES) return false;
    const std::string bytes = to_sign(text, *places);
    return crypto_sign_verify_detached(made.data(), raw(bytes), bytes.size(), open.data()) == 0;
}

}  // namespace session
