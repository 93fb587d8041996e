// SPDX-License-Identifier: MIT
#include "gpu/buffer.h"

#include "base/error.h"
#include "gpu/commands.h"
#include "gpu_test.h"

#include <gmock/gmock.h>

#include <array>
#include <numeric>

namespace {

using BufferTest = test::GpuTest;

std::vector<std::uint32_t> counting(std::size_t count)
{
    std::vector<std::uint32_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), 1u);
    return numbers;
}

TEST_F(BufferTest, GivesBackWhatWasWritten)
{
    const auto numbers = counting(100'000);
    const gpu::Buffer buffer = gpu::buffer_of(device(), numbers, "numbers");
    EXPECT_EQ(gpu::read<std::uint32_t>(device(), buffer), numbers);
}

TEST_F(BufferTest, APartCanBeReplaced)
{
    const gpu::Buffer buffer = gpu::buffer_of(device(), counting(6), "numbers");
    gpu::write_bytes(device(), buffer, gpu::bytes_of(std::vector{70u, 80u}), 2 * 4);
    EXPECT_THAT(gpu::read<std::uint32_t>(device(), buffer),
                testing::ElementsAre(1, 2, 70, 80, 5, 6));
}

TEST_F(BufferTest, CopiesAndFillsRunInTheOrderOfTheirBarriers)
{
    const gpu::Buffer from = gpu::buffer_of(device(), counting(4), "from");
    const gpu::Buffer to(device(), {.name = "to", .bytes = 24});
    gpu::Commands commands(device());
    commands.fill(to, 9);
    commands.barrier(gpu::transfer_writes, gpu::transfer_writes);
    commands.copy(from, to, {.from_offset = 4, .to_offset = 8, .bytes = 8});
    commands.submit_and_wait();
    EXPECT_THAT(gpu::read<std::uint32_t>(device(), to), testing::ElementsAre(9, 9, 2, 3, 9, 9));
}

TEST_F(BufferTest, AMovedBufferKeepsItsContent)
{
    gpu::Buffer first = gpu::buffer_of(device(), counting(3), "first");
    gpu::Buffer second = gpu::buffer_of(device(), counting(5), "second");
    second = std::move(first);
    EXPECT_THAT(gpu::read<std::uint32_t>(device(), second), testing::ElementsAre(1, 2, 3));
}

TEST_F(BufferTest, AnEmptyRangeGivesABufferOfOneWord)
{
    EXPECT_EQ(gpu::buffer_of(device(), std::vector<float>(), "nothing").bytes(), 4u);
}

TEST_F(BufferTest, AStorageBufferAboveTheBindingLimitIsRefusedInMegabytes)
{
    const std::size_t limit = device().limits().storage_range_bytes;
    try {
        const gpu::Buffer buffer(device(), {.name = "everything", .bytes = limit + 4});
        FAIL() << "the buffer was made";
    } catch (const base::Error& refusal) {
        EXPECT_THAT(refusal.what(), testing::StartsWith("\"everything\" needs "));
        EXPECT_THAT(refusal.what(), testing::HasSubstr(device().name() + " allows "));
    }
}

TEST_F(BufferTest, ReadingBeyondTheEndIsOurMistake)
{
    const gpu::Buffer buffer(device(), {.name = "small", .bytes = 8});
    std::array<std::byte, 12> too_much;
    EXPECT_THROW(gpu::read_bytes(device(), buffer, too_much), std::logic_error);
}

}  // namespace
