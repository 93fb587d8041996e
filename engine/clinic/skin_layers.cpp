// SPDX-License-Identifier: MIT
#include "clinic/skin_layers.h"

#include "base/embedded.h"
#include "base/error.h"
#include "clinic/row_named.h"
#include "clinic/subjects.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

EMBEDDED_FILE(clinical_skin_layers)

namespace clinic {
namespace {

SkinKind kind_named(std::string_view word)
{
    constexpr std::array<std::string_view, 5> words{"face", "neck", "hand", "scalp", "body"};
    const auto found = std::ranges::find(words, word);
    base::check(found != words.end(), "a kind of skin in skin_layers.csv");
    return SkinKind(found - words.begin());
}

SkinLayers region_of(Subject& rows)
{
    SkinLayers layers;
    layers.region = rows.id();
    layers.kind = kind_named(rows.take("kind").value);
    layers.words = parts_of(rows.take("words").value);
    const auto take = [&rows](const char* field) { return number_in(rows.take(field), "mm"); };
    layers.epidermis_mm = take("epidermis");
    layers.dermis_women_mm = take("dermis_women");
    layers.dermis_men_mm = take("dermis_men");
    layers.total_low_mm = take("total_low");
    layers.total_women_mm = take("total_women");
    layers.total_men_mm = take("total_men");
    layers.total_high_mm = take("total_high");
    layers.fat_mm = take("fat");
    rows.require_all_taken();
    return layers;
}

std::vector<SkinLayers> read_regions()
{
    std::vector<SkinLayers> all;
    for (Subject& rows :
         subjects_of(read_facts(embedded_clinical_skin_layers(), "skin_layers.csv")))
        all.push_back(region_of(rows));
    return all;
}

bool begins_a_word(std::string_view text, std::string_view part)
{
    for (std::size_t at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + 1))
        if (at == 0 || !std::isalpha(static_cast<unsigned char>(text[at - 1]))) return true;
    return false;
}

}  // namespace

std::string SkinLayers::sources() const
{
    std::string keys;
    for (const auto* one :
         {&epidermis_mm, &total_low_mm, &total_women_mm, &total_men_mm, &total_high_mm, &fat_mm})
        for (const std::string& key : parts_of(one->source))
            if (keys.find(key) == std::string::npos) keys += (keys.empty() ? "" : "; ") + key;
    return keys;
}

const std::vector<SkinLayers>& skin_layers()
{
    static const std::vector<SkinLayers> all = read_regions();
    return all;
}

const SkinLayers& skin_layers_of(std::string_view region)
{
    return row_named(skin_layers(), &SkinLayers::region, region, "region");
}

const SkinLayers* skin_layers_named_in(std::string_view zone_name)
{
    std::string name(zone_name);
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
    const SkinLayers* best = nullptr;
    std::size_t longest = 0;
    for (const SkinLayers& layers : skin_layers())
        for (const std::string& word : layers.words)
            if (word.size() > longest && begins_a_word(name, word)) {
                best = &layers;
                longest = word.size();
            }
    return best;
}

}  // namespace clinic
