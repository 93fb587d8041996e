// SPDX-License-Identifier: MIT
// A subject being prepared beside the window: its scan is read, its surface and skin are made.
// Meanwhile it tells how far it is, and can be abandoned.
#pragma once

#include "render/scene.h"
#include "shell/scene_view.h"
#include "shell/window_shell.h"

#include <atomic>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace shell {

class Opening {
public:
    explicit Opening(std::unique_ptr<Subject> subject);
    /// Waits for the step at hand; an abandoned subject's new file goes away again.
    ~Opening();
    Opening(const Opening&) = delete;

    Subject& subject() { return *subject_; }
    /// In English: say() it.
    const char* stage() const;
    float share() const;  // that is done, 0 to 1
    /// The scan as far as it can be shown, once.
    std::optional<render::Skin> take_glance();

    bool is_done() const;
    /// Throws what went wrong. Nothing uses the subject beside the window any more.
    PreparedSkin finish();
    std::unique_ptr<Subject> take_subject() { return std::move(subject_); }
    /// It ends as soon as it can; is_done() tells when.
    void abandon() { abandoned_ = true; }

private:
    PreparedSkin prepared();
    void begin_stage(const char* stage, float share);

    std::unique_ptr<Subject> subject_;
    std::atomic<bool> abandoned_ = false;
    mutable std::mutex mutex_;
    const char* stage_ = "";
    float share_ = 0;
    std::optional<render::Skin> glance_;
    std::future<PreparedSkin> work_;  // last: it uses all the others
};

}  // namespace shell
