// SPDX-License-Identifier: MIT
// MTL, the library of materials beside an OBJ: only the name of a picture is of use here.
#include "geometry/readers.h"
#include "geometry/text_scan.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace geometry {
namespace {

bool is_number(std::string_view word)
{
    double value = 0;
    const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), value);
    return failure == std::errc() && end == word.data() + word.size();
}

/// The file's name behind a statement's options, which may have blanks in it.
std::string_view without_options(std::string_view rest)
{
    constexpr std::array several{"-o", "-s", "-t", "-mm"};  // take up to three numbers
    rest = trimmed(rest);
    while (rest.starts_with('-')) {
        std::string_view after = rest;
        const std::string_view option = take_word(after);
        const int most = std::ranges::find(several, option) != several.end() ? 3 : 1;
        for (int i = 0; i < most; ++i) {
            std::string_view next = after;
            const std::string_view word = take_word(next);
            if (most > 1 && !is_number(word)) break;
            after = next;
        }
        rest = trimmed(after);
    }
    return rest;
}

}  // namespace

std::string picture_in_library(std::string_view bytes, std::string_view material)
{
    Lines lines(bytes);
    std::string first;
    bool inside = false;
    while (lines.next()) {
        std::string_view rest = lines.line();
        const std::string keyword = lower_case(take_word(rest));
        if (keyword == "newmtl") inside = trimmed(rest) == material;
        if (keyword != "map_kd") continue;
        const std::string name(without_options(rest));
        if (inside && !name.empty()) return name;
        if (first.empty()) first = name;
    }
    return first;
}

}  // namespace geometry
