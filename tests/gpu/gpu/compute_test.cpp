// SPDX-License-Identifier: MIT
#include "gpu/commands.h"
#include "gpu_test.h"
#include "shaders/squares.h"

#include <gmock/gmock.h>

namespace {

constexpr std::uint32_t squares_words[] = {
#include "spirv/squares.comp.inc"
};

class ComputeTest : public test::GpuTest {
protected:
    gpu::ComputePipeline squares()
    {
        return {device(),
                {.name = "squares",
                 .words = squares_words,
                 .buffers = 2,
                 .push_bytes = sizeof(shared::Squares)}};
    }
};

std::vector<std::int32_t> some_numbers()
{
    std::vector<std::int32_t> numbers;
    for (std::int32_t i = 0; i < 1000; ++i)
        numbers.push_back((i - 500) * 65'537);
    return numbers;
}

TEST_F(ComputeTest, AKernelGivesWhatTheSharedFunctionGivesHere)
{
    const auto numbers = some_numbers();
    const gpu::ComputePipeline pipeline = squares();
    const gpu::Buffer in = gpu::buffer_of(device(), numbers, "numbers");
    const gpu::Buffer out(device(), {.name = "results", .bytes = numbers.size() * 8});
    const shared::Squares parameters{{}, shared::uint(numbers.size()), -(std::int64_t(1) << 40)};

    gpu::Commands commands(device());
    commands.bind(pipeline, {in, out});
    commands.push(parameters);
    commands.dispatch(gpu::groups_for(numbers.size(), shared::squares_group));
    commands.submit_and_wait();

    const auto results = gpu::read<std::int64_t>(device(), out);
    for (std::size_t i = 0; i < numbers.size(); ++i)
        ASSERT_EQ(results[i], shared::square_plus(numbers[i], parameters.added)) << i;
}

TEST_F(ComputeTest, GroupCountsCanComeFromABuffer)
{
    const auto numbers = some_numbers();
    const gpu::ComputePipeline pipeline = squares();
    const gpu::Buffer in = gpu::buffer_of(device(), numbers, "numbers");
    const gpu::Buffer out(device(), {.name = "results", .bytes = numbers.size() * 8});
    const gpu::Buffer groups(
        device(),
        {.name = "groups",
         .bytes = 12,
         .use = VK_BUFFER_USAGE_STORAGE_BUFFER_BIT | VK_BUFFER_USAGE_INDIRECT_BUFFER_BIT});
    gpu::Commands commands(device());
    commands.fill(groups, 1);  // one group of 64
    commands.fill(out, 0);
    commands.barrier(gpu::transfer_writes, gpu::indirect_reads | gpu::compute_writes);
    commands.bind(pipeline, {in, out});
    commands.push(shared::Squares{{}, shared::uint(numbers.size()), 1});
    commands.dispatch_indirect(groups);
    commands.submit_and_wait();

    const auto results = gpu::read<std::int64_t>(device(), out);
    EXPECT_EQ(results[63], shared::square_plus(numbers[63], 1));
    EXPECT_EQ(results[64], 0);
}

TEST_F(ComputeTest, WorkCanBePolledAndItsBuffersDroppedEarly)
{
    const auto numbers = some_numbers();
    const gpu::Buffer out(device(), {.name = "results", .bytes = numbers.size() * 8});
    gpu::Commands commands(device());
    {
        const gpu::ComputePipeline pipeline = squares();
        const gpu::Buffer in = gpu::buffer_of(device(), numbers, "numbers");
        commands.bind(pipeline, {in, out});
        commands.push(shared::Squares{{}, shared::uint(numbers.size()), 0});
        commands.dispatch(gpu::groups_for(numbers.size(), shared::squares_group));
        EXPECT_FALSE(commands.done());
        commands.submit();
    }
    commands.wait();
    EXPECT_TRUE(commands.done());
    EXPECT_EQ(gpu::read<std::int64_t>(device(), out, 1)[0], shared::square_plus(numbers[0], 0));
}

TEST_F(ComputeTest, AMissingBindingOrAWrongPushSizeIsOurMistake)
{
    const gpu::ComputePipeline pipeline = squares();
    const gpu::Buffer in(device(), {.name = "numbers", .bytes = 64});
    gpu::Commands commands(device());
    EXPECT_THROW(commands.bind(pipeline, {in}), std::logic_error);
    commands.bind(pipeline, {in, in});
    EXPECT_THROW(commands.push(std::uint32_t(1)), std::logic_error);
}

TEST_F(ComputeTest, AMissingBarrierIsFoundByValidation)
{
    gpu::Device strict({.validation = gpu::Validation::core_and_sync});
    const gpu::Buffer a(strict, {.name = "a", .bytes = 64});
    const gpu::Buffer b(strict, {.name = "b", .bytes = 64});
    gpu::Commands commands(strict);
    commands.fill(a, 1);
    commands.copy(a, b);
    EXPECT_THAT(strict.validation_messages(),
                testing::Contains(testing::HasSubstr("SYNC-HAZARD-READ-AFTER-WRITE")));
    commands.submit_and_wait();
}

}  // namespace
