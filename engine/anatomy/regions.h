// SPDX-License-Identifier: MIT
// The regions of one patient on one scan: of head and neck, of the body, or of both, as far as the
// landmarks give them. Every place of the skin lies in one, or in none that is known.
#pragma once

#include "anatomy/body_regions.h"
#include "anatomy/head_regions.h"

#include <optional>

namespace anatomy {

class Regions {
public:
    /// Throws Error where the landmarks give neither those of a head nor those of a body, with what
    /// is missing.
    Regions(const Landmarks& landmarks, const SkinView& skin);

    /// None where they give neither.
    static std::optional<Regions> known(const Landmarks& landmarks, const SkinView& skin);

    /// `normal`: out of the skin there.
    Region at(glm::dvec3 place, glm::dvec3 normal) const;

    /// Which parts of the body have none, and what they lack: sentences.
    const std::vector<std::string>& left_out() const { return left_out_; }

private:
    std::optional<HeadRegions> head_;
    std::optional<BodyRegions> body_;
    std::vector<std::string> left_out_;
};

}  // namespace anatomy
