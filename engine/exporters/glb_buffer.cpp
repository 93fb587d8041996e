// SPDX-License-Identifier: MIT
#include "exporters/glb_buffer.h"

#include "base/error.h"

#include <bit>
#include <cmath>
#include <limits>
#include <vector>

namespace exporters {
namespace {

using nlohmann::json;

static_assert(std::endian::native == std::endian::little, "glTF is little-endian");

constexpr int type_u16 = 5123, type_u32 = 5125, type_float = 5126;

std::string pad(std::string bytes, char with)
{
    bytes.resize((bytes.size() + 3) / 4 * 4, with);
    return bytes;
}

std::string word(std::size_t value)
{
    if (value > std::numeric_limits<std::uint32_t>::max())
        throw base::Error("The scan is too large for a GLB file, which ends at 4 GiB.");
    const auto number = std::uint32_t(value);
    return {reinterpret_cast<const char*>(&number), sizeof number};
}

/// glTF's vertex colours are linear; 16 bits keep what 8 bits of sRGB tell apart.
std::uint16_t linear(std::uint8_t srgb)
{
    const double s = srgb / 255.0;
    const double light = s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
    return std::uint16_t(std::lround(light * 65535));
}

}  // namespace

std::size_t GlbBuffer::view(std::string_view bytes, Target target)
{
    json view = {{"buffer", 0}, {"byteOffset", bytes_.size()}, {"byteLength", bytes.size()}};
    if (target != Target::none) view["target"] = int(target);
    views_.push_back(std::move(view));
    bytes_ = pad(bytes_.append(bytes), '\0');
    return views_.size() - 1;
}

template <typename Item>
std::size_t
GlbBuffer::accessor(std::span<const Item> all, const char* type, int component, Target target)
{
    const std::string_view bytes(reinterpret_cast<const char*>(all.data()), all.size_bytes());
    accessors_.push_back({{"bufferView", view(bytes, target)},
                          {"componentType", component},
                          {"count", all.size()},
                          {"type", type}});
    return accessors_.size() - 1;
}

std::size_t GlbBuffer::positions(std::span<const glm::vec3> all)
{
    glm::vec3 low(std::numeric_limits<float>::max()), high = -low;
    for (const glm::vec3& p : all) {
        low = glm::min(low, p);
        high = glm::max(high, p);
    }
    const std::size_t made = vectors(all);
    accessors_[made]["min"] = {low.x, low.y, low.z};
    accessors_[made]["max"] = {high.x, high.y, high.z};
    return made;
}

std::size_t GlbBuffer::vectors(std::span<const glm::vec3> all)
{
    return accessor(all, "VEC3", type_float, Target::vertices);
}

std::size_t GlbBuffer::places(std::span<const glm::vec2> all)
{
    return accessor(all, "VEC2", type_float, Target::vertices);
}

std::size_t GlbBuffer::colours(std::span<const glm::u8vec3> srgb)
{
    std::vector<glm::u16vec4> all;
    all.reserve(srgb.size());
    for (const glm::u8vec3& c : srgb)
        all.emplace_back(linear(c.x), linear(c.y), linear(c.z), UINT16_MAX);
    const std::size_t made =
        accessor(std::span<const glm::u16vec4>(all), "VEC4", type_u16, Target::vertices);
    accessors_[made]["normalized"] = true;
    return made;
}

std::size_t GlbBuffer::indices(std::span<const std::uint32_t> all)
{
    return accessor(all, "SCALAR", type_u32, Target::indices);
}

std::size_t GlbBuffer::picture(std::string_view bytes)
{
    return view(bytes, Target::none);
}

std::string GlbBuffer::file(json gltf) &&
{
    gltf["accessors"] = std::move(accessors_);
    gltf["bufferViews"] = std::move(views_);
    gltf["buffers"] = {{{"byteLength", bytes_.size()}}};
    const std::string text = pad(gltf.dump(), ' ');
    constexpr std::size_t header = 12, chunk_header = 8;
    return "glTF" + word(2) + word(header + 2 * chunk_header + text.size() + bytes_.size()) +
           word(text.size()) + "JSON" + text + word(bytes_.size()) + std::string("BIN\0", 4) +
           bytes_;
}

}  // namespace exporters
