// SPDX-License-Identifier: MIT
#include "geometry/zip_entry.h"

#include <cstdint>
#include <cstring>

#include <zlib.h>

namespace geometry {
namespace {

constexpr std::string_view end_of_directory("PK\5\6", 4);
constexpr std::string_view directory_entry("PK\1\2", 4);
constexpr std::string_view local_entry("PK\3\4", 4);

/// A little-endian number; 0 where the archive ends before it.
template <typename T>
T number_at(std::string_view bytes, std::size_t offset)
{
    T value = 0;
    if (offset <= bytes.size() && bytes.size() - offset >= sizeof(T))
        std::memcpy(&value, bytes.data() + offset, sizeof(T));
    return value;
}

std::string_view from(std::string_view bytes, std::size_t offset)
{
    return offset < bytes.size() ? bytes.substr(offset) : std::string_view();
}

std::optional<std::string> inflated(std::string_view packed, std::size_t limit)
{
    std::string text(limit, '\0');
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return std::nullopt;
    // zlib's interface takes the input without const, but only reads it.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    const int result = inflate(&stream, Z_SYNC_FLUSH);
    text.resize(limit - stream.avail_out);
    inflateEnd(&stream);
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) return std::nullopt;
    return text;
}

std::optional<std::string>
content(std::string_view archive, std::string_view entry, std::size_t limit)
{
    const auto method = number_at<std::uint16_t>(entry, 10);
    const auto packed_size = number_at<std::uint32_t>(entry, 20);
    const std::string_view local = from(archive, number_at<std::uint32_t>(entry, 42));
    if (!local.starts_with(local_entry)) return std::nullopt;
    const std::size_t names =
        number_at<std::uint16_t>(local, 26) + number_at<std::uint16_t>(local, 28);
    const std::string_view packed = from(local, 30 + names).substr(0, packed_size);
    if (method == 0) return std::string(packed.substr(0, limit));
    return method == 8 ? inflated(packed, limit) : std::nullopt;
}

}  // namespace

std::optional<std::string>
start_of_zip_entry(std::string_view archive, std::string_view suffix, std::size_t limit)
{
    const std::size_t end = archive.rfind(end_of_directory);
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view entries = from(archive, number_at<std::uint32_t>(archive, end + 16));
    while (entries.starts_with(directory_entry)) {
        const std::size_t name_size = number_at<std::uint16_t>(entries, 28);
        const std::string_view name = from(entries, 46).substr(0, name_size);
        if (name.ends_with(suffix)) return content(archive, entries, limit);
        entries = from(entries,
                       46 + name_size + number_at<std::uint16_t>(entries, 30) +
                           number_at<std::uint16_t>(entries, 32));
    }
    return std::nullopt;
}

}  // namespace geometry
