// SPDX-License-Identifier: MIT
// The forms: ITU-T T.81 annex B for JPEG, W3C PNG chapter 5. The bytes may be hostile: nothing is
// believed but lengths that end inside the file, and what comes out is read by a child again.
#include "geometry/picture_file.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace geometry {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

constexpr std::string_view png_begin = "\x89PNG\r\n\x1a\n", jpeg_begin = "\xff\xd8";
constexpr std::string_view jpeg_end = "\xff\xd9";

std::size_t big_endian(std::string_view bytes)
{
    std::size_t number = 0;
    for (const char one : bytes)
        number = number << 8 | std::uint8_t(one);
    return number;
}

/// What is needed to show it; all that is critical begins with a capital letter.
bool is_of_pixels(std::string_view chunk_type)
{
    constexpr std::array kept{"tRNS"sv, "gAMA"sv, "sRGB"sv};
    return (chunk_type[0] >= 'A' && chunk_type[0] <= 'Z') ||
           std::ranges::find(kept, chunk_type) != kept.end();
}

/// The parts that end inside the file, from the first behind the signature to the end mark.
template <typename Use>
void for_each_chunk(std::string_view png, Use use)
{
    for (std::size_t at = png_begin.size(); at + 12 <= png.size();) {
        const std::size_t size = 12 + big_endian(png.substr(at, 4));
        if (size > png.size() - at) return;
        const std::string_view type = png.substr(at + 4, 4);
        use(type, png.substr(at, size));
        if (type == "IEND") return;
        at += size;
    }
}

std::string png_pixels(std::string_view file)
{
    std::string pixels(png_begin);
    for_each_chunk(file, [&pixels](std::string_view type, std::string_view chunk) {
        if (is_of_pixels(type)) pixels += chunk;
    });
    return pixels;
}

/// Without the small picture that it may hold.
std::string bare_jfif(std::string_view segment)
{
    if (segment.size() < 18 || segment.substr(4, 5) != "JFIF\0"sv) return {};
    return "\xff\xe0\0\x10"s.append(segment.substr(4, 12)).append(2, '\0');
}

/// A marker with what belongs to it, or nothing if it is none of pixels.
std::string kept_segment(std::string_view segment)
{
    const auto marker = std::uint8_t(segment[1]);
    constexpr std::uint8_t first_app = 0xE0, last_app = 0xEF, adobe = 0xEE, comment = 0xFE;
    if (marker == first_app) return bare_jfif(segment);
    const bool remark = (marker > first_app && marker <= last_app) || marker == comment;
    return remark && marker != adobe ? std::string() : std::string(segment);
}

/// Where the next marker begins behind coded data, in which 0xFF is followed by 0 or a restart.
std::size_t end_of_scan(std::string_view file, std::size_t at)
{
    for (; at + 1 < file.size(); ++at) {
        const auto next = std::uint8_t(file[at + 1]);
        if (std::uint8_t(file[at]) == 0xFF && next != 0 && (next < 0xD0 || next > 0xD7)) return at;
    }
    return file.size();
}

std::string jpeg_pixels(std::string_view file)
{
    constexpr std::uint8_t fill = 0xFF, end = 0xD9, start_of_scan = 0xDA;
    std::string pixels(jpeg_begin);
    for (std::size_t at = jpeg_begin.size(); at + 4 <= file.size();) {
        const auto marker = std::uint8_t(file[at + 1]);
        if (marker == fill) {
            ++at;
            continue;
        }
        const std::size_t size = 2 + big_endian(file.substr(at + 2, 2));
        if (std::uint8_t(file[at]) != 0xFF || marker == end || size > file.size() - at) break;
        pixels += kept_segment(file.substr(at, size));
        at += size;
        if (marker != start_of_scan) continue;
        const std::size_t behind = end_of_scan(file, at);
        pixels += file.substr(at, behind - at);
        at = behind;
    }
    return pixels.append(jpeg_end);
}

}  // namespace

std::string pixels_only(std::string_view file)
{
    if (file.starts_with(png_begin)) return png_pixels(file);
    if (file.starts_with(jpeg_begin)) return jpeg_pixels(file);
    return {};
}

bool is_whole_png(std::string_view file)
{
    std::size_t end = png_begin.size();
    bool has_end_mark = false;
    for_each_chunk(file, [&](std::string_view type, std::string_view chunk) {
        has_end_mark = type == "IEND";
        end += chunk.size();
    });
    return file.starts_with(png_begin) && (has_end_mark || end == file.size());
}

}  // namespace geometry
