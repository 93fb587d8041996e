// SPDX-License-Identifier: MIT
#include "sampling/cpu_sampler.h"

#include "base/error.h"
#include "base/parallel.h"
#include "sampling/level_scheme.h"
#include "sampling/processor.h"

#include <algorithm>
#include <atomic>
#include <numeric>

namespace sampling {
namespace {

using namespace processor;

class CpuPasses : public Passes {
public:
    CpuPasses(const Domain& domain,
              unsigned threads,
              const base::Progress& progress,
              std::size_t most_windows)
        : arrays_(domain)
        , cube_size_um_(domain.cube_size_um())
        , threads_(base::thread_count(threads))
        , progress_(progress)
        , most_windows_(most_windows)
        , next_window_(domain.live.size())
    {
        spreaders_.reserve(threads_);
        for (unsigned worker = 0; worker < threads_; ++worker)
            spreaders_.emplace_back(arrays_);
    }

    void begin() override { spread_all(arrays_.domain.given, -1); }
    Left grow(int level) override;
    std::size_t choose() override;
    void spread(int level) override;
    std::vector<Chosen> chosen() override { return std::move(chosen_); }

private:
    void file_windows();
    void file_candidates();
    void spread_all(std::span<const Candidate> sources, int level);
    void for_each(std::size_t count,
                  std::size_t grain,
                  const std::function<void(std::size_t, std::size_t, unsigned)>& body)
    {
        base::parallel_for(count, grain, threads_, body, [this] { beat(0); });
    }

    /// Called often by every thread: reports on the first, and ends the others' work once the user
    /// wants to stop.
    void beat(unsigned worker)
    {
        if (worker != 0) {
            if (stopped_.load(std::memory_order_relaxed)) throw base::Cancelled();
            return;
        }
        try {
            progress_.report(done_);
        } catch (...) {
            stopped_ = true;
            throw;
        }
    }

    Arrays arrays_;
    std::int32_t cube_size_um_;
    unsigned threads_;
    std::vector<Spreader> spreaders_;  // one per worker
    const base::Progress& progress_;
    std::size_t most_windows_;
    float done_ = 0;
    std::atomic<bool> stopped_ = false;
    std::vector<std::uint32_t> open_;        // candidates
    std::vector<std::uint32_t> chosen_now_;  // candidates
    std::vector<Chosen> chosen_;
    std::vector<Window> filed_;     // memory for the next filing, ...
    std::vector<int> next_window_;  // ... and where to put the next window, per triangle
};

/// Appends what each piece of a parallel loop made, in the order of the pieces.
template <typename Piece, typename Item>
std::vector<Item>
joined(const std::vector<Piece>& pieces, std::vector<Item> Piece::*items, unsigned threads)
{
    std::vector<std::size_t> first(pieces.size() + 1, 0);
    for (std::size_t i = 0; i < pieces.size(); ++i)
        first[i + 1] = first[i] + (pieces[i].*items).size();
    std::vector<Item> all(first.back());
    base::parallel_for(
        pieces.size(), 4, threads, [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t i = begin; i < end; ++i)
                std::ranges::copy(pieces[i].*items, all.begin() + std::ptrdiff_t(first[i]));
        });
    return all;
}

Passes::Left CpuPasses::grow(int level)
{
    constexpr std::size_t grain = 512;
    done_ = share_done(level);
    file_windows();
    std::vector<Grown> grown((arrays_.cells.size() + grain - 1) / grain);
    for_each(arrays_.cells.size(), grain, [&](std::size_t begin, std::size_t end, unsigned) {
        Grower grower(arrays_);
        grower.level_now = level;
        for (std::size_t i = begin; i < end; ++i)
            grower.grow(arrays_.cells[i], level, arrays_.domain.seed);
        grown[begin / grain] = std::move(grower.grown);
    });
    arrays_.cells = joined(grown, &Grown::cells, threads_);
    arrays_.candidates = joined(grown, &Grown::candidates, threads_);
    file_candidates();
    return {arrays_.cells.size(), arrays_.candidates.size()};
}

/// Brings the windows of each triangle together, the new ones before the old; those of triangles
/// without cells are dropped. Within each of the two their order does not matter.
void CpuPasses::file_windows()
{
    std::vector<const std::vector<Window>*> fresh;
    for (const Spreader& spreader : spreaders_)
        if (!spreader.kept.empty()) fresh.push_back(&spreader.kept);
    if (fresh.empty()) return;
    const int level = fresh.front()->front().level;
    const auto for_live = [&](const std::vector<Window>& windows, const auto& body) {
        for_each(windows.size(), 1 << 12, [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t i = begin; i < end; ++i)
                if (arrays_.live[windows[i].triangle] == level) body(windows[i]);
        });
    };
    const auto take = [](int& count) {
        return std::atomic_ref(count).fetch_add(1, std::memory_order_relaxed);
    };

