// SPDX-License-Identifier: MIT
// Bytes that nobody else is to see: a passphrase or a key. They lie in memory that is not swapped
// out (as far as the system allows), between guard pages, and are wiped when they go.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace session {

class Secret {
public:
    /// So many bytes, all zero.
    explicit Secret(std::size_t size);
    static Secret of(std::string_view text);
    static Secret random(std::size_t size);

    std::span<unsigned char> bytes() { return {bytes_.get(), size_}; }
    std::span<const unsigned char> bytes() const { return {bytes_.get(), size_}; }
    unsigned char* data() { return bytes_.get(); }
    const unsigned char* data() const { return bytes_.get(); }
    std::size_t size() const { return size_; }
    /// Wipes the end.
    void shorten(std::size_t size);
    Secret copy() const;
    bool operator==(const Secret& other) const;

private:
    struct Wipe {
        void operator()(unsigned char* bytes) const;
    };
    std::unique_ptr<unsigned char, Wipe> bytes_;
    std::size_t size_ = 0;
};

/// Of a string that held a secret and cannot be a Secret: a field of the window.
void wipe(std::span<char> text);

}  // namespace session
