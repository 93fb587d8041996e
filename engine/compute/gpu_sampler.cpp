// SPDX-License-Identifier: MIT
#include "compute/gpu_sampler.h"

#include "base/error.h"
#include "compute/sampler_memory.h"
#include "gpu/pipeline.h"
#include "sampling/cpu_sampler.h"
#include "sampling/level_scheme.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstring>
#include <numeric>
#include <utility>

namespace compute {
namespace {

constexpr std::uint32_t clear_words[] = {
#include "spirv/sampler_clear.comp.inc"
};
constexpr std::uint32_t grow_words[] = {
#include "spirv/sampler_grow.comp.inc"
};
constexpr std::uint32_t file_words[] = {
#include "spirv/sampler_file.comp.inc"
};
constexpr std::uint32_t choose_words[] = {
#include "spirv/sampler_choose.comp.inc"
};
constexpr std::uint32_t spread_words[] = {
#include "spirv/sampler_spread.comp.inc"
};
constexpr std::uint32_t turn_words[] = {
#include "spirv/sampler_turn.comp.inc"
};
constexpr std::uint32_t gather_words[] = {
#include "spirv/sampler_gather.comp.inc"
};

gpu::ComputePipeline
kernel(gpu::Device& device, std::string_view name, gpu::Words words, std::uint32_t push_bytes = 0)
{
    return gpu::ComputePipeline(device,
                                {.name = name,
                                 .words = words,
                                 .buffers = shared::sampler_bindings,
                                 .push_bytes = push_bytes});
}

}  // namespace

struct GpuKernels {
    explicit GpuKernels(gpu::Device& device)
        : of_phase{kernel(device, "sampler clear", clear_words),
                   kernel(device, "sampler grow", grow_words),
                   kernel(device, "sampler file", file_words),
                   kernel(device, "sampler choose", choose_words),
                   kernel(device, "sampler spread", spread_words)}
        , turn(kernel(device, "sampler turn", turn_words, sizeof(shared::SamplerStep)))
        , gather(kernel(device, "sampler gather", gather_words))
    {
    }

    std::array<gpu::ComputePipeline, shared::phase_done> of_phase;
    gpu::ComputePipeline turn, gather;
};

namespace {

using sampling::Domain;
using shared::SamplerJob;
using shared::SamplerState;
using Clock = std::chrono::steady_clock;

constexpr gpu::Scope kernel_uses = gpu::compute_reads | gpu::compute_writes | gpu::indirect_reads;
constexpr gpu::Scope transfers = gpu::transfer_reads | gpu::transfer_writes;

constexpr auto list_end = static_cast<std::uint32_t>(shared::nothing);

// A submission should take 8 to 30 ms: shorter ones wait too often, longer ones neither let the
// screen draw nor the user cancel. So the number of levels in one is doubled or halved.
constexpr int rounds_a_level = 4;  // recorded; 1 to 5 are needed, and those left over come later
constexpr int spreads_a_round = 3;
constexpr int most_levels_at_once = 16;
constexpr auto short_time = std::chrono::milliseconds(8);
constexpr auto long_time = std::chrono::milliseconds(30);

template <typename T>
std::span<const std::byte> bytes_of_one(const T& value)
{
    return std::as_bytes(std::span(&value, 1));
}

/// One run of the level scheme on the device.
class Run {
public:
    Run(gpu::Device& device,
        const GpuKernels& kernels,
        const SkinOnDevice& skin,
        RunMemory& memory,
        const Domain& domain)
        : device_(device)
        , kernels_(kernels)
        , skin_(skin)
        , memory_(memory)
        , domain_(domain)
        , state_(device,
                 {.name = "sampler state",
                  .bytes = sizeof(SamplerState),
                  .use = VK_BUFFER_USAGE_STORAGE_BUFFER_BIT | VK_BUFFER_USAGE_INDIRECT_BUFFER_BIT})
        , job_(device, {.name = "sampler job", .bytes = sizeof(SamplerJob)})
        , seen_(device,
                {.name = "sampler state as seen",
                 .bytes = sizeof(SamplerState),
                 .home = gpu::Home::host,
                 .use = 0})
    {
    }

    void begin(std::int32_t discs_so_far, const FirstRoom& first_room);
    std::vector<sampling::Chosen> finish(const base::Progress& progress);

    std::int32_t discs() const { return state_now_.disc_count; }
    int round_trips() const { return round_trips_; }
    int repeats() const { return repeats_; }

private:
    void advance(int levels);
    void record_level(gpu::Commands& commands);
    void record_step(gpu::Commands& commands, shared::uint phase);
    void repeat_phase();
    void tell_job(Upload& upload);
    std::vector<sampling::Chosen> chosen();

