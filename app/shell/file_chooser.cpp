// SPDX-License-Identifier: MIT
#include "shell/file_chooser.h"

#include "shell/glfw_window.h"
#include "shell/texts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace shell {
namespace {

namespace fs = std::filesystem;

constexpr int chosen = 0, cancelled = 1;  // zenity's exit codes

std::vector<std::string> words_for(const fs::path& folder, Sought sought)
{
    const char* const other = std::getenv("MESOMAP_FILE_CHOOSER");
    const char* const files =
        sought == Sought::scans_and_cases ? say("Scans and cases") : say("Acknowledgements");
    std::vector<std::string> words{
        other ? other : "zenity",
        "--file-selection",
        fmt::format("--title=Mesomap: {}", say("Open")),
        fmt::format("--file-filter={} | {}", files, fmt::join(patterns_of(sought), " ")),
        fmt::format("--file-filter={} | *", say("All files"))};
    if (!folder.empty()) words.push_back(fmt::format("--filename={}/", folder.string()));
    return words;
}

/// Starts it without a shell; what it prints comes out of `from`. 0 if it is not there.
pid_t start(std::vector<std::string> words, int& from)
{
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return 0;
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, pipe[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int failure =
        ::posix_spawnp(&child, pointers[0], &files, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    ::close(pipe[1]);
    from = pipe[0];
    if (failure == 0) return child;
    ::close(pipe[0]);
    return 0;
}

std::string read_all(int from)
{
    std::string text;
    std::array<char, 4096> part{};
    for (ssize_t got; (got = ::read(from, part.data(), part.size())) > 0;)
        text.append(part.data(), std::size_t(got));
    ::close(from);
    return text;
}

FileChooser::Answer answer_of(pid_t child, int from)
{
    std::string path = read_all(from);
    if (path.ends_with('\n')) path.pop_back();
    int status = 0;
    ::waitpid(child, &status, 0);
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (code == chosen && !path.empty()) return {.file = path};
    return {.works = code == cancelled};
}

}  // namespace

FileChooser::~FileChooser()
{
    // The answer's future waits for the end.
    if (answer_.valid() && answer_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        ::kill(child_, SIGTERM);
}

bool FileChooser::open(const fs::path& folder, Sought sought)
{
    int from = -1;
    child_ = start(words_for(folder, sought), from);
    if (child_ == 0) return false;
    answer_ = std::async(std::launch::async, [child = child_, from] {
        Answer answer = answer_of(child, from);
        GlfwWindow::wake();
        return answer;
    });
    return true;
}

std::optional<FileChooser::Answer> FileChooser::take()
{
    if (!answer_.valid() || answer_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return std::nullopt;
    return answer_.get();
}

}  // namespace shell
