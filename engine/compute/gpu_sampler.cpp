// SPDX-License-Identifier: MIT
#include "compute/gpu_sampler.h"

#include "base/error.h"
#include "gpu/buffer.h"
#include "gpu/commands.h"
#include "gpu/pipeline.h"
#include "sampling/cpu_sampler.h"
#include "sampling/level_scheme.h"
#include "shared/sampler_interface.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>

namespace compute {
namespace {

constexpr std::uint32_t grow_words[] = {
#include "spirv/sampler_grow.comp.inc"
};
constexpr std::uint32_t file_words[] = {
#include "spirv/sampler_file.comp.inc"
};
constexpr std::uint32_t choose_words[] = {
#include "spirv/sampler_choose.comp.inc"
};
constexpr std::uint32_t accept_words[] = {
#include "spirv/sampler_accept.comp.inc"
};
constexpr std::uint32_t spread_words[] = {
#include "spirv/sampler_spread.comp.inc"
};

gpu::ComputePipeline kernel(gpu::Device& device, std::string_view name, gpu::Words words)
{
    return gpu::ComputePipeline(device,
                                {.name = name,
                                 .words = words,
                                 .buffers = shared::sampler_bindings,
                                 .push_bytes = sizeof(shared::SamplerParameters)});
}

/// The device cannot hold or finish the job; the processor can.
struct TooMuchForDevice {};

}  // namespace

struct GpuKernels {
    explicit GpuKernels(gpu::Device& device)
        : grow(kernel(device, "sampler grow", grow_words))
        , file(kernel(device, "sampler file", file_words))
        , choose(kernel(device, "sampler choose", choose_words))
        , accept(kernel(device, "sampler accept", accept_words))
        , spread(kernel(device, "sampler spread", spread_words))
    {
    }

    gpu::ComputePipeline grow, file, choose, accept, spread;
};

namespace {

using sampling::Domain;
using shared::SamplerCounters;
using shared::SamplerParameters;

/// How much of each kind the device keeps, from the expected number of points and the largest
/// binding it allows.
struct Capacities {
    std::size_t cells, candidates, windows, accepted, discs;
};

Capacities capacities_for(const Domain& domain, const gpu::Limits& limits)
{
    const std::size_t most_bytes =
        std::min<std::size_t>(limits.storage_range_bytes, std::size_t(1) << 30);
    const auto within = [most_bytes](double wish, std::size_t item_bytes) {
        return static_cast<std::size_t>(std::min(wish, double(most_bytes / item_bytes)));
    };
    const double cells = double(domain.cells.size());
    const double points = domain.expected_points + 64;
    return {.cells = within(4 * cells + 64 * points, sizeof(shared::Cell)),
            .candidates = within(cells + 16 * points, sizeof(shared::Candidate)),
            .windows = within(600 * points + 65536, sizeof(shared::Window)),
            .accepted = within(4 * points, sizeof(shared::Accepted)),
            .discs = within(std::min(points, 4096.0),
                            sizeof(shared::Task) * shared::disc_task_capacity)};
}

std::size_t buckets_for(std::size_t candidates)
{
    std::size_t buckets = 64;
    while (buckets < 2 * candidates)
        buckets *= 2;
    return buckets;
}

/// All buffers of one run.
class Buffers {
public:
    Buffers(gpu::Device& device, const Domain& domain, const Capacities& capacity)
        : device_(device)
        , counters(made("counters", sizeof(SamplerCounters)))
        , roots(filled("roots", domain.roots))
        , reaches(filled("reaches", domain.reach))
        , positions_um(filled("positions", domain.skin->metric().positions_um))
        , corner_vertices(filled("corner vertices", domain.skin->metric().corner_vertices))
        , smallest_weights(filled("smallest weights", domain.skin->metric().smallest_weights))
        , twins(filled("twins", domain.skin->metric().twins))
        , opposites(filled("opposites", domain.skin->metric().opposites))
        , vertex_kinds(filled("vertex kinds", domain.skin->metric().vertex_kinds))
        , flat(filled("flat triangles", domain.skin->metric().flat))
        , live(filled("live triangles", domain.live))
        , cells(made("cells", capacity.cells * sizeof(shared::Cell)))
        , next_cells(made("next cells", capacity.cells * sizeof(shared::Cell)))
        , candidates(made("candidates", capacity.candidates * sizeof(shared::Candidate)))
        , candidate_states(made("candidate states", capacity.candidates * sizeof(std::uint32_t)))
        , candidate_heads(
              made("candidate heads", domain.skin->metric().triangle_count() * sizeof(int)))
        , bucket_heads(made("bucket heads", buckets_for(capacity.candidates) * sizeof(int)))
        , next_in_bucket(made("next in bucket", capacity.candidates * sizeof(int)))
        , windows(made("windows", capacity.windows * sizeof(shared::Window)))
        , window_heads(made("window heads", domain.skin->metric().triangle_count() * sizeof(int)))
        , chosen(made("chosen", capacity.candidates * sizeof(std::uint32_t)))
        , accepted(made("accepted", capacity.accepted * sizeof(shared::Accepted)))
        , walks(made("disc states", capacity.discs * sizeof(shared::DiscState)))
        , tasks(made("disc tasks",
                     capacity.discs * shared::disc_task_capacity * sizeof(shared::Task)))
        , arrivals(made("disc arrivals",
                        capacity.discs * shared::disc_arrival_capacity * sizeof(shared::Arrival)))
        , triangle_radii(filled("triangle radii", domain.skin->metric().radii))
    {
        if (domain.cells.size() > capacity.cells) throw TooMuchForDevice();
        gpu::write_bytes(device, cells, gpu::bytes_of(domain.cells));
    }

