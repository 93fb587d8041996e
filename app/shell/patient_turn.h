// SPDX-License-Identifier: MIT
// How the view moves while a patient looks: slowly from side to side, and after a finger's drag it
// rests for a while.
#pragma once

#include <optional>

namespace shell {

class PatientTurn {
public:
    /// On a slow device the picture is coarse while it moves, so there it waits to be asked.
    void begin(bool turns, double now_s);
    void toggle(double now_s);
    void drag(double now_s) { rests_until_s_ = now_s + rest_s; }

    /// By how many radians the view is to turn since the last time.
    double step(double now_s);
    /// When the next step is wanted; none while it stands.
    std::optional<double> wakes_in_s() const;

private:
    static constexpr double rest_s = 4;

    double angle_at(double s) const;

    bool turns_ = false;
    double phase_s_ = 0;  // of the swing
    double last_s_ = 0;
    double rests_until_s_ = 0;
};

}  // namespace shell
