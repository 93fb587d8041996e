// SPDX-License-Identifier: MIT
#include "shell/imgui_session.h"

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <imgui.h>

#include <algorithm>

namespace shell {
namespace {

/// What a frame has been told already.
struct Told {
    std::vector<int> pressed;
    bool letters = false;
};

/// Tab and Enter lead to another field, which hears nothing before it has the keyboard.
constexpr int frames_to_next_field = 4;

bool leads_on(int key)
{
    return key == GLFW_KEY_TAB || key == GLFW_KEY_ENTER || key == GLFW_KEY_KP_ENTER;
}

bool fits(const TypedEvent& event, const Told& told, bool walks)
{
    if (event.letter != 0) return !walks;
    if (event.action == GLFW_RELEASE) return std::ranges::count(told.pressed, event.key) == 0;
    return !told.letters && std::ranges::count(told.pressed, event.key) == 0;
}

}  // namespace

ImguiSession::ImguiSession(GlfwWindow& window)
    : window_(window)
{
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;  // the layout is fixed
    ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    ImGui_ImplGlfw_InitForVulkan(window.handle(), true);
    window.listen_to_keys();
}

ImguiSession::~ImguiSession()
{
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
}

bool ImguiSession::has_more() const
{
    const auto& down = ImGui::GetIO().MouseDown;
    for (int button = 0; button <= GLFW_MOUSE_BUTTON_MIDDLE; ++button)
        if (down[button] && glfwGetMouseButton(window_.handle(), button) == GLFW_RELEASE)
            return true;
    return !waiting_.empty();
}

std::vector<KeyPress> ImguiSession::begin_frame()
{
    // A held key's repeats come faster than frames: one waits, or what is pressed next would come
    // late, after the mouse that was moved for it.
    for (const TypedEvent& event : window_.take_typed()) {
        const bool waits = event.action == GLFW_REPEAT &&
                           std::ranges::count(waiting_, event.key, &TypedEvent::key) > 0;
        if (!waits) waiting_.push_back(event);
    }
    const bool for_a_field = ImGui::GetIO().WantTextInput;
    std::vector<KeyPress> presses;
    Told told;
    if (walks_ > 0) --walks_;
    while (!waiting_.empty() && fits(waiting_.front(), told, walks_ > 0)) {
        const TypedEvent event = waiting_.front();
        waiting_.pop_front();
        if (event.letter == 0 && event.action != GLFW_REPEAT) ++typed_;
        if (event.letter != 0) {
            ImGui_ImplGlfw_CharCallback(window_.handle(), event.letter);
            told.letters = true;
            if (!for_a_field) presses.push_back({.letter = event.letter});
            continue;
        }
        ImGui_ImplGlfw_KeyCallback(
            window_.handle(), event.key, event.scancode, event.action, event.modifiers);
        if (event.action == GLFW_RELEASE) continue;
        told.pressed.push_back(event.key);
        if (leads_on(event.key)) walks_ = frames_to_next_field;
        const bool control = (event.modifiers & GLFW_MOD_CONTROL) != 0;
        if (!for_a_field || (control && event.key == GLFW_KEY_Q))
            presses.push_back({event.key, control, (event.modifiers & GLFW_MOD_SHIFT) != 0, 0});
    }
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
    return presses;
}

}  // namespace shell
