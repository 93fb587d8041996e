// SPDX-License-Identifier: MIT
// The window on the desktop and what the user does in it. Events are queued as they come, so that
// neither a quick tap nor the path of a quick drag is lost between two slow frames.
#pragma once

#include <vulkan/vulkan_core.h>

#include <glm/vec2.hpp>
#include <glm/vec4.hpp>

#include <filesystem>
#include <string>
#include <vector>

struct GLFWwindow;

namespace shell {

struct KeyPress {
    int key = 0;  // GLFW_KEY_...
    bool control = false;
    bool shift = false;
    char32_t letter = 0;  // where it came as one: a question mark is no key
};

/// A key that went down or up, or a letter that came of it.
struct TypedEvent {
    int key = 0;
    int scancode = 0;
    int action = 0;       // GLFW_PRESS, GLFW_REPEAT, GLFW_RELEASE
    int modifiers = 0;    // GLFW_MOD_...
    char32_t letter = 0;  // if not 0, the others say nothing
};

enum class PointerAction { move, press, release, scroll };

struct PointerEvent {
    PointerAction action = PointerAction::move;
    glm::dvec2 at{0};        // in the window's units, from its top left corner
    int button = 0;          // GLFW_MOUSE_BUTTON_..., of press and release
    double steps = 0;        // of the wheel, up is positive
    double steps_aside = 0;  // of two fingers on a trackpad, left is positive
    double time_s = 0;
    bool control = false;
    bool shift = false;
    bool alt = false;
};

class GlfwWindow {
public:
    /// The title is the program's name and stays so: other programs and whoever stands by can read
    /// it. Throws base::Error if there is no display.
    explicit GlfwWindow(const std::string& title);
    ~GlfwWindow();
    GlfwWindow(const GlfwWindow&) = delete;
    GlfwWindow& operator=(const GlfwWindow&) = delete;

    /// What Vulkan needs to draw into it.
    std::vector<std::string> vulkan_extensions() const;
    /// Null if it cannot be made.
    VkSurfaceKHR surface(VkInstance instance) const;

    GLFWwindow* handle() const { return window_; }
    bool wants_to_close() const;
    void close();
    /// After all.
    void stay();
    bool minimised() const;
    /// Fills the screen that the window is on, or goes back to where it was.
    void fill_screen(bool fills);
    bool key_is_down(int key) const;
    glm::ivec2 size_px() const;   // 0 x 0 while there is nothing to draw on
    glm::dvec2 size() const;      // in the units of pointer events
    float content_scale() const;  // how large letters should be on this screen

    /// Waits at most so long for something to happen; 0 only looks.
    void wait_s(double seconds);
    void wait();
    /// Ends a wait, from any thread.
    static void wake();

    /// Takes the keyboard from whoever listened to it before.
    void listen_to_keys();

    // What happened since they were last taken.
    std::vector<TypedEvent> take_typed();
    std::vector<PointerEvent> take_pointer();
    std::vector<std::filesystem::path> take_dropped();  // files
    bool has_input() const { return !typed_.empty() || !pointer_.empty(); }

private:
    void listen();
    void pointer(PointerEvent event, int modifiers);

    GLFWwindow* window_ = nullptr;
    glm::ivec4 place_before_{0};  // corner and size of the window that fills the screen now
    std::vector<TypedEvent> typed_;
    std::vector<PointerEvent> pointer_;
    std::vector<std::filesystem::path> dropped_;
};

}  // namespace shell
