// SPDX-License-Identifier: MIT
#include "desk.h"

#include "guard.h"
#include "program.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace test {
namespace {

constexpr int patience_ms = 60'000;              // validation on a busy machine is slow
constexpr std::chrono::minutes longest_wait(4);  // while frames go on: a caret blinks for ever

bool installed(const std::string& program)
{
    std::istringstream folders(std::getenv("PATH") ? std::getenv("PATH") : "");
    for (std::string folder; std::getline(folders, folder, ':');)
        if (::access((folder + "/" + program).c_str(), X_OK) == 0) return true;
    return false;
}

struct Launch {
    std::vector<std::string> words;
    std::vector<std::string> environment = {};  // "NAME=value", beside the test's own
    std::string folder = ".";
    std::string output = "/dev/null";
    int kept_fd = -1;  // stays open, as 3
};

std::vector<char*> pointers(std::vector<std::string>& words)
{
    std::vector<char*> all;
    for (std::string& word : words)
        all.push_back(word.data());
    all.push_back(nullptr);
    return all;
}

pid_t start(Launch launch)
{
    for (char** variable = environ; *variable; ++variable)
        launch.environment.emplace_back(*variable);  // the first of a name counts
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(
        &actions, 1, launch.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    if (launch.kept_fd >= 0) posix_spawn_file_actions_adddup2(&actions, launch.kept_fd, 3);
    posix_spawn_file_actions_addchdir_np(&actions, launch.folder.c_str());
    pid_t pid = -1;
    const auto words = pointers(launch.words);
    const auto environment = pointers(launch.environment);
    const int failure =
        ::posix_spawnp(&pid, words[0], &actions, nullptr, words.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) throw std::runtime_error("cannot start " + launch.words[0]);
    return pid;
}

/// True if there is something to read in time.
bool readable(int fd)
{
    pollfd wait{fd, POLLIN, 0};
    return ::poll(&wait, 1, patience_ms) == 1 && (wait.revents & POLLIN);
}

Frame frame_in(const std::string& line)
{
    Frame frame;
    char state[16] = "", picture[16] = "", screen[16] = "", button[16] = "", cover[16] = "",
         field[16] = "";
    int end = 0;
    std::sscanf(line.c_str(),
                "frame %lu time %*f size %dx%d revision %lu strokes %lu points %lu %15s %15s %15s "
                "numbers %lu structures %lu inset %lu pointer %d,%d %15s %15s %15s typed %lu point "
                "%lu devices %d "
                "result %n",
                &frame.number,
                &frame.width,
                &frame.height,
                &frame.revision,
                &frame.strokes,
                &frame.points,
                state,
                picture,
                screen,
                &frame.numbers,
                &frame.structures,
                &frame.inset_of,
                &frame.pointer_x,
                &frame.pointer_y,
                button,
                cover,
                field,
                &frame.typed,
                &frame.told_point,
                &frame.devices,
                &end);
    frame.held = std::string(button) == "held";
    frame.listens = std::string(field) == "listens";
    frame.covered = std::string(cover) == "covered";
    frame.ready = std::string(state) == "ready";
    frame.screen = screen;
    frame.shows_all = std::string(picture) == "all";
    if (end > 0) frame.result = line.substr(std::size_t(end));
    return frame;
}

}  // namespace

std::string no_desk_reason()
{
    for (const char* program : {"Xvfb", "xdotool"})
        if (!installed(program)) return std::string(program) + " is not installed";
    return {};
}

Display::Display()
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    server_ = start(
        {.words = {"Xvfb", "-displayfd", "3", "-screen", "0", "1440x900x24", "-nolisten", "tcp"},
         .kept_fd = ends[1]});
    ::close(ends[1]);
    name_ = ":";
    char digit = 0;
    while (readable(ends[0]) && ::read(ends[0], &digit, 1) == 1 && digit != '\n')
        name_ += digit;
    ::close(ends[0]);
    if (name_ == ":") throw std::runtime_error("Xvfb did not start");
}

Display::~Display()
{
    ::kill(server_, SIGTERM);
    ::waitpid(server_, nullptr, 0);
}

void Display::hand(const std::vector<std::string>& words) const
{
    Launch launch{.words = {"xdotool"}, .environment = {"DISPLAY=" + name_}};
    launch.words.insert(launch.words.end(), words.begin(), words.end());
    int status = 0;
    ::waitpid(start(launch), &status, 0);
    if (status != 0) throw std::runtime_error("xdotool " + words[0] + " failed");
}

