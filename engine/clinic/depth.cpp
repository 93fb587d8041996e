// SPDX-License-Identifier: MIT
#include "clinic/depth.h"

#include "clinic/row_named.h"
#include "clinic/subjects.h"
#include "clinic/tables.h"
#include "clinic/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace clinic {
namespace {

TargetLayer layer_of(Subject& rows)
{
    const auto number = [&rows](const char* field, const char* unit) {
        const auto fact = rows.take_if(field);
        return fact ? std::optional(number_in(*fact, unit).value) : std::nullopt;
    };
    TargetLayer layer;
    layer.id = rows.id();
    const Fact name = rows.take("name");
    layer.name = name.value;
    layer.source = name.source;
    layer.from = rows.take("from").value;
    layer.epidermis_share = number("epidermis_share", "share").value_or(0);
    layer.dermis_share = number("dermis_share", "share").value_or(0);
    layer.fat_share = number("fat_share", "share").value_or(0);
    layer.fat_most_mm = number("fat_most", "mm");
    layer.deeper_mm = number("tolerance_deeper", "mm").value_or(0);
    layer.shallower_mm = number("tolerance_shallower", "mm").value_or(0);
    rows.take_if("note");
    rows.require_all_taken();
    return layer;
}

double
depth_with(const TargetLayer& layer, const Thickness& skin, double dermis_mm, double total_mm)
{
    const double into_fat_mm = layer.fat_share * skin.fat_mm;
    if (layer.from == "surface") return layer.epidermis_share * skin.epidermis_mm;
    if (layer.from == "epidermis") return skin.epidermis_mm + layer.dermis_share * dermis_mm;
    return total_mm + std::min(into_fat_mm, layer.fat_most_mm.value_or(into_fat_mm));
}

const char* layer_at(double depth_mm, const Thickness& skin, double total_mm)
{
    constexpr double rounding_mm = 1e-9;
    if (depth_mm <= skin.epidermis_mm + rounding_mm) return "epidermis";
    if (depth_mm <= total_mm + rounding_mm) return "dermis";
    return depth_mm <= total_mm + skin.fat_mm + rounding_mm ? "fat" : "below the fat";
}

bool aims_at_fat_only(const Technique& technique)
{
    const std::string& layer = technique.target_layer.value;
    return layer.find("fat") != layer.npos && layer.find("dermis") == layer.npos;
}

/// As far above the bone as the table asks for; the table's own figure where nothing is measured.
DepthCeiling bone_ceiling(const Thickness& thickness)
{
    const Sourced<double> usual = number_of("limits", "scalp_bone", "max", "mm");
    const Sourced<double> above = number_of("limits", "scalp_bone", "above_bone", "mm");
    const double measured_mm = thickness.skull_mm ? *thickness.skull_mm - above.value : usual.value;
    return {std::max(0.0, std::min(usual.value, measured_mm)), "bone", usual.source};
}

}  // namespace

const std::vector<TargetLayer>& target_layers()
{
    static const std::vector<TargetLayer> all = [] {
        std::vector<TargetLayer> made;
        for (Subject& rows : subjects_of(facts_in("layers")))
            made.push_back(layer_of(rows));
        return made;
    }();
    return all;
}

const TargetLayer& target_layer(std::string_view id)
{
    return row_named(target_layers(), &TargetLayer::id, id, "layer");
}

LayerDepth depth_of(const TargetLayer& layer, const Thickness& skin)
{
    const auto with_total = [&](double total_mm) {
        return depth_with(layer, skin, total_mm - skin.epidermis_mm, total_mm);
    };
    return {depth_with(layer, skin, skin.dermis_mm, skin.total_mm),
            with_total(skin.thin_mm),
            with_total(skin.thick_mm)};
}

std::string reached_at(double depth_mm, const Thickness& skin)
{
    const std::string thick = layer_at(depth_mm, skin, skin.thick_mm);
    const std::string thin = layer_at(depth_mm, skin, skin.thin_mm);
    if (thick == thin) return thick + " in both";
    return fmt::format("{} or {}, sources disagree", thick, thin);
}

std::optional<DepthCeiling> depth_ceiling(const Technique& technique,
                                          const Area* area,
                                          std::string_view skin,
                                          const Thickness& thickness)
{
    std::optional<DepthCeiling> ceiling;
    const auto lower_to = [&ceiling](const DepthCeiling& other) {
        if (!ceiling || other.max_mm < ceiling->max_mm) ceiling = other;
    };
    if (const auto& published = technique.published_depth_mm.max)
        ceiling = {published->value, "technique", published->source};
    else if (!aims_at_fat_only(technique))
        ceiling = {general_depth_mm().max->value, "general", general_depth_mm().max->source};
    if (area && area->depth_max_mm)
        lower_to({area->depth_max_mm->value, "area", area->depth_max_mm->source});
    if (skin_layers_of(skin).kind == SkinKind::scalp) lower_to(bone_ceiling(thickness));
    return ceiling;
}

DepthAnswer aimed_depth(const TargetLayer& layer,
                        const Thickness& skin,
                        const std::optional<DepthCeiling>& ceiling)
{
    DepthAnswer answer;
    answer.layer = depth_of(layer, skin);
    answer.depth_mm = answer.layer.depth_mm;
    if (ceiling && ceiling->max_mm < answer.depth_mm) {
        answer.depth_mm = ceiling->max_mm;
        answer.limited = ceiling;
    }
    answer.reached = reached_at(answer.depth_mm, skin);
    return answer;
}

double inserted_length_mm(double depth_mm, double angle_deg)
{
    return depth_mm / std::sin(angle_deg * (std::numbers::pi / 180));
}

}  // namespace clinic
