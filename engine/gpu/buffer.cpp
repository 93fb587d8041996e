// SPDX-License-Identifier: MIT
#include "gpu/buffer.h"

#include "base/error.h"
#include "gpu/commands.h"
#include "gpu/memory.h"
#include "gpu/result.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace gpu {
namespace {

constexpr VkMemoryPropertyFlags mappable =
    VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
// Reading through a mapping that is not cached is slower than a copy.
constexpr VkMemoryPropertyFlags worth_mapping = mappable | VK_MEMORY_PROPERTY_HOST_CACHED_BIT;

constexpr std::size_t staging_bytes = std::size_t(64) << 20;

void refuse_too_large(const Device& device, const BufferSettings& settings)
{
    const bool is_bound = settings.use & VK_BUFFER_USAGE_STORAGE_BUFFER_BIT;
    const std::size_t most = device.limits().buffer_bytes;
    const std::size_t limit = is_bound ? std::min(device.limits().storage_range_bytes, most) : most;
    if (settings.bytes > limit)
        throw base::Error(fmt::format("\"{}\" needs {:.1f} MB in one buffer, and the graphics "
                                      "device {} allows {:.1f} MB.",
                                      settings.name,
                                      double(settings.bytes) / (1 << 20),
                                      device.name(),
                                      double(limit) / (1 << 20)));
}

void check_part(const Buffer& buffer, std::size_t bytes, std::size_t offset_bytes)
{
    base::check(bytes <= buffer.bytes() && offset_bytes <= buffer.bytes() - bytes,
                "the part lies inside the buffer");
}

}  // namespace

Buffer::Buffer(Device& device, const BufferSettings& settings)
    : device_(&device)
    , bytes_(std::max<std::size_t>((settings.bytes + 3) / 4 * 4, 4))
    , use_(settings.use)
{
    refuse_too_large(device, settings);
    VkBufferCreateInfo create{VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO};
    create.size = bytes_;
    create.usage =
        settings.use | VK_BUFFER_USAGE_TRANSFER_SRC_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT;
    expect(vkCreateBuffer(device.handle(), &create, nullptr, &buffer_),
           fmt::format("making the buffer \"{}\"", settings.name));
    try {
        VkMemoryRequirements needs;
        vkGetBufferMemoryRequirements(device.handle(), buffer_, &needs);
        const bool on_host = settings.home == Home::host;
        const VkMemoryPropertyFlags wish =
            on_host ? mappable : VkMemoryPropertyFlags(VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT);
        const std::uint32_t type = device.memory_type(needs.memoryTypeBits, wish);
        memory_ = allocate(device,
                           {.name = settings.name,
                            .bytes = needs.size,
                            .type = type,
                            .use = on_host ? MemoryUse::transfers : MemoryUse::buffers,
                            .flags = VkMemoryAllocateFlags(
                                use_ & by_address ? VK_MEMORY_ALLOCATE_DEVICE_ADDRESS_BIT : 0)});
        expect(vkBindBufferMemory(device.handle(), buffer_, memory_.memory, 0), "binding memory");
        const VkMemoryPropertyFlags worth = on_host ? mappable : worth_mapping;
        if ((device.memory_properties(type) & worth) == worth) {
            void* start = nullptr;
            expect(vkMapMemory(device.handle(), memory_.memory, 0, VK_WHOLE_SIZE, 0, &start),
                   "mapping memory");
            mapped_ = static_cast<std::byte*>(start);
        }
    } catch (...) {
        release();
        throw;
    }
    device.name_object(
        VK_OBJECT_TYPE_BUFFER, reinterpret_cast<std::uint64_t>(buffer_), settings.name);
}

Buffer::~Buffer()
{
    release();
}

Buffer::Buffer(Buffer&& other) noexcept
    : device_(other.device_)
    , buffer_(std::exchange(other.buffer_, VK_NULL_HANDLE))
    , memory_(std::exchange(other.memory_, {}))
    , mapped_(std::exchange(other.mapped_, nullptr))
    , bytes_(std::exchange(other.bytes_, 0))
    , use_(other.use_)
{
}

Buffer& Buffer::operator=(Buffer&& other) noexcept
{
    std::swap(device_, other.device_);
    std::swap(buffer_, other.buffer_);
    std::swap(memory_, other.memory_);
    std::swap(mapped_, other.mapped_);
    std::swap(bytes_, other.bytes_);
    std::swap(use_, other.use_);
    return *this;
}

VkDeviceAddress Buffer::address() const
{
    base::check(use_ & by_address, "the buffer was made for use by its address");
    VkBufferDeviceAddressInfo which{VK_STRUCTURE_TYPE_BUFFER_DEVICE_ADDRESS_INFO};
    which.buffer = buffer_;
    return vkGetBufferDeviceAddress(device_->handle(), &which);
}

void Buffer::release()
{
    if (!buffer_) return;
    device_->retire([device = device_, buffer = buffer_, memory = memory_] {
        vkDestroyBuffer(device->handle(), buffer, nullptr);
        free(*device, memory);
    });
    buffer_ = VK_NULL_HANDLE;
}

void write_bytes(Device& device,
                 const Buffer& buffer,
                 std::span<const std::byte> bytes,
                 std::size_t offset_bytes)
{
    check_part(buffer, bytes.size(), offset_bytes);
    if (bytes.empty()) return;
    if (!buffer.mapped().empty()) {
        std::memcpy(buffer.mapped().data() + offset_bytes, bytes.data(), bytes.size());
        return;
    }
    const Buffer staging(device,
                         {.name = "upload",
                          .bytes = std::min(bytes.size(), staging_bytes),
                          .home = Home::host,
                          .use = 0});
    for (std::size_t done = 0; done < bytes.size(); done += staging_bytes) {
        const std::size_t piece = std::min(bytes.size() - done, staging_bytes);
        std::memcpy(staging.mapped().data(), bytes.data() + done, piece);
        Commands commands(device);
        commands.copy(staging, buffer, {.to_offset = offset_bytes + done, .bytes = piece});
        commands.submit_and_wait();
    }
}

void read_bytes(Device& device,
                const Buffer& buffer,
                std::span<std::byte> bytes,
                std::size_t offset_bytes)
{
    check_part(buffer, bytes.size(), offset_bytes);
    if (bytes.empty()) return;
    if (!buffer.mapped().empty()) {
        device.wait_for_all();
        std::memcpy(bytes.data(), buffer.mapped().data() + offset_bytes, bytes.size());
        return;
    }
    const Buffer staging(device,
                         {.name = "download",
                          .bytes = std::min(bytes.size(), staging_bytes),
                          .home = Home::host,
                          .use = 0});
    for (std::size_t done = 0; done < bytes.size(); done += staging_bytes) {
        const std::size_t piece = std::min(bytes.size() - done, staging_bytes);
        Commands commands(device);
        commands.copy(buffer, staging, {.from_offset = offset_bytes + done, .bytes = piece});
        commands.submit_and_wait();
        std::memcpy(bytes.data() + done, staging.mapped().data(), piece);
    }
}

}  // namespace gpu
