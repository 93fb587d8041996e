// SPDX-License-Identifier: MIT
#include "render/detail.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace render {
namespace {

// From step to step a picture takes about half as long (on the software driver, of 1.4 million
// triangles: 1.4, 0.3, 0.12, 0.07 and 0.04 s of processor time).
constexpr double usual_gain = 2;

// More detail is tried only with room to spare, or it would come and go.
constexpr double room = 0.75;

// What other steps took is forgotten so slowly that trying them again, in vain, hardly shows: one
// that took a little too long is tried after 60 pictures, one that took twice as long after 200.
constexpr double fading = 0.995;

}  // namespace

MovingDetail::MovingDetail(std::size_t coarser_skins)
{
    const std::size_t first = std::min<std::size_t>(coarser_skins, 1);
    steps_.push_back({{}});
    if (coarser_skins > 0) steps_.push_back({{.coarseness = first}});
    steps_.push_back({{.coarseness = first, .smooth_edges = false}});
    steps_.push_back({{.coarseness = first, .pixel = 2, .smooth_edges = false}});
    for (std::size_t next = first + 1; next <= coarser_skins; ++next)
        steps_.push_back({{.coarseness = next, .pixel = 2, .smooth_edges = false}});
}

std::vector<Detail> MovingDetail::steps() const
{
    std::vector<Detail> all;
    for (const Step& step : steps_)
        all.push_back(step.detail);
    return all;
}

double MovingDetail::expected_s(std::size_t step) const
{
    if (steps_[step].took_s) return *steps_[step].took_s;
    return *steps_[step_].took_s * std::pow(usual_gain, double(step_) - double(step));
}

void MovingDetail::took(double seconds)
{
    Step& now = steps_[step_];
    if (!std::exchange(now.was_drawn, true)) return;
    for (Step& step : steps_)
        if (step.took_s) *step.took_s *= fading;
    now.took_s = seconds;
    if (seconds > most_s) {
        std::size_t quick = step_ + 1;
        while (quick + 1 < steps_.size() && expected_s(quick) > most_s)
            ++quick;
        step_ = std::min(quick, steps_.size() - 1);
    } else if (step_ > 1 && expected_s(step_ - 1) < room * most_s) {
        --step_;  // to all of the scene only when full_took() knows that to be quick
    }
}

void MovingDetail::full_took(double seconds)
{
    if (seconds <= most_s)
        step_ = 0;
    else if (step_ == 0)
        step_ = 1;
}

}  // namespace render
