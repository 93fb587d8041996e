// SPDX-License-Identifier: MIT
#include "program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace test {
namespace {

namespace fs = std::filesystem;

/// A file in memory that catches what a program prints.
class Catcher {
public:
    Catcher()
        : fd_(::memfd_create("printed", MFD_CLOEXEC))
    {
    }
    Catcher(const Catcher&) = delete;
    ~Catcher() { ::close(fd_); }

    int fd() const { return fd_; }
    std::string text() const
    {
        std::string text(static_cast<std::size_t>(::lseek(fd_, 0, SEEK_END)), '\0');
        const ssize_t count = ::pread(fd_, text.data(), text.size(), 0);
        text.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        return text;
    }

private:
    int fd_;
};

/// Of this process, gone when it ends: test runs beside each other do not meet.
struct OwnFolder {
    fs::path path = fs::path(testing::TempDir()) / ("mesomap_tests_" + std::to_string(::getpid()));

    ~OwnFolder()
    {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
};

const OwnFolder& own_folder()
{
    static const OwnFolder folder;
    return folder;
}

/// The program's name and arguments as the system calls want them.
class CommandLine {
public:
    explicit CommandLine(const std::vector<std::string>& arguments)
        : words_{program().string()}
    {
        words_.insert(words_.end(), arguments.begin(), arguments.end());
        for (std::string& word : words_)
            pointers_.push_back(word.data());
        pointers_.push_back(nullptr);
    }
    CommandLine(const CommandLine&) = delete;

    char* const* words() { return pointers_.data(); }
    const char* path() const { return words_[0].c_str(); }

private:
    std::vector<std::string> words_;
    std::vector<char*> pointers_;
};

pid_t start(const std::vector<std::string>& arguments, const Catcher& output, const Catcher& errors)
{
    CommandLine line(arguments);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output.fd(), 1);
    posix_spawn_file_actions_adddup2(&actions, errors.fd(), 2);
    pid_t pid = 0;
    const int failure = ::posix_spawn(&pid, line.path(), &actions, nullptr, line.words(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) throw std::runtime_error(std::string("cannot start ") + line.path());
    return pid;
}

int status_within(pid_t pid, double time_limit_s)
{
    const int watch = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
    pollfd ended{watch, POLLIN, 0};
    if (::poll(&ended, 1, static_cast<int>(time_limit_s * 1000)) == 0) ::kill(pid, SIGKILL);
    ::close(watch);
    int status = 0;
    ::waitpid(pid, &status, 0);
    return status;
}

}  // namespace

fs::path program()
{
    const char* other = std::getenv("MESOMAP_PROGRAM");
    return other ? other : MESOMAP_PROGRAM;
}

ProgramResult run_program(const std::vector<std::string>& arguments, double time_limit_s)
{
    const Catcher output, errors;
    const int status = status_within(start(arguments, output, errors), time_limit_s);
    return {.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
            .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
            .output = output.text(),
            .errors = errors.text()};
}

InterruptedRun converse(const std::vector<std::string>& arguments,
                        const std::vector<Answer>& answers)
{
    CommandLine line(arguments);
    int screen = -1;
    const pid_t pid = ::forkpty(&screen, nullptr, nullptr, nullptr);
    if (pid < 0) throw std::runtime_error("there is no terminal to be had");
    if (pid == 0) {
        ::execv(line.path(), line.words());
        ::_exit(127);
    }

    using Clock = std::chrono::steady_clock;
    InterruptedRun run;
    auto next = answers.begin();
    Clock::time_point answered;
    std::size_t seen = 0;
    char buffer[4096];
    for (ssize_t count; (count = ::read(screen, buffer, sizeof buffer)) > 0;) {
        run.screen.append(buffer, static_cast<std::size_t>(count));
        if (next == answers.end()) continue;
        const std::size_t at = run.screen.find(next->question, seen);
        if (at == run.screen.npos) continue;
        seen = at + next->question.size();
        answered = Clock::now();
        const std::string& typed = next++->typed;
        if (::write(screen, typed.data(), typed.size()) != ssize_t(typed.size())) break;
    }
    int status = 0;
    ::waitpid(pid, &status, 0);
    if (next != answers.begin())
        run.took_ms = std::chrono::duration<double, std::milli>(Clock::now() - answered).count();
    ::close(screen);
    run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return run;
}

InterruptedRun interrupt_program(const std::vector<std::string>& arguments, const std::string& seen)
{
    return converse(arguments, {{seen, "\x03"}});
}

fs::path fresh_folder(const std::string& name)
{
    const fs::path folder = own_folder().path / name;
    fs::remove_all(folder);
    fs::create_directories(folder);
    return folder;
}

void expect_one_sentence(const ProgramResult& result)
{
    EXPECT_EQ(result.signal, 0) << result.errors;
    EXPECT_GT(result.exit_code, 0);
    EXPECT_EQ(result.output, "");
    EXPECT_TRUE(result.errors.starts_with("mesomap: ")) << result.errors;
    EXPECT_TRUE(result.errors.ends_with(".\n")) << result.errors;
    EXPECT_EQ(std::ranges::count(result.errors, '\n'), 1) << result.errors;
    EXPECT_EQ(result.errors.find(". "), std::string::npos) << result.errors;
}

}  // namespace test
