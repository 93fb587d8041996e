// SPDX-License-Identifier: MIT
// What of the window's scene is drawn again, and that no part of an older one stays. No display is
// needed.
#include "ball_scene.h"

#include <gtest/gtest.h>

namespace {

/// A ball with a zone that is being painted: its field before and after a move of the brush.
struct Painting : test::BallScene {
    session::ZoneId zone, later;

    explicit Painting(int fineness)
        : BallScene(fineness)
    {
        const zones::Stroke cap{zones::StrokeMode::add, 40, {{0, 0, 80}}};
        for (const char* name : {"zone", "later"}) {
            workspace.execute(session::AddZone{name, "nappage"});
            workspace.execute(session::PaintStroke{name, cap});
        }
        workspace.execute(
            session::PaintStroke{"later", {zones::StrokeMode::add, 8, {{38, 0, 70}}}});
        zone = workspace.current().zones[0].id;
        later = workspace.current().zones[1].id;
        workspace.execute(session::HideZone{"later", true});
    }

    void show(session::ZoneId as)
    {
        view.show(tools::Preview{zone, &workspace.field(as)}, nullptr);
    }
};

TEST(SceneView, ShowsWhatTheBrushDoes)
{
    Painting painting(5), anew(5);
    painting.show(painting.zone);
    const auto before = painting.picture();
    painting.show(painting.later);
    const auto after = painting.picture();
    EXPECT_NE(after, before);
    anew.show(anew.zone);
    anew.show(anew.later);
    EXPECT_EQ(after, anew.picture());
}

TEST(SceneView, ShowsWhatChangedWhileTheViewWasAnother)
{
    Painting painting(7), anew(7);
    painting.show(painting.zone);
    painting.picture();
    const render::Camera front = painting.camera;
    painting.view.picture(painting.seen_from(render::View::left), test::BallScene::size);
    painting.show(painting.later);
    painting.view.picture(painting.seen_from(render::View::left), test::BallScene::size);
    painting.camera = front;
    const auto back = painting.picture();
    anew.show(anew.zone);
    anew.show(anew.later);
    EXPECT_EQ(back, anew.picture());
}

}  // namespace
