// SPDX-License-Identifier: MIT
#include "sampling/relax.h"

#include "base/parallel.h"
#include "sampling/disc.h"
#include "sampling/placer.h"
#include "sampling/walk.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>

namespace sampling {
namespace {

using shared::Candidate;
using shared::Window;

constexpr std::uint32_t unseen = 0xffffffffu;

// In spacings: how far a point looks, how far it may get before it looks anew, and over which
// breadth the border between two points' shares is blurred: sharp, it would move by whole patches
// only, and points would come to rest too early.
constexpr int sight_num = 7, sight_den = 5;
constexpr int farthest_moved = 5;  // one over it
constexpr int blur = 4;            // one over it

// Lloyd's step is lengthened, which halves their number.
constexpr int step_num = 17, step_den = 10;

/// A patch as a point sees it: by its distance and direction along the skin.
struct Sight {
    std::uint32_t patch = 0;
    std::uint32_t point = 0;
    glm::ivec2 at{0};  // in the plane of the point's triangle, seen from the point, units
};

/// One thread's looking around, point by point.
class Looker {
public:
    Looker(const Skin& skin, const Patches& patches)
        : patches_(patches)
        , disc_(skin.metric())
        , sight_of_(patches.all().size(), unseen)
    {
    }

    /// Appends what a point sees, each patch once and by the shortest way.
    void look(const Candidate& point,
              std::uint32_t number,
              std::vector<Sight>& sights,
              const std::function<void()>& beat)
    {
        const std::int32_t reach = point.spacing / sight_den * sight_num;
        first_ = sights.size();
        const auto visit = [&](const Window& window) {
            for (const std::uint32_t patch :
                 patches_.in_triangle(static_cast<std::uint32_t>(window.triangle)))
                see(window, patch, number, sights);
        };
        disc_.spread_windows(point.triangle, point.weights, reach, visit, beat);
        for (std::size_t i = first_; i < sights.size(); ++i)
            sight_of_[sights[i].patch] = unseen;
    }

private:
    void
    see(const Window& window, std::uint32_t patch, std::uint32_t number, std::vector<Sight>& sights)
    {
        const glm::ivec3 weights = patches_.all()[patch].middle.weights;
        if (!shared::window_covers(window, weights, 0)) return;
        const glm::ivec2 at = straightened(window, shared::seen_at(window, weights));
        std::uint32_t& known = sight_of_[patch];
        if (known == unseen) {
            known = static_cast<std::uint32_t>(sights.size() - first_);
            sights.push_back({patch, number, at});
        } else if (shared::norm2(at) < shared::norm2(sights[first_ + known].at)) {
            sights[first_ + known].at = at;
        }
    }

    /// A way around a vertex, as if it had gone straight on where it ends.
    static glm::ivec2 straightened(const Window& window, glm::ivec2 at)
    {
        const std::int64_t length = shared::isqrt(shared::norm2(at));
        if (window.offset == 0 || length == 0) return at;
        const std::int64_t whole = length + window.offset;
        return {static_cast<int>(at.x * whole / length), static_cast<int>(at.y * whole / length)};
    }

    const Patches& patches_;
    Disc disc_;
    std::vector<std::uint32_t> sight_of_;  // per patch: the point's sight of it so far
    std::size_t first_ = 0;                // the point's first sight
};

/// The skin that is nearest to a point, summed up.
struct Share {
    std::int64_t weight = 0;
    std::int64_t x = 0, y = 0;  // places times weights

    void add(glm::ivec2 at, std::int64_t w)
    {
        weight += w;
        x += w * at.x;
        y += w * at.y;
    }
    void add(const Share& other)
    {
        weight += other.weight;
        x += other.x;
        y += other.y;
    }
};

class Relaxation {
public:
    Relaxation(const Skin& skin,
               const Patches& patches,
               std::vector<Candidate> points,
               std::span<const Candidate> fixed,
               const Relaxing& how)
        : skin_(skin)
        , patches_(patches)
        , how_(how)
        , threads_(base::thread_count(how.threads))
        , movable_(points.size())
        , points_(std::move(points))
    {
        points_.insert(points_.end(), fixed.begin(), fixed.end());
        sights_.resize(points_.size());
        moved_.resize(points_.size());
        lookers_.reserve(threads_);
        for (unsigned worker = 0; worker < threads_; ++worker)
            lookers_.emplace_back(skin, patches);
    }

    std::vector<Candidate> run(const base::Progress& progress)
    {
        const int steps = how_.steps;
        std::vector<std::uint32_t> all(points_.size());
        std::iota(all.begin(), all.end(), 0u);
        look_around(all, progress);
        for (int done = 0; done < steps; ++done) {
            const base::Progress rest = progress.part(float(done) / float(steps), 1);
            step(rest);
            const std::vector<std::uint32_t> far = moved_above(farthest_moved);
            if (far.empty()) continue;
            walk(far);
            look_around(far, rest);
        }
        walk(moved_above(std::numeric_limits<int>::max()));
        points_.resize(movable_);
        return std::move(points_);
    }

private:
    void look_around(const std::vector<std::uint32_t>& some, const base::Progress& progress);
    void gather_sights();
    void step(const base::Progress& progress);
    void add_shares(std::uint32_t patch, std::vector<Share>& shares) const;
    std::vector<std::uint32_t> moved_above(int part) const;
    void walk(const std::vector<std::uint32_t>& some);
    void walk(std::uint32_t point);

