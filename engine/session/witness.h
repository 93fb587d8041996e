// SPDX-License-Identifier: MIT
// What lets a device find the map's frame on the patient, and notice a frame that is wrong: three
// places with their mutual distances, which no wrong unit survives, in an order that no mirrored
// frame survives; and the patient's own axes where landmarks tell them.
#pragma once

#include "anatomy/landmarks.h"
#include "geometry/mesh.h"
#include "geometry/surface.h"

#include <glm/vec3.hpp>

#include <array>
#include <optional>
#include <span>
#include <string>

namespace session {

struct WitnessPlace {
    std::string name;
    glm::dvec3 place_mm{0};
    bool operator==(const WitnessPlace&) const = default;
};

struct Witness {
    bool landmarks = false;  // three of those given; else chosen on the skin by distance
    std::array<WitnessPlace, 3> places;  // counter-clockwise, seen from outside
    std::array<double, 3>
        distances_mm{};           // of the first and second, second and third, third and first
    glm::dvec3 outward{0, 0, 1};  // out of the skin, the mean at the three
    bool operator==(const Witness&) const = default;
};

/// The patient's own directions in the scan's axes, of unit length; left x up = front.
struct PatientAxes {
    glm::dvec3 left{1, 0, 0}, up{0, 1, 0}, front{0, 0, 1};
    bool operator==(const PatientAxes&) const = default;
};

/// Of the landmarks three that are easily found, else any three, or without three places on the
/// skin within 120 mm of the treated places' middle, that span the largest triangle as seen from
/// outside. By integers alone, so that every processor chooses the same.
Witness witness_of(const anatomy::Landmarks& landmarks,
                   const geometry::Surface& surface,
                   std::span<const glm::dvec3> treated_mm);

std::array<double, 3> distances_between(const std::array<WitnessPlace, 3>& places);

/// Twice the area of the triangle as seen against `outward`: negative for one that runs clockwise.
double seen_from_outside_mm2(const Witness& witness);

/// How far the three may be from where the map has them, measured on the patient.
inline constexpr double witness_tolerance_mm = 1.5;

/// What the three are, and what the axes mean for the patient, for people.
std::string in_words(const Witness& witness);
std::string in_words(const PatientAxes& patient);

/// None where the landmarks tell neither the head's nor the trunk's.
std::optional<PatientAxes> patient_axes(const anatomy::Landmarks& landmarks);

}  // namespace session
