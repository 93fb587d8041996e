// SPDX-License-Identifier: MIT
#include "panels/patient_card.h"
#include "render/scene.h"
#include "shell/patient_turn.h"
#include "shell/scene_view.h"

#include <gtest/gtest.h>

#include <cmath>

namespace {

TEST(PatientCard, RoundsTheTimeUpToFiveMinutes)
{
    EXPECT_EQ(panels::minutes_of(0), 10);
    EXPECT_EQ(panels::minutes_of(1), 15);
    EXPECT_EQ(panels::minutes_of(60), 15);
    EXPECT_EQ(panels::minutes_of(61), 20);
    EXPECT_EQ(panels::minutes_of(600), 60);
}

TEST(PatientTurn, SwingsSlowlyAndComesBack)
{
    shell::PatientTurn turn;
    turn.begin(true, 100);
    double angle = 0, most = 0, fastest = 0;
    for (int frame = 1; frame <= 24 * 30; ++frame) {
        const double step = turn.step(100 + frame / 30.0);
        angle += step;
        most = std::max(most, std::abs(angle));
        fastest = std::max(fastest, std::abs(step) * 30);
    }
    EXPECT_NEAR(angle, 0, 0.01);
    EXPECT_NEAR(most, 0.7, 0.01);
    EXPECT_LT(fastest, 0.2);  // radians a second
}

TEST(PatientTurn, RestsWhereAFingerLeftIt)
{
    shell::PatientTurn turn;
    turn.begin(true, 0);
    turn.drag(1);
    EXPECT_EQ(turn.step(2), 0);
    EXPECT_GT(*turn.wakes_in_s(), 1);
    turn.step(6);
    EXPECT_GT(turn.step(6.1), 0);
    turn.toggle(7);
    EXPECT_FALSE(turn.wakes_in_s());
}

TEST(PatientColours, HoldNoRedAndNoOrange)
{
    for (std::uint32_t zone = 1; zone < 12; ++zone) {
        const render::Colour colour = shell::colour_for_patient(session::ZoneId(zone));
        EXPECT_LT(colour.red, std::max(colour.green, colour.blue)) << zone;
    }
}

}  // namespace
