// SPDX-License-Identifier: MIT
#include "shell/window_shell.h"

#include "gpu/swapchain.h"
#include "shell/glfw_window.h"
#include "shell/imgui_drawing.h"
#include "shell/imgui_session.h"
#include "shell/preferences.h"
#include "shell/theme.h"
#include "shell/workbench.h"

#include <GLFW/glfw3.h>

#include <chrono>
#include <future>
#include <mutex>
#include <utility>

namespace shell {
namespace {

// Dear ImGui needs some frames to answer an event: a field that is to get the keyboard takes four.
constexpr int frames_after_event = 5;
constexpr double blink_s = 0.4;  // of the text cursor
constexpr double hidden_wait_s = 0.5;
constexpr std::chrono::milliseconds between_frames(200);  // while the scene is drawn in steps

gpu::DeviceSettings device_for(const GlfwWindow& window)
{
    gpu::DeviceSettings settings = gpu::settings_from_environment();
    settings.window_extensions = window.vulkan_extensions();
    return settings;
}

/// What the window is told while the scan is being prepared beside it.
class Preparation {
public:
    void tell(std::string stage)
    {
        const std::lock_guard lock(mutex_);
        stage_ = std::move(stage);
        GlfwWindow::wake();
    }
    void show(render::Skin glance)
    {
        const std::lock_guard lock(mutex_);
        glance_ = std::move(glance);
        GlfwWindow::wake();
    }
    std::string stage() const
    {
        const std::lock_guard lock(mutex_);
        return stage_;
    }
    std::optional<render::Skin> take_glance()
    {
        const std::lock_guard lock(mutex_);
        return std::exchange(glance_, std::nullopt);
    }

private:
    mutable std::mutex mutex_;
    std::string stage_;
    std::optional<render::Skin> glance_;
};

class WindowShell {
public:
    explicit WindowShell(const WindowSettings& settings);
    void run();

private:
    void frame();
    bool is_due() const;
    void follow_screen();
    void finish_preparing();
    void show(const WorkbenchFrame& made, glm::ivec2 size_px);

    const WindowSettings& settings_;
    Preferences preferences_ = load_preferences(preferences_file());
    GlfwWindow window_;
    gpu::Device device_;
    gpu::Swapchain swapchain_;
    ImguiSession imgui_;
    float scale_;
    Type type_;
    ImguiDrawing drawing_;
    Preparation preparation_;
    std::future<PreparedSkin> preparing_;  // uses the workspace, which nobody else does meanwhile
    Workbench workbench_;
    std::chrono::steady_clock::time_point framed_at_;
};

/// What takes seconds on a large scan, beside the window: reading it, surface, first commands,
/// skin.
PreparedSkin prepared(const WindowSettings& settings, Preparation& preparation)
{
    preparation.tell("Reading the scan…");
    settings.workspace.take_scan(settings.read_scan());
    const geometry::Mesh& scan = settings.workspace.scan().mesh;
    preparation.show(render::glance_of(scan));
    preparation.tell("Preparing the skin…");
    settings.workspace.surface();
    settings.begin(settings.workspace);
    PreparedSkin skin{render::skin_of(scan), {}};
    skin.coarser = render::coarser_skins(skin.whole);
    return skin;
}

WindowShell::WindowShell(const WindowSettings& settings)
    : settings_(settings)
    , window_("Mesomap - " + settings.scan_name)
    , device_(device_for(window_))
    , swapchain_(device_, [this](VkInstance instance) { return window_.surface(instance); })
    , imgui_(window_)
    , scale_(window_.content_scale())
    , type_(apply_theme(scale_))
    , drawing_(device_)
    , preparing_(std::async(std::launch::async,
                            [this, &settings] {
                                struct Wake {
                                    ~Wake() { GlfwWindow::wake(); }
                                } const when_done;
                                return prepared(settings, preparation_);
                            }))
    , workbench_(settings, preferences_, device_, window_)
{
}

void WindowShell::run()
{
    int wanted = frames_after_event;
    while (!window_.wants_to_close()) {
        const bool has_more = imgui_.has_more();
        if (wanted > 0 || has_more) {
            window_.wait_s(0);
            wanted = has_more ? frames_after_event : wanted - 1;
        } else if (const auto goes_on_in_s = workbench_.goes_on_in_s()) {
            window_.wait_s(*goes_on_in_s);
            if (!window_.has_input() && !is_due() && !workbench_.go_on()) continue;
        } else if (ImGui::GetIO().WantTextInput) {
            window_.wait_s(blink_s);
        } else {
            window_.wait();
            wanted = frames_after_event;
        }
        const glm::ivec2 size = window_.size_px();
        if (size.x == 0 || size.y == 0 || window_.minimised())
            window_.wait_s(hidden_wait_s);
        else
            frame();
    }
    if (preparing_.valid()) preparing_.wait();
}

/// A frame is drawn so often even if no input asks for one: the planner may have finished.
bool WindowShell::is_due() const
{
    return std::chrono::steady_clock::now() - framed_at_ > between_frames;
}

void WindowShell::follow_screen()
{
    const float scale = window_.content_scale();
    if (scale == scale_) return;
    scale_ = scale;
    type_ = apply_theme(scale_);
    ImGui::GetIO().Fonts->Build();
    drawing_.take_letters();
}

void WindowShell::finish_preparing()
{
    if (!preparing_.valid()) return;
    workbench_.tell(preparation_.stage());
    if (auto glance = preparation_.take_glance()) workbench_.show_glance(*glance);
    if (preparing_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
    workbench_.start(preparing_.get());
}

void WindowShell::frame()
{
    framed_at_ = std::chrono::steady_clock::now();
    follow_screen();
    finish_preparing();
    const glm::ivec2 size_px = window_.size_px();
    const std::vector<KeyPress> keys = imgui_.begin_frame();
    const WorkbenchFrame made = workbench_.frame(keys, type_, scale_);
    ImGui::Render();
    show(made, size_px);
}

void WindowShell::show(const WorkbenchFrame& made, glm::ivec2 size_px)
{
    const gpu::Extent size{std::uint32_t(size_px.x), std::uint32_t(size_px.y)};
    ImguiDrawing::Scene scene = made.scene;
    // A window that shrank between two questions: its scene comes with the next frame.
    if (scene.picture && (scene.x + scene.picture->extent().width > size.width ||
                          scene.y + scene.picture->extent().height > size.height))
        scene.picture = nullptr;
    const gpu::Image& picture = drawing_.draw(*ImGui::GetDrawData(), scene, size);
    swapchain_.show(picture, size);
    workbench_.log_frame(size_px);
}

}  // namespace

void show_window(const WindowSettings& settings)
{
    WindowShell(settings).run();
}

}  // namespace shell