    gpu::Device& device_;
    const GpuKernels& kernels_;
    const SkinOnDevice& skin_;
    RunMemory& memory_;
    const Domain& domain_;
    gpu::Buffer state_, job_, seen_;
    SamplerJob job_now_{};
    SamplerState state_now_{};
    int round_trips_ = 0;
    int repeats_ = 0;
};

void Run::tell_job(Upload& upload)
{
    skin_.tell(job_now_);
    memory_.tell(job_now_);
    upload.add(job_, bytes_of_one(job_now_));
}

/// Brings the domain to the device. Points that are there already stand where chosen candidates do
/// and spread first, at level -1.
void Run::begin(std::int32_t discs_so_far, const FirstRoom& first_room)
{
    const auto given = static_cast<shared::uint>(domain_.given.size());
    std::vector<std::uint32_t> all(given);
    std::iota(all.begin(), all.end(), 0u);

    job_now_.cube_size_um = domain_.cube_size_um();
    job_now_.seed = domain_.seed;
    state_now_.cell_count = static_cast<shared::uint>(domain_.cells.size());
    state_now_.chosen_count = given;
    state_now_.window_count = static_cast<shared::uint>(first_room.windows_in_front);
    state_now_.window_count_before = state_now_.window_count;
    state_now_.disc_count = discs_so_far;
    state_now_.level = given > 0 ? -1 : 0;
    state_now_.phase = given > 0 ? shared::phase_spread : shared::phase_grow;
    state_now_.groups[state_now_.phase] =
        shared::sampler_groups(given > 0 ? given : state_now_.cell_count);

    Upload upload;
    upload.add(memory_.roots, domain_.roots);
    upload.add(memory_.reaches, domain_.reach);
    upload.add(memory_.live, domain_.live);
    upload.add(memory_.even_cells, domain_.cells);
    upload.add(memory_.candidates, domain_.given);
    upload.add(memory_.chosen, all);
    upload.add(state_, bytes_of_one(state_now_));
    tell_job(upload);
    gpu::Commands commands(device_);
    upload.record(device_, commands);
    commands.fill(memory_.candidate_heads.buffer(), list_end);
    commands.fill(memory_.bucket_heads.buffer(), list_end);
    commands.fill(memory_.window_heads.buffer(), list_end);
    commands.fill(memory_.discs.buffer(), 0);
    commands.submit();
    device_.wait_for_all();
    ++round_trips_;
}

void Run::record_step(gpu::Commands& commands, shared::uint phase)
{
    commands.bind(kernels_.of_phase[phase], {state_, job_});
    commands.dispatch_indirect(state_, offsetof(SamplerState, groups) + phase * sizeof(glm::uvec3));
    commands.barrier(kernel_uses, kernel_uses);
    commands.bind(kernels_.turn, {state_, job_});
    commands.push(shared::SamplerStep{phase});
    commands.dispatch(1);
    commands.barrier(kernel_uses, kernel_uses);
}

void Run::record_level(gpu::Commands& commands)
{
    for (const shared::uint phase : {shared::phase_clear, shared::phase_grow, shared::phase_file})
        record_step(commands, phase);
    for (int round = 0; round < rounds_a_level; ++round) {
        record_step(commands, shared::phase_choose);
        for (int spread = 0; spread < spreads_a_round; ++spread)
            record_step(commands, shared::phase_spread);
    }
}

/// Goes some levels on, and looks at the state.
void Run::advance(int levels)
{
    gpu::Commands commands(device_);
    for (int level = 0; level < levels; ++level)
        record_level(commands);
    commands.barrier(gpu::compute_writes, gpu::transfer_reads);
    commands.copy(state_, seen_);
    commands.submit_and_wait();
    std::memcpy(&state_now_, seen_.mapped().data(), sizeof state_now_);
    ++round_trips_;
}

/// The phase that ran out of room, or of loops, begins again. What it did to candidates and live
/// triangles it will do once more; what it appended is forgotten.
void Run::repeat_phase()
{
    constexpr shared::uint can_be_mended = shared::trouble_tasks | shared::trouble_arrivals |
                                           shared::trouble_windows | shared::trouble_loops;
    if (state_now_.trouble & ~can_be_mended) throw TooMuchForDevice();
    ++repeats_;
    const bool spreads = state_now_.phase == shared::phase_spread;
    memory_.mend(state_now_);
    Upload upload;
    tell_job(upload);
    state_now_.trouble = 0;
    if (spreads) {
        state_now_.window_count = 0;
        state_now_.taken_count = 0;
        state_now_.unfinished_count = 0;
        state_now_.disc_count += static_cast<int>(state_now_.chosen_count);
    } else {
        state_now_.next_cell_count = 0;
        state_now_.candidate_count = 0;
    }
    state_now_.groups[state_now_.phase] =
        shared::sampler_groups(spreads ? state_now_.chosen_count : state_now_.cell_count);
    upload.add(state_, bytes_of_one(state_now_));

    gpu::Commands commands(device_);
    upload.record(device_, commands);
    if (spreads) {
        commands.fill(memory_.discs.buffer(), 0);
        commands.barrier(gpu::transfer_writes, kernel_uses);
        commands.bind(kernels_.gather, {state_, job_});
        const glm::uvec3 groups = shared::sampler_groups(job_now_.triangle_count);
        commands.dispatch(groups.x, groups.y);
        commands.barrier(kernel_uses, transfers);
        commands.copy(state_,
                      state_,
                      {.from_offset = offsetof(SamplerState, window_count),
                       .to_offset = offsetof(SamplerState, window_count_before),
                       .bytes = sizeof(shared::uint)});
    } else {
        commands.fill(memory_.candidate_heads.buffer(), list_end);
        commands.fill(memory_.bucket_heads.buffer(), list_end);
    }
    commands.submit_and_wait();
    ++round_trips_;
    memory_.windows_before.drop();
}

std::vector<sampling::Chosen> Run::finish(const base::Progress& progress)
{
    for (int levels = 1; state_now_.phase != shared::phase_done;) {
        progress.report(sampling::share_done(std::max(state_now_.level, 0)));
        const auto start = Clock::now();
        advance(levels);
        const auto took = Clock::now() - start;
        if (took < short_time) levels = std::min(2 * levels, most_levels_at_once);
        if (took > long_time) levels = std::max(levels / 2, 1);
        if (state_now_.trouble != 0) repeat_phase();
    }
    return chosen();
}

std::vector<sampling::Chosen> Run::chosen()
{
    std::vector<sampling::Chosen> all;
    all.reserve(state_now_.accepted_count);
    ++round_trips_;
    for (const auto& [candidate, level] :
         gpu::read<shared::Accepted>(device_, memory_.accepted.buffer(), state_now_.accepted_count))
        all.push_back({candidate, level});
    return all;
}

Room room_for(const Domain& domain, const FirstRoom& first)
{
    const Room usual = usual_room(domain);
    const auto at_most = [&first](std::size_t wish) { return std::min(wish, first.most); };
    return {.cells = at_most(usual.cells),
            .candidates = at_most(usual.candidates),
            .accepted = at_most(usual.accepted),
            .windows = at_most(usual.windows) + first.windows_in_front,
            .slots = at_most(usual.slots),
            .tasks = std::bit_floor(at_most(usual.tasks)),
            .arrivals = std::bit_floor(at_most(usual.arrivals)),
            .disc_budget = first.disc_budget};
}

}  // namespace

GpuSampler::GpuSampler(gpu::Device& device, const FirstRoom& first_room)
    : device_(device)
    , first_room_(first_room)
    , kernels_(std::make_unique<GpuKernels>(device))
    , skin_(std::make_unique<SkinOnDevice>(device))
    , memory_(std::make_unique<RunMemory>(device))
{
}

GpuSampler::~GpuSampler() = default;

std::vector<sampling::Chosen> GpuSampler::fill(const Domain& domain, const base::Progress& progress)
{
    fell_back_ = false;
    if (domain.cells.empty()) return {};
    try {
        constexpr std::int32_t most_discs = 1 << 30;
        std::int32_t discs = std::exchange(discs_so_far_, unknown);
        if (discs == unknown || discs > most_discs) {
            memory_->arrivals.drop();  // comes anew without any
            discs = 0;
        }
        skin_->bring(device_, *domain.skin);
        memory_->prepare(domain.skin->metric().triangle_count(), room_for(domain, first_room_));
        Run run(device_, *kernels_, *skin_, *memory_, domain);
        run.begin(discs, first_room_);
        auto chosen = run.finish(progress);
        discs_so_far_ = run.discs();
        round_trips_ = run.round_trips();
        repeats_ = run.repeats();
        return chosen;
    } catch (const TooMuchForDevice&) {
        fell_back_ = true;
        return sampling::fill_on_processor(domain, 0, progress);
    }
}

}  // namespace compute
