// SPDX-License-Identifier: MIT
#include "session/canonical_text.h"

#include "base/error.h"
#include "base/hash.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace session {
namespace {

constexpr std::string_view seal_start = "\"checksum\": \"";
constexpr std::string_view seal_end = "\"\n}\n";
constexpr std::size_t seal_digits = 64;

/// Where the checksum's digits start. They are the last value of the text, so that no name inside
/// the document can be taken for them.
std::optional<std::size_t> seal_place(std::string_view text)
{
    constexpr std::size_t tail = seal_start.size() + seal_digits + seal_end.size();
    if (text.size() < tail || !text.ends_with(seal_end)) return std::nullopt;
    const std::size_t start = text.size() - tail;
    if (!text.substr(start).starts_with(seal_start)) return std::nullopt;
    return start + seal_start.size();
}

std::size_t required_seal_place(std::string_view text)
{
    const auto place = seal_place(text);
    if (!place) throw base::Error("The text does not end with a checksum.");
    return *place;
}

}  // namespace

std::string number_text(double value, int decimals)
{
    base::check(std::isfinite(value), "a document that leaves holds finite numbers only");
    std::string text = fmt::format("{:.{}f}", value, decimals);
    const bool zero = text.find_first_not_of("-0.") == text.npos;
    return zero && text.starts_with('-') ? text.substr(1) : text;
}

std::string mm_text(double value)
{
    return number_text(value, 4);
}

std::string mm_text_or_null(const std::optional<double>& value)
{
    return value ? mm_text(*value) : "null";
}

std::string vector_text(glm::dvec3 v, int decimals)
{
    return fmt::format("[{}, {}, {}]",
                       number_text(v.x, decimals),
                       number_text(v.y, decimals),
                       number_text(v.z, decimals));
}

std::string json_text(std::string_view text)
{
    return nlohmann::json(text).dump();
}

std::string json_text_or_null(const std::optional<std::string>& text)
{
    return text ? json_text(*text) : "null";
}

std::string open_seal()
{
    return fmt::format("{}{}{}", seal_start, std::string(seal_digits, '0'), seal_end);
}

std::string sealed(std::string text)
{
    const std::size_t place = required_seal_place(text);
    text.replace(place, seal_digits, std::string(seal_digits, '0'));
    return text.replace(place, seal_digits, base::sha256_hex(text));
}

bool seal_holds(std::string_view text)
{
    return seal_place(text) && sealed(std::string(text)) == text;
}

std::string checksum_in(std::string_view text)
{
    return std::string(text.substr(required_seal_place(text), seal_digits));
}

}  // namespace session
