// SPDX-License-Identifier: MIT
// The distance along the skin between two places, found beside the window: on a dense scan an
// exact one takes seconds.
#pragma once

#include "geometry/scan.h"
#include "geometry/surface_point.h"
#include "geometry/topology.h"

#include <functional>
#include <future>
#include <memory>
#include <optional>

namespace tools {

class SkinRuler {
public:
    /// The scan must outlive this. `on_done` is called beside the window.
    SkinRuler(const geometry::Scan& scan, std::function<void()> on_done);
    ~SkinRuler();

    /// Measures anew, in place of what was asked for before.
    void measure(const geometry::SurfacePoint& from, const geometry::SurfacePoint& to);
    bool works() const { return waiting_.has_value() || running_.valid(); }
    /// Of the last question: exact, in mm; infinity where no path leads. None while it works.
    std::optional<double> along_mm();

private:
    struct Question {
        geometry::SurfacePoint from, to;
    };
    void start();

    const geometry::Scan& scan_;
    std::function<void()> on_done_;
    std::shared_ptr<const geometry::Topology> topology_;
    std::optional<Question> waiting_;
    std::optional<double> answer_;
    std::future<double> running_;  // last: it uses the others
};

}  // namespace tools
