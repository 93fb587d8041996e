// SPDX-License-Identifier: MIT
// The zones of a map laid flat at 1:1, each connected part of one by itself, with what that does to
// the distances between neighbouring points.
#pragma once

#include "session/verify_skin.h"

#include <glm/vec2.hpp>

#include <array>
#include <string>
#include <vector>

namespace exporters {

struct FlatPoint {
    const session::MapPoint* point = nullptr;
    glm::dvec2 place_mm{0};
};

struct FlatLine {
    std::vector<glm::dvec2> places_mm;
    bool is_closed = true;
};

/// Of the straight distances on paper between neighbouring points, against those along the skin.
struct Distortion {
    std::size_t pairs = 0;
    double median_percent = 0;
    double worst_percent = 0;
    double worst_mm = 0;
};

/// As the skin is seen from outside; x to the right and y to the top of the page.
struct FlatZone {
    std::size_t zone = 0;
    int part = 1, parts = 1;
    std::vector<FlatPoint> points;  // in working order
    std::vector<FlatLine> border;
    Distortion distortion;
    /// What lies toward the right, left, top and bottom of the page: "patient's left", "up"; empty
    /// where no direction of the body does.
    std::array<std::string, 4> toward;
};

struct FlatZones {
    std::vector<FlatZone> zones;
    std::vector<std::string> not_flat;  // sentences on zones that cannot be laid flat
};

/// Above it a flat form misleads, and there is none.
inline constexpr double most_distortion_percent = 25;

FlatZones flat_zones(const session::VerifiedSkin& skin);

}  // namespace exporters
