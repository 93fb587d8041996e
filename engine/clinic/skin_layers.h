// SPDX-License-Identifier: MIT
// How thick skin and fat are, region by region. Sources disagree by up to a factor of two, so the
// spread between them belongs to each number.
#pragma once

#include "clinic/table.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic {

/// The face scales as a whole, the body follows body mass, the scalp lies on bone.
enum class SkinKind { face, neck, hand, scalp, body };

/// Depths below the surface, in mm. `total` is epidermis and dermis: where the fat begins.
struct SkinLayers {
    std::string region;              // "cheek_lateral"
    std::vector<std::string> words;  // that a zone's name may hold: "cheek"
    SkinKind kind = SkinKind::face;
    Sourced<double> epidermis_mm;
    // As published beside the totals; where they do not add up with the epidermis to those
    // (abdomen of women: 0.1 + 2.0 against 2.2), the total is where the fat begins.
    Sourced<double> dermis_women_mm;
    Sourced<double> dermis_men_mm;
    Sourced<double> total_low_mm;  // of all sources
    Sourced<double> total_women_mm;
    Sourced<double> total_men_mm;
    Sourced<double> total_high_mm;
    Sourced<double> fat_mm;

    double total_mm() const { return (total_women_mm.value + total_men_mm.value) / 2; }
    /// Every source that a number of it has, once: "F20; F24".
    std::string sources() const;
};

/// All regions, in the order of the table.
const std::vector<SkinLayers>& skin_layers();

/// Throws Error that lists the known regions.
const SkinLayers& skin_layers_of(std::string_view region);

/// The region with the longest word that the name of a zone holds, if any does.
const SkinLayers* skin_layers_named_in(std::string_view zone_name);

}  // namespace clinic
