// SPDX-License-Identifier: MIT
// Keeps what the window shows, step by step, and shows again what was kept (tools/views.h).
#pragma once

#include "tools/views.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace shell {

struct ViewWish {
    std::optional<std::filesystem::path> record;  // the file to write in the end
    std::vector<tools::ViewStep> replay;
};

class ViewTape {
public:
    explicit ViewTape(ViewWish wish)
        : wish_(std::move(wish))
    {
    }

    /// Time counts from now on.
    void start(double now_s) { start_s_ = now_s; }

    /// The next step to show, once it is due. One a frame: a slow device shows all of them, later.
    const tools::ViewStep* next(double now_s);
    bool replays() const { return shown_ < wish_.replay.size(); }
    /// Until the next step is due, never below 0; none once all were shown.
    std::optional<double> wakes_in_s(double now_s) const;

    /// What the frame shows.
    void see(const tools::Stance& stance, bool to_patient, double now_s);
    /// Throws base::Error, and then leaves no file.
    void save() const;

private:
    ViewWish wish_;
    std::optional<double> start_s_;
    std::size_t shown_ = 0;  // of wish_.replay
    std::vector<tools::ViewStep> seen_;
};

}  // namespace shell
