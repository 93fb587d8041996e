// SPDX-License-Identifier: MIT
// Dear ImGui, alive as long as this, listening to a window. ImGui 1.86 looks at the keys once a
// frame and loses quick taps, so the keyboard is handed over event by event: a key is down for at
// least one frame, and letters keep their place between keys.
#pragma once

#include "shell/glfw_window.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace shell {

class ImguiSession {
public:
    /// The window must outlive this.
    explicit ImguiSession(GlfwWindow& window);
    ~ImguiSession();
    ImguiSession(const ImguiSession&) = delete;
    ImguiSession& operator=(const ImguiSession&) = delete;

    /// The keys that went down in this frame and that no text field wants; Ctrl+Q always.
    std::vector<KeyPress> begin_frame();
    /// There is input that only a further frame can show: events left over, or a mouse button that
    /// went up in the same moment as down, which ImGui shows as down for one frame.
    bool has_more() const;
    /// Keys that went down or up since the start.
    std::uint64_t typed() const { return typed_; }

private:
    GlfwWindow& window_;
    std::deque<TypedEvent> waiting_;
    std::uint64_t typed_ = 0;
    int walks_ = 0;  // frames until letters may follow to the next field
};

}  // namespace shell
