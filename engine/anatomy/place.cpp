// SPDX-License-Identifier: MIT
#include "anatomy/place.h"

#include "base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace anatomy {
namespace {

constexpr std::array directions{"up", "down", "lateral", "medial", "front", "back", "from_midline"};

std::vector<std::string_view> split(std::string_view text, char mark)
{
    std::vector<std::string_view> parts;
    for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark)) {
        parts.push_back(text.substr(0, at));
        text.remove_prefix(at + 1);
    }
    parts.push_back(text);
    return parts;
}

double number_in(std::string_view text, std::string_view words)
{
    double number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, number);
    if (failure != std::errc() || stop != end || text.empty())
        throw base::Error(
            fmt::format("The place \"{}\" has \"{}\" where a number is needed.", words, text));
    return number;
}

/// A paired landmark has the side's own name where none is written.
std::string full_name(const std::string& landmark, Side side)
{
    const auto paired = paired_landmarks();
    const bool is_paired = std::ranges::find(paired, landmark) != paired.end();
    if (!is_paired) return landmark;
    if (side == Side::middle)
        throw base::Error(fmt::format("The place at \"{}\" does not say which side.", landmark));
    return (side == Side::left ? "left_" : "right_") + landmark;
}

}  // namespace

std::string_view prefix_of(Side side)
{
    return side == Side::left ? "left " : side == Side::right ? "right " : "";
}

PlaceInWords::PlaceInWords(std::string_view words)
{
    const std::vector<std::string_view> tokens = split(words, ' ');
    const std::size_t at = tokens[0].find('@');
    const std::string_view names = tokens[0].substr(0, at);
    for (const std::string_view name : split(names, '~'))
        landmarks_.emplace_back(name);
    if (landmarks_.size() > 2 || (landmarks_.size() == 2) != (at != names.npos))
        throw base::Error(fmt::format("The place \"{}\" starts at no landmark.", words));
    if (at != names.npos) share_ = number_in(tokens[0].substr(at + 1), words);
    for (const std::string& name : landmarks_)
        if (!is_landmark(name) && !is_landmark("left_" + name))
            throw base::Error(fmt::format("The place \"{}\" starts at no known landmark.", words));
    if (tokens.size() % 2 == 0)
        throw base::Error(fmt::format("The place \"{}\" ends without a number.", words));
    for (std::size_t i = 1; i < tokens.size(); i += 2) {
        const auto known =
            std::ranges::any_of(directions, [&](const char* d) { return tokens[i] == d; });
        if (!known)
            throw base::Error(
                fmt::format("The place \"{}\" goes \"{}\", which is no way.", words, tokens[i]));
        moves_.push_back({std::string(tokens[i]), number_in(tokens[i + 1], words)});
    }
}

std::vector<std::string> PlaceInWords::needed(Side side) const
{
    std::vector<std::string> names;
    for (const std::string& landmark : landmarks_)
        names.push_back(full_name(landmark, side));
    return names;
}

Landmark PlaceInWords::at(const Landmarks& landmarks, const LocalFrame& frame, Side side) const
{
    const Landmark& first = landmarks.at(full_name(landmarks_[0], side));
    Landmark place = first;
    if (landmarks_.size() == 2) {
        const Landmark& second = landmarks.at(full_name(landmarks_[1], side));
        place.place = (1 - share_) * first.place + share_ * second.place;
        place.spread_mm = std::max(first.spread_mm, second.spread_mm);
    }
    glm::dvec3 local = frame.local(place.place);
    const double outwards = side == Side::middle ? (local.x < 0 ? -1 : 1)
                            : side == Side::left ? 1
                                                 : -1;
    for (const auto& [direction, mm] : moves_) {
        if (direction == "up") local.y += mm;
        if (direction == "down") local.y -= mm;
        if (direction == "front") local.z += mm;
        if (direction == "back") local.z -= mm;
        if (direction == "lateral") local.x += outwards * mm;
        if (direction == "medial") local.x -= outwards * mm;
        if (direction == "from_midline") local.x = outwards * mm;
    }
    place.place = frame.world(local);
    return place;
}

}  // namespace anatomy
