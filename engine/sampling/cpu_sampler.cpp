// SPDX-License-Identifier: MIT
#include "sampling/cpu_sampler.h"

#include "base/error.h"
#include "base/parallel.h"
#include "sampling/level_scheme.h"

#include <atomic>
#include <limits>

namespace sampling {
namespace {

using namespace shared;  // the scope that the shared bodies below are written for

enum CandidateState : std::uint8_t { open, rejected };

/// Everything that the passes read and write, as arrays that the shared bodies index.
struct Arrays {
    explicit Arrays(const Domain& d)
        : domain(d)
        , window_heads(d.skin.triangle_count(), nothing)
        , candidate_heads(d.skin.triangle_count(), nothing)
    {
    }

    const Domain& domain;
    std::vector<Cell> cells;
    std::vector<Candidate> candidates;
    std::vector<std::uint8_t> states;  // CandidateState of each candidate
    std::vector<Window> windows;
    std::vector<int> window_heads;     // per triangle
    std::vector<int> candidate_heads;  // per triangle
    std::vector<int> bucket_heads;
    std::vector<int> next_in_bucket;  // per candidate
};

/// The scope of shared/grow.h: what one worker makes of its cells.
struct Grower {
    explicit Grower(const Arrays& arrays)
        : roots(arrays.domain.roots)
        , rules(arrays.domain.rules)
        , windows(arrays.windows)
        , window_heads(arrays.window_heads)
        , positions_um(arrays.domain.skin.positions_um)
        , corner_vertices(arrays.domain.skin.corner_vertices)
        , smallest_weights(arrays.domain.skin.smallest_weights)
    {
    }

    const std::vector<Root>& roots;
    const std::vector<ZoneRule>& rules;
    const std::vector<Window>& windows;
    const std::vector<int>& window_heads;
    const std::vector<glm::ivec3>& positions_um;
    const std::vector<std::uint32_t>& corner_vertices;
    const std::vector<std::int32_t>& smallest_weights;
    std::uint32_t trouble = 0;
    std::int64_t work = 0;
    static constexpr std::int64_t most_work = std::numeric_limits<std::int64_t>::max();
    std::vector<Cell> cells;
    std::vector<Candidate> candidates;

    void emit_cell(Cell cell) { cells.push_back(cell); }
    void emit_candidate(const Candidate& candidate) { candidates.push_back(candidate); }

#include "shared/covered.h"

#include "shared/grow.h"
};

/// The scope of shared/choose.h.
struct Chooser {
    explicit Chooser(const Arrays& arrays)
        : rules(arrays.domain.rules)
        , candidates(arrays.candidates)
        , bucket_heads(arrays.bucket_heads)
        , next_in_bucket(arrays.next_in_bucket)
        , states(arrays.states)
    {
    }

    const std::vector<ZoneRule>& rules;
    const std::vector<Candidate>& candidates;
    const std::vector<int>& bucket_heads;
    const std::vector<int>& next_in_bucket;
    const std::vector<std::uint8_t>& states;
    std::uint32_t trouble = 0;
    std::int64_t work = 0;
    static constexpr std::int64_t most_work = std::numeric_limits<std::int64_t>::max();

    bool is_open(int candidate) const { return states[candidate] == open; }

#include "shared/choose.h"
};

/// The scope of shared/disc.h and shared/cover.h: one worker's discs, one after the other.
struct Spreader {
    explicit Spreader(Arrays& arrays)
        : rules(arrays.domain.rules)
        , twins(arrays.domain.skin.twins)
        , opposites(arrays.domain.skin.opposites)
        , corner_vertices(arrays.domain.skin.corner_vertices)
        , vertex_kinds(arrays.domain.skin.vertex_kinds)
        , is_wanted(arrays.domain.is_wanted)
        , candidates(arrays.candidates)
        , candidate_heads(arrays.candidate_heads)
        , states(arrays.states)
        , tasks(task_capacity)
        , bends(bend_capacity)
    {
    }

    static constexpr int task_capacity = 1 << 16;
    static constexpr int bend_capacity = 1 << 16;
    static constexpr int most_work = std::numeric_limits<int>::max();

    const std::vector<ZoneRule>& rules;
    const std::vector<std::int32_t>& twins;
    const std::vector<glm::ivec2>& opposites;
    const std::vector<std::uint32_t>& corner_vertices;
    const std::vector<std::uint32_t>& vertex_kinds;
    const std::vector<std::uint32_t>& is_wanted;
    const std::vector<Candidate>& candidates;
    const std::vector<int>& candidate_heads;
    std::vector<std::uint8_t>& states;
    std::vector<Task> tasks;
    std::vector<ivec2> bends;
    std::vector<Window> kept;
    int spacing = 0;
    int reach = 0;
    int work = 0;
    std::uint32_t trouble = 0;

    // Two workers may reject the same candidate at once.
    bool is_open(int candidate)
    {
        return std::atomic_ref(states[candidate]).load(std::memory_order_relaxed) == open;
    }
    void reject(int candidate)
    {
        std::atomic_ref(states[candidate]).store(rejected, std::memory_order_relaxed);
    }
    void keep(const Window& window) { kept.push_back(window); }

#include "shared/disc.h"

#include "shared/cover.h"

