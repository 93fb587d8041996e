// SPDX-License-Identifier: MIT
// The processor's side of the shared bodies: the arrays that they index, and for each body a scope
// with the names that it was written for. Only cpu_sampler.cpp includes this.
#pragma once

#include "sampling/disc.h"
#include "sampling/domain.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace sampling::processor {

using namespace shared;  // the scope that the shared bodies below are written for

enum CandidateState : std::uint8_t { open, decided };

/// Several threads may write the same value to one place.
template <typename T>
void store(T& place, T value)
{
    std::atomic_ref(place).store(value, std::memory_order_relaxed);
}

/// Numbers that several threads may set to the same value at once.
struct Flags {
    struct Flag {
        int& value;
        operator int() const { return std::atomic_ref(value).load(std::memory_order_relaxed); }
        /// Writes nothing that is there already: threads would wait for each other's caches.
        void operator=(int now) const
        {
            if (int(*this) != now) store(value, now);
        }
    };
    Flag operator[](std::size_t i) const { return {all[i]}; }

    std::vector<int>& all;
};

/// Everything that the passes read and write, as arrays that the shared bodies index.
struct Arrays {
    explicit Arrays(const Domain& d)
        : domain(d)
        , metric(d.skin->metric())
        , cells(d.cells)
        , window_heads(metric.triangle_count(), nothing)
        , candidate_heads(metric.triangle_count(), nothing)
        , live(d.live)
    {
        for (const Root& root : d.roots)
            if (triangles.empty() || triangles.back() != root.triangle)
                triangles.push_back(root.triangle);
    }

    const Domain& domain;
    const SkinMetric& metric;
    std::vector<std::uint32_t> triangles;  // those with roots, and so all with cells and candidates
    std::vector<Cell> cells;
    std::vector<Candidate> candidates;
    std::vector<std::uint8_t> states;  // CandidateState of each candidate
    std::vector<Window> windows;       // those of one triangle follow each other, newest first
    std::vector<int> window_heads;     // per triangle: its first window, or nothing
    std::vector<int> candidate_heads;  // per triangle
    std::vector<int> bucket_heads;
    std::vector<int> next_in_bucket;  // per candidate
    std::vector<int> live;            // per triangle
};

/// What a worker makes of some cells.
struct Grown {
    std::vector<Cell> cells;
    std::vector<Candidate> candidates;
};

/// The scope of shared/grow.h.
struct Grower {
    explicit Grower(Arrays& arrays)
        : roots(arrays.domain.roots.data())
        , windows(arrays.windows.data())
        , window_count(static_cast<int>(arrays.windows.size()))
        , window_heads(arrays.window_heads.data())
        , positions_um(arrays.metric.positions_um.data())
        , corner_vertices(arrays.metric.corner_vertices.data())
        , smallest_weights(arrays.metric.smallest_weights.data())
        , live{arrays.live}
    {
    }

    const Root* roots;
    const Window* windows;
    int window_count;
    const int* window_heads;
    const ivec3* positions_um;
    const uint* corner_vertices;
    const int* smallest_weights;
    Flags live;
    int near_windows[most_near] = {};
    int level_now = 0;
    uint trouble = 0;
    std::int64_t work = 0;
    static constexpr std::int64_t most_work = std::numeric_limits<std::int64_t>::max();
    Grown grown;

    int window_at(uint triangle) const { return window_heads[triangle]; }
    int window_after(int i) const
    {
        const bool last = i + 1 == window_count || windows[i + 1].triangle != windows[i].triangle;
        return last ? nothing : i + 1;
    }
    void emit_cell(Cell cell)
    {
        grown.cells.push_back(cell);
        live[roots[cell.root].triangle] = level_now;
    }
    void emit_candidate(const Candidate& candidate)
    {
        grown.candidates.push_back(candidate);
        live[candidate.triangle] = level_now;
    }

#include "shared/covered.h"

#include "shared/grow.h"
};

/// The scope of shared/choose.h.
struct Chooser {
    explicit Chooser(const Arrays& arrays)
        : candidates(arrays.candidates.data())
        , bucket_heads(arrays.bucket_heads.data())
        , next_in_bucket(arrays.next_in_bucket.data())
        , states(arrays.states.data())
    {
    }

    const Candidate* candidates;
    const int* bucket_heads;
    const int* next_in_bucket;
    const std::uint8_t* states;
    uint trouble = 0;
    std::int64_t work = 0;
    static constexpr std::int64_t most_work = std::numeric_limits<std::int64_t>::max();

    bool is_open(int candidate) const { return states[candidate] == open; }

#include "shared/choose.h"
};

/// The scope of shared/cover.h: one worker's discs, one after the other. On cache lines of its own.
struct alignas(128) Spreader {
    explicit Spreader(Arrays& arrays)
        : candidates(arrays.candidates)
        , candidate_heads(arrays.candidate_heads)
        , live{arrays.live}
        , triangle_radii(arrays.metric.radii)
        , states(arrays.states)
        , disc(arrays.metric)
        , reaches(arrays.domain.reach)
    {
    }

    const std::vector<Candidate>& candidates;
    const std::vector<int>& candidate_heads;
    Flags live;
    const std::vector<std::int32_t>& triangle_radii;
    std::vector<std::uint8_t>& states;
    Disc disc;
    const std::vector<std::int32_t>& reaches;
    std::vector<Window> kept;
    std::size_t most_kept = 0;
    int spacing = 0;
    int level = 0;
    std::int64_t work = 0;
    static constexpr std::int64_t most_work = std::numeric_limits<std::int64_t>::max();
    uint trouble = 0;

    bool is_open(int candidate)
    {
        return std::atomic_ref(states[candidate]).load(std::memory_order_relaxed) == open;
    }
    void reject(int candidate) { store<std::uint8_t>(states[candidate], decided); }
    void keep(const Window& window)
    {
        if (kept.size() == std::min(kept.capacity(), most_kept)) make_room();
        if (kept.size() < most_kept)
            kept.push_back(window);
        else
            trouble |= trouble_windows;
    }

    /// Forgets the windows of triangles that were covered whole since, which are most of a level's;
    /// takes more memory only where that does not free the half.
    void make_room()
    {
        std::erase_if(kept, [this](const Window& one) { return live[one.triangle] != level; });
        if (2 * kept.size() >= kept.capacity())
            kept.reserve(std::max<std::size_t>(1 << 10, 2 * kept.capacity()));
    }

#include "shared/cover.h"

    void spread(const Candidate& source, const std::function<void()>& beat)
    {
        spacing = source.spacing;
        const auto each =
            [this](
                int t, ivec2 p0, ivec2 p1, ivec2 p2, ivec2 from, ivec2 to, int offset, int wedged) {
                visit(t, p0, p1, p2, from, to, offset, wedged);
            };
        trouble |= disc.spread(source.triangle, source.weights, reaches[source.zone], each, beat);
    }
};

}  // namespace sampling::processor