Window::Window(const Display& display,
               const std::vector<std::string>& arguments,
               const std::filesystem::path& folder,
               const std::vector<std::string>& environment)
    : display_(display)
    , printed_(folder / "printed.txt")
{
    const std::filesystem::path pipe = folder / "frames";
    std::filesystem::remove(pipe);  // of the window before this one
    if (::mkfifo(pipe.c_str(), 0600) != 0) throw std::runtime_error("no pipe");
    frames_ = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    const Guarded guarded(Sockets::for_display, program().string());
    Launch launch{.words = {guarded.start},
                  .environment = {"DISPLAY=" + display.name(),
                                  "MESOMAP_FRAME_LOG=" + pipe.string(),
                                  "MESOMAP_VALIDATION=1",
                                  // The user's own preferences and cases stay out of it.
                                  "HOME=" + folder.string(),
                                  "XDG_CONFIG_HOME=" + (folder / "config").string(),
                                  "XDG_DATA_HOME=" + (folder / "data").string(),
                                  // Its file dialog too, unless the test has put one there.
                                  "MESOMAP_FILE_CHOOSER=" + (folder / "chooser").string(),
                                  "LC_ALL=C.UTF-8",
                                  "LP_NUM_THREADS=1"},
                  .folder = folder.string(),
                  .output = printed_.string()};
    launch.words.insert(launch.words.end(), arguments.begin(), arguments.end());
    launch.environment.insert(launch.environment.end(), environment.begin(), environment.end());
    for (const auto& [name, value] : guarded.variables)
        launch.environment.push_back(name + "=" + value);
    pid_ = start(launch);
}

Window::~Window()
{
    if (pid_ > 0) {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
    ::close(frames_);
}

Frame Window::wait_for(const std::string& what, const std::function<bool(const Frame&)>& wished)
{
    if (last_.number > 0 && wished(last_)) return last_;
    const auto end_of_wait = std::chrono::steady_clock::now() + longest_wait;
    std::string last = "none";
    while (true) {
        for (std::size_t end; (end = unread_.find('\n')) != std::string::npos;) {
            last = unread_.substr(0, end);
            unread_.erase(0, end + 1);
            last_ = frame_in(last);
            if (wished(last_)) return last_;
        }
        char bytes[4096];
        const bool too_long = std::chrono::steady_clock::now() > end_of_wait;
        const ssize_t count =
            !too_long && readable(frames_) ? ::read(frames_, bytes, sizeof bytes) : 0;
        if (count <= 0)
            throw std::runtime_error("waited in vain for " + what +
                                     "; the last frame was: " + last + "; printed: " + printed());
        unread_.append(bytes, std::size_t(count));
    }
}

Frame Window::wait_until_ready()
{
    return wait_for("a ready window", [](const Frame& frame) { return frame.ready; });
}

Frame Window::wait_for_revision(unsigned long revision)
{
    return wait_for("revision " + std::to_string(revision),
                    [=](const Frame& frame) { return frame.revision >= revision && frame.ready; });
}

void Window::move_to(int x, int y)
{
    const auto is_there = [=](const Frame& frame) {
        return frame.pointer_x == x && frame.pointer_y == y;
    };
    display_.hand({"mousemove", std::to_string(x), std::to_string(y)});
    if (!is_there(last_)) wait_for("the pointer", is_there);
}

void Window::click(int x, int y)
{
    move_to(x, y);
    display_.hand({"mousedown", "1"});
    wait_for("the button's way down", [](const Frame& frame) { return frame.held; });
    display_.hand({"mouseup", "1"});
    wait_for("the button's way up", [](const Frame& frame) { return !frame.held; });
}

void Window::type(const char* word, const std::string& key, unsigned long events)
{
    const unsigned long seen = last_.typed;
    display_.hand({word, key});
    wait_for("the key " + key, [=](const Frame& frame) { return frame.typed >= seen + events; });
}

void Window::press(const std::string& key)
{
    const auto keys = 1 + std::ranges::count(key, '+');
    type("key", key, 2 * static_cast<unsigned long>(keys));
}

void Window::hold(const std::string& key)
{
    type("keydown", key, 1);
}

void Window::let_go(const std::string& key)
{
    type("keyup", key, 1);
}

void Window::terminate()
{
    ::kill(pid_, SIGTERM);
}

int Window::wait_for_the_end()
{
    const int watch = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
    if (!readable(watch)) ::kill(pid_, SIGKILL);
    ::close(watch);
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string Window::printed() const
{
    std::ifstream file(printed_);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace test
