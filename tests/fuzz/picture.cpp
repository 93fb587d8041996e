// SPDX-License-Identifier: MIT
// PNG and JPEG: read for the scan, and bared of all but their pixels for the case file.
#include "geometry/picture_file.h"
#include "geometry/readers.h"
#include "target.h"

#include <string>

#include <zlib.h>

namespace {

using geometry::Texture;

std::uint32_t big_endian(const std::string& bytes, std::size_t at)
{
    std::uint32_t number = 0;
    for (std::size_t i = at; i < at + 4; ++i)
        number = number << 8 | std::uint8_t(bytes[i]);
    return number;
}

/// The checksums of a PNG's chunks as they must be, which no fuzzer finds.
std::string with_right_checksums(std::string png)
{
    for (std::size_t at = 8; at + 12 <= png.size();) {
        const std::size_t length = big_endian(png, at);
        if (length > png.size() - at - 12) break;
        const auto* type = reinterpret_cast<const Bytef*>(png.data() + at + 4);
        const auto sum = static_cast<std::uint32_t>(crc32(0, type, static_cast<uInt>(length + 4)));
        for (std::size_t i = 0; i < 4; ++i)
            png[at + 8 + length + i] = static_cast<char>(sum >> (24 - 8 * i));
        at += 12 + length;
    }
    return png;
}

void hold_to_promises(const Texture& texture)
{
    const std::uint32_t longest = std::max(texture.width, texture.height);
    fuzz::promise(longest <= geometry::most_texture_side && texture.width > 0 && texture.height > 0,
                  "a picture has a size that can be shown");
    fuzz::promise(texture.pixels.size() == std::size_t(texture.width) * texture.height,
                  "a picture has all its pixels");
    fuzz::promise(std::ranges::all_of(texture.pixels, [](auto p) { return p.a == 255; }),
                  "a picture is opaque");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string bytes(fuzz::text_of(data, size));
    const bool png = bytes.starts_with("\x89PNG");
    if (png) bytes = with_right_checksums(std::move(bytes));
    const std::string bare = geometry::pixels_only(bytes);
    fuzz::promise(bare.size() <= size + 2, "what is bared does not grow");

    const auto texture = fuzz::accepted([&] { return geometry::read_texture(bytes); });
    if (!texture) return 0;
    hold_to_promises(*texture);
    // libjpeg forgives what lies between the parts of a damaged file; baring such a one ends there.
    if (png)
        fuzz::promise(geometry::read_texture(bare).pixels == texture->pixels,
                      "what is bared shows the same");
    return 0;
}
