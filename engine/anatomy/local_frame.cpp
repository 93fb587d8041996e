// SPDX-License-Identifier: MIT
#include "anatomy/local_frame.h"

#include "base/error.h"

#include <fmt/format.h>
#include <glm/mat3x3.hpp>

#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace anatomy {
namespace {

/// Two places that mirror each other; twice the same for one on the midline.
struct MirrorPair {
    glm::dvec3 left;
    glm::dvec3 right;
};

std::vector<MirrorPair> pairs_of(const Landmarks& landmarks)
{
    std::vector<MirrorPair> pairs;
    for (const std::string& name : midline_landmarks())
        if (const Landmark* one = landmarks.find(name)) pairs.push_back({one->place, one->place});
    for (const std::string& name : paired_landmarks())
        if (landmarks.has_pair(name))
            pairs.push_back(
                {landmarks.at("left_" + name).place, landmarks.at("right_" + name).place});
    return pairs;
}

/// The eigenvector of a symmetric matrix with the least eigenvalue: Jacobi's rotations.
glm::dvec3 least_axis(glm::dmat3 m)
{
    constexpr int sweeps = 32;
    glm::dmat3 axes(1);
    for (int sweep = 0; sweep < sweeps; ++sweep)
        for (int p = 0; p < 2; ++p)
            for (int q = p + 1; q < 3; ++q) {
                if (std::abs(m[p][q]) < 1e-300) continue;
                const double theta = (m[q][q] - m[p][p]) / (2 * m[p][q]);
                const double t =
                    std::copysign(1.0, theta) / (std::abs(theta) + std::sqrt(theta * theta + 1));
                const double c = 1 / std::sqrt(t * t + 1);
                glm::dmat3 turn(1);
                turn[p][p] = turn[q][q] = c;
                turn[q][p] = t * c;
                turn[p][q] = -t * c;
                m = glm::transpose(turn) * m * turn;
                axes = axes * turn;
            }
    int least = 0;
    for (int i = 1; i < 3; ++i)
        if (m[i][i] < m[least][least]) least = i;
    return axes[least];
}

glm::dvec3 without(glm::dvec3 v, glm::dvec3 axis)
{
    return v - glm::dot(v, axis) * axis;
}

const Landmark* first_of(const Landmarks& landmarks, std::initializer_list<const char*> names)
{
    for (const char* name : names)
        if (const Landmark* found = landmarks.find(name)) return found;
    return nullptr;
}

const Landmark* chin_of(const Landmarks& landmarks)
{
    return first_of(landmarks, {"pogonion", "gnathion", "menton"});
}

const Landmark* brow_of(const Landmarks& landmarks)
{
    return first_of(landmarks, {"nasion", "glabella"});
}

glm::dvec3 middle_of(const Landmarks& landmarks, const std::string& pair)
{
    return 0.5 * (landmarks.at("left_" + pair).place + landmarks.at("right_" + pair).place);
}

glm::dvec3 on_plane(const Midplane& plane, glm::dvec3 p)
{
    return p - glm::dot(p - plane.point, plane.left) * plane.left;
}

/// Axes in the midplane: `upwards` and `origin` are brought onto it.
LocalFrame upright_frame(const Midplane& plane, glm::dvec3 upwards, glm::dvec3 origin)
{
    LocalFrame frame;
    frame.left = plane.left;
    frame.up = glm::normalize(without(upwards, frame.left));
    frame.front = glm::cross(frame.left, frame.up);
    frame.origin = on_plane(plane, origin);
    return frame;
}

}  // namespace

Midplane fitted_midplane(const Landmarks& landmarks)
{
    const std::vector<MirrorPair> pairs = pairs_of(landmarks);
    Midplane plane{glm::dvec3(0), glm::dvec3(0)};
    glm::dvec3 to_left(0);
    for (const auto& [l, r] : pairs) {
        plane.point += 0.5 * (l + r) / double(pairs.size());
        to_left += l - r;
    }
    if (pairs.size() < 3 || glm::length(to_left) < 1e-9)
        throw base::Error("A midplane needs at least three landmarks, a left and right pair among "
                          "them.");
    // For a reflection at a plane with normal n through the mean of all middles, the sum of squares
    // of what stays between r and the mirrored l is a constant plus 4 n' S n.
    glm::dmat3 S(0);
    for (const auto& [l, r] : pairs)
        S += glm::outerProduct(l - plane.point, r - plane.point) +
             glm::outerProduct(r - plane.point, l - plane.point);
    plane.left = glm::normalize(least_axis(S));
    if (glm::dot(plane.left, to_left) < 0) plane.left = -plane.left;
    return plane;
}

bool has_head_frame(const Landmarks& landmarks)
{
    return landmarks.has_pair("endocanthion") && chin_of(landmarks) && brow_of(landmarks) &&
           landmarks.has("pronasale");
}

LocalFrame head_frame(const Landmarks& landmarks)
{
    if (!has_head_frame(landmarks))
        throw base::Error("The axes of a head need the landmarks left and right endocanthion, "
                          "nasion or glabella, pronasale, and pogonion, gnathion or menton.");
    const LocalFrame frame = upright_frame(fitted_midplane(landmarks),
                                           brow_of(landmarks)->place - chin_of(landmarks)->place,
                                           middle_of(landmarks, "endocanthion"));
    // The tip of the nose stands out to the front: else left is right.
    if (frame.local(landmarks.at("pronasale").place).z < 0)
        throw base::Error("Left and right are swapped: the landmarks' sides do not fit the nose's "
                          "direction, so the scan is mirrored or the sides are mistaken.");
    return frame;
}

bool has_body_frame(const Landmarks& landmarks)
{
    return landmarks.has_pair("acromion") && landmarks.has_pair("iliac_crest") &&
           landmarks.has("navel");
}

LocalFrame body_frame(const Landmarks& landmarks)
{
    if (!has_body_frame(landmarks))
        throw base::Error("The axes of a body need the landmarks left and right acromion, left and "
                          "right iliac crest, and navel.");
    const glm::dvec3 crests = middle_of(landmarks, "iliac_crest");
    const LocalFrame frame = upright_frame(
        fitted_midplane(landmarks), middle_of(landmarks, "acromion") - crests, crests);
    if (frame.local(landmarks.at("navel").place).z < 0)
        throw base::Error("Left and right are swapped: the landmarks' sides do not fit the navel's "
                          "direction, so the scan is mirrored or the sides are mistaken.");
    return frame;
}

}  // namespace anatomy
