// SPDX-License-Identifier: MIT
#include "render/picture.h"

#include "base/error.h"
#include "base/file.h"

#include <png.h>

#include <algorithm>

namespace render {

namespace {

void append(png_structp png, png_bytep bytes, std::size_t count)
{
    static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<char*>(bytes), count);
}

[[noreturn]] void refuse(png_structp, png_const_charp reason)
{
    throw base::Error(std::string("Cannot encode the picture as PNG: ") + reason + ".");
}

/// libpng's writer, which frees itself.
struct Writer {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, refuse, nullptr);
    png_infop header = png_create_info_struct(png);

    Writer() = default;
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer() { png_destroy_write_struct(&png, &header); }
};

/// PNG wants the colours as they are, not multiplied by their opacity.
std::vector<std::uint8_t> straight_row(const Picture& picture, std::uint32_t y)
{
    std::vector<std::uint8_t> row(picture.at(0, y),
                                  picture.at(0, y) + std::size_t(picture.width) * 4);
    for (std::size_t i = 0; i < row.size(); i += 4) {
        const unsigned opacity = row[i + 3];
        for (std::size_t colour = i; opacity > 0 && colour < i + 3; ++colour)
            row[colour] = std::uint8_t(std::min(255u, (row[colour] * 255 + opacity / 2) / opacity));
    }
    return row;
}

}  // namespace

void Picture::paste(const Picture& part, std::uint32_t x, std::uint32_t y)
{
    base::check(x + part.width <= width && y + part.height <= height,
                "the part lies inside the picture");
    for (std::uint32_t row = 0; row < part.height; ++row)
        std::copy_n(part.at(0, row),
                    std::size_t(part.width) * 4,
                    rgba.data() + (std::size_t(y + row) * width + x) * 4);
}

std::string png_of(const Picture& picture)
{
    std::string bytes;
    Writer writer;
    png_set_write_fn(writer.png, &bytes, append, nullptr);
    png_set_IHDR(writer.png,
                 writer.header,
                 picture.width,
                 picture.height,
                 8,
                 picture.has_opacity ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(writer.png, writer.header, PNG_sRGB_INTENT_PERCEPTUAL);
    // A fifth of the time of libpng's own choice of filters and level, for files about as large.
    png_set_filter(writer.png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB);
    png_set_compression_level(writer.png, 1);
    png_write_info(writer.png, writer.header);
    if (!picture.has_opacity) png_set_filler(writer.png, 0, PNG_FILLER_AFTER);  // RGBA in, RGB out
    for (std::uint32_t y = 0; y < picture.height; ++y)
        png_write_row(writer.png,
                      picture.has_opacity ? straight_row(picture, y).data() : picture.at(0, y));
    png_write_end(writer.png, nullptr);
    return bytes;
}

void write_png(const std::filesystem::path& file, const Picture& picture)
{
    base::write_file(file, png_of(picture));
}

}  // namespace render