    /// The pipeline with every buffer at its binding number (shared/sampler_interface.h).
    void bind(gpu::Commands& commands, const gpu::Pipeline& pipeline) const
    {
        commands.bind(pipeline,
                      {counters,
                       roots,
                       reaches,
                       positions_um,
                       corner_vertices,
                       smallest_weights,
                       twins,
                       opposites,
                       vertex_kinds,
                       flat,
                       live,
                       cells,
                       next_cells,
                       candidates,
                       candidate_states,
                       candidate_heads,
                       bucket_heads,
                       next_in_bucket,
                       windows,
                       window_heads,
                       chosen,
                       accepted,
                       walks,
                       tasks,
                       arrivals,
                       triangle_radii});
    }

private:
    gpu::Buffer made(std::string_view name, std::size_t bytes)
    {
        if (bytes > device_.limits().storage_range_bytes) throw TooMuchForDevice();
        return gpu::Buffer(device_, {.name = name, .bytes = (bytes + 3) / 4 * 4});
    }

    template <typename T>
    gpu::Buffer filled(std::string_view name, const std::vector<T>& values)
    {
        gpu::Buffer buffer = made(name, values.size() * sizeof(T));
        gpu::write_bytes(device_, buffer, gpu::bytes_of(values));
        return buffer;
    }

