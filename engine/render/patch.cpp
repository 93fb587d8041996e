// SPDX-License-Identifier: MIT
#include "render/patch.h"

#include "base/error.h"
#include "zones/zone_field.h"

#include <algorithm>
#include <cstring>

namespace render {
namespace {

constexpr std::int16_t untouched = zones::ZoneField::far_outside;
constexpr std::size_t block = 4096;  // values that are compared at once

const std::vector<std::int16_t> untouched_block(block, untouched);

}  // namespace

Patch::Patch(const SurfaceSkin& on)
    : on_(on)
    , shown_(on.surface.mesh.positions.size() / block + 1)
    , has_(on.surface.mesh.triangles.size())
{
}

std::optional<Patch::Change> Patch::follow(Field now)
{
    base::check(now.size() == on_.surface.mesh.positions.size(), "a field fits the surface");
    std::vector<std::uint32_t> changed = changed_vertices(now);
    if (changed.empty()) return std::nullopt;
    Change change;
    for (const std::uint32_t vertex : changed)
        change.where.include(around(vertex));
    const auto was_taken_back = [now](std::uint32_t v) { return now[v] == untouched; };
    if (std::ranges::any_of(changed, was_taken_back)) {
        clear();
        changed = changed_vertices(now);
    }
    change.first_vertex = change.first_value = field_.size();
    change.first_triangle = skin_.triangles.size();
    for (const std::uint32_t vertex : changed) {
        if (shown(vertex) == untouched) add_triangles_at(vertex);
        show(vertex, now[vertex]);
    }
    for (const std::uint32_t vertex : changed) {
        const std::size_t number = number_.at(vertex);
        field_[number] = now[vertex];
        change.first_value = std::min(change.first_value, number);
    }
    return change;
}

/// By comparing all of them, which takes a millisecond for two million: nobody need tell what
/// happened to the field.
std::vector<std::uint32_t> Patch::changed_vertices(Field now) const
{
    std::vector<std::uint32_t> changed;
    for (std::size_t begin = 0; begin < now.size(); begin += block) {
        const std::size_t count = std::min(block, now.size() - begin);
        const auto& kept = shown_[begin / block];
        const std::int16_t* before = (kept.empty() ? untouched_block : kept).data();
        if (std::memcmp(&now[begin], before, count * sizeof now[0]) == 0) continue;
        for (std::size_t i = 0; i < count; ++i)
            if (now[begin + i] != before[i])
                changed.push_back(static_cast<std::uint32_t>(begin + i));
    }
    return changed;
}

/// The triangles that a vertex is a corner of.
Changed Patch::around(std::uint32_t vertex) const
{
    Changed changed;
    const geometry::Mesh& mesh = on_.surface.mesh;
    for (const std::uint32_t t : on_.surface.topology.triangles_at(geometry::VertexId(vertex)))
        for (int corner = 0; corner < 3; ++corner)
            changed.include(mesh.positions[mesh.triangles[t][corner]]);
    return changed;
}

std::int16_t Patch::shown(std::uint32_t vertex) const
{
    const auto& kept = shown_[vertex / block];
    return kept.empty() ? untouched : kept[vertex % block];
}

void Patch::show(std::uint32_t vertex, std::int16_t value)
{
    auto& kept = shown_[vertex / block];
    if (kept.empty()) kept = untouched_block;
    kept[vertex % block] = value;
}

void Patch::clear()
{
    for (auto& kept : shown_)
        kept.clear();
    has_.assign(has_.size(), false);
    number_.clear();
    skin_ = {};
    field_.clear();
}

void Patch::add_triangles_at(std::uint32_t vertex)
{
    for (const std::uint32_t t : on_.surface.topology.triangles_at(geometry::VertexId(vertex))) {
        if (has_[t]) continue;
        has_[t] = true;
        skin_.triangles.emplace_back(number_of(t, 0), number_of(t, 1), number_of(t, 2));
    }
}

std::uint32_t Patch::number_of(std::uint32_t triangle, int corner)
{
    const std::uint32_t vertex = on_.surface.mesh.triangles[triangle][corner];
    const auto [entry, is_new] =
        number_.try_emplace(vertex, static_cast<std::uint32_t>(field_.size()));
    if (is_new) {
        append_corner(on_, triangle, corner, skin_);
        field_.push_back(shown(vertex));
    }
    return entry->second;
}

}  // namespace render
