// SPDX-License-Identifier: MIT
#include "anatomy/landmarks.h"

#include "base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace anatomy {
namespace {

constexpr std::array midline{
    "vertex",           "trichion",   "glabella",  "nasion",           "pronasale",
    "subnasale",        "stomion",    "gnathion",  "labrale_superius", "labrale_inferius",
    "sublabiale",       "pogonion",   "menton",    "opisthocranion",   "inion",
    "thyroid_prominence", "suprasternale", "mesosternale", "navel",    "c7",
    "l4"};
constexpr std::array paired{"endocanthion", "exocanthion",     "alare",       "subalare",
                            "cheilion",     "zygion",          "tragion",     "gonion",
                            "frontotemporale", "euryon",       "mid_clavicle", "acromion",
                            "thelion",      "iliac_crest",     "mid_thigh",   "patella",
                            "calf"};

constexpr std::string_view left = "left_", right = "right_";

bool among(std::span<const char* const> names, std::string_view name)
{
    return std::ranges::any_of(names, [name](const char* known) { return name == known; });
}

}  // namespace

const Landmark* Landmarks::find(std::string_view name) const
{
    const auto found = all_.find(name);
    return found == all_.end() ? nullptr : &found->second;
}

const Landmark& Landmarks::at(std::string_view name) const
{
    if (const Landmark* found = find(name)) return *found;
    throw base::Error(fmt::format("The landmark {} is needed.", words_of(name)));
}

bool Landmarks::has_pair(std::string_view name) const
{
    return has(std::string(left).append(name)) && has(std::string(right).append(name));
}

std::span<const char* const> midline_landmarks()
{
    return midline;
}

std::span<const char* const> paired_landmarks()
{
    return paired;
}

bool is_landmark(std::string_view name)
{
    for (const std::string_view side : {left, right})
        if (name.starts_with(side)) return among(paired, name.substr(side.size()));
    return among(midline, name);
}

std::string words_of(std::string_view name)
{
    std::string words(name);
    std::ranges::replace(words, '_', ' ');
    return words;
}

Landmarks landmarks_of_68(std::span<const glm::dvec3> places)
{
    if (places.size() != 68)
        throw base::Error(
            fmt::format("A set of 68 landmarks has 68 places, this one has {}.", places.size()));
    // The trackers' first side is the image's left: the patient's right.
    constexpr std::pair<const char*, std::size_t> same[] = {{"gnathion", 8},
                                                            {"nasion", 27},
                                                            {"pronasale", 30},
                                                            {"right_subalare", 31},
                                                            {"subnasale", 33},
                                                            {"left_subalare", 35},
                                                            {"right_exocanthion", 36},
                                                            {"right_endocanthion", 39},
                                                            {"left_endocanthion", 42},
                                                            {"left_exocanthion", 45},
                                                            {"right_cheilion", 48},
                                                            {"labrale_superius", 51},
                                                            {"left_cheilion", 54},
                                                            {"labrale_inferius", 57}};
    Landmarks known;
    for (const auto& [name, index] : same)
        known.set(name, {places[index]});
    known.set("stomion", {0.5 * (places[62] + places[66])});
    return known;
}

}  // namespace anatomy
