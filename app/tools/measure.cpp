// SPDX-License-Identifier: MIT
#include "tools/measure.h"

#include <glm/geometric.hpp>
#include <glm/trigonometric.hpp>

#include <algorithm>
#include <cmath>

namespace tools {

void Measure::start()
{
    measures_ = true;
    places_.clear();
    on_scan_.clear();
}

void Measure::handle(const shell::PointerEvent& event, bool inside, const Bench& bench)
{
    const auto at = click_.handle(event, inside);
    if (!at) return;
    const auto hit = bench.skin.bvh.cast(bench.turntable.ray(*at));
    if (!hit) return;
    if (places_.size() == 3) start();
    places_.push_back(position(bench.skin.surface.mesh, hit->place));
    on_scan_.push_back(geometry::on_scan(bench.skin.surface, hit->place));
    if (places_.size() == 2) ruler_.measure(on_scan_[0], on_scan_[1]);
}

std::optional<double> Measure::straight_mm() const
{
    if (places_.size() < 2) return std::nullopt;
    return glm::distance(places_[0], places_[1]);
}

std::optional<double> Measure::angle_deg() const
{
    if (places_.size() < 3) return std::nullopt;
    const glm::dvec3 a = places_[0] - places_[1], b = places_[2] - places_[1];
    const double lengths = glm::length(a) * glm::length(b);
    if (lengths <= 0) return std::nullopt;
    return glm::degrees(std::acos(std::clamp(glm::dot(a, b) / lengths, -1.0, 1.0)));
}

}  // namespace tools
