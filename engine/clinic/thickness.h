// SPDX-License-Identifier: MIT
// How thick one person's skin is: the merged table, moved by sex, body mass and what the
// practitioner measured by ultrasound. The face does not follow body mass (F20), the body does
// (F27). Age has no number: women thin with age on the face (F20), by how much is not known.
#pragma once

#include "clinic/rule.h"
#include "clinic/skin_layers.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic {

enum class Sex { unknown, female, male };

/// What the practitioner measured by ultrasound.
struct Measured {
    std::string region;              // of skin_layers
    std::optional<double> total_mm;  // epidermis and dermis
    std::optional<double> fat_mm;
    std::optional<double> skull_mm;  // from the skin's surface to the bone
    bool operator==(const Measured&) const = default;
};

/// Whose skin it is, as far as thickness goes.
struct SkinOwner {
    Sex sex = Sex::unknown;
    std::optional<double> bmi;
    std::vector<Measured> measured;
    bool operator==(const SkinOwner&) const = default;
};

/// In mm from the surface. `total` is epidermis and dermis, where the fat begins.
struct Thickness {
    double epidermis_mm = 0;
    double dermis_mm = 0;
    double total_mm = 0;
    double thin_mm = 0, thick_mm = 0;  // the total, of the sources that disagree most
    double fat_mm = 0;
    std::optional<double> skull_mm;

    Thickness& operator+=(const Thickness& other);
    friend Thickness operator*(double share, Thickness thickness);
};

/// Throws Error for an unknown region, the owner's among them.
Thickness thickness_of(std::string_view region, const SkinOwner& owner);

/// What a slipped decimal point or exchanged fields would give: skin of less than half the least or
/// more than twice the most that is published for that region (our own margin: people differ), and
/// bone within the skin. Throws Error for an unknown region.
Findings measured_findings(const SkinOwner& owner);

/// The mean with these shares, which add up to one. A distance to the bone is the least of those
/// that are known.
struct SkinShare {
    std::string region;
    double share = 0;
};
Thickness blended(const std::vector<SkinShare>& shares, const SkinOwner& owner);

}  // namespace clinic
