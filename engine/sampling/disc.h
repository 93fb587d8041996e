// SPDX-License-Identifier: MIT
// The disc of skin around a place: shared/disc.h, made callable.
//
//     Disc disc(skin);
//     disc.spread(triangle, weights, reach, [&](int t, ivec2 p0, ivec2 p1, ivec2 p2,
//                                               ivec2 from, ivec2 to, int offset, int wedged) {});
//
// The visitor gets every window (shared/windows.h) of the skin nearer than `reach` units.
#pragma once

#include "base/zeroed_array.h"
#include "sampling/skin_metric.h"
#include "shared/cells.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace sampling {

/// Throws base::Error with a sentence if discs met trouble (shared/windows.h).
void refuse_trouble(std::uint32_t trouble);

/// The same if distances cannot be measured on the triangle.
inline void refuse_unfit(const SkinMetric& skin, int triangle)
{
    if (skin.live_at_first[static_cast<std::size_t>(triangle)] == shared::unfit)
        refuse_trouble(shared::trouble_unfit);
}

/// What the discs of one thread remember, one after the other.
struct DiscMemory {
    /// The shortest path to a vertex so far, if it is of the disc that is under way.
    struct Arrival {
        int disc;
        int distance;  // units
    };

    explicit DiscMemory(std::size_t vertices)
        : arrivals(vertices)
    {
    }
    void double_tasks(int head);

    std::vector<shared::Task> tasks = std::vector<shared::Task>(1 << 8);  // a ring: grows
    base::ZeroedArray<Arrival> arrivals;                                  // per vertex
    int discs = 0;                                                        // so far
};

namespace disc_body {

using namespace shared;  // the scope that the shared bodies are written for

template <typename Visitor>
struct Walk {
    Walk(const SkinMetric& skin, DiscMemory& memory, int reach_units, Visitor& visitor)
        : twins(skin.twins.data())
        , opposites(skin.opposites.data())
        , corner_vertices(skin.corner_vertices.data())
        , vertex_kinds(skin.vertex_kinds.data())
        , reach(reach_units)
        , disc_number(++memory.discs)
        , memory_(memory)
        , visitor_(visitor)
    {
        refer();
    }

    const std::int32_t* twins;
    const ivec2* opposites;
    const uint* corner_vertices;
    const uint* vertex_kinds;
    Task* tasks = nullptr;
    int task_capacity = 0;
    static constexpr int task_base = 0;
    int reach;
    int disc_number;
    int work = 0;
    uint trouble = 0;

    bool more_tasks()
    {
        memory_.double_tasks(task_head);
        task_head = 0;
        return refer();
    }
    int arrival_at(int vertex) const
    {
        const DiscMemory::Arrival& arrival = memory_.arrivals[std::size_t(vertex)];
        return arrival.disc == disc_number ? arrival.distance : not_reached;
    }
    bool is_nearest_arrival(int vertex, int distance)
    {
        if (arrival_at(vertex) <= distance) return false;
        memory_.arrivals[std::size_t(vertex)] = {disc_number, distance};
        return true;
    }
    void visit(int t, ivec2 p0, ivec2 p1, ivec2 p2, ivec2 from, ivec2 to, int offset, int wedged)
    {
        visitor_(t, p0, p1, p2, from, to, offset, wedged);
    }

#include "shared/disc.h"

private:
    bool refer()
    {
        tasks = memory_.tasks.data();
        task_capacity = static_cast<int>(memory_.tasks.size());
        return true;
    }

    DiscMemory& memory_;
    Visitor& visitor_;
};

}  // namespace disc_body

/// One disc at a time: each thread has its own.
class Disc {
public:
    /// The skin must outlive this.
    explicit Disc(const SkinMetric& skin)
        : skin_(&skin)
        , memory_(skin.vertex_kinds.size())
    {
    }

    /// Returns trouble bits, 0 if all went well. `beat` is called now and then in a large disc, and
    /// may throw to end it.
    template <typename Visitor>
    std::uint32_t spread(std::uint32_t triangle,
                         glm::ivec3 weights,
                         std::int32_t reach,
                         Visitor&& visitor,
                         const std::function<void()>& beat = {})
    {
        const auto [p0, p1, p2] = flat_from(*skin_, triangle, weights);
        disc_body::Walk<Visitor> walk(*skin_, memory_, reach, visitor);
        walk.begin_disc(static_cast<int>(triangle), p0, p1, p2);
        while (walk.task_count > 0 && walk.trouble == 0) {
            walk.work = 0;
            walk.advance(1 << 14);
            if (beat) beat();
        }
        return walk.trouble;
    }

    /// The same for a visitor of `const shared::Window&`, with `reach` as its spacing and no level.
    /// Throws base::Error on trouble.
    template <typename Visitor>
    void spread_windows(std::uint32_t triangle,
                        glm::ivec3 weights,
                        std::int32_t reach,
                        Visitor&& visitor,
                        const std::function<void()>& beat = {})
    {
        const auto each = [&](int t,
                              glm::ivec2 p0,
                              glm::ivec2 p1,
                              glm::ivec2 p2,
                              glm::ivec2 from,
                              glm::ivec2 to,
                              int offset,
                              int wedged) {
            visitor(shared::Window{
                shared::nothing, t, -1, reach, offset, wedged, p0, p1 - p0, p2 - p0, from, to});
        };
        refuse_trouble(spread(triangle, weights, reach, each, beat));
    }

private:
    const SkinMetric* skin_;
    DiscMemory memory_;
};

}  // namespace sampling
