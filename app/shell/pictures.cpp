// SPDX-License-Identifier: MIT
#include "shell/pictures.h"

#include "base/error.h"

#include <png.h>

#include <algorithm>
#include <cstring>

namespace shell {
namespace {

constexpr int atlas_width = 2048;

struct Pixels {
    int width = 0;
    int height = 0;
    std::vector<unsigned char> rgba;
};

/// Of a file that travels inside the program, so it is known to be sound.
Pixels pixels_of(std::string_view png_file)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    base::check(png_image_begin_read_from_memory(&image, png_file.data(), png_file.size()) != 0,
                "the picture is a PNG file");
    image.format = PNG_FORMAT_RGBA;
    Pixels pixels{int(image.width), int(image.height), {}};
    pixels.rgba.resize(PNG_IMAGE_SIZE(image));
    base::check(png_image_finish_read(&image, nullptr, pixels.rgba.data(), 0, nullptr) != 0,
                "the picture can be read");
    return pixels;
}

}  // namespace

void AtlasPicture::draw(ImDrawList& drawing, ImVec2 low, ImVec2 high) const
{
    const float scale = std::min((high.x - low.x) / size_.x, (high.y - low.y) / size_.y);
    const ImVec2 half(size_.x * scale / 2, size_.y * scale / 2);
    const ImVec2 middle((low.x + high.x) / 2, (low.y + high.y) / 2);
    drawing.AddImage(ImGui::GetIO().Fonts->TexID,
                     {middle.x - half.x, middle.y - half.y},
                     {middle.x + half.x, middle.y + half.y},
                     uv_low_,
                     uv_high_);
}

std::vector<AtlasPicture> build_atlas(std::span<const std::string_view> png_files)
{
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.TexDesiredWidth = atlas_width;
    std::vector<Pixels> sources;
    std::vector<int> places;
    for (const std::string_view file : png_files) {
        sources.push_back(pixels_of(file));
        places.push_back(atlas.AddCustomRectRegular(sources.back().width, sources.back().height));
    }
    unsigned char* rgba = nullptr;
    atlas.GetTexDataAsRGBA32(&rgba, nullptr, nullptr);
    std::vector<AtlasPicture> pictures;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const ImFontAtlasCustomRect& place = *atlas.GetCustomRectByIndex(places[i]);
        const std::size_t row = std::size_t(sources[i].width) * 4;
        for (int y = 0; y < sources[i].height; ++y)
            std::memcpy(rgba +
                            (std::size_t(place.Y + y) * std::size_t(atlas.TexWidth) + place.X) * 4,
                        sources[i].rgba.data() + std::size_t(y) * row,
                        row);
        ImVec2 low, high;
        atlas.CalcCustomRectUV(&place, &low, &high);
        pictures.emplace_back(ImVec2(float(place.Width), float(place.Height)), low, high);
    }
    return pictures;
}

}  // namespace shell
