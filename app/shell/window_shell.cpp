// SPDX-License-Identifier: MIT
#include "shell/window_shell.h"

#include "base/error.h"
#include "gpu/result.h"
#include "panels/file_dialog.h"
#include "panels/preferences_panel.h"
#include "session/case_file.h"
#include "shell/glfw_window.h"
#include "shell/graphics.h"
#include "shell/idle_lock.h"
#include "shell/imgui_session.h"
#include "shell/lock.h"
#include "shell/opening.h"
#include "shell/preferences.h"
#include "shell/theme.h"
#include "shell/workbench.h"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace shell {
namespace {

// Dear ImGui needs some frames to answer an event: a field that is to get the keyboard takes four.
constexpr int frames_after_event = 5;
constexpr double blink_s = 0.4;  // of the text cursor
constexpr double hidden_wait_s = 0.5;
constexpr std::chrono::seconds least_between_losses(20);  // of the device: else it is broken
constexpr std::chrono::milliseconds between_frames(200);  // while the scene is drawn in steps

class WindowShell {
public:
    WindowShell(const WindowSettings& settings, std::unique_ptr<Subject> first);
    void run();

private:
    void wait_for_work(int& wanted);
    void frame_that_survives();
    void start_graphics_anew(const gpu::Lost& lost);
    void frame();
    bool is_due() const;
    bool goes_on();

    void open(const std::filesystem::path& file);
    void open(std::unique_ptr<Subject> subject);
    void follow_wishes();
    void close_subject();
    void lock();
    void lock_if_idle();
    void finish_opening();
    void fail_to_open(const std::string& problem);

    void use_keys(std::span<const KeyPress> keys);
    bool use_key(const KeyPress& press);
    void use_dropped_files();
    void use(const panels::HeaderWishes& wishes);
    void use(const panels::StartWishes& wishes);
    void browse();

    ImguiDrawing::Scene contents();
    void lock_screen();
    void start_screen();
    void dialogs();
    void follow_preferences(const Preferences& before);
    void apply_look();
    void show(const ImguiDrawing::Scene& scene, glm::ivec2 size_px);

