// SPDX-License-Identifier: MIT
// Regions of trunk, arms and legs, from the landmarks of a body by the proportions of the clinical
// tables. Which limb skin belongs to is told by the limb's own axis and by the way the skin faces:
// an arm that hangs beside the trunk is no trunk.
#pragma once

#include "anatomy/landmarks.h"
#include "anatomy/limb.h"
#include "anatomy/local_frame.h"
#include "anatomy/region.h"
#include "anatomy/skin_place.h"
#include "clinic/body_regions.h"

#include <optional>
#include <string>
#include <vector>

namespace anatomy {

class BodyRegions {
public:
    /// The landmarks that are missing for the trunk, in words; none if it can be made.
    static std::vector<std::string> missing(const Landmarks& landmarks);

    /// Throws Error that names what is missing. A limb without its landmarks is left out.
    BodyRegions(const Landmarks& landmarks, const SkinView& skin);

    /// `normal`: out of the skin.
    Region at(glm::dvec3 place, glm::dvec3 normal) const;
    /// The same where the place is a limb's, or the trunk's; else none.
    Region limb_at(glm::dvec3 place, glm::dvec3 normal) const;
    Region trunk_at(glm::dvec3 place) const;

    /// A sentence for each limb that the landmarks do not give.
    const std::vector<std::string>& left_out() const { return left_out_; }

private:
    struct Disc {
        const clinic::BodyRegion* region = nullptr;
        glm::dvec3 middle{0};  // in the frame
        double radius_mm = 0;
    };
    struct PartOfBody {
        clinic::BodySection section;
        Limb limb;
        double reach = 1;  // in radii from its axis
    };

    void add_limbs(const Landmarks& landmarks, const SkinView& skin, Side side);
    void add_discs(const Landmarks& landmarks);
    bool is_below_trunk(const PartOfBody& part, const LimbPlace& place) const;
    bool has(clinic::BodySection section, Side side) const;

    LocalFrame frame_;
    glm::dvec3 top_{0}, navel_{0};  // in the frame; the top is the notch of the breastbone
    double half_width_mm_ = 0, half_depth_mm_ = 0, axis_z_ = 0;  // of the waist
    std::vector<Disc> discs_;
    std::vector<PartOfBody> limbs_;
    clinic::LegCrease crease_ = clinic::leg_crease();
    std::vector<std::string> left_out_;
};

}  // namespace anatomy
