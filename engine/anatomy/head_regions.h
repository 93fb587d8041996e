// SPDX-License-Identifier: MIT
// Regions of head and neck: the anatomical units that skin thickness and limits belong to. Their
// borders follow from landmarks by proportions; every place of a head lies in exactly one.
#pragma once

#include "anatomy/landmarks.h"
#include "anatomy/local_frame.h"
#include "anatomy/region.h"

#include <glm/vec2.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace anatomy {

/// What a region borders on, in the head's axes; the proportions are from memory of the facial
/// units in plastic surgery (Gonzalez-Ulloa 1956) and are to be checked by a clinician.
class HeadRegions {
public:
    /// The landmarks that are missing for it, in words; none if it can be made.
    static std::vector<std::string> missing(const Landmarks& landmarks);

    /// Throws Error that names what is missing.
    explicit HeadRegions(const Landmarks& landmarks);

    Region at(glm::dvec3 place) const;

private:
    /// One side of the head: (lateral, up, front) of its landmarks, as if it were the left.
    struct Half {
        glm::dvec3 endocanthion{0}, exocanthion{0}, alare{0}, cheilion{0}, tragion{0}, gonion{0},
            frontotemporale{0};
    };
    struct Middle {
        glm::dvec3 trichion{0}, glabella{0}, nasion{0}, subnasale{0}, labrale_superius{0},
            stomion{0}, labrale_inferius{0}, sublabiale{0}, menton{0};
    };

    // The questions, from the outside in; q is a place as if on the left.
    bool is_ear(const Half& half, glm::dvec3 q) const;
    bool is_scalp(const Half& half, glm::dvec3 q) const;
    bool is_neck(const Half& half, glm::dvec3 q) const;
    Region scalp_at(const Half& half, glm::dvec3 q, Side side) const;
    Region neck_at(const Half& half, glm::dvec3 q, Side side) const;
    Region face_at(const Half& half, glm::dvec3 q, Side side) const;
    Region mouth_at(const Half& half, glm::dvec3 q) const;
    bool is_eyelid(const Half& half, glm::dvec3 q) const;
    bool is_nose(const Half& half, glm::dvec3 q) const;

    LocalFrame frame_;
    Half left_, right_;
    Middle middle_;
    glm::dvec3 vertex_{0}, occiput_{0};
    bool parts_scalp_ = false;  // vertex and opisthocranion are known
};

}  // namespace anatomy
