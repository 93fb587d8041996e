// SPDX-License-Identifier: MIT
#include "anatomy/estimates.h"

#include "anatomy/place.h"
#include "clinic/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace anatomy {
namespace {

struct Rule {
    const char* landmark;
    bool paired;
    const char* words;  // where it is
    double spread_mm;   // how far off that may be
};

/// From memory of the means in Farkas, "Anthropometry of the Head and Face" (1994), to be checked
/// by a clinician. In this order: later ones may lean on earlier ones.
constexpr std::array rules{
    Rule{"alare", true, "subalare up 5 lateral 3", 3},
    Rule{"menton", false, "gnathion down 4 back 8", 5},
    Rule{"menton", false, "pogonion down 11 back 8", 5},
    Rule{"pogonion", false, "gnathion up 9", 4},
    Rule{"glabella", false, "nasion up 12", 4},
    Rule{"sublabiale", false, "labrale_inferius~pogonion@0.4", 3},
    // Trichion to glabella is about 0.84 of glabella to subnasale.
    Rule{"trichion", false, "subnasale~glabella@1.84", 10},
    Rule{"frontotemporale", true, "exocanthion up 28 lateral 6 back 8", 6},
};

bool can_be_placed(const PlaceInWords& place, const Landmarks& landmarks, Side side)
{
    return std::ranges::all_of(place.needed(side),
                               [&](const std::string& name) { return landmarks.has(name); });
}

}  // namespace

std::vector<std::string>
add_estimates(Landmarks& landmarks, const LocalFrame& head, const SkinView& skin)
{
    std::vector<std::string> told;
    const auto estimate = [&](const Rule& rule, Side side) {
        const std::string name = (side == Side::left    ? "left_"
                                  : side == Side::right ? "right_"
                                                        : "") +
                                 std::string(rule.landmark);
        const PlaceInWords words(rule.words);
        if (landmarks.has(name) || !can_be_placed(words, landmarks, side)) return;
        const Landmark place = words.at(landmarks, head, side);
        const auto hit = outer_skin_at(skin, place.place, head.front, snap_limit_mm);
        if (!hit) return;
        const double spread_mm = rule.spread_mm + place.spread_mm;
        landmarks.set(name, {geometry::position(skin.mesh, hit->place), spread_mm});
        told.push_back(fmt::format("The {} was not given; it is estimated from the other "
                                   "landmarks, to about {:g} mm (from memory).",
                                   clinic::words_of_id(name),
                                   spread_mm));
    };
    for (const Rule& rule : rules) {
        if (!rule.paired) {
            estimate(rule, Side::middle);
            continue;
        }
        estimate(rule, Side::left);
        estimate(rule, Side::right);
    }
    return told;
}

}  // namespace anatomy
