// SPDX-License-Identifier: MIT
#include "anatomy/regions.h"

#include "base/error.h"

#include <fmt/format.h>

namespace anatomy {
namespace {

bool gives_head(const Landmarks& landmarks)
{
    return has_head_frame(landmarks) && HeadRegions::missing(landmarks).empty();
}

bool gives_body(const Landmarks& landmarks)
{
    return has_body_frame(landmarks) && BodyRegions::missing(landmarks).empty();
}

}  // namespace

std::optional<Regions> Regions::known(const Landmarks& landmarks, const SkinView& skin)
{
    if (!gives_head(landmarks) && !gives_body(landmarks)) return std::nullopt;
    return Regions(landmarks, skin);
}

Regions::Regions(const Landmarks& landmarks, const SkinView& skin)
{
    const bool is_of_body = has_body_frame(landmarks) && !has_head_frame(landmarks);
    if (gives_body(landmarks)) left_out_ = body_.emplace(landmarks, skin).left_out();
    if (gives_head(landmarks)) head_.emplace(landmarks);
    if (head_ || body_) return;
    // The constructors say what they lack.
    if (is_of_body)
        body_.emplace(landmarks, skin);
    else
        head_.emplace(landmarks);
}

Region Regions::at(glm::dvec3 place, glm::dvec3 normal) const
{
    // A limb first: an arm may hang, or be lifted, at the height of anything.
    if (body_)
        if (const Region limb = body_->limb_at(place, normal); !limb.name.empty()) return limb;
    if (head_)
        if (const Region part = head_->at(place); !part.name.empty()) return part;
    return body_ ? body_->trunk_at(place) : Region{};
}

}  // namespace anatomy
