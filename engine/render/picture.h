// SPDX-License-Identifier: MIT
// The render room: from a scene to an image. It reads and never writes, and always draws offscreen:
// a window shows the same image.
//
// Picture is what comes out: rows of RGBA from the top, 8 bits each, sRGB.
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

    const std::uint8_t* at(std::uint32_t x, std::uint32_t y) const
    {
        return rgba.data() + (std::size_t(y) * width + x) * 4;
    }
    bool operator==(const Picture&) const = default;
};

/// The bytes of an opaque PNG file; the same picture always gives the same bytes.
std::string png_of(const Picture& picture);

/// Throws base::Error, and then leaves no file.
void write_png(const std::filesystem::path& file, const Picture& picture);

}  // namespace render
