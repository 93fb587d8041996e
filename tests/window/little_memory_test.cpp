// SPDX-License-Identifier: MIT
// The window's scene on a device that has too little memory for it. No display is needed.
#include "ball_scene.h"

#include <gtest/gtest.h>

namespace {

using test::BallScene;

constexpr gpu::Extent size = BallScene::size;

BallScene scene_with(std::size_t mebibytes)
{
    return BallScene(4, {.most_memory_bytes = mebibytes << 20});
}

/// In the middle of the picture there is skin, at its corner the wall.
void expect_skin_before_a_wall(const std::vector<std::uint8_t>& rgba)
{
    const std::uint8_t* middle = &rgba[(size.height / 2 * size.width + size.width / 2) * 4];
    EXPECT_GT(middle[0], middle[2] + 30);
    EXPECT_LT(std::abs(rgba[0] - rgba[2]), 20);
    EXPECT_GT(rgba[0], 100);
}

TEST(LittleMemory, IsEnoughForAPictureAndASentence)
{
    BallScene roomy = scene_with(200);
    const std::vector<std::uint8_t> full = roomy.picture();
    EXPECT_EQ(roomy.view.remark(), "");
    expect_skin_before_a_wall(full);

    BallScene narrow =
        scene_with(18);  // the skin alone fits, not another picture with the zones and points
    const std::vector<std::uint8_t> less = narrow.picture();
    EXPECT_EQ(narrow.view.remark(),
              "The graphics device has no memory left for the full picture; points and zones lie "
              "as they are shown.");
    expect_skin_before_a_wall(less);
    EXPECT_FALSE(narrow.view.goes_on_in_s());
}

}  // namespace
