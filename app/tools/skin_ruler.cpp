// SPDX-License-Identifier: MIT
#include "tools/skin_ruler.h"

#include "geometry/skin_distance.h"

#include <glm/geometric.hpp>

#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

namespace tools {
namespace {

/// Looks farther and farther out, as far as a path over the whole scan can lead.
double distance_mm(const geometry::Mesh& mesh,
                   const geometry::Topology& topology,
                   const geometry::SurfacePoint& from,
                   const geometry::SurfacePoint& to)
{
    constexpr double detour = 1.3, first_mm = 10, doubling = 2;
    const double straight =
        glm::distance(geometry::position(mesh, from), geometry::position(mesh, to));
    const double farthest = 4 * glm::length(geometry::bounds(mesh).size());
    geometry::SkinDistance distance(mesh, topology);
    for (double radius = detour * straight + first_mm;; radius *= doubling) {
        distance.spread(from, radius);
        const double found = distance.to(to);
        if (std::isfinite(found) || radius > farthest) return found;
    }
}

}  // namespace

SkinRuler::SkinRuler(const geometry::Scan& scan, std::function<void()> on_done)
    : scan_(scan)
    , on_done_(std::move(on_done))
{
}

SkinRuler::~SkinRuler()
{
    if (running_.valid()) running_.wait();
}

void SkinRuler::measure(const geometry::SurfacePoint& from, const geometry::SurfacePoint& to)
{
    answer_.reset();
    waiting_ = {from, to};
    if (!running_.valid()) start();
}

void SkinRuler::start()
{
    const Question question = *std::exchange(waiting_, std::nullopt);
    running_ = std::async(std::launch::async, [this, question] {
        struct Tell {
            const std::function<void()>& done;
            ~Tell() { done(); }
        } const tell{on_done_};
        if (!topology_) topology_ = std::make_shared<geometry::Topology>(scan_.mesh);
        return distance_mm(scan_.mesh, *topology_, question.from, question.to);
    });
}

std::optional<double> SkinRuler::along_mm()
{
    const auto is_done = [this] {
        return running_.valid() &&
               running_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    };
    if (is_done()) {
        answer_ = running_.get();
        if (waiting_) {
            answer_.reset();
            start();
        }
    }
    return answer_;
}

}  // namespace tools
