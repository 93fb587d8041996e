// SPDX-License-Identifier: MIT
// Short messages that come over the scene and go by themselves: what an action led to.
#pragma once

#include "panels/form.h"
#include "shell/layout.h"

#include <deque>
#include <optional>

namespace shell {

class Toasts {
public:
    /// At a time in seconds; the same words again only stay longer.
    void add(std::string words, panels::Sign sign, double now_s);
    /// When the next one goes, so that the window wakes for it.
    std::optional<double> next_end_s() const;
    /// Lets those go whose time is over, and draws the others at the lower edge of the scene.
    void draw(const Rectangle& scene, double now_s, const panels::Form& form);

    std::size_t count() const { return shown_.size(); }

private:
    struct Toast {
        std::string words;
        panels::Sign sign;
        double ends_s;
    };

    std::deque<Toast> shown_;
};

}  // namespace shell
