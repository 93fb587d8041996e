// SPDX-License-Identifier: MIT
// The sampler's memory on the device: kept from run to run, grown where a run needs more.
//
// Device memory at the usual start: 88 bytes per piece of skin in the zones, 8 per triangle of the
// scan and some 100 more for the scan itself, 3 KB per expected point (of which 2 KB are windows),
// and 16 KB for each disc under way, 128 MB at most. A run that needs more of something doubles it.
#pragma once

#include "base/error.h"
#include "gpu/buffer.h"
#include "gpu/commands.h"
#include "sampling/domain.h"
#include "shared/sampler_interface.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace compute {

/// The device cannot hold or finish the job; the processor can.
struct TooMuchForDevice {};

/// Items of device memory that kernels reach by address.
template <typename T>
class DeviceArray {
public:
    DeviceArray(gpu::Device& device, std::string_view name)
        : device_(&device)
        , name_(name)
        , buffer_(device, {.name = name, .use = gpu::by_address})
    {
    }

    std::size_t capacity() const { return capacity_; }
    const gpu::Buffer& buffer() const { return buffer_; }
    std::uint64_t address() const { return buffer_.address(); }

    /// Makes it hold so many at least. What it held is lost where it grows.
    void make_room(std::size_t items)
    {
        if (items <= capacity_) return;
        buffer_ = made(items);
        capacity_ = items;
    }

    /// The same, but keeps the first `kept` items.
    void make_room(std::size_t items, std::size_t kept)
    {
        if (items <= capacity_) return;
        gpu::Buffer larger = made(items);
        if (kept > 0) {
            gpu::Commands commands(*device_);
            commands.copy(buffer_, larger, {.bytes = kept * sizeof(T)});
            commands.submit_and_wait();
        }
        buffer_ = std::move(larger);
        capacity_ = items;
    }

    /// Gives its memory back.
    void drop()
    {
        buffer_ = made(0);
        capacity_ = 0;
    }

private:
    gpu::Buffer made(std::size_t items) const
    try {
        return gpu::Buffer(*device_,
                           {.name = name_, .bytes = items * sizeof(T), .use = gpu::by_address});
    } catch (const base::Error&) {
        throw TooMuchForDevice();
    }

    gpu::Device* device_;
    std::string_view name_;
    gpu::Buffer buffer_;
    std::size_t capacity_ = 0;
};

/// Values on their way to the device: copied together, by one submission.
class Upload {
public:
    /// Makes room in the array; `values` must live until record().
    template <typename T, typename Values>
    void add(DeviceArray<T>& array, const Values& values)
    {
        const auto bytes = std::as_bytes(std::span(values));
        array.make_room(bytes.size() / sizeof(T));
        add(array.buffer(), bytes);
    }
    void add(const gpu::Buffer& to, std::span<const std::byte> bytes)
    {
        if (!bytes.empty()) parts_.push_back({&to, bytes});
    }
    /// This must live until the commands are submitted.
    void record(gpu::Device& device, gpu::Commands& commands);

private:
    struct Part {
        const gpu::Buffer* to;
        std::span<const std::byte> bytes;
    };
    std::vector<Part> parts_;
    std::optional<gpu::Buffer> staging_;
};

/// The scan's part: uploaded once, for as long as the same skin is sampled.
class SkinOnDevice {
public:
    explicit SkinOnDevice(gpu::Device& device);

    void bring(gpu::Device& device, const sampling::Skin& skin);
    void tell(shared::SamplerJob& job) const;

private:
    std::uint64_t serial_ = 0;  // of the skin that is there; 0 for none
    DeviceArray<glm::ivec3> positions_um_;
    DeviceArray<std::uint32_t> vertex_kinds_, corner_vertices_;
    DeviceArray<std::int32_t> twins_;
    DeviceArray<glm::ivec2> opposites_, flat_corners_;
    DeviceArray<std::int32_t> smallest_weights_, triangle_radii_;
};

/// How many of each kind there is room for.
struct Room {
    std::size_t cells, candidates, accepted, windows;
    std::size_t slots, tasks, arrivals;  // the latter two are per slot, powers of two
    int disc_budget;                     // work on discs, of one slot in one dispatch
};

/// What a run of so many points usually needs.
Room usual_room(const sampling::Domain& domain);

/// A run's part.
class RunMemory {
public:
    explicit RunMemory(gpu::Device& device);

    /// Makes it hold so much at least; what it held is lost.
    void prepare(std::size_t triangles, const Room& room);
    /// Doubles the room, or halves the work, that the state's phase was in trouble with, so that it
    /// can be repeated. Throws TooMuchForDevice if that cannot be. After
    /// phase_spread the windows are left in `windows_before`, to be gathered from there.
    void mend(const shared::SamplerState& state);
    void tell(shared::SamplerJob& job) const;

    DeviceArray<shared::Root> roots;
    DeviceArray<std::int32_t> reaches, live;
    DeviceArray<shared::Cell> even_cells, odd_cells;
    DeviceArray<shared::Candidate> candidates;
    DeviceArray<std::uint32_t> candidate_states;
    DeviceArray<std::int32_t> candidate_heads, bucket_heads, next_in_bucket;
    DeviceArray<std::uint32_t> even_open, odd_open, chosen;
    DeviceArray<shared::Accepted> accepted;
    DeviceArray<shared::Window> windows, windows_before;
    DeviceArray<std::int32_t> window_heads;
    DeviceArray<shared::DiscState> discs;
    DeviceArray<shared::Task> tasks;
    DeviceArray<shared::Arrival> arrivals;

private:
    void make_room_for_candidates(std::size_t count);
    void make_room_for_discs(std::size_t slots, std::size_t tasks_each, std::size_t arrivals_each);
    void mend_grow(const shared::SamplerState& state);
    void mend_spread(const shared::SamplerState& state);

    gpu::Device& device_;
    std::size_t triangles_ = 0;
    std::size_t slots_ = 0, tasks_each_ = 0, arrivals_each_ = 0;
    int disc_budget_ = 0;  // not known yet
};

}  // namespace compute
