// SPDX-License-Identifier: MIT
// How long work tells how far it is, and learns that it should stop.
#pragma once

#include "base/error.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace base {

/// A callback from long work: it gets the done share (0 to 1) and answers false to stop the work.
/// A default-made Progress reports to nobody and costs nothing.
class Progress {
public:
    using Callback = std::function<bool(float)>;

    Progress() = default;
    explicit Progress(Callback callback)
        : callback_(std::move(callback))
    {
    }

    /// Tells the done share of this piece of work; throws Cancelled if the user wants to stop.
    void report(float done) const
    {
        if (callback_ && !callback_(from_ + (to_ - from_) * std::clamp(done, 0.0f, 1.0f)))
            throw Cancelled();
    }

    /// The progress of a sub-task that takes the share [from, to] of this one.
    Progress part(float from, float to) const
    {
        Progress slice = *this;
        slice.from_ = from_ + (to_ - from_) * from;
        slice.to_ = from_ + (to_ - from_) * to;
        return slice;
    }

private:
    Callback callback_;
    float from_ = 0;
    float to_ = 1;
};

}  // namespace base