    const WindowSettings& settings_;
    Preferences preferences_ = load_preferences(preferences_file());
    GlfwWindow window_;
    ImguiSession imgui_;
    float scale_ = 1;
    Look look_ = Look::dark;
    panels::Form form_;  // of what lies over everything
    std::unique_ptr<Graphics> graphics_;
    FrameLog log_;
    int devices_ = 1;                   // opened so far
    std::unique_ptr<Subject> subject_;  // once it is open
    std::unique_ptr<Opening> opening_;
    std::vector<std::unique_ptr<Opening>> abandoned_;
    std::unique_ptr<Workbench> workbench_;  // of the subject that is open or being opened
    Lock lock_;                             // over the subject, or before one
    IdleLock idle_;
    // For the start of the next frame: this one's picture is in use.
    std::optional<std::filesystem::path> to_open_;
    std::unique_ptr<Subject> unlocked_;
    bool to_close_ = false;
    bool has_to_open_ = false;  // what the command line asked for: else the program ends
    std::string problem_;       // why the last file could not be opened
    panels::FileDialog file_dialog_;
    bool shows_preferences_ = false;
    bool shows_keys_ = false;
    std::vector<KeyPress> keys_;  // of this frame, for the workbench
    std::chrono::steady_clock::time_point framed_at_;
    std::chrono::steady_clock::time_point lost_at_ = framed_at_ - std::chrono::hours(1);
};

WindowShell::WindowShell(const WindowSettings& settings, std::unique_ptr<Subject> first)
    : settings_(settings)
    , window_("Mesomap")
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
    while (!window_.wants_to_close()) {
        wait_for_work(wanted);
        const glm::ivec2 size = window_.size_px();
        if (size.x == 0 || size.y == 0 || window_.minimised())
            window_.wait_s(hidden_wait_s);
        else
            frame_that_survives();
    }
    if (opening_) opening_->abandon();
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
    while (!window_.wants_to_close()) {
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

// What is open.

void WindowShell::open(const std::filesystem::path& file)
{
    close_subject();
    try {
        open(settings_.open(file, nullptr));
    } catch (const session::PassphraseNeeded&) {
        lock_.ask_for(file, settings_.open);
    } catch (const base::Error& problem) {
        fail_to_open(problem.what());
    }
}

void WindowShell::open(std::unique_ptr<Subject> subject)
{
    problem_.clear();
    workbench_ =
        std::make_unique<Workbench>(settings_, *subject, preferences_, graphics_->device, window_);
    opening_ = std::make_unique<Opening>(std::move(subject));
}

void WindowShell::follow_wishes()
{
    if (std::exchange(to_close_, false)) close_subject();
    if (const auto file = std::exchange(to_open_, std::nullopt)) open(*file);
    if (unlocked_) open(std::move(unlocked_));
}

/// Back to the start screen. What was done is in the case already.
void WindowShell::close_subject()
{
    lock_.forget();
    workbench_.reset();
    subject_.reset();
    if (opening_) {
        opening_->abandon();
        abandoned_.push_back(std::move(opening_));
    }
    window_.fill_screen(false);
}

/// Nothing of the case is drawn from now on; what is being made beside the window goes on.
void WindowShell::lock()
{
    if (subject_ && subject_->opens_with && !lock_.shows()) lock_.cover(*subject_);
}

/// Before the frame is drawn: a window that was hidden meanwhile does not show the case again.
void WindowShell::lock_if_idle()
{
    const bool watches = subject_ && subject_->opens_with && !lock_.shows();
    const int limit = watches ? preferences_.lock_after_min : 0;
    idle_.watch(limit ? std::optional(std::chrono::minutes(limit)) : std::nullopt, framed_at_);
    if (idle_.is_due(framed_at_)) lock();
    if (window_.has_input()) idle_.saw_input(framed_at_);
}

void WindowShell::fail_to_open(const std::string& problem)
{
    close_subject();
    problem_ = problem;
}

void WindowShell::finish_opening()
{
    std::erase_if(abandoned_, [](const auto& one) { return one->is_done(); });
    if (!opening_) return;
    workbench_->show_progress(say(opening_->stage()), opening_->share());
    if (auto glance = opening_->take_glance()) workbench_->show_glance(*glance);
    if (!opening_->is_done()) return;
    try {
        PreparedSkin skin = opening_->finish();
        subject_ = opening_->take_subject();
        opening_.reset();
        workbench_->start(std::move(skin));
    } catch (const base::Error& problem) {
        if (has_to_open_) throw;
        return fail_to_open(problem.what());
    }
    has_to_open_ = false;
    const Preferences before = preferences_;
    preferences_.was_opened(subject_->file);
    follow_preferences(before);
}

// Keys, files, wishes.

/// True if the key was the window's; others are the workbench's.
bool WindowShell::use_key(const KeyPress& press)
{
    const Preferences before = preferences_;
    if (press.letter == U'?' || press.key == GLFW_KEY_F1) {
        shows_keys_ = true;
    } else if (!press.control) {
        return false;
    } else if (press.key == GLFW_KEY_Q) {
        window_.close();
    } else if (press.key == GLFW_KEY_O) {
        browse();
    } else if (press.key == GLFW_KEY_W) {
        to_close_ = true;
    } else if (press.key == GLFW_KEY_L) {
        lock();
    } else if (press.key == GLFW_KEY_COMMA) {
        shows_preferences_ = true;
    } else if (press.key == GLFW_KEY_EQUAL || press.key == GLFW_KEY_KP_ADD) {
        preferences_.ui_scale = ui_scale_beside(preferences_.ui_scale, 1);
    } else if (press.key == GLFW_KEY_MINUS || press.key == GLFW_KEY_KP_SUBTRACT) {
        preferences_.ui_scale = ui_scale_beside(preferences_.ui_scale, -1);
    } else if (press.key == GLFW_KEY_0 || press.key == GLFW_KEY_KP_0) {
        preferences_.ui_scale = 1;
    } else {
        return false;
    }
    follow_preferences(before);
    return true;
}

void WindowShell::use_keys(std::span<const KeyPress> keys)
{
    keys_.clear();
    const bool covered = lock_.shows() || ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup);
    const bool for_patient = workbench_ && workbench_->shows_patient();
    for (const KeyPress& press : keys) {
        const bool quits = press.control && press.key == GLFW_KEY_Q;
        const bool mine = ((!covered && !for_patient) || quits) && use_key(press);
        if (!mine && !covered) keys_.push_back(press);
    }
}

void WindowShell::use_dropped_files()
{
    const std::vector<std::filesystem::path> files = window_.take_dropped();
    if (files.empty()) return;
    if (can_be_opened(files.front()))
        to_open_ = files.front();
    else
        problem_ = say("{} is neither a scan nor a case.", files.front().filename().string());
}

void WindowShell::browse()
{
    std::vector<std::filesystem::path> places = usual_folders();
    if (!settings_.people.empty()) places.push_back(settings_.people[0].scan.parent_path());
    file_dialog_.open(preferences_.folder, std::move(places));
}

void WindowShell::use(const panels::StartWishes& wishes)
{
    if (wishes.open) to_open_ = wishes.open;
    if (wishes.browses) browse();
    if (wishes.settings) shows_preferences_ = true;
    if (wishes.keys) shows_keys_ = true;
    if (!wishes.forget) return;
    const Preferences before = preferences_;
    std::erase(preferences_.recent, *wishes.forget);
    follow_preferences(before);
}

void WindowShell::use(const panels::HeaderWishes& wishes)
{
    if (wishes.browses) browse();
    if (wishes.settings) shows_preferences_ = true;
    if (wishes.keys) shows_keys_ = true;
    if (wishes.closes) to_close_ = true;
    const Preferences before = preferences_;
    if (wishes.view.numbers) preferences_.numbers = !preferences_.numbers;
    if (wishes.view.depth) preferences_.depth = !preferences_.depth;
    follow_preferences(before);
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
    if (auto file = file_dialog_.draw(form_)) to_open_ = std::move(file);
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

}  // namespace

void show_window(const WindowSettings& settings, std::unique_ptr<Subject> first)
{
    WindowShell(settings, std::move(first)).run();
}

}  // namespace shell
