// SPDX-License-Identifier: MIT
#include "geometry/confine.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <new>
#include <vector>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using geometry::confine_this_process;

/// What a process does after it was confined; the exit code says what it saw.
template <typename Work>
[[noreturn]] void confined(Work work)
{
    const bool done = confine_this_process({.memory_bytes = std::size_t(1) << 30});
    ::_exit(done ? work() : 99);
}

class Confine : public testing::Test {
protected:
    void SetUp() override
    {
#ifdef MESOMAP_SANITIZED
        GTEST_SKIP() << "sanitizers need what is forbidden here";
#endif
        GTEST_FLAG_SET(death_test_style, "threadsafe");
    }
};

TEST_F(Confine, MemoryAndArithmeticStillWork)
{
    EXPECT_EXIT(confined([] { return std::vector<int>(1'000'000, 3)[500] + 4; }),
                testing::ExitedWithCode(7),
                "");
}

TEST_F(Confine, NoFileOpens)
{
    EXPECT_EXIT(confined([] { return ::open("/dev/null", O_RDONLY) < 0 ? errno : 0; }),
                testing::ExitedWithCode(EACCES),
                "");
}

TEST_F(Confine, ASocketOrAnotherProcessIsDeath)
{
    EXPECT_EXIT(confined([] { return ::socket(AF_INET, SOCK_STREAM, 0); }),
                testing::KilledBySignal(SIGSYS),
                "");
    EXPECT_EXIT(
        confined([] { return static_cast<int>(::fork()); }), testing::KilledBySignal(SIGSYS), "");
}

TEST_F(Confine, MemoryAboveTheLimitIsRefused)
{
    EXPECT_EXIT(confined([] {
                    try {
                        return static_cast<int>(std::vector<char>(std::size_t(2) << 30).size() > 0);
                    } catch (const std::bad_alloc&) {
                        return 5;
                    }
                }),
                testing::ExitedWithCode(5),
                "");
}

}  // namespace
