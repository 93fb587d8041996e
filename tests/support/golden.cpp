// SPDX-License-Identifier: MIT
#include "golden.h"

#include <png.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace test {
namespace {

/// Means over blocks of 4 x 4 pixels.
std::vector<double> softened(const render::Picture& picture)
{
    std::vector<double> means;
    for (std::uint32_t y = 0; y + 4 <= picture.height; y += 4)
        for (std::uint32_t x = 0; x + 4 <= picture.width; x += 4)
            for (int colour = 0; colour < 3; ++colour) {
                double sum = 0;
                for (std::uint32_t i = 0; i < 16; ++i)
                    sum += picture.at(x + i % 4, y + i / 4)[colour];
                means.push_back(sum / 16);
            }
    return means;
}

}  // namespace

std::filesystem::path golden_file(const std::string& name)
{
    return std::filesystem::path(MESOMAP_GOLDEN_FOLDER) / (name + ".png");
}

render::Picture golden(const std::string& name)
{
    png_image header{};
    header.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_file(&header, golden_file(name).c_str())) return {};
    header.format = PNG_FORMAT_RGBA;
    render::Picture picture{
        header.width, header.height, std::vector<std::uint8_t>(PNG_IMAGE_SIZE(header))};
    png_image_finish_read(&header, nullptr, picture.rgba.data(), 0, nullptr);
    return picture;
}

bool renews_goldens()
{
    return std::getenv("MESOMAP_RENEW_GOLDEN") != nullptr;
}

Apart difference(const render::Picture& a, const render::Picture& b)
{
    if (a.width != b.width || a.height != b.height) return {};
    const std::vector<double> first = softened(a), second = softened(b);
    Apart apart{0, 0};
    for (std::size_t i = 0; i < first.size(); ++i) {
        const double one = std::abs(first[i] - second[i]);
        apart.mean += one / double(first.size());
        apart.most = std::max(apart.most, one);
    }
    return apart;
}

}  // namespace test