    gpu::Device& device_;

public:
    // In the order of their binding numbers.
    gpu::Buffer counters, roots, reaches, positions_um, corner_vertices, smallest_weights, twins,
        opposites, vertex_kinds, flat, live, cells, next_cells, candidates, candidate_states,
        candidate_heads, bucket_heads, next_in_bucket, windows, window_heads, chosen, accepted,
        walks, tasks, arrivals, triangle_radii;
};

/// The passes of the level scheme as dispatches. After each, the host reads a few counters and
/// nothing else.
class GpuPasses : public sampling::Passes {
public:
    GpuPasses(gpu::Device& device, const GpuKernels& kernels, const Domain& domain)
        : device_(device)
        , kernels_(kernels)
        , capacity_(capacities_for(domain, device.limits()))
        , buffers_(device, domain, capacity_)
        , cells_(static_cast<std::uint32_t>(domain.cells.size()))
        , domain_(domain)
    {
        parameters_.seed = domain.seed;
        parameters_.cube_size_um = domain.cube_size_um;
        parameters_.cell_capacity = static_cast<std::uint32_t>(capacity_.cells);
        parameters_.candidate_capacity = static_cast<std::uint32_t>(capacity_.candidates);
        parameters_.window_capacity = static_cast<std::uint32_t>(capacity_.windows);
        gpu::Commands commands(device_);
        commands.fill(buffers_.counters, 0);
        commands.fill(buffers_.window_heads, std::uint32_t(shared::nothing));
        commands.fill(buffers_.candidate_heads, std::uint32_t(shared::nothing));
        commands.fill(buffers_.arrivals, 0);
        commands.submit_and_wait();
    }

    void begin() override;
    Left grow(int level) override;
    std::size_t choose() override;
    void spread(int level) override;
    std::vector<sampling::Chosen> chosen() override;

private:
    void file_candidates();
    void spread_chosen();
    void spread_batch(std::uint32_t first, std::uint32_t count);
    void record(gpu::Commands& commands, const gpu::Pipeline& kernel, std::uint32_t count);
    SamplerCounters counters_after(gpu::Commands& commands);

