// SPDX-License-Identifier: MIT
#include "shell/view_tape.h"

#include "base/file.h"

#include <algorithm>

namespace shell {

const tools::ViewStep* ViewTape::next(double now_s)
{
    if (wakes_in_s(now_s) != 0.0) return nullptr;
    return &wish_.replay[shown_++];
}

std::optional<double> ViewTape::wakes_in_s(double now_s) const
{
    if (!start_s_ || !replays()) return std::nullopt;
    return std::max(*start_s_ + wish_.replay[shown_].at_s - now_s, 0.0);
}

void ViewTape::see(const tools::Stance& stance, bool to_patient, double now_s)
{
    if (!start_s_ || !wish_.record) return;
    const bool is_as_before =
        !seen_.empty() && seen_.back().stance == stance && seen_.back().to_patient == to_patient;
    if (!is_as_before) seen_.push_back({now_s - *start_s_, stance, to_patient});
}

void ViewTape::save() const
{
    if (wish_.record && !seen_.empty()) base::write_file(*wish_.record, tools::text_of(seen_));
}

}  // namespace shell