    const Skin& skin_;
    const Patches& patches_;
    const Relaxing& how_;
    unsigned threads_;
    std::size_t movable_;
    std::vector<Candidate> points_;           // the fixed ones last
    std::vector<Looker> lookers_;             // one per worker
    std::vector<std::vector<Sight>> sights_;  // per point
    std::vector<Sight> sights_by_patch_;
    std::vector<std::uint32_t> first_sight_;  // per patch, and one more
    std::vector<glm::ivec2> moved_;           // per point: how far it got in its plane
};

void Relaxation::look_around(const std::vector<std::uint32_t>& some, const base::Progress& progress)
{
    const std::function<void()> beat = [&] { progress.report(0); }, nobody;
    base::parallel_for(
        some.size(),
        16,
        threads_,
        [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t k = begin; k < end; ++k) {
                const std::uint32_t i = some[k];
                moved_[i] = glm::ivec2(0);
                sights_[i].clear();
                lookers_[worker].look(points_[i], i, sights_[i], worker == 0 ? beat : nobody);
            }
        },
        beat);
    gather_sights();
}

/// Brings the sights of each patch together.
void Relaxation::gather_sights()
{
    first_sight_.assign(patches_.all().size() + 1, 0);
    for (const auto& sights : sights_)
        for (const Sight& sight : sights)
            ++first_sight_[sight.patch + 1];
    std::partial_sum(first_sight_.begin(), first_sight_.end(), first_sight_.begin());
    sights_by_patch_.resize(first_sight_.back());
    std::vector<std::uint32_t> next(first_sight_.begin(), first_sight_.end() - 1);
    for (const auto& sights : sights_)
        for (const Sight& sight : sights)
            sights_by_patch_[next[sight.patch]++] = sight;
}

/// One step towards the middles of all shares.
void Relaxation::step(const base::Progress& progress)
{
    std::vector<std::vector<Share>> shares(threads_, std::vector<Share>(points_.size()));
    base::parallel_for(
        patches_.all().size(),
        4096,
        threads_,
        [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t p = begin; p < end; ++p)
                add_shares(static_cast<std::uint32_t>(p), shares[worker]);
        },
        [&] { progress.report(0); });
    for (std::size_t i = 0; i < movable_; ++i) {
        Share share;
        for (const auto& some : shares)
            share.add(some[i]);
        if (share.weight == 0) continue;
        const glm::ivec2 middle(static_cast<int>(share.x / share.weight),
                                static_cast<int>(share.y / share.weight));
        moved_[i] += (middle - moved_[i]) / step_den * step_num;
    }
}

/// Gives a patch to the nearest point, or near the border between two to both.
void Relaxation::add_shares(std::uint32_t patch, std::vector<Share>& shares) const
{
    struct Distance {
        std::int64_t square = std::numeric_limits<std::int64_t>::max();
        const Sight* sight = nullptr;
    } nearest, second;
    for (std::uint32_t s = first_sight_[patch]; s < first_sight_[patch + 1]; ++s) {
        const Sight& sight = sights_by_patch_[s];
        const std::int64_t square = shared::norm2(sight.at - moved_[sight.point]);
        if (square < nearest.square) {
            second = nearest;
            nearest = {square, &sight};
        } else if (square < second.square) {
            second = {square, &sight};
        }
    }
    if (nearest.sight == nullptr) return;
    const auto [middle, weight, spacing] = patches_.all()[patch];
    const std::int64_t breadth = spacing / blur;
    std::int64_t to_second = 0;
    if (second.sight != nullptr && second.square - nearest.square < 4 * breadth * spacing) {
        // How far the patch lies from the border, were it on the line between the two.
        const std::int64_t depth = (second.square - nearest.square) /
                                   (4 * std::max(breadth, shared::isqrt(nearest.square)));
        to_second = std::max<std::int64_t>(0, weight * (breadth - 2 * depth) / (2 * breadth));
    }
    shares[nearest.sight->point].add(nearest.sight->at, weight - to_second);
    if (to_second > 0) shares[second.sight->point].add(second.sight->at, to_second);
}

/// The points that got farther than that part of the spacing from where they looked around.
std::vector<std::uint32_t> Relaxation::moved_above(int part) const
{
    std::vector<std::uint32_t> some;
    for (std::uint32_t i = 0; i < movable_; ++i) {
        const std::int64_t limit = points_[i].spacing / part;
        if (shared::norm2(moved_[i]) > limit * limit) some.push_back(i);
    }
    return some;
}

void Relaxation::walk(const std::vector<std::uint32_t>& some)
{
    base::parallel_for(
        some.size(), 64, threads_, [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t k = begin; k < end; ++k)
                walk(some[k]);
        });
}

/// Where the whole way leads out of the zone or is not allowed, half of it is tried, and so on.
void Relaxation::walk(std::uint32_t i)
{
    Candidate& point = points_[i];
    const SkinPlace from{point.triangle, point.weights};
    glm::ivec2 way = moved_[i];
    for (int tries = 0; tries < 4; ++tries, way /= 2) {
        const std::optional<SkinPlace> to = walked(skin_.metric(), from, way);
        const auto spacing = to ? patches_.spacing_at(*to) : std::nullopt;
        if (!spacing) continue;
        const Candidate moved = candidate_at(skin_, *to, point.zone, *spacing, point.hash);
        if (how_.allowed && !how_.allowed(moved)) continue;
        point = moved;
        return;
    }
}

}  // namespace

std::vector<Candidate> relaxed(const Skin& skin,
                               const Patches& patches,
                               std::vector<Candidate> points,
                               std::span<const Candidate> fixed,
                               const Relaxing& how,
                               const base::Progress& progress)
{
    return Relaxation(skin, patches, std::move(points), fixed, how).run(progress);
}

}  // namespace sampling
