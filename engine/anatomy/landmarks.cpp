// SPDX-License-Identifier: MIT
#include "anatomy/landmarks.h"

#include "base/error.h"
#include "clinic/landmarks.h"
#include "clinic/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace anatomy {
namespace {

constexpr std::string_view left = "left_", right = "right_";

std::vector<std::string> names_of(bool sides)
{
    std::vector<std::string> names;
    for (const clinic::LandmarkFacts& facts : clinic::landmarks())
        if (facts.has_sides == sides) names.push_back(facts.id);
    return names;
}

/// Without its side.
std::string_view bare(std::string_view name)
{
    for (const std::string_view side : {left, right})
        if (name.starts_with(side)) return name.substr(side.size());
    return name;
}

bool among(std::span<const std::string> names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
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
    throw base::Error(fmt::format("The landmark {} is needed.", clinic::words_of_id(name)));
}

bool Landmarks::has_pair(std::string_view name) const
{
    return has(std::string(left).append(name)) && has(std::string(right).append(name));
}

std::span<const std::string> midline_landmarks()
{
    static const std::vector<std::string> names = names_of(false);
    return names;
}

std::span<const std::string> paired_landmarks()
{
    static const std::vector<std::string> names = names_of(true);
    return names;
}

bool is_landmark(std::string_view name)
{
    for (const std::string_view side : {left, right})
        if (name.starts_with(side)) return among(paired_landmarks(), name.substr(side.size()));
    return among(midline_landmarks(), name);
}

bool belongs_to(RigidPart part, std::string_view name)
{
    constexpr std::array on_limbs{"mid_thigh", "patella", "calf", "olecranon", "stylion"};
    name = bare(name);
    const auto& all = clinic::landmarks();
    const auto facts = std::ranges::find(all, name, &clinic::LandmarkFacts::id);
    if (facts == all.end()) return false;
    if (part == RigidPart::head) return facts->part == "head";
    return facts->part == "body" && std::ranges::find(on_limbs, name) == on_limbs.end();
}

Landmarks those_of(RigidPart part, const Landmarks& landmarks)
{
    Landmarks those;
    for (const auto& [name, landmark] : landmarks.all())
        if (belongs_to(part, name)) those.set(name, landmark);
    return those;
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
