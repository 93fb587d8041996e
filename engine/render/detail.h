// SPDX-License-Identifier: MIT
// How much of the scene a picture shows while it moves. Slow devices draw less of it then, so that
// the hand is followed; as soon as the scene rests they draw all of it. How much is decided by the
// time that pictures took, so a fast device always draws all.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace render {

struct Detail {
    std::size_t coarseness = 0;  // 0: the skin itself; n: the n-th coarser one
    unsigned pixel = 1;          // what is drawn as one pixel is so many wide and high
    bool smooth_edges = true;    // several samples a pixel

    bool operator==(const Detail&) const = default;
};

class MovingDetail {
public:
    static constexpr double most_s = 1.0 / 15;  // that a picture may take

    /// So many coarser skins there are.
    explicit MovingDetail(std::size_t coarser_skins = 0);

    /// For the next picture of a scene that moves: the most that is expected to be quick enough.
    Detail now() const { return steps_[step_].detail; }
    bool is_full() const { return step_ == 0; }
    /// A picture in now() took so long. The first one of a kind is not counted: drivers prepare
    /// what they need for it.
    void took(double seconds);
    /// All of the scene took so long, or longer, whenever that was drawn.
    void full_took(double seconds);

    /// From all to the least.
    std::vector<Detail> steps() const;

private:
    struct Step {
        Detail detail;
        bool was_drawn = false;
        std::optional<double> took_s = std::nullopt;  // lately
    };
    double expected_s(std::size_t step) const;

    std::vector<Step> steps_;
    std::size_t step_ = 0;
};

}  // namespace render
