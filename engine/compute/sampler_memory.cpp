// SPDX-License-Identifier: MIT
#include "compute/sampler_memory.h"

#include "base/error.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace compute {

void Upload::record(gpu::Device& device, gpu::Commands& commands)
{
    std::size_t bytes = 0;
    for (const Part& part : parts_)
        bytes += part.bytes.size();
    if (bytes == 0) return;
    staging_.emplace(
        device,
        gpu::BufferSettings{.name = "upload", .bytes = bytes, .home = gpu::Home::host, .use = 0});
    std::size_t at = 0;
    for (const Part& part : parts_) {
        std::memcpy(staging_->mapped().data() + at, part.bytes.data(), part.bytes.size());
        commands.copy(*staging_, *part.to, {.from_offset = at, .bytes = part.bytes.size()});
        at += part.bytes.size();
    }
}

SkinOnDevice::SkinOnDevice(gpu::Device& device)
    : positions_um_(device, "positions")
    , vertex_kinds_(device, "vertex kinds")
    , corner_vertices_(device, "corner vertices")
    , twins_(device, "twins")
    , opposites_(device, "opposites")
    , flat_corners_(device, "flat triangles")
    , smallest_weights_(device, "smallest weights")
    , triangle_radii_(device, "triangle radii")
{
}

void SkinOnDevice::bring(gpu::Device& device, const sampling::Skin& skin)
{
    if (serial_ == skin.serial()) return;
    serial_ = 0;
    const sampling::SkinMetric& metric = skin.metric();
    Upload upload;
    upload.add(positions_um_, metric.positions_um);
    upload.add(vertex_kinds_, metric.vertex_kinds);
    upload.add(corner_vertices_, metric.corner_vertices);
    upload.add(twins_, metric.twins);
    upload.add(opposites_, metric.opposites);
    upload.add(flat_corners_, metric.flat);
    upload.add(smallest_weights_, metric.smallest_weights);
    upload.add(triangle_radii_, metric.radii);
    gpu::Commands commands(device);
    upload.record(device, commands);
    commands.submit_and_wait();
    serial_ = skin.serial();
}

void SkinOnDevice::tell(shared::SamplerJob& job) const
{
    job.positions_um = {positions_um_.address()};
    job.vertex_kinds = {vertex_kinds_.address()};
    job.corner_vertices = {corner_vertices_.address()};
    job.twins = {twins_.address()};
    job.opposites = {opposites_.address()};
    job.flat_corners = {flat_corners_.address()};
    job.smallest_weights = {smallest_weights_.address()};
    job.triangle_radii = {triangle_radii_.address()};
}

Room usual_room(const sampling::Domain& domain)
{
    const auto points = static_cast<std::size_t>(domain.expected_points) + 64;
    const std::size_t triangles =
        std::min(domain.roots.size(), domain.skin->metric().triangle_count());
    return {.cells = 2 * domain.cells.size() + 16 * points,
            .candidates = 4 * points,
            .accepted = 2 * points,
            .windows = 8 * triangles + 32 * points,
            .slots = std::min<std::size_t>(points, 8192),
            .tasks = 256,
            .arrivals = 512,
            .disc_budget = shared::first_disc_budget};
}

RunMemory::RunMemory(gpu::Device& device)
    : roots(device, "roots")
    , reaches(device, "reaches")
    , live(device, "live triangles")
    , even_cells(device, "even cells")
    , odd_cells(device, "odd cells")
    , candidates(device, "candidates")
    , candidate_states(device, "candidate states")
    , candidate_heads(device, "candidate heads")
    , bucket_heads(device, "bucket heads")
    , next_in_bucket(device, "next in bucket")
    , even_open(device, "even open candidates")
    , odd_open(device, "odd open candidates")
    , chosen(device, "chosen")
    , accepted(device, "accepted")
    , windows(device, "windows")
    , windows_before(device, "windows before")
    , window_heads(device, "window heads")
    , discs(device, "discs")
    , tasks(device, "disc tasks")
    , arrivals(device, "disc arrivals")
    , device_(device)
{
}

void RunMemory::prepare(std::size_t triangles, const Room& room)
{
    triangles_ = triangles;
    if (disc_budget_ == 0) disc_budget_ = room.disc_budget;
    candidate_heads.make_room(triangles);
    window_heads.make_room(triangles);
    even_cells.make_room(room.cells);
    odd_cells.make_room(room.cells);
    make_room_for_candidates(room.candidates);
    accepted.make_room(room.accepted);
    windows.make_room(room.windows);
    make_room_for_discs(std::max(slots_, room.slots),
                        std::max(tasks_each_, room.tasks),
                        std::max(arrivals_each_, room.arrivals));
}

