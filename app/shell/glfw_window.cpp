// SPDX-License-Identifier: MIT
#include "shell/glfw_window.h"

#include "base/error.h"

#define GLFW_INCLUDE_VULKAN
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <utility>

namespace shell {
namespace {

GlfwWindow& of(GLFWwindow* window)
{
    return *static_cast<GlfwWindow*>(glfwGetWindowUserPointer(window));
}

/// The wheel's callback does not tell them.
int modifiers_down(GLFWwindow* window)
{
    const auto down = [window](int left, int right, int modifier) {
        const bool held =
            glfwGetKey(window, left) == GLFW_PRESS || glfwGetKey(window, right) == GLFW_PRESS;
        return held ? modifier : 0;
    };
    return down(GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL, GLFW_MOD_CONTROL) |
           down(GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT, GLFW_MOD_SHIFT) |
           down(GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT, GLFW_MOD_ALT);
}

/// The one that shows a place of the desktop, else the first; null without any.
GLFWmonitor* monitor_at(int x, int y)
{
    int count = 0;
    GLFWmonitor** all = glfwGetMonitors(&count);
    for (int i = 0; i < count; ++i) {
        int left = 0, top = 0;
        glfwGetMonitorPos(all[i], &left, &top);
        const GLFWvidmode* mode = glfwGetVideoMode(all[i]);
        if (x >= left && y >= top && x < left + mode->width && y < top + mode->height)
            return all[i];
    }
    return count > 0 ? all[0] : nullptr;
}

std::string glfw_reason()
{
    const char* reason = nullptr;
    glfwGetError(&reason);
    return reason ? reason : "unknown";
}

}  // namespace

GlfwWindow::GlfwWindow(const std::string& title)
{
    if (!glfwInit())
        throw base::Error(fmt::format("The window needs a display, and none was found ({}); "
                                      "`mesomap plan` and `mesomap render` work without one.",
                                      glfw_reason()));
    glfwWindowHint(GLFW_CLIENT_API, GLFW_NO_API);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    window_ = glfwCreateWindow(1440, 900, title.c_str(), nullptr, nullptr);
    if (!window_ || !glfwVulkanSupported()) {
        const std::string reason = window_ ? "Vulkan is missing" : glfw_reason();
        glfwTerminate();
        throw base::Error(fmt::format("No window could be opened: {}.", reason));
    }
    glfwSetWindowSizeLimits(window_, 960, 600, GLFW_DONT_CARE, GLFW_DONT_CARE);
    glfwSetWindowUserPointer(window_, this);
    listen();
}

GlfwWindow::~GlfwWindow()
{
    glfwDestroyWindow(window_);
    glfwTerminate();
}

void GlfwWindow::listen_to_keys()
{
    glfwSetKeyCallback(window_,
                       [](GLFWwindow* window, int key, int scancode, int action, int modifiers) {
                           of(window).typed_.push_back({key, scancode, action, modifiers, 0});
                       });
    glfwSetCharCallback(window_, [](GLFWwindow* window, unsigned letter) {
        of(window).typed_.push_back({.letter = letter});
    });
}

/// Dear ImGui's callbacks, which are set later, call these.
void GlfwWindow::listen()
{
    glfwSetCursorPosCallback(window_, [](GLFWwindow* window, double x, double y) {
        of(window).pointer({.action = PointerAction::move, .at = {x, y}}, 0);
    });
    glfwSetMouseButtonCallback(window_, [](GLFWwindow* window, int button, int action, int mods) {
        PointerEvent event{.action =
                               action == GLFW_PRESS ? PointerAction::press : PointerAction::release,
                           .button = button};
        glfwGetCursorPos(window, &event.at.x, &event.at.y);
        of(window).pointer(event, mods);
    });
    glfwSetScrollCallback(window_, [](GLFWwindow* window, double aside, double steps) {
        PointerEvent event{.action = PointerAction::scroll, .steps = steps, .steps_aside = aside};
        glfwGetCursorPos(window, &event.at.x, &event.at.y);
        of(window).pointer(event, modifiers_down(window));
    });
    glfwSetDropCallback(window_, [](GLFWwindow* window, int count, const char** paths) {
        of(window).dropped_.assign(paths, paths + count);
    });
}

void GlfwWindow::pointer(PointerEvent event, int modifiers)
{
    event.time_s = glfwGetTime();
    event.control = (modifiers & GLFW_MOD_CONTROL) != 0;
    event.shift = (modifiers & GLFW_MOD_SHIFT) != 0;
    event.alt = (modifiers & GLFW_MOD_ALT) != 0;
    pointer_.push_back(event);
}

std::vector<std::string> GlfwWindow::vulkan_extensions() const
{
    std::uint32_t count = 0;
    const char** names = glfwGetRequiredInstanceExtensions(&count);
    if (!names) throw base::Error("Vulkan cannot draw into windows of this display.");
    return {names, names + count};
}

VkSurfaceKHR GlfwWindow::surface(VkInstance instance) const
{
    VkSurfaceKHR surface = VK_NULL_HANDLE;
    if (glfwCreateWindowSurface(instance, window_, nullptr, &surface) != VK_SUCCESS)
        return VK_NULL_HANDLE;
    return surface;
}

void GlfwWindow::stay()
{
    glfwSetWindowShouldClose(window_, GLFW_FALSE);
}

bool GlfwWindow::wants_to_close() const
{
    return glfwWindowShouldClose(window_);
}

void GlfwWindow::close()
{
    glfwSetWindowShouldClose(window_, GLFW_TRUE);
}

bool GlfwWindow::minimised() const
{
    return glfwGetWindowAttrib(window_, GLFW_ICONIFIED);
}

void GlfwWindow::fill_screen(bool fills)
{
    if (fills == (glfwGetWindowMonitor(window_) != nullptr)) return;
    glm::ivec4& place = place_before_;
    if (!fills) {
        glfwSetWindowMonitor(window_, nullptr, place.x, place.y, place.z, place.w, GLFW_DONT_CARE);
        return;
    }
    glfwGetWindowPos(window_, &place.x, &place.y);
    glfwGetWindowSize(window_, &place.z, &place.w);
    GLFWmonitor* monitor = monitor_at(place.x + place.z / 2, place.y + place.w / 2);
    if (!monitor) return;
    const GLFWvidmode* mode = glfwGetVideoMode(monitor);
    glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

bool GlfwWindow::key_is_down(int key) const
{
    return glfwGetKey(window_, key) == GLFW_PRESS;
}

glm::ivec2 GlfwWindow::size_px() const
{
    glm::ivec2 size;
    glfwGetFramebufferSize(window_, &size.x, &size.y);
    return size;
}

glm::dvec2 GlfwWindow::size() const
{
    glm::ivec2 size;
    glfwGetWindowSize(window_, &size.x, &size.y);
    return size;
}

float GlfwWindow::content_scale() const
{
    float x = 1, y = 1;
    glfwGetWindowContentScale(window_, &x, &y);
    return y;
}

void GlfwWindow::wait_s(double seconds)
{
    if (seconds > 0)
        glfwWaitEventsTimeout(seconds);
    else
        glfwPollEvents();
}

void GlfwWindow::wait()
{
    glfwWaitEvents();
}

void GlfwWindow::wake()
{
    glfwPostEmptyEvent();
}

std::vector<TypedEvent> GlfwWindow::take_typed()
{
    return std::exchange(typed_, {});
}

std::vector<std::filesystem::path> GlfwWindow::take_dropped()
{
    return std::exchange(dropped_, {});
}

std::vector<PointerEvent> GlfwWindow::take_pointer()
{
    return std::exchange(pointer_, {});
}

}  // namespace shell
