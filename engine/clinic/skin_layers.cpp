// SPDX-License-Identifier: MIT
#include "clinic/skin_layers.h"

#include "base/embedded.h"
#include "base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>

EMBEDDED_FILE(clinical_skin_layers)

namespace clinic {
namespace {

std::vector<std::string> parts_of(std::string_view text)
{
    constexpr std::string_view between = "; ";
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = text.find(between);
        parts.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? "" : text.substr(end + between.size());
    }
    return parts;
}

/// The number of a region's field; its row is taken away.
Sourced<double> take(std::map<std::string, Fact>& facts, const std::string& field)
{
    const auto row = facts.extract(field);
    if (row.empty()) throw base::Error(fmt::format("A region has no row for {}.", field));
    return number_in(row.mapped(), "mm");
}

SkinLayers region_of(std::string id, std::map<std::string, Fact> facts)
{
    SkinLayers layers;
    layers.region = std::move(id);
    const auto words = facts.extract("words");
    if (words.empty()) throw base::Error(layers.region + " has no words.");
    layers.words = parts_of(words.mapped().value);
    layers.epidermis_mm = take(facts, "epidermis");
    layers.total_low_mm = take(facts, "total_low");
    layers.total_women_mm = take(facts, "total_women");
    layers.total_men_mm = take(facts, "total_men");
    layers.total_high_mm = take(facts, "total_high");
    layers.fat_mm = take(facts, "fat");
    if (!facts.empty())
        throw base::Error(
            fmt::format("{} has the unknown field {}.", layers.region, facts.begin()->first));
    return layers;
}

std::vector<SkinLayers> read_regions()
{
    std::vector<std::string> order;
    std::map<std::string, std::map<std::string, Fact>> regions;
    for (const Fact& fact : read_facts(embedded_clinical_skin_layers(), "skin_layers.csv")) {
        if (!regions.contains(fact.subject)) order.push_back(fact.subject);
        regions[fact.subject][fact.field] = fact;
    }
    std::vector<SkinLayers> all;
    for (const std::string& id : order)
        all.push_back(region_of(id, regions[id]));
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
    std::vector<std::string> known;
    for (const SkinLayers& layers : skin_layers()) {
        if (layers.region == region) return layers;
        known.push_back(layers.region);
    }
    throw base::Error(fmt::format(
        "There is no region \"{}\"; the known ones are {}.", region, fmt::join(known, ", ")));
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
