// SPDX-License-Identifier: MIT
#include "geometry/stated_unit.h"

#include "geometry/text_scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <vector>

namespace geometry {
namespace {

using base::LengthUnit;

/// Words and numbers of a comment, in lower case, without the signs between them.
std::vector<std::string> words_of(std::string_view comment)
{
    std::vector<std::string> words(1);
    for (const unsigned char c : comment) {
        const bool part_of_word = std::isalnum(c) || (c == '.' && !words.back().empty());
        if (part_of_word)
            words.back() += static_cast<char>(std::tolower(c));
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    for (std::string& word : words)
        while (word.size() > 1 && word.back() == '.')
            word.pop_back();
    return words;
}

/// "m" and "in" are too short to mean a unit wherever they stand.
std::optional<LengthUnit> clear_unit(const std::string& word)
{
    if (word == "m" || word == "in") return std::nullopt;
    return base::length_unit_named(word);
}

/// "1 unit = 10 mm": the unit that is that long, if there is one.
std::optional<LengthUnit> unit_of_length(const std::string& number, const std::string& word)
{
    const std::optional<LengthUnit> unit = base::length_unit_named(word);
    double count = 0;
    const auto [end, failure] =
        std::from_chars(number.data(), number.data() + number.size(), count);
    if (!unit || failure != std::errc() || end != number.data() + number.size())
        return std::nullopt;
    for (const LengthUnit candidate : base::all_length_units)
        if (std::abs(base::millimetres_per(candidate) - count * base::millimetres_per(*unit)) <
            1e-9)
            return candidate;
    return std::nullopt;
}

bool means_unit(const std::string& word)
{
    constexpr std::array names{"unit", "units", "lengthunit"};
    return std::ranges::find(names, word) != names.end();
}

bool is_filler(const std::string& word)
{
    constexpr std::array names{"of", "measure", "measurement", "length", "is", "are", "in", "name"};
    return std::ranges::find(names, word) != names.end();
}

std::optional<LengthUnit> unit_in(std::string_view comment)
{
    if (comment.find("3D Slicer output") != std::string_view::npos) return LengthUnit::millimetre;
    const std::vector<std::string> words = words_of(comment);
    if (words.size() == 1) return clear_unit(words[0]);
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (means_unit(words[i])) {
            std::size_t j = i + 1;
            while (j + 1 < words.size() && is_filler(words[j]))
                ++j;
            if (j + 1 < words.size())
                if (const auto unit = unit_of_length(words[j], words[j + 1])) return unit;
            if (const auto unit = base::length_unit_named(words[j])) return unit;
        }
        if (words[i] == "in")
            if (const auto unit = clear_unit(words[i + 1])) return unit;
    }
    return std::nullopt;
}

}  // namespace

void note_unit_in(std::string_view comment, ImportedMesh& mesh)
{
    if (comment.size() > 300) return;
    const std::optional<LengthUnit> unit = unit_in(comment);
    if (!unit) return;
    const std::string said = fmt::format("the comment '{}'", printable(trimmed(comment)));
    if (mesh.stated_by.empty()) {
        mesh.stated_unit = unit;
        mesh.stated_by = said;
    } else if (mesh.stated_unit && mesh.stated_unit != unit) {
        mesh.report.warnings.push_back(fmt::format(
            "The file names two units, {} and {}, so neither is believed.", mesh.stated_by, said));
        mesh.stated_unit.reset();
    }
}

}  // namespace geometry