    gpu::Device& device_;
    const GpuKernels& kernels_;
    Capacities capacity_;
    Buffers buffers_;
    SamplerParameters parameters_{};
    std::uint32_t cells_ = 0;
    std::uint32_t candidates_ = 0;
    std::uint32_t chosen_now_ = 0;
    std::uint32_t accepted_ = 0;
    std::int32_t discs_ = 0;  // so far
    const Domain& domain_;
};

constexpr gpu::Scope fills = gpu::transfer_writes;
constexpr gpu::Scope kernel_uses = gpu::compute_reads | gpu::compute_writes;

void GpuPasses::record(gpu::Commands& commands, const gpu::Pipeline& kernel, std::uint32_t count)
{
    parameters_.count = count;
    buffers_.bind(commands, kernel);
    commands.push(parameters_);
    commands.dispatch(gpu::groups_for(count, shared::sampler_group_size));
}

/// Runs the commands and reads the counters; throws where a kernel met trouble.
SamplerCounters GpuPasses::counters_after(gpu::Commands& commands)
{
    commands.submit_and_wait();
    const auto counters = gpu::read<SamplerCounters>(device_, buffers_.counters, 1).front();
    if (counters.trouble != 0) throw TooMuchForDevice();
    return counters;
}

/// The points that are there already go where candidates and chosen ones go, and spread from there.
void GpuPasses::begin()
{
    chosen_now_ = static_cast<std::uint32_t>(domain_.given.size());
    if (chosen_now_ == 0) return;
    if (chosen_now_ > capacity_.candidates) throw TooMuchForDevice();
    std::vector<std::uint32_t> all(chosen_now_);
    std::iota(all.begin(), all.end(), 0u);
    gpu::write_bytes(device_, buffers_.candidates, gpu::bytes_of(domain_.given));
    gpu::write_bytes(device_, buffers_.chosen, gpu::bytes_of(all));
    parameters_.level = -1;
    spread_chosen();
}

sampling::Passes::Left GpuPasses::grow(int level)
{
    parameters_.level = level;
    const SamplerCounters now = gpu::read<SamplerCounters>(device_, buffers_.counters, 1).front();
    const std::array fresh{SamplerCounters{.cells = 0,
                                           .candidates = 0,
                                           .chosen = 0,
                                           .windows = now.windows,
                                           .unfinished = 0,
                                           .trouble = 0}};
    gpu::write_bytes(device_, buffers_.counters, gpu::bytes_of(fresh));

    gpu::Commands commands(device_);
    commands.fill(buffers_.candidate_heads, std::uint32_t(shared::nothing));
    commands.barrier(fills, kernel_uses);
    record(commands, kernels_.grow, cells_);
    const SamplerCounters grown = counters_after(commands);
    cells_ = grown.cells;
    candidates_ = grown.candidates;
    std::swap(buffers_.cells, buffers_.next_cells);
    if (candidates_ > 0) file_candidates();
    return {cells_, candidates_};
}

void GpuPasses::file_candidates()
{
    parameters_.bucket_mask = static_cast<std::uint32_t>(buckets_for(candidates_) - 1);
    gpu::Commands commands(device_);
    commands.fill(buffers_.bucket_heads, std::uint32_t(shared::nothing));
    commands.barrier(fills, kernel_uses);
    record(commands, kernels_.file, candidates_);
    counters_after(commands);
}

std::size_t GpuPasses::choose()
{
    SamplerCounters counters = gpu::read<SamplerCounters>(device_, buffers_.counters, 1).front();
    counters.chosen = 0;
    gpu::write_bytes(device_, buffers_.counters, gpu::bytes_of(std::array{counters}));
    gpu::Commands commands(device_);
    record(commands, kernels_.choose, candidates_);
    chosen_now_ = counters_after(commands).chosen;
    return chosen_now_;
}

void GpuPasses::spread(int level)
{
    parameters_.level = level;
    if (accepted_ + chosen_now_ > capacity_.accepted) throw TooMuchForDevice();
    gpu::Commands commands(device_);
    parameters_.first = accepted_;
    record(commands, kernels_.accept, chosen_now_);
    commands.submit_and_wait();
    accepted_ += chosen_now_;
    spread_chosen();
}

void GpuPasses::spread_chosen()
{
    const auto most = static_cast<std::uint32_t>(capacity_.discs);
    for (std::uint32_t first = 0; first < chosen_now_; first += most)
        spread_batch(first, std::min(most, chosen_now_ - first));
}

/// Some discs, dispatched again and again until all have come to their end.
void GpuPasses::spread_batch(std::uint32_t first, std::uint32_t count)
{
    parameters_.first = first;
    parameters_.first_disc = discs_ + 1;
    discs_ += static_cast<std::int32_t>(count);
    bool begun = false;
    for (std::uint32_t unfinished = count; unfinished > 0; begun = true) {
        SamplerCounters counters =
            gpu::read<SamplerCounters>(device_, buffers_.counters, 1).front();
        counters.unfinished = 0;
        gpu::write_bytes(device_, buffers_.counters, gpu::bytes_of(std::array{counters}));
        gpu::Commands commands(device_);
        if (!begun) {
            commands.fill(buffers_.walks, 0);
            commands.barrier(fills, kernel_uses);
        }
        record(commands, kernels_.spread, count);
        unfinished = counters_after(commands).unfinished;
    }
}

std::vector<sampling::Chosen> GpuPasses::chosen()
{
    std::vector<sampling::Chosen> all;
    for (const auto& [candidate, level] :
         gpu::read<shared::Accepted>(device_, buffers_.accepted, accepted_))
        all.push_back({candidate, level});
    return all;
}

}  // namespace

GpuSampler::GpuSampler(gpu::Device& device)
    : device_(device)
    , kernels_(std::make_unique<GpuKernels>(device))
{
}

GpuSampler::~GpuSampler() = default;

std::vector<sampling::Chosen> GpuSampler::fill(const Domain& domain, const base::Progress& progress)
{
    fell_back_ = false;
    if (domain.cells.empty()) return {};
    try {
        GpuPasses passes(device_, *kernels_, domain);
        return sampling::run_levels(passes, progress);
    } catch (const TooMuchForDevice&) {
        fell_back_ = true;
        return sampling::fill_on_processor(domain, 0, progress);
    }
}

}  // namespace compute
