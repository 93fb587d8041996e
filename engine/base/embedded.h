// SPDX-License-Identifier: MIT
// Files that travel inside the program (cmake/embed.cmake): EMBEDDED_FILE(techniques) is their
// text.
#pragma once

#include <string_view>

/// Declares `std::string_view embedded_NAME()` for a file embedded by embed_file(TARGET NAME PATH).
#define EMBEDDED_FILE(NAME)                                                                        \
    extern "C" const char mesomap_embedded_##NAME##_begin[];                                       \
    extern "C" const char mesomap_embedded_##NAME##_end[];                                         \
    inline std::string_view embedded_##NAME()                                                      \
    {                                                                                              \
        return {mesomap_embedded_##NAME##_begin,                                                   \
                static_cast<std::size_t>(mesomap_embedded_##NAME##_end -                           \
                                         mesomap_embedded_##NAME##_begin)};                        \
    }
