// SPDX-License-Identifier: MIT
#include "anatomy/up_axis.h"

#include <algorithm>
#include <array>

namespace anatomy {

UpAxis up_axis(const geometry::Mesh& mesh)
{
    constexpr double least_body_mm = 1300;
    constexpr double clearly_longer = 1.25;  // arms held out are about as wide as the body is tall
    const glm::dvec3 size = geometry::bounds(mesh).size();
    std::array<int, 3> axes{0, 1, 2};
    std::ranges::sort(axes, [&size](int a, int b) { return size[a] > size[b]; });
    if (size[axes[0]] >= least_body_mm && size[axes[0]] > clearly_longer * size[axes[1]])
        return {static_cast<char>('x' + axes[0]), "the longest extent, as of a standing body"};
    return {'y', "assumed, by convention"};
}

}  // namespace anatomy
