// SPDX-License-Identifier: MIT
// What the fuzz targets share. A reader either gives what it promises or refuses with one sentence;
// all else is a find: another exception, a broken promise, a sanitizer's report.
#pragma once

#include "base/error.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>

/// The target itself: one per program.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size)
{
    return {reinterpret_cast<const char*>(data), size};
}

inline void promise(bool kept, std::string_view what)
{
    if (kept) return;
    std::fprintf(stderr, "Not so: %.*s.\n", static_cast<int>(what.size()), what.data());
    std::abort();
}

/// A sentence goes to a terminal and to the window as it is: nothing of the file may steer them.
inline void hold_to_one_sentence(std::string_view sentence)
{
    promise(!sentence.empty(), "a refusal says something");
    promise(std::ranges::none_of(sentence, [](unsigned char c) { return c < 0x20 || c == 0x7f; }),
            "a refusal holds no control characters");
}

/// What `read` gives, or nothing where it refuses.
template <typename Read>
auto accepted(const Read& read) -> std::optional<decltype(read())>
{
    try {
        return read();
    } catch (const base::Error& refusal) {
        hold_to_one_sentence(refusal.what());
        return std::nullopt;
    }
}

}  // namespace fuzz