void RunMemory::make_room_for_candidates(std::size_t count)
{
    candidates.make_room(count);
    candidate_states.make_room(count);
    next_in_bucket.make_room(count);
    even_open.make_room(count);
    odd_open.make_room(count);
    chosen.make_room(count);
    bucket_heads.make_room(shared::buckets_for(static_cast<shared::uint>(count)));
}

void RunMemory::make_room_for_discs(std::size_t slots,
                                    std::size_t tasks_each,
                                    std::size_t arrivals_each)
{
    slots_ = slots;
    tasks_each_ = tasks_each;
    arrivals_each_ = arrivals_each;
    discs.make_room(slots);
    tasks.make_room(slots * tasks_each);
    if (slots * arrivals_each <= arrivals.capacity()) return;
    arrivals.make_room(slots * arrivals_each);
    gpu::Commands commands(device_);
    commands.fill(arrivals.buffer(), 0);  // entries of no disc
    commands.submit();
}

void RunMemory::mend(const shared::SamplerState& state)
{
    if (state.phase == shared::phase_grow)
        mend_grow(state);
    else if (state.phase == shared::phase_spread)
        mend_spread(state);
    else
        throw TooMuchForDevice();
}

void RunMemory::mend_grow(const shared::SamplerState& state)
{
    if (state.next_cell_count > odd_cells.capacity()) {
        const std::size_t cells = 2 * std::size_t(state.next_cell_count);
        even_cells.make_room(cells, state.cell_count);
        odd_cells.make_room(cells, state.cell_count);
    }
    if (state.candidate_count > candidates.capacity())
        make_room_for_candidates(2 * std::size_t(state.candidate_count));
}

void RunMemory::mend_spread(const shared::SamplerState& state)
{
    if (state.accepted_count > accepted.capacity())
        accepted.make_room(2 * std::size_t(state.accepted_count),
                           state.accepted_count - state.chosen_count);
    std::swap(windows, windows_before);
    const bool full = state.window_count > windows_before.capacity();
    windows.make_room(full ? 2 * std::size_t(state.window_count) : windows_before.capacity());
    if (state.trouble & shared::trouble_loops) {
        if (disc_budget_ <= shared::least_disc_budget) throw TooMuchForDevice();
        disc_budget_ /= 2;
    }
    const bool tasks_full = state.trouble & shared::trouble_tasks;
    const bool arrivals_full = state.trouble & shared::trouble_arrivals;
    if (tasks_full || arrivals_full)
        make_room_for_discs(std::max<std::size_t>(slots_ / 2, 64),
                            tasks_each_ * (tasks_full ? 2 : 1),
                            arrivals_each_ * (arrivals_full ? 2 : 1));
}

void RunMemory::tell(shared::SamplerJob& job) const
{
    const auto count = [](std::size_t capacity) {
        return static_cast<shared::uint>(std::min<std::size_t>(capacity, INT32_MAX));
    };
    job.roots = {roots.address()};
    job.reaches = {reaches.address()};
    job.live = {live.address()};
    job.cell_sets[0] = {even_cells.address()};
    job.cell_sets[1] = {odd_cells.address()};
    job.candidates = {candidates.address()};
    job.candidate_states = {candidate_states.address()};
    job.candidate_heads = {candidate_heads.address()};
    job.bucket_heads = {bucket_heads.address()};
    job.next_in_bucket = {next_in_bucket.address()};
    job.open_sets[0] = {even_open.address()};
    job.open_sets[1] = {odd_open.address()};
    job.chosen = {chosen.address()};
    job.accepted = {accepted.address()};
    job.windows = {windows.address()};
    job.windows_before = {windows_before.address()};
    job.window_heads = {window_heads.address()};
    job.discs = {discs.address()};
    job.tasks = {tasks.address()};
    job.arrivals = {arrivals.address()};
    job.triangle_count = count(triangles_);
    job.cell_capacity = count(std::min(even_cells.capacity(), odd_cells.capacity()));
    job.candidate_capacity = count(candidates.capacity());
    job.accepted_capacity = count(accepted.capacity());
    job.window_capacity = count(windows.capacity());
    job.slot_count = count(slots_);
    job.task_capacity = static_cast<int>(tasks_each_);
    job.arrival_capacity = static_cast<int>(arrivals_each_);
    job.disc_budget = disc_budget_;
    job.twice = 2;
}

}  // namespace compute
