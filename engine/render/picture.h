// SPDX-License-Identifier: MIT
// The render room: from a scene to an image. It reads and never writes, and always draws offscreen:
// a window shows the same image.
//
// Picture is what comes out: rows of RGBA from the top, 8 bits each, sRGB, the colours multiplied
// by the opacity.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace render {

struct Picture {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::vector<std::uint8_t> rgba;
    bool has_opacity = false;  // else it covers everything, and its opacity means nothing

    const std::uint8_t* at(std::uint32_t x, std::uint32_t y) const
    {
        return rgba.data() + (std::size_t(y) * width + x) * 4;
    }
    /// Puts a smaller picture into this one, its top left corner at x, y.
    void paste(const Picture& part, std::uint32_t x, std::uint32_t y);
    bool operator==(const Picture&) const = default;
};

/// The bytes of a PNG file, opaque unless the picture has opacity; the same picture always gives
/// the same bytes.
std::string png_of(const Picture& picture);

/// Throws base::Error, and then leaves no file.
void write_png(const std::filesystem::path& file, const Picture& picture);

}  // namespace render
