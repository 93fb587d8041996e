// SPDX-License-Identifier: MIT
#include "shell/patient_turn.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace shell {
namespace {

constexpr double swing_rad = 0.7, swing_takes_s = 24;
constexpr double between_steps_s = 1.0 / 30;
constexpr double longest_step_s = 0.2;  // a slow frame is no jump

}  // namespace

void PatientTurn::begin(bool turns, double now_s)
{
    turns_ = turns;
    phase_s_ = 0;
    last_s_ = now_s;
    rests_until_s_ = now_s;
}

void PatientTurn::toggle(double now_s)
{
    turns_ = !turns_;
    last_s_ = rests_until_s_ = now_s;
}

double PatientTurn::angle_at(double s) const
{
    return swing_rad * std::sin(2 * std::numbers::pi * s / swing_takes_s);
}

double PatientTurn::step(double now_s)
{
    const double passed_s = std::clamp(now_s - last_s_, 0.0, longest_step_s);
    last_s_ = now_s;
    if (!turns_ || now_s < rests_until_s_) return 0;
    const double before = angle_at(phase_s_);
    phase_s_ += passed_s;
    return angle_at(phase_s_) - before;
}

std::optional<double> PatientTurn::wakes_in_s() const
{
    if (!turns_) return std::nullopt;
    return std::max(rests_until_s_ - last_s_, between_steps_s);
}

}  // namespace shell
