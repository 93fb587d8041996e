// SPDX-License-Identifier: MIT
// Pictures on scans: PNG by libpng, JPEG by libjpeg-turbo, both in the import child only.
#include "base/error.h"
#include "geometry/picture_file.h"
#include "geometry/readers.h"
#include "geometry/text_scan.h"

#include <fmt/format.h>
#include <jpeglib.h>
#include <png.h>

#include <algorithm>
#include <cstdio>

namespace geometry {
namespace {

constexpr std::uint32_t most_side = 32'768;
constexpr std::uint64_t most_pixels = 200'000'000;

void refuse_too_large(std::uint32_t width, std::uint32_t height)
{
    if (width > most_side || height > most_side || std::uint64_t(width) * height > most_pixels)
        throw base::Error(fmt::format("it has {} x {} pixels, more than are read.", width, height));
}

/// Before there is memory for them: a few bytes may announce any size. DEFLATE packs 1032 bytes
/// into one (zlib.net/feldspar.html); of JPEG's blocks of 8 x 8 each takes a bit.
void refuse_unbelievable(std::uint64_t pixels,
                         std::uint64_t most_pixels_per_byte,
                         std::size_t bytes)
{
    if (pixels / most_pixels_per_byte > bytes)
        throw base::Error(fmt::format("{} pixels cannot come from its {} bytes.", pixels, bytes));
}

Texture blank(std::uint32_t width, std::uint32_t height)
{
    return {width, height, std::vector<glm::u8vec4>(std::size_t(width) * height)};
}

/// libpng's picture, which frees itself.
struct Png {
    png_image image{};

    Png() { image.version = PNG_IMAGE_VERSION; }
    Png(const Png&) = delete;
    ~Png() { png_image_free(&image); }
    base::Error refusal() const
    {
        return base::Error(
            fmt::format("it is not a PNG that can be read ({}).", printable(image.message)));
    }
};

/// libpng would take memory for whatever length a part announces, or a text unpacks to.
Texture read_png(std::string_view file)
{
    if (!is_whole_png(file)) throw base::Error("it is a PNG that ends too early.");
    const std::string bytes = pixels_only(file);
    Png png;
    if (!png_image_begin_read_from_memory(&png.image, bytes.data(), bytes.size()))
        throw png.refusal();
    refuse_too_large(png.image.width, png.image.height);
    constexpr std::size_t depth_at = 24;  // in bits a channel, behind width and height
    refuse_unbelievable(std::uint64_t(png.image.width) * png.image.height,
                        1032 * 8 / std::max(bytes[depth_at], '\1'),
                        bytes.size());
    png.image.format = PNG_FORMAT_RGBA;
    Texture texture = blank(png.image.width, png.image.height);
    if (!png_image_finish_read(&png.image, nullptr, texture.pixels.data(), 0, nullptr))
        throw png.refusal();
    return texture;
}

[[noreturn]] void refuse_jpeg(j_common_ptr jpeg)
{
    char reason[JMSG_LENGTH_MAX];
    jpeg->err->format_message(jpeg, reason);
    throw base::Error(
        fmt::format("it is not a JPEG that can be read ({}).", printable(reason, 100)));
}

/// libjpeg's reader, which frees itself.
struct Jpeg {
    jpeg_decompress_struct reader{};
    jpeg_error_mgr errors{};

    Jpeg()
    {
        reader.err = jpeg_std_error(&errors);
        errors.error_exit = refuse_jpeg;
        errors.emit_message = [](j_common_ptr, int) {};
        jpeg_create_decompress(&reader);
    }
    Jpeg(const Jpeg&) = delete;
    ~Jpeg() { jpeg_destroy_decompress(&reader); }
};

Texture read_jpeg(std::string_view bytes)
{
    Jpeg jpeg;
    jpeg_decompress_struct& reader = jpeg.reader;
    jpeg_mem_src(&reader, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_read_header(&reader, TRUE);
    refuse_too_large(reader.image_width, reader.image_height);
    refuse_unbelievable(
        std::uint64_t(reader.image_width) * reader.image_height, 8 * 64, bytes.size());
    while (std::max(reader.image_width, reader.image_height) / reader.scale_denom >
               most_texture_side &&
           reader.scale_denom < 8)
        reader.scale_denom *= 2;
    reader.out_color_space = JCS_EXT_RGBA;
    jpeg_start_decompress(&reader);
    Texture texture = blank(reader.output_width, reader.output_height);
    while (reader.output_scanline < reader.output_height) {
        auto* row = reinterpret_cast<JSAMPROW>(texture.pixels.data() +
                                               std::size_t(reader.output_scanline) * texture.width);
        jpeg_read_scanlines(&reader, &row, 1);
    }
    jpeg_finish_decompress(&reader);
    return texture;
}

Texture halved(const Texture& large)
{
    Texture small = blank(std::max(large.width / 2, 1u), std::max(large.height / 2, 1u));
    for (std::uint32_t y = 0; y < small.height; ++y)
        for (std::uint32_t x = 0; x < small.width; ++x) {
            const auto at = [&](std::uint32_t dx, std::uint32_t dy) {
                const std::size_t row = std::min(2 * y + dy, large.height - 1);
                return glm::uvec4(
                    large.pixels[row * large.width + std::min(2 * x + dx, large.width - 1)]);
            };
            small.pixels[std::size_t(y) * small.width + x] =
                glm::u8vec4((at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1) + 2u) / 4u);
        }
    return small;
}

}  // namespace

Texture read_texture(std::string_view bytes)
{
    const bool png = bytes.starts_with("\x89PNG");
    if (!png && !bytes.starts_with("\xff\xd8\xff"))
        throw base::Error("it is neither a PNG nor a JPEG.");
    Texture texture = png ? read_png(bytes) : read_jpeg(bytes);
    while (std::max(texture.width, texture.height) > most_texture_side)
        texture = halved(texture);
    for (glm::u8vec4& pixel : texture.pixels)
        pixel.a = 255;
    return texture;
}

}  // namespace geometry
