// SPDX-License-Identifier: MIT
#include "geometry/text_scan.h"

#include "base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>

namespace geometry {
namespace {

// Plain loops over characters: find_first_of with a set costs a call for each of them, and these
// two decide how long a text file takes.
bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

template <typename Predicate>
std::size_t find_if(std::string_view text, std::size_t from, Predicate is_wanted)
{
    while (from < text.size() && !is_wanted(text[from]))
        ++from;
    return from;
}

std::string_view without_plus(std::string_view word)
{
    const bool plus = word.size() > 1 && word[0] == '+' && word[1] != '-';
    return plus ? word.substr(1) : word;
}

base::Error no_number(std::string_view word, std::size_t line, const char* kind)
{
    return base::Error(
        fmt::format("line {} has '{}' where a {} number must stand.", line, printable(word), kind));
}

}  // namespace

bool Lines::next()
{
    if (rest_.empty()) return false;
    const std::size_t end = find_if(rest_, 0, is_line_end);
    line_ = rest_.substr(0, end);
    const bool two_characters = rest_.substr(end, 2) == "\r\n";
    rest_.remove_prefix(std::min(rest_.size(), end + (two_characters ? 2 : 1)));
    ++number_;
    return true;
}

std::string_view take_word(std::string_view& text)
{
    const std::size_t begin = find_if(text, 0, [](char c) { return !is_blank(c); });
    const std::size_t end = find_if(text, begin, is_blank);
    const std::string_view word = text.substr(begin, end - begin);
    text.remove_prefix(end);
    return word;
}

std::string_view trimmed(std::string_view text)
{
    text.remove_prefix(find_if(text, 0, [](char c) { return !is_blank(c); }));
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string lower_case(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(
        lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

double finite_number(std::string_view word, std::size_t line)
{
    const std::string_view digits = without_plus(word);
    double value = 0;
    const auto [end, failure] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool whole_word = end == digits.data() + digits.size();
    if (failure == std::errc::result_out_of_range && whole_word &&
        digits.find_first_of("eE") != std::string_view::npos &&
        digits.find('-', digits.find_first_of("eE")) != std::string_view::npos)
        return 0;  // smaller than any double
    if (failure != std::errc() || !whole_word ||
        !(std::abs(value) <= double(std::numeric_limits<float>::max())))
        throw no_number(word, line, "finite");
    return value;
}

std::int64_t whole_number(std::string_view word, std::size_t line)
{
    const std::string_view digits = without_plus(word);
    std::int64_t value = 0;
    const auto [end, failure] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (failure != std::errc() || end != digits.data() + digits.size())
        throw no_number(word, line, "whole");
    return value;
}

std::string printable(std::string_view text, std::size_t limit)
{
    std::string shown(text.substr(0, limit));
    std::ranges::replace_if(
        shown, [](unsigned char c) { return c < 0x20 || c > 0x7e; }, '?');
    return text.size() > limit ? shown + "..." : shown;
}

}  // namespace geometry
