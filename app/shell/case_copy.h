// SPDX-License-Identifier: MIT
// A copy of the case that is open, beside it: a thread of its own writes it while the practitioner
// goes on.
#pragma once

#include "shell/window_shell.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <future>
#include <optional>
#include <string>

namespace shell {

/// A name that is still free: "face copy.mesocase", "face copy 2.mesocase", ...
std::filesystem::path free_copy_name(const std::filesystem::path& case_file);

class CaseCopy {
public:
    /// `on_done` is called on the copy's thread.
    explicit CaseCopy(std::function<void()> on_done)
        : on_done_(std::move(on_done))
    {
    }
    ~CaseCopy();
    CaseCopy(const CaseCopy&) = delete;

    /// One at a time: a second wish is the first one's. Throws base::Error where the plan is kept
    /// in no case.
    void begin(const Subject& subject);
    bool works() const { return work_.valid(); }
    /// It works for long enough to be told of.
    bool takes_long() const;
    float share() const { return share_; }
    void cancel() { cancelled_ = true; }

    /// What became of it, once it is done; if there is no file, it left nothing.
    struct Outcome {
        std::filesystem::path file;
        std::string problem;  // a sentence; empty: it was written
        bool cancelled = false;
    };
    std::optional<Outcome> take();

private:
    std::function<void()> on_done_;
    std::chrono::steady_clock::time_point begun_at_;
    std::atomic<float> share_ = 0;
    std::atomic<bool> cancelled_ = false;
    std::future<Outcome> work_;  // last: it uses all the others
};

}  // namespace shell
