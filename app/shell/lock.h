// SPDX-License-Identifier: MIT
// What stands in the window while a case is locked: nothing of it, and a question for its
// passphrase. Either before the case is opened, or over one that is open, which goes on where it
// was.
#pragma once

#include "panels/lock_screen.h"
#include "session/secret.h"
#include "shell/frame_log.h"
#include "shell/window_shell.h"

#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>

namespace shell {

class Lock {
public:
    using Open = std::function<std::unique_ptr<Subject>(const std::filesystem::path&,
                                                        const session::Secret*)>;

    /// A case that is to be opened.
    void ask_for(const std::filesystem::path& file, Open open);
    /// One that is open.
    void cover(const Subject& subject);
    bool shows() const { return file_ || covered_; }
    void forget();

    struct Answer {
        std::unique_ptr<Subject> opened;
        bool leaves = false;  // without the passphrase: back to the start screen
        std::string problem;  // of opening, other than the passphrase
    };
    /// Draws the question, and tells what came of it.
    Answer draw(const panels::Form& form);
    FrameFacts facts() const
    {
        return {.works = trial_.valid(),
                .shows_all = true,
                .screen = "locked",
                .result = screen_.problem};
    }

private:
    void begin(std::string name);
    void try_passphrase();
    Answer follow_trial();

    std::optional<std::filesystem::path> file_;
    Open open_;
    const Subject* covered_ = nullptr;
    panels::LockScreen screen_;
    /// A try takes about a second: beside the window.
    struct Trial {
        std::unique_ptr<Subject> opened;
        bool right = false;
    };
    std::future<Trial> trial_;
};

}  // namespace shell
