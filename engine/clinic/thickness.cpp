// SPDX-License-Identifier: MIT
#include "clinic/thickness.h"

#include "clinic/table.h"
#include "clinic/tables.h"
#include "clinic/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace clinic {
namespace {

double of_sex(Sex sex, double women, double men)
{
    return sex == Sex::female ? women : sex == Sex::male ? men : (women + men) / 2;
}

Thickness by_the_table(const SkinLayers& layers, Sex sex)
{
    Thickness made;
    made.epidermis_mm = layers.epidermis_mm.value;
    made.dermis_mm = of_sex(sex, layers.dermis_women_mm.value, layers.dermis_men_mm.value);
    made.total_mm = of_sex(sex, layers.total_women_mm.value, layers.total_men_mm.value);
    made.thin_mm = layers.total_low_mm.value;
    made.thick_mm = layers.total_high_mm.value;
    made.fat_mm = layers.fat_mm.value;
    return made;
}

/// Slopes of F27; the dermis takes what the skin gains, the epidermis stays.
void follow_body_mass(Thickness& skin, const SkinOwner& owner)
{
    if (owner.bmi) {
        const double units = *owner.bmi - limit_value("body_bmi", "reference", "kg/m2");
        const double more_mm = units * limit_value("body_bmi", "skin_per_unit", "mm");
        for (double* part : {&skin.dermis_mm, &skin.total_mm, &skin.thin_mm, &skin.thick_mm})
            *part = std::max(*part + more_mm, skin.epidermis_mm);
        skin.dermis_mm = std::max(skin.dermis_mm, 0.0);
        skin.fat_mm += units * limit_value("body_bmi", "fat_per_unit", "mm");
    }
    const double fat_more_mm = limit_value("body_sex", "fat_more", "mm");
    skin.fat_mm += of_sex(owner.sex, fat_more_mm, -fat_more_mm);
    skin.fat_mm = std::max(skin.fat_mm, 0.0);
}

void scale_skin(Thickness& skin, double factor)
{
    for (double* part :
         {&skin.epidermis_mm, &skin.dermis_mm, &skin.total_mm, &skin.thin_mm, &skin.thick_mm})
        *part *= factor;
}

/// How much thicker this face is than the table, by the mean of its measured regions (F22: each
/// person is their own control).
double face_factor(const SkinOwner& owner)
{
    double sum = 0;
    int sites = 0;
    for (const Measured& one : owner.measured) {
        const SkinLayers& layers = skin_layers_of(one.region);
        if (!one.total_mm || layers.kind != SkinKind::face) continue;
        sum += *one.total_mm / by_the_table(layers, owner.sex).total_mm;
        ++sites;
    }
    return sites == 0 ? 1 : sum / sites;
}

/// A measured site is used as it is, and then no sources disagree about it.
void take_measured(Thickness& skin, const Measured& site)
{
    if (site.total_mm) {
        scale_skin(skin, *site.total_mm / skin.total_mm);
        skin.total_mm = skin.thin_mm = skin.thick_mm = *site.total_mm;
    }
    if (site.fat_mm) skin.fat_mm = *site.fat_mm;
    if (site.skull_mm) skin.skull_mm = site.skull_mm;
}

}  // namespace

Thickness& Thickness::operator+=(const Thickness& other)
{
    epidermis_mm += other.epidermis_mm;
    dermis_mm += other.dermis_mm;
    total_mm += other.total_mm;
    thin_mm += other.thin_mm;
    thick_mm += other.thick_mm;
    fat_mm += other.fat_mm;
    if (other.skull_mm) skull_mm = std::min(skull_mm.value_or(*other.skull_mm), *other.skull_mm);
    return *this;
}

Thickness operator*(double share, Thickness thickness)
{
    scale_skin(thickness, share);
    thickness.fat_mm *= share;
    return thickness;
}

Thickness thickness_of(std::string_view region, const SkinOwner& owner)
{
    const SkinLayers& layers = skin_layers_of(region);
    Thickness skin = by_the_table(layers, owner.sex);
    if (layers.kind == SkinKind::body) follow_body_mass(skin, owner);
    const auto site = std::ranges::find(owner.measured, region, &Measured::region);
    const bool is_measured = site != owner.measured.end() && site->total_mm;
    if (layers.kind == SkinKind::face && !is_measured) scale_skin(skin, face_factor(owner));
    if (site != owner.measured.end()) take_measured(skin, *site);
    return skin;
}

Findings measured_findings(const SkinOwner& owner)
{
    Findings findings;
    for (const Measured& site : owner.measured) {
        if (!site.total_mm) continue;
        const Thickness published = thickness_of(site.region, {owner.sex, owner.bmi, {}});
        const double least = published.thin_mm / 2, most = published.thick_mm * 2;
        const std::string source = describe_source(skin_layers_of(site.region).sources());
        if (*site.total_mm < least || *site.total_mm > most)
            findings.push_back(
                {"patient.measured_skin",
                 Verdict::warn,
                 *site.total_mm,
                 *site.total_mm < least ? least : most,
                 "mm",
                 fmt::format("Ultrasound of {}: skin of {:g} mm, where {:.3g} to {:.3g} mm are "
                             "published; look for a slipped decimal point.",
                             words_of_id(site.region),
                             *site.total_mm,
                             published.thin_mm,
                             published.thick_mm),
                 source});
        if (site.skull_mm && *site.skull_mm <= *site.total_mm)
            findings.push_back(
                {"patient.measured_bone",
                 Verdict::fail,
                 *site.skull_mm,
                 *site.total_mm,
                 "mm",
                 fmt::format("Ultrasound of {}: bone at {:g} mm lies within skin of {:g} mm; "
                             "one of them is wrong.",
                             words_of_id(site.region),
                             *site.skull_mm,
                             *site.total_mm),
                 source});
    }
    return findings;
}

Thickness blended(const std::vector<SkinShare>& shares, const SkinOwner& owner)
{
    Thickness sum;
    for (const SkinShare& one : shares)
        sum += one.share * thickness_of(one.region, owner);
    return sum;
}

}  // namespace clinic
