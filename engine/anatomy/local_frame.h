// SPDX-License-Identifier: MIT
// The patient's own axes: which way is left, up and to the front, from landmarks. A scan lies and
// turns as it likes; what is "20 mm above" or "lateral" is measured in here.
#pragma once

#include "anatomy/landmarks.h"
#include "anatomy/skin_place.h"

#include <glm/geometric.hpp>
#include <glm/vec3.hpp>

namespace anatomy {

/// The plane that halves the body: what is left of it mirrors what is right of it.
struct Midplane {
    glm::dvec3 point{0};
    glm::dvec3 left{1, 0, 0};  // its normal, of unit length, towards the patient's left

    glm::dvec3 mirrored(glm::dvec3 p) const { return p - 2 * glm::dot(p - point, left) * left; }
};

/// The plane whose reflection brings the pairs onto each other, and the midline onto itself, best
/// in the sum of squares. Throws Error if there is not a pair, or fewer than three landmarks.
Midplane fitted_midplane(const Landmarks& landmarks);

/// The plane that brings the skin onto its own mirror image best, for a scan without landmarks:
/// found from the plane x = 0 through its middle on, so the scan must be turned to within some 20
/// degrees.
struct SkinMidplane {
    Midplane plane;
    double typical_mm = 0;  // how far the two sides are apart, in the median
};
SkinMidplane midplane_of(const SkinView& skin);

/// Right-handed: left x up = front.
struct LocalFrame {
    glm::dvec3 origin{0};  // on the midplane
    glm::dvec3 left{1, 0, 0};
    glm::dvec3 up{0, 1, 0};
    glm::dvec3 front{0, 0, 1};

    /// (left, up, front), mm from the origin.
    glm::dvec3 local(glm::dvec3 p) const
    {
        p -= origin;
        return {glm::dot(p, left), glm::dot(p, up), glm::dot(p, front)};
    }
    glm::dvec3 world(glm::dvec3 q) const { return origin + q.x * left + q.y * up + q.z * front; }
};

/// Of the head. Up is from the chin to the nasion, so that the profile stands upright; the origin
/// lies midway between the inner corners of the eyes. Throws Error that names what is missing, and
/// for landmarks whose left and right are swapped: a mirrored scan, or mistaken sides.
LocalFrame head_frame(const Landmarks& landmarks);
bool has_head_frame(const Landmarks& landmarks);

/// Of the trunk, however its limbs lie. Up is from the iliac crests to the acromia.
LocalFrame body_frame(const Landmarks& landmarks);
bool has_body_frame(const Landmarks& landmarks);

}  // namespace anatomy
