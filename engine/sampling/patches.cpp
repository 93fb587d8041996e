// SPDX-License-Identifier: MIT
#include "sampling/patches.h"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>

namespace sampling {
namespace {

using shared::Root;

constexpr int weight_bits = 16;  // of a patch of the wanted area where the spacing is least
constexpr int ratio_bits = 20;

/// Cells are brought together that lie in one small cube and face the same way.
struct Cube {
    glm::ivec3 at;
    int facing = 0;
    bool operator==(const Cube&) const = default;
};

struct CubeHash {
    std::size_t operator()(const Cube& cube) const
    {
        return shared::mixed4(std::uint32_t(cube.at.x),
                              std::uint32_t(cube.at.y),
                              std::uint32_t(cube.at.z),
                              std::uint32_t(cube.facing));
    }
};

/// Which of the six main directions a triangle faces most.
int facing_of(const SkinMetric& metric, std::uint32_t triangle)
{
    const auto corner = [&](std::uint32_t k) {
        return glm::i64vec3(metric.positions_um[metric.corner_vertices[3 * triangle + k]]);
    };
    const glm::i64vec3 a = corner(1) - corner(0), b = corner(2) - corner(0);
    const std::array<std::int64_t, 3> normal{
        a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
    int axis = 0;
    for (int k = 1; k < 3; ++k)
        if (std::abs(normal[k]) > std::abs(normal[axis])) axis = k;
    return 2 * axis + (normal[axis] > 0 ? 1 : 0);
}

int smallest(glm::ivec3 v)
{
    return std::min({v.x, v.y, v.z});
}

std::int64_t square_um(std::int32_t units)
{
    const std::int64_t um = units / shared::units_per_um;
    return um * um;
}

/// Cuts roots into cells and brings small ones together: patches are neither large on coarse scans
/// nor many on dense ones.
class Cutter {
public:
    Cutter(const SkinMetric& metric, std::int32_t least_spacing, int share)
        : metric_(metric)
        , least_spacing_(least_spacing)
        , share_(share)
    {
    }

    void cut(const Root& root)
    {
        wanted_area_ = area_for(smallest(root.spacing));
        cube_um_ = std::max(1, static_cast<int>(shared::isqrt(wanted_area_ >> shared::area_bits)));
        cut(root, 0, root.area);
    }

    std::vector<Patch> patches;

private:
    std::int64_t area_for(std::int32_t spacing) const
    {
        return std::max<std::int64_t>(1, (square_um(spacing) << shared::area_bits) / share_);
    }

    void cut(const Root& root, std::uint32_t place, std::int64_t area)
    {
        if (shared::is_outside(root, place)) return;
        if (area <= wanted_area_ ||
            shared::depth_of(place) >= static_cast<std::uint32_t>(shared::deepest_split)) {
            add(root, shared::centre_of(place), area);
            return;
        }
        for (int k = 0; k < 4; ++k)
            cut(root, shared::child_place(place, k), area / 4);
    }

    void add(const Root& root, glm::ivec3 centre, std::int64_t area)
    {
        if (shared::field_at(root, centre) >= 0) return;
        const glm::ivec3 weights = shared::in_triangle(root, centre);
        const glm::ivec3 at =
            shared::cube_of(metric_.position_um(root.triangle, weights), cube_um_);
        const auto [patch, is_new] =
            patch_in_.try_emplace({at, facing_of(metric_, root.triangle)}, patches.size());
        const std::int32_t spacing = shared::between(root.spacing, centre);
        if (is_new) patches.push_back({{root.triangle, weights}, 0, spacing});
        patches[patch->second].weight += weight_of(area, spacing);
    }

    /// Relaxed points are as dense as the square root of the weight: so it goes with spacing^-4.
    std::int32_t weight_of(std::int64_t area, std::int32_t spacing) const
    {
        const std::int64_t thinner = (square_um(least_spacing_) << ratio_bits) / square_um(spacing);
        std::int64_t weight = (area << weight_bits) / area_for(least_spacing_);
        weight = (weight * thinner) >> ratio_bits;
        weight = (weight * thinner) >> ratio_bits;
        return static_cast<std::int32_t>(std::max<std::int64_t>(1, weight));
    }

    const SkinMetric& metric_;
    std::int32_t least_spacing_;
    int share_;
    std::int64_t wanted_area_ = 1;
    int cube_um_ = 1;
    std::unordered_map<Cube, std::size_t, CubeHash> patch_in_;
};

template <typename Item, typename TriangleOf>
std::vector<std::uint32_t>
first_of_triangles(std::size_t triangles, const std::vector<Item>& items, TriangleOf triangle_of)
{
    std::vector<std::uint32_t> first(triangles + 1, 0);
    for (const Item& item : items)
        ++first[triangle_of(item) + 1];
    for (std::size_t t = 0; t < triangles; ++t)
        first[t + 1] += first[t];
    return first;
}

/// A place's weights in a root of its triangle; negative ones if it lies outside.
glm::ivec3 in_root(const Root& root, glm::ivec3 weights)
{
    const auto flat = [](glm::ivec3 w) { return glm::ivec2(w.y, w.z); };
    const glm::ivec2 a = flat(root.corner0), b = flat(root.corner1), c = flat(root.corner2);
    const glm::ivec2 p = flat(weights);
    const std::int64_t whole = shared::cross2(b - a, c - a);
    const auto y = static_cast<int>(shared::cross2(p - a, c - a) * shared::weight_one / whole);
    const auto z = static_cast<int>(shared::cross2(b - a, p - a) * shared::weight_one / whole);
    return {shared::weight_one - y - z, y, z};
}

}  // namespace

Patches::Patches(const Skin& skin,
                 std::vector<Root> roots,
                 int share,
                 const base::Progress& progress)
    : roots_(std::move(roots))
{
    std::int32_t least_spacing = std::numeric_limits<std::int32_t>::max();
    for (const Root& root : roots_)
        least_spacing = std::min(least_spacing, smallest(root.spacing));
    Cutter cutter(skin.metric(), least_spacing, share);
    for (std::size_t i = 0; i < roots_.size(); ++i) {
        progress.report(float(i) / float(roots_.size()));
        cutter.cut(roots_[i]);
    }
    patches_ = std::move(cutter.patches);
    const std::size_t triangles = skin.metric().triangle_count();
    first_root_ = first_of_triangles(triangles, roots_, [](const Root& r) { return r.triangle; });
    first_patch_ =
        first_of_triangles(triangles, patches_, [](const Patch& p) { return p.middle.triangle; });
}

std::optional<std::int32_t> Patches::spacing_at(const SkinPlace& place) const
{
    for (std::uint32_t r = first_root_[place.triangle]; r < first_root_[place.triangle + 1]; ++r) {
        const glm::ivec3 weights = in_root(roots_[r], place.weights);
        if (smallest(weights) < 0) continue;
        if (shared::field_at(roots_[r], weights) >= 0) return std::nullopt;
        return shared::between(roots_[r].spacing, weights);
    }
    return std::nullopt;
}

}  // namespace sampling
