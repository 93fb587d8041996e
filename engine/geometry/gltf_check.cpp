// SPDX-License-Identifier: MIT
#include "geometry/gltf_check.h"

#include "base/error.h"
#include "geometry/text_scan.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>

namespace geometry {
namespace {

using nlohmann::json;

constexpr int deepest = 64;  // levels; glTF itself has nine

bool is_picture(const std::string& uri)
{
    const std::string name = lower_case(uri);
    return std::ranges::any_of(
        std::array{".png", ".jpg", ".jpeg", ".webp", ".ktx2"},
        [&name](const char* extension) { return name.ends_with(extension); });
}

/// Hears each word of the JSON in its order, twice if it stands there twice, with its escapes
/// undone: so nothing that Assimp's own reader would find is missed.
class Watch : public nlohmann::json_sax<json> {
public:
    explicit Watch(std::size_t file_bytes)
        : file_bytes_(file_bytes)
    {
    }

    bool key(string_t& name) override
    {
        hold_uncompressed(name);
        key_ = name;
        return true;
    }
    bool string(string_t& text) override
    {
        hold_uncompressed(text);
        if (key_ == "uri" && !text.starts_with("data:") && !is_picture(text))
            throw base::Error(fmt::format("it needs the file {} beside it, which is not opened in "
                                          "this version; save it as one GLB file.",
                                          printable(text)));
        return true;
    }
    bool number_integer(number_integer_t value) override { return number(double(value)); }
    bool number_unsigned(number_unsigned_t value) override { return number(double(value)); }
    bool number_float(number_float_t value, const string_t&) override { return number(value); }
    bool start_object(std::size_t) override { return open(); }
    bool start_array(std::size_t) override { return open(); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool parse_error(std::size_t at, const std::string&, const json::exception&) override
    {
        throw base::Error(fmt::format("its text is no JSON from byte {} on.", at));
    }

private:
    static void hold_uncompressed(const std::string& name)
    {
        if (name == "KHR_draco_mesh_compression" || name == "EXT_meshopt_compression")
            throw base::Error(fmt::format(
                "its mesh is compressed with {}, which is not read; save it uncompressed.", name));
    }

    /// Assimp takes memory for what a size announces.
    bool number(double value)
    {
        const bool is_size = key_ == "byteLength" || key_ == "byteOffset" || key_ == "count";
        if (is_size && !(value >= 0 && value <= double(file_bytes_)))
            throw base::Error(fmt::format(
                "its \"{}\" of {:g} cannot be in its {} bytes.", key_, value, file_bytes_));
        return true;
    }

    bool open()
    {
        key_.clear();
        if (++depth_ > deepest)
            throw base::Error(fmt::format("its text is nested more than {} deep.", deepest));
        return true;
    }
    bool close()
    {
        key_.clear();
        --depth_;
        return true;
    }

    std::size_t file_bytes_;
    std::string key_;  // of the value that comes next
    int depth_ = 0;
};

/// glTF 2.0, section 4.4: a header of 12 bytes, and the JSON as the first chunk.
std::string_view text_of_glb(std::string_view bytes)
{
    std::uint32_t size = 0;
    if (bytes.size() >= 20) std::memcpy(&size, bytes.data() + 12, sizeof size);
    if (bytes.size() < 20 || bytes.substr(4, 4) != std::string_view("\2\0\0\0", 4) ||
        size > bytes.size() - 20)
        throw base::Error("it is no GLB file of version 2, or it is cut short.");
    const std::string_view text = bytes.substr(20, size);
    return text.substr(0, text.find_last_not_of('\0') + 1);  // some pad with zeros, not blanks
}

}  // namespace

void check_gltf(std::string_view bytes, bool is_binary)
{
    const std::string_view text = is_binary ? text_of_glb(bytes) : bytes;
    Watch watch(bytes.size());
    json::sax_parse(text.begin(), text.end(), &watch);
}

}  // namespace geometry
