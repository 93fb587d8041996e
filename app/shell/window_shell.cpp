// SPDX-License-Identifier: MIT
#include "shell/window_shell.h"

#include "base/error.h"
#include "panels/preferences_panel.h"
#include "shell/texts.h"
#include "shell/window_inside.h"

#include <utility>

namespace shell {
namespace {

// Dear ImGui needs some frames to answer an event: a field that is to get the keyboard takes four.
constexpr int frames_after_event = 5;
constexpr double blink_s = 0.4;  // of the text cursor
constexpr double hidden_wait_s = 0.5;
constexpr std::chrono::seconds least_between_losses(20);  // of the device: else it is broken
constexpr std::chrono::milliseconds between_frames(200);  // while the scene is drawn in steps

}  // namespace

WindowShell::WindowShell(const WindowSettings& settings, std::unique_ptr<Subject> first)
    : settings_(settings)
    , window_("Mesomap")
    , end_signals_([this] {
        window_.close();
        window_.wake();
    })
    , imgui_(window_)
    , has_to_open_(first != nullptr)
{
    speak(preferences_.language);
    apply_look();
    graphics_ = std::make_unique<Graphics>(window_, settings.gpu);
    if (first) open(std::move(first));
    to_open_ = settings.locked;
}

void WindowShell::run()
{
    int wanted = frames_after_event;
    while (!leaves()) {
        wait_for_work(wanted);
        follow_work();
        const glm::ivec2 size = window_.size_px();
        if (size.x == 0 || size.y == 0 || window_.minimised())
            window_.wait_s(hidden_wait_s);
        else
            frame_that_survives();
    }
    problem_.clear();
    close_subject();
    if (!problem_.empty()) throw base::Error(problem_);
}

/// A copy of the case that was asked for is finished first, or cancelled; sealing it is finished.
bool WindowShell::leaves() const
{
    return window_.wants_to_close() && !(workbench_ && workbench_->is_busy());
}

/// A lost device or surface costs the picture, never the plan: each step is in the case already.
void WindowShell::frame_that_survives()
{
    try {
        frame();
    } catch (const gpu::Lost& lost) {
        ImGui::EndFrame();
        start_graphics_anew(lost);
    }
}

void WindowShell::start_graphics_anew(const gpu::Lost& lost)
{
    const auto now = std::chrono::steady_clock::now();
    if (now - lost_at_ < least_between_losses)
        throw base::Error(std::string(lost.what()) +
                          " It was started anew and failed again; the case is kept: open it with "
                          "--gpu and another device, or after a restart of the computer.");
    lost_at_ = now;
    if (workbench_) workbench_->leave_graphics();
    graphics_.reset();
    graphics_ = std::make_unique<Graphics>(window_, settings_.gpu, Graphics::Start::after_loss);
    ++devices_;
    if (!workbench_) return;
    workbench_->take_graphics(graphics_->device);
    workbench_->tell(
        say("The graphics device was lost and has been started anew; the plan is as it "
            "was."),
        panels::Sign::warn);
}

/// Returns once a frame is to be drawn.
void WindowShell::wait_for_work(int& wanted)
{
    while (!leaves()) {
        const bool has_more = imgui_.has_more();
        if (wanted > 0 || has_more) {
            window_.wait_s(0);
            wanted = has_more ? frames_after_event : wanted - 1;
            return;
        }
        const auto goes_on_in_s =
            workbench_ && !lock_.shows() ? workbench_->goes_on_in_s() : std::nullopt;
        if (goes_on_in_s) {
            window_.wait_s(*goes_on_in_s);
            if (!window_.has_input() && !is_due() && !goes_on()) continue;
        } else if (ImGui::GetIO().WantTextInput) {
            window_.wait_s(blink_s);
        } else if (const auto wakes_in_s = workbench_ ? workbench_->wakes_in_s() : std::nullopt) {
            window_.wait_s(*wakes_in_s);
        } else {
            window_.wait_s(idle_.due_in_s(IdleLock::Clock::now()));
            wanted = frames_after_event;
        }
        // However it waited: what is opened or chosen by it may take some frames to be there.
        if (window_.has_input()) wanted = frames_after_event;
        return;
    }
}

/// A step of the picture that is drawn while nothing happens; true if it is done.
bool WindowShell::goes_on()
{
    try {
        return workbench_->go_on();
    } catch (const gpu::Lost& lost) {
        start_graphics_anew(lost);
        return true;
    }
}

/// A frame is drawn so often even if no input asks for one: the planner may have finished.
bool WindowShell::is_due() const
{
    return std::chrono::steady_clock::now() - framed_at_ > between_frames;
}

// A frame.

void WindowShell::apply_look()
{
    scale_ = window_.content_scale() * preferences_.ui_scale;
    look_ = preferences_.look;
    form_.scale = scale_;
    form_.type = apply_theme(scale_, preferences_.look);
    if (graphics_) graphics_->drawing.take_letters();
}

/// A look takes effect before the next frame: this one's letters are in use.
void WindowShell::follow_preferences(const Preferences& before)
{
    if (preferences_ == before) return;
    speak(preferences_.language);
    try {
        save_preferences(preferences_, preferences_file());
    } catch (const base::Error& problem) {
        problem_ = problem.what();
    }
}

void WindowShell::frame()
{
    framed_at_ = std::chrono::steady_clock::now();
    if (scale_ != window_.content_scale() * preferences_.ui_scale || look_ != preferences_.look)
        apply_look();
    follow_wishes();
    finish_opening();
    lock_if_idle();
    const glm::ivec2 size_px = window_.size_px();
    use_keys(imgui_.begin_frame());
    use_dropped_files();
    const ImguiDrawing::Scene scene = contents();
    dialogs();
    ImGui::Render();
    show(scene, size_px);
}

ImguiDrawing::Scene WindowShell::contents()
{
    if (lock_.shows()) {
        lock_screen();
        return {};
    }
    if (!workbench_) {
        start_screen();
        return {};
    }
    if (!problem_.empty()) workbench_->tell(std::exchange(problem_, {}), panels::Sign::fail);
    const WorkbenchFrame made = workbench_->frame(keys_, form_.type, scale_);
    use(made.wishes);
    return made.scene;
}

void WindowShell::lock_screen()
{
    window_.take_pointer();
    Lock::Answer answer = lock_.draw(form_);
    unlocked_ = std::move(answer.opened);
    if (answer.leaves) to_close_ = true;
    if (!answer.problem.empty()) problem_ = answer.problem;
}

void WindowShell::start_screen()
{
    window_.take_pointer();  // Dear ImGui has its own look at the mouse
    use(panels::start_screen({.people = settings_.people,
                              .recent = preferences_.recent,
                              .problem = problem_,
                              .device = graphics_->device.name(),
                              .version = settings_.version},
                             form_));
}

void WindowShell::dialogs()
{
    if (lock_.shows()) return;
    const Preferences before = preferences_;
    if (panels::preferences_panel(
            shows_preferences_, preferences_, graphics_->device.name(), form_))
        follow_preferences(before);
    panels::keys_panel(shows_keys_, preferences_.habit, form_);
    auto file = chosen_file();
    if (!file) return;
    if (sought_ == Sought::scans_and_cases)
        to_open_ = std::move(file);
    else if (workbench_)
        workbench_->read_given(*file);
}

std::optional<std::filesystem::path> WindowShell::chosen_file()
{
    if (const auto answer = file_chooser_.take()) {
        if (answer->works) return answer->file;
        browse_ourselves();
    }
    return file_dialog_.draw(form_);
}

void WindowShell::show(const ImguiDrawing::Scene& made, glm::ivec2 size_px)
{
    const gpu::Extent size{std::uint32_t(size_px.x), std::uint32_t(size_px.y)};
    ImguiDrawing::Scene scene = made;
    // A window that shrank between two questions: its scene comes with the next frame.
    if (scene.picture && (scene.x + scene.picture->extent().width > size.width ||
                          scene.y + scene.picture->extent().height > size.height))
        scene.picture = nullptr;
    const gpu::Image& picture = graphics_->drawing.draw(*ImGui::GetDrawData(), scene, size);
    graphics_->swapchain.show(picture, size);
    FrameFacts facts = lock_.shows() ? lock_.facts()
                       : workbench_
                           ? workbench_->facts()
                           : FrameFacts{.shows_all = true, .screen = "start", .result = problem_};
    facts.devices = devices_;
    facts.width_px = size_px.x;
    facts.height_px = size_px.y;
    const ImGuiIO& hand = ImGui::GetIO();
    facts.pointer_x = int(hand.MousePos.x);
    facts.pointer_y = int(hand.MousePos.y);
    facts.held = ImGui::IsAnyMouseDown();
    facts.covered = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup);
    facts.listens = hand.WantTextInput;
    facts.typed = imgui_.typed();
    log_.frame(facts);
}

void show_window(const WindowSettings& settings, std::unique_ptr<Subject> first)
{
    WindowShell(settings, std::move(first)).run();
}

}  // namespace shell