    void spread(const SkinMetric& skin, const Candidate& source)
    {
        spacing = rules[source.zone].spacing;
        reach = rules[source.zone].reach;
        task_count = 0;
        bend_count = 0;
        const auto [p0, p1, p2] = flat_from(skin, source.triangle, source.weights);
        begin_disc(static_cast<int>(source.triangle), p0, p1, p2);
        while (task_count > 0 && trouble == 0) {
            work = 0;
            advance(1 << 20);
        }
    }
};

void refuse_trouble(std::uint32_t trouble)
{
    if (trouble == 0) return;
    if (trouble & trouble_unfit)
        throw base::Error(
            "The scan has needle-thin or huge triangles in or near a zone, on which distances "
            "cannot be measured; repair the mesh there or paint elsewhere.");
    throw base::Error(
        "The scan's mesh is too tangled near a zone to measure distances along the skin.");
}

class CpuPasses : public Passes {
public:
    CpuPasses(const Domain& domain, unsigned threads)
        : arrays_(domain)
        , threads_(base::thread_count(threads))
        , spreaders_(threads_, Spreader(arrays_))
    {
        arrays_.cells = domain.cells;
    }

    Left grow(int level) override;
    std::size_t choose() override;
    void spread(int level) override;
    std::vector<Chosen> chosen() override { return chosen_; }

private:
    void file_candidates();
    void keep_windows();

    Arrays arrays_;
    unsigned threads_;
    std::vector<Spreader> spreaders_;  // one per worker
    std::vector<std::uint32_t> chosen_now_;
    std::vector<Chosen> chosen_;
};

Passes::Left CpuPasses::grow(int level)
{
    constexpr std::size_t grain = 1024;
    std::vector<Grower> growers((arrays_.cells.size() + grain - 1) / grain, Grower(arrays_));
    base::parallel_for(
        arrays_.cells.size(), grain, threads_, [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t i = begin; i < end; ++i)
                growers[begin / grain].grow(arrays_.cells[i], level, arrays_.domain.seed);
        });
    arrays_.cells.clear();
    arrays_.candidates.clear();
    for (const Grower& grower : growers) {
        arrays_.cells.insert(arrays_.cells.end(), grower.cells.begin(), grower.cells.end());
        arrays_.candidates.insert(
            arrays_.candidates.end(), grower.candidates.begin(), grower.candidates.end());
    }
    file_candidates();
    return {arrays_.cells.size(), arrays_.candidates.size()};
}

void CpuPasses::file_candidates()
{
    std::size_t buckets = 64;
    while (buckets < 2 * arrays_.candidates.size())
        buckets *= 2;
    arrays_.bucket_heads.assign(buckets, nothing);
    arrays_.next_in_bucket.assign(arrays_.candidates.size(), nothing);
    arrays_.candidate_heads.assign(arrays_.candidate_heads.size(), nothing);
    arrays_.states.assign(arrays_.candidates.size(), open);
    for (int i = 0; i < static_cast<int>(arrays_.candidates.size()); ++i) {
        Candidate& candidate = arrays_.candidates[i];
        candidate.next = std::exchange(arrays_.candidate_heads[candidate.triangle], i);
        const ivec3 cube = cube_of(candidate.position_um, arrays_.domain.cube_size_um);
        arrays_.next_in_bucket[i] =
            std::exchange(arrays_.bucket_heads[bucket_of(cube, static_cast<uint>(buckets - 1))], i);
    }
    // What earlier points cover is no candidate.
    const Grower looker(arrays_);
    base::parallel_for(
        arrays_.candidates.size(),
        1024,
        threads_,
        [&](std::size_t begin, std::size_t end, unsigned) {
            Grower mine = looker;
            for (std::size_t i = begin; i < end; ++i) {
                const Candidate& c = arrays_.candidates[i];
                if (mine.is_covered(c.triangle, c.weights, 0, arrays_.domain.rules[c.zone].spacing))
                    arrays_.states[i] = rejected;
            }
        });
}

std::size_t CpuPasses::choose()
{
    std::vector<std::uint8_t> best(arrays_.candidates.size(), 0);
    const auto mask = static_cast<uint>(arrays_.bucket_heads.size() - 1);
    base::parallel_for(
        best.size(), 256, threads_, [&](std::size_t begin, std::size_t end, unsigned) {
            Chooser chooser(arrays_);
            for (std::size_t i = begin; i < end; ++i)
                best[i] = chooser.is_open(int(i)) &&
                          chooser.is_chosen(int(i), arrays_.domain.cube_size_um, mask);
        });
    chosen_now_.clear();
    for (std::uint32_t i = 0; i < best.size(); ++i)
        if (best[i]) chosen_now_.push_back(i);
    return chosen_now_.size();
}

void CpuPasses::spread(int level)
{
    for (const std::uint32_t i : chosen_now_) {
        chosen_.push_back({arrays_.candidates[i], static_cast<std::uint32_t>(level)});
        arrays_.states[i] = rejected;  // decided: its own disc covers it
    }
    base::parallel_for(
        chosen_now_.size(), 16, threads_, [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t k = begin; k < end; ++k)
                spreaders_[worker].spread(arrays_.domain.skin, arrays_.candidates[chosen_now_[k]]);
        });
    for (const Spreader& spreader : spreaders_)
        refuse_trouble(spreader.trouble);
    keep_windows();
}

void CpuPasses::keep_windows()
{
    for (Spreader& spreader : spreaders_) {
        for (Window& window : spreader.kept) {
            window.next = std::exchange(arrays_.window_heads[window.triangle],
                                        static_cast<int>(arrays_.windows.size()));
            arrays_.windows.push_back(window);
        }
        spreader.kept.clear();
    }
}

}  // namespace

SampleSet CpuSampler::sample(const SampleRequest& request, const base::Progress& progress)
{
    const Domain domain = build_domain(request);
    CpuPasses passes(domain, threads_);
    return run_levels(passes, progress);
}

}  // namespace sampling