    std::vector<int>& heads = arrays_.window_heads;
    std::vector<int>& next = next_window_;
    for (const std::uint32_t t : arrays_.triangles)
        next[t] = 0;
    const auto count = [&](const Window& window) { take(next[window.triangle]); };
    for (const auto* windows : fresh)
        for_live(*windows, count);
    for_live(arrays_.windows, count);
    int total = 0;
    for (const std::uint32_t t : arrays_.triangles) {
        const int windows = std::exchange(next[t], total);
        heads[t] = windows == 0 ? nothing : total;
        total += windows;
    }
    filed_.resize(static_cast<std::size_t>(total));
    const auto file = [&](const Window& window) { filed_[take(next[window.triangle])] = window; };
    for (const auto* windows : fresh)
        for_live(*windows, file);
    for_live(arrays_.windows, file);
    std::swap(arrays_.windows, filed_);
    for (Spreader& spreader : spreaders_)
        spreader.kept.clear();
}

void CpuPasses::file_candidates()
{
    std::size_t buckets = 64;
    while (buckets < 2 * arrays_.candidates.size())
        buckets *= 2;
    arrays_.bucket_heads.assign(buckets, nothing);
    arrays_.next_in_bucket.assign(arrays_.candidates.size(), nothing);
    for (const std::uint32_t t : arrays_.triangles)
        arrays_.candidate_heads[t] = nothing;
    arrays_.states.assign(arrays_.candidates.size(), open);
    for (int i = 0; i < static_cast<int>(arrays_.candidates.size()); ++i) {
        Candidate& candidate = arrays_.candidates[i];
        candidate.next = std::exchange(arrays_.candidate_heads[candidate.triangle], i);
        const ivec3 cube = cube_of(candidate.position_um, cube_size_um_);
        arrays_.next_in_bucket[i] =
            std::exchange(arrays_.bucket_heads[bucket_of(cube, static_cast<uint>(buckets - 1))], i);
    }
    open_.resize(arrays_.candidates.size());
    std::iota(open_.begin(), open_.end(), 0u);
}

std::size_t CpuPasses::choose()
{
    std::erase_if(open_, [this](std::uint32_t i) { return arrays_.states[i] != open; });
    std::vector<std::uint8_t> best(open_.size(), 0);
    const auto mask = static_cast<uint>(arrays_.bucket_heads.size() - 1);
    for_each(open_.size(), 256, [&](std::size_t begin, std::size_t end, unsigned) {
        Chooser chooser(arrays_);
        for (std::size_t i = begin; i < end; ++i)
            best[i] = chooser.is_chosen(int(open_[i]), cube_size_um_, mask);
    });
    chosen_now_.clear();
    for (std::size_t i = 0; i < open_.size(); ++i)
        if (best[i]) chosen_now_.push_back(open_[i]);
    return chosen_now_.size();
}

void CpuPasses::spread(int level)
{
    std::vector<Candidate> sources;
    sources.reserve(chosen_now_.size());
    for (const std::uint32_t i : chosen_now_) {
        sources.push_back(arrays_.candidates[i]);
        chosen_.push_back({arrays_.candidates[i], level});
        arrays_.states[i] = decided;  // its own disc covers it
    }
    spread_all(sources, level);
}

void CpuPasses::spread_all(std::span<const Candidate> sources, int level)
{
    const std::size_t room = most_windows_ - std::min(most_windows_, arrays_.windows.size());
    for (Spreader& spreader : spreaders_) {
        spreader.level = level;
        spreader.most_kept = room / spreaders_.size();
    }
    for_each(sources.size(), 8, [&](std::size_t begin, std::size_t end, unsigned worker) {
        for (std::size_t k = begin; k < end; ++k)
            spreaders_[worker].spread(sources[k], [this, worker] { beat(worker); });
    });
    for (const Spreader& spreader : spreaders_)
        refuse_trouble(spreader.trouble);
}

}  // namespace

std::vector<Chosen> fill_on_processor(const Domain& domain,
                                      unsigned threads,
                                      const base::Progress& progress,
                                      std::size_t most_windows)
{
    CpuPasses passes(domain, threads, progress, most_windows);
    return run_levels(passes, progress);
}

std::vector<Chosen> CpuSampler::fill(const Domain& domain, const base::Progress& progress)
{
    return fill_on_processor(domain, threads_, progress, most_windows_);
}

}  // namespace sampling
