// SPDX-License-Identifier: MIT
#include "anatomy/local_frame.h"

#include "base/error.h"

#include <fmt/format.h>
#include <glm/mat3x3.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <utility>
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

Midplane plane_between(std::span<const MirrorPair> pairs, glm::dvec3 to_left)
{
    Midplane plane{glm::dvec3(0), glm::dvec3(0)};
    for (const auto& [l, r] : pairs)
        plane.point += 0.5 * (l + r) / double(pairs.size());
    // For a reflection at a plane with normal n through the mean of all middles, the sum of squares
    // of what stays between r and the mirrored l is a constant plus 4 n' s n.
    glm::dmat3 s(0);
    for (const auto& [l, r] : pairs)
        s += glm::outerProduct(l - plane.point, r - plane.point) +
             glm::outerProduct(r - plane.point, l - plane.point);
    plane.left = glm::normalize(least_axis(s));
    if (glm::dot(plane.left, to_left) < 0) plane.left = -plane.left;
    return plane;
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
    glm::dvec3 to_left(0);
    for (const auto& [l, r] : pairs)
        to_left += l - r;
    if (pairs.size() < 3 || glm::length(to_left) < 1e-9)
        throw base::Error("A midplane needs at least three landmarks, a left and right pair among "
                          "them.");
    return plane_between(pairs, to_left);
}

SkinMidplane midplane_of(const SkinView& skin)
{
    // Iterative closest points (Besl and McKay 1992), a reflection in place of a motion; the worst
    // fifth of the pairs is left out, as hair and clothes are not alike.
    constexpr std::size_t most_places = 1000;
    constexpr int rounds = 400;  // it slides along the skin slowly
    constexpr double farthest_mm = 60;
    constexpr double settled = 1e-5;
    const auto& positions = skin.mesh.positions;
    const std::size_t stride = std::max<std::size_t>(positions.size() / most_places, 1);
    SkinMidplane found{{geometry::bounds(skin.mesh).centre(), {1, 0, 0}}, 0};
    for (int round = 0; round < rounds; ++round) {
        std::vector<MirrorPair> pairs;
        for (std::size_t v = 0; v < positions.size(); v += stride) {
            const glm::dvec3 p = positions[v];
            if (const auto hit = skin.bvh.nearest(found.plane.mirrored(p), farthest_mm))
                pairs.push_back({p, geometry::position(skin.mesh, hit->place)});
        }
        if (pairs.size() < 3) break;
        const auto apart = [&](const MirrorPair& pair) {
            return glm::distance(found.plane.mirrored(pair.left), pair.right);
        };
        std::ranges::sort(pairs, {}, apart);
        found.typical_mm = apart(pairs[pairs.size() / 2]);
        pairs.resize(pairs.size() - pairs.size() / 5);
        const Midplane before = std::exchange(found.plane, plane_between(pairs, found.plane.left));
        if (glm::distance(before.left, found.plane.left) < settled &&
            glm::distance(before.point, found.plane.point) < settled)
            break;
    }
    return found;
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
    const LocalFrame frame = upright_frame(fitted_midplane(those_of(RigidPart::head, landmarks)),
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
    const LocalFrame frame = upright_frame(fitted_midplane(those_of(RigidPart::trunk, landmarks)),
                                           middle_of(landmarks, "acromion") - crests,
                                           crests);
    if (frame.local(landmarks.at("navel").place).z < 0)
        throw base::Error("Left and right are swapped: the landmarks' sides do not fit the navel's "
                          "direction, so the scan is mirrored or the sides are mistaken.");
    return frame;
}

}  // namespace anatomy
