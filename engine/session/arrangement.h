// SPDX-License-Identifier: MIT
// How the points of a zone are arranged, as the practitioner says it: the pattern, a number or a
// dose in place of a spacing, what happens at the border, and the points that were made by hand.
#pragma once

#include <glm/vec3.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace session {

enum class PatternKind { blue_noise, even, rows, line };
inline constexpr std::array<std::string_view, 4> pattern_names{
    "blue-noise", "even", "rows", "line"};

/// Rows follow a drawn guide or a direction; with neither, the longest side of the zone.
struct PatternWish {
    PatternKind kind = PatternKind::blue_noise;
    std::optional<double> row_spacing_mm;  // between two rows; the spacing if left out
    std::optional<glm::dvec3> direction;   // of rows
    std::vector<glm::dvec3> drawn_mm;      // the guide of rows, or the line itself
    bool operator==(const PatternWish&) const = default;
};

enum class AmountKind { points, density_per_cm2, dose_ml_per_cm2 };
inline constexpr std::array<std::string_view, 3> amount_names{
    "points", "density_per_cm2", "dose_ml_per_cm2"};

/// What is wished for in place of a spacing, which then follows from the number of points.
struct Amount {
    AmountKind kind = AmountKind::points;
    double value = 0;
    bool operator==(const Amount&) const = default;
};

enum class BorderRule { natural, inset, rim_first };
inline constexpr std::array<std::string_view, 3> border_names{"natural", "inset", "rim-first"};

struct BorderWish {
    BorderRule rule = BorderRule::natural;
    std::optional<double> inset_mm;  // if left out: of inset half the spacing, else none
    bool operator==(const BorderWish&) const = default;
};

/// A spacing that goes from one at the border to the zone's own, `blend_mm` farther in.
struct BorderSpacing {
    double spacing_mm = 0;
    double blend_mm = 0;
    bool operator==(const BorderSpacing&) const = default;
};

/// Left and right alike, across a plane: the frame's own x = 0 if nothing else is said.
struct MirrorWish {
    glm::dvec3 point_mm{0};
    glm::dvec3 normal{1, 0, 0};  // of unit length
    bool operator==(const MirrorWish&) const = default;
};

struct Arrangement {
    PatternWish pattern;
    std::optional<Amount> amount;
    BorderWish border;
    std::optional<BorderSpacing> at_border;
    std::optional<MirrorWish> mirror;
    std::vector<glm::dvec3> pinned_mm;   // made by hand; snapped to the skin
    std::vector<glm::dvec3> removed_mm;  // where a point was taken away by hand
    // Of a plan: where a multi-needle head does not fit, as one of its pins would lie outside.
    std::vector<glm::dvec3> left_out_mm;
    bool operator==(const Arrangement&) const = default;
};

/// A point nearer than this to a place where one was taken away, straight, is left out: of points
/// that keep their spacing there is at most one.
double removal_radius_mm(double spacing_mm);

/// True if no place of the zone may be left without a point.
bool promises_cover(const Arrangement& arrangement);

// What a request or a command may ask for; the schemas say the same.
inline constexpr double most_points = 100'000;
inline constexpr double max_density_per_cm2 = 400, max_dose_ml_per_cm2 = 10;
inline constexpr double max_inset_mm = 30, max_blend_mm = 30;  // a field ends at 32 mm
/// A spacing changes by at most this over a length of one, else discs would not tell near from far
/// (Mitchell et al. 2012).
inline constexpr double steepest_spacing = 0.5;

}  // namespace session
