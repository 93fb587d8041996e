// SPDX-License-Identifier: MIT
#include "session/secret.h"

#include "base/error.h"

#include <sodium.h>

#include <algorithm>
#include <new>

namespace session {

Secret::Secret(std::size_t size)
    : size_(size)
{
    static const bool ready = sodium_init() >= 0;
    base::check(ready, "libsodium is ready");
    // Locked where the system's limit allows; wiped when freed in any case.
    bytes_.reset(static_cast<unsigned char*>(sodium_malloc(std::max<std::size_t>(size, 1))));
    if (!bytes_) throw std::bad_alloc();
    sodium_memzero(bytes_.get(), size);
}

void Secret::Wipe::operator()(unsigned char* bytes) const
{
    sodium_free(bytes);
}

Secret Secret::of(std::string_view text)
{
    Secret secret(text.size());
    std::ranges::copy(text, secret.data());
    return secret;
}

Secret Secret::random(std::size_t size)
{
    Secret secret(size);
    randombytes_buf(secret.data(), size);
    return secret;
}

void Secret::shorten(std::size_t size)
{
    base::check(size <= size_, "a secret is shortened");
    sodium_memzero(data() + size, size_ - size);
    size_ = size;
}

Secret Secret::copy() const
{
    Secret other(size_);
    std::ranges::copy(bytes(), other.data());
    return other;
}

bool Secret::operator==(const Secret& other) const
{
    return size_ == other.size_ && sodium_memcmp(data(), other.data(), size_) == 0;
}

void wipe(std::span<char> text)
{
    sodium_memzero(text.data(), text.size());
}

}  // namespace session
