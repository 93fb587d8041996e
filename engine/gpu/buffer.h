// SPDX-License-Identifier: MIT
// A piece of memory that shaders read and write.
#pragma once

#include "gpu/memory.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace gpu {

enum class Home {
    device,  // where the device is quickest; filled and read by copies where it has its own memory
    host,    // always mapped: staging, read-back, small things that change with every frame
};

struct BufferSettings {
    std::string_view name;  // for messages and debuggers
    std::size_t bytes = 0;  // a whole number of 4-byte words; 0 gives a buffer of one word
    Home home = Home::device;
    VkBufferUsageFlags use = VK_BUFFER_USAGE_STORAGE_BUFFER_BIT;  // copies are always allowed
};

/// The use of a buffer that kernels reach by its address, not by a binding: then it may be larger
/// than what one binding can show.
inline constexpr VkBufferUsageFlags by_address = VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT;

/// One allocation per buffer: there are few, and they are large.
class Buffer {
public:
    /// Throws base::Error if a storage buffer is above what one binding can show, any buffer above
    /// what the device can hold in one, or the memory is full.
    Buffer(Device& device, const BufferSettings& settings);
    ~Buffer();
    Buffer(Buffer&& other) noexcept;
    Buffer& operator=(Buffer&& other) noexcept;

    VkBuffer handle() const { return buffer_; }
    std::size_t bytes() const { return bytes_; }
    /// Where kernels find it; it was made for use by_address.
    VkDeviceAddress address() const;
    /// The memory itself; empty where the device has memory of its own.
    std::span<std::byte> mapped() const { return {mapped_, mapped_ ? bytes_ : 0}; }

private:
    void release();

    Device* device_;
    VkBuffer buffer_ = VK_NULL_HANDLE;
    Allocation memory_;
    std::byte* mapped_ = nullptr;
    std::size_t bytes_ = 0;
    VkBufferUsageFlags use_ = 0;
};

/// Fills part of a buffer and waits until it is filled. No submitted work may still use that part.
void write_bytes(Device& device,
                 const Buffer& buffer,
                 std::span<const std::byte> bytes,
                 std::size_t offset_bytes = 0);

/// Reads part of a buffer, after all submitted work.
void read_bytes(Device& device,
                const Buffer& buffer,
                std::span<std::byte> bytes,
                std::size_t offset_bytes = 0);

template <typename Range>
std::span<const std::byte> bytes_of(const Range& values)
{
    return std::as_bytes(std::span(values));
}

/// A device buffer that holds these values, padded with nothing. `Range` is a vector, array or
/// span.
template <typename Range>
Buffer buffer_of(Device& device,
                 const Range& values,
                 std::string_view name,
                 VkBufferUsageFlags use = VK_BUFFER_USAGE_STORAGE_BUFFER_BIT)
{
    const auto bytes = bytes_of(values);
    Buffer buffer(device, {.name = name, .bytes = bytes.size(), .use = use});
    write_bytes(device, buffer, bytes);
    return buffer;
}

/// `count` values from the start of a buffer, by default as many as fit into it.
template <typename T>
std::vector<T> read(Device& device, const Buffer& buffer, std::size_t count = SIZE_MAX)
{
    static_assert(std::is_trivially_copyable_v<T>);
    std::vector<T> values(std::min(count, buffer.bytes() / sizeof(T)));
    read_bytes(device, buffer, std::as_writable_bytes(std::span(values)));
    return values;
}

}  // namespace gpu
