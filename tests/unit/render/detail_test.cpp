// SPDX-License-Identifier: MIT
#include "render/detail.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using render::Detail;
using render::MovingDetail;

/// A device on which a picture of each kind takes its time, times `slowness`.
struct Device {
    double slowness = 1;

    double seconds_for(const Detail& detail) const
    {
        const double skin[] = {1.0, 0.06, 0.02};
        const double samples = detail.smooth_edges ? 0.12 : 0.03;
        return slowness * (skin[detail.coarseness] + samples / (detail.pixel * detail.pixel));
    }
    void draw(MovingDetail& moving, int pictures) const
    {
        for (int i = 0; i < pictures; ++i)
            moving.took(seconds_for(moving.now()));
    }
};

TEST(MovingDetail, OnAFastDeviceIsAlwaysAll)
{
    MovingDetail moving(2);
    for (int i = 0; i < 50; ++i) {
        moving.full_took(0.02);
        ASSERT_TRUE(moving.is_full());
        ASSERT_EQ(moving.now(), Detail{});
    }
}

TEST(MovingDetail, OnASlowDeviceIsTheMostThatIsQuickEnough)
{
    MovingDetail moving(2);
    moving.full_took(1.1);
    const Device device{.slowness = 0.5};
    device.draw(moving, 20);
    EXPECT_EQ(moving.now(), (Detail{.coarseness = 1, .smooth_edges = false}));
    EXPECT_LE(device.seconds_for(moving.now()), MovingDetail::most_s);
}

TEST(MovingDetail, SettlesWithinAFewPicturesAndSeldomTriesMore)
{
    for (const double slowness : {0.4, 0.6, 0.8, 1.0, 1.5}) {
        MovingDetail moving(2);
        moving.full_took(1.1);
        const Device device{slowness};
        device.draw(moving, 8);
        int slow = 0, changes = 0;
        for (int i = 0; i < 400; ++i) {
            const Detail before = moving.now();
            slow += device.seconds_for(before) > MovingDetail::most_s;
            device.draw(moving, 1);
            changes += moving.now() != before;
        }
        EXPECT_LT(slow, 400 / 20) << slowness;
        EXPECT_LT(changes, 400 / 10) << slowness;
    }
}

TEST(MovingDetail, ReturnsWhenTheDeviceHasTimeAgain)
{
    MovingDetail moving(2);
    moving.full_took(1.1);
    Device{.slowness = 3}.draw(moving, 20);
    const Detail least = moving.now();
    EXPECT_EQ(least, moving.steps().back());
    Device{.slowness = 0.3}.draw(moving, 1000);
    EXPECT_EQ(moving.now(), (Detail{.coarseness = 1}));
}

TEST(MovingDetail, IsAllAgainOnlyWhenAllWasQuick)
{
    MovingDetail moving(2);
    moving.full_took(0.5);
    Device{.slowness = 0.001}.draw(moving, 1000);
    EXPECT_FALSE(moving.is_full());
    moving.full_took(0.5);
    EXPECT_FALSE(moving.is_full());
    moving.full_took(0.01);
    EXPECT_TRUE(moving.is_full());
}

TEST(MovingDetail, DoesNotCountTheFirstPictureOfAKind)
{
    MovingDetail moving(2);
    moving.full_took(0.1);
    const Detail first = moving.now();
    moving.took(5);  // a driver that makes its shaders
    EXPECT_EQ(moving.now(), first);
}

TEST(MovingDetail, OfASmallScanLessensThePictureOnly)
{
    for (const Detail& detail : MovingDetail(0).steps())
        EXPECT_EQ(detail.coarseness, 0u);
    EXPECT_EQ(MovingDetail(0).steps().back().pixel, 2u);
}

}  // namespace
