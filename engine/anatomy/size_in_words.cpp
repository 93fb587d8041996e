// SPDX-License-Identifier: MIT
#include "anatomy/size_in_words.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <vector>

namespace anatomy {
namespace {

double apart(const Landmarks& landmarks, const std::string& pair)
{
    return glm::distance(landmarks.at("left_" + pair).place, landmarks.at("right_" + pair).place);
}

glm::dvec3 pupil(const Landmarks& landmarks, const std::string& side)
{
    return 0.5 *
           (landmarks.at(side + "endocanthion").place + landmarks.at(side + "exocanthion").place);
}

}  // namespace

std::string size_in_words(const Landmarks& landmarks, const geometry::Box& scan)
{
    std::vector<std::string> sizes;
    if (landmarks.has_pair("exocanthion")) {
        sizes.push_back(
            fmt::format("outer eye corners {:.0f} mm apart", apart(landmarks, "exocanthion")));
        if (landmarks.has_pair("endocanthion"))
            sizes.push_back(
                fmt::format("pupils about {:.0f} mm apart",
                            glm::distance(pupil(landmarks, "left_"), pupil(landmarks, "right_"))));
    }
    if (landmarks.has_pair("zygion"))
        sizes.push_back(fmt::format("face {:.0f} mm wide", apart(landmarks, "zygion")));
    if (landmarks.has_pair("acromion"))
        sizes.push_back(fmt::format("shoulders {:.0f} mm wide", apart(landmarks, "acromion")));
    if (!sizes.empty()) return fmt::format("{}", fmt::join(sizes, ", "));
    const glm::dvec3 size = scan.size();
    return fmt::format(
        "the scan is {:.0f} mm wide, {:.0f} mm high and {:.0f} mm deep", size.x, size.y, size.z);
}

}  // namespace anatomy
