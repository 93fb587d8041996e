// SPDX-License-Identifier: MIT
// A display of our own, the program's window on it, and a hand that moves mouse and keys. Nothing
// sleeps: the program tells of each frame, and the test waits for the frame that it needs.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace test {

/// Why a window cannot be tested here; empty if it can.
std::string no_desk_reason();

/// An X server without a screen, for as long as this lives.
class Display {
public:
    Display();
    ~Display();
    Display(const Display&) = delete;

    const std::string& name() const { return name_; }  // ":1"
    /// Runs xdotool with these words, after which the events have reached the server.
    void hand(const std::vector<std::string>& words) const;

private:
    pid_t server_ = -1;
    std::string name_;
};

/// What the program tells about a frame (app/shell/frame_log.h).
struct Frame {
    unsigned long number = 0;
    int width = 0;
    int height = 0;
    unsigned long revision = 0;
    unsigned long strokes = 0;
    unsigned long points = 0;
    bool ready = false;
    bool shows_all = false;
    std::string screen;
    unsigned long numbers = 0;     // beside points
    unsigned long structures = 0;  // named on the skin
    unsigned long inset_of = 0;    // number of the point whose depth is shown; 0: none
    int pointer_x = 0;
    int pointer_y = 0;
    bool held = false;
    bool covered = false;
    bool listens = false;
    unsigned long typed = 0;
    unsigned long told_point = 0;
    int devices = 1;
    std::string result;
};

class Window {
public:
    /// Starts `mesomap` with these arguments, and with validation, in that folder, where it may
    /// speak to nothing but its display. `environment` is "NAME=value".
    Window(const Display& display,
           const std::vector<std::string>& arguments,
           const std::filesystem::path& folder,
           const std::vector<std::string>& environment = {});
    ~Window();
    Window(const Window&) = delete;

    /// The last frame read, or else the first after it, that is as wished: what a frame tells stays
    /// so until the next one. Fails the test after a minute without a frame, after four with
    /// frames, or if the program ends first.
    Frame wait_for(const std::string& what, const std::function<bool(const Frame&)>& wished);
    Frame wait_until_ready();
    /// Until that much of the case is planned and shown.
    Frame wait_for_revision(unsigned long revision);

    // A hand that waits until the window has seen what it did.
    void move_to(int x, int y);
    void click(int x, int y);
    void press(const std::string& key);  // for as long as it takes
    void hold(const std::string& key);   // until it is let go
    void let_go(const std::string& key);

    /// As a desktop does at the end of its session.
    void terminate();
    /// The exit code, or -1 for another end.
    int wait_for_the_end();
    std::string printed() const;  // on stdout and stderr

private:
    /// Does it, and waits until so many keys more went down or up.
    void type(const char* word, const std::string& key, unsigned long events);

    const Display& display_;
    Frame last_;
    std::filesystem::path printed_;
    pid_t pid_ = -1;
    int frames_ = -1;  // a pipe
    std::string unread_;
};

}  // namespace test
