// SPDX-License-Identifier: MIT
// What a test of the window waits for, and what benchmarks/window.py measures: one line for each
// finished frame, in the file that MESOMAP_FRAME_LOG names.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>

namespace shell {

struct FrameFacts {
    int width_px = 0;
    int height_px = 0;
    std::uint64_t revision = 0;  // of the case
    std::size_t strokes = 0;
    std::size_t points = 0;       // shown
    bool works = false;           // something is being made beside the window
    bool shows_all = false;       // of the scene, in full resolution
    const char* screen = "work";  // "start", "work", "passphrase", "patient" or "locked"
    std::size_t numbers = 0;      // beside points
    std::size_t structures = 0;   // that are named on the skin
    std::uint32_t inset_of = 0;   // the number of the point whose depth is shown; 0: none
    // What the hand did that this frame has seen.
    int pointer_x = 0;  // in the window's units
    int pointer_y = 0;
    bool held = false;             // a button of the mouse
    bool covered = false;          // by a list or dialog that was there when the frame began
    bool listens = false;          // a text field that letters go to
    std::uint64_t typed = 0;       // keys down or up since the start
    std::uint32_t told_point = 0;  // the order of the one under the mouse, 0 for none
    int devices = 1;               // opened so far: more than one if they were lost
    std::string result = {};       // of the last export, or copy
};

class FrameLog {
public:
    /// Writes nothing unless the environment asks for it.
    FrameLog();

    void frame(const FrameFacts& facts);

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> file_;
    std::uint64_t frames_ = 0;
};

}  // namespace shell
