// SPDX-License-Identifier: MIT
// What is open in the window, and how it is locked.
#include "base/error.h"
#include "session/case_file.h"
#include "shell/texts.h"
#include "shell/window_inside.h"

#include <algorithm>
#include <utility>

namespace shell {

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

/// Whoever closed the case while it was being copied is to know if there is no copy.
void WindowShell::follow_work()
{
    if (!workbench_ || workbench_->follow_work() != Workbench::CopyNews::not_written) return;
    to_close_ = false;
    to_open_.reset();
    window_.stay();
}

void WindowShell::follow_wishes()
{
    if (workbench_ && workbench_->is_busy()) return;
    if (std::exchange(to_close_, false)) close_subject();
    if (const auto file = std::exchange(to_open_, std::nullopt)) open(*file);
    if (unlocked_) open(std::move(unlocked_));
}

/// Back to the start screen. What was done is in the case already.
void WindowShell::close_subject()
{
    try {
        if (workbench_) workbench_->save_views();
    } catch (const base::Error& problem) {
        problem_ = problem.what();
    }
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
    if (!subject_ || !subject_->has_passphrase || lock_.shows() || workbench_->seals()) return;
    workbench_->forget_typed();
    lock_.cover(*subject_);
}

/// Before the frame is drawn: a window that was hidden meanwhile does not show the case again.
void WindowShell::lock_if_idle()
{
    const bool watches = subject_ && subject_->has_passphrase && !lock_.shows();
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

}  // namespace shell
