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
    EXPECT_TRUE(after != before);
    anew.show(anew.zone);
    anew.show(anew.later);
    EXPECT_TRUE(after == anew.picture());
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
    EXPECT_TRUE(back == anew.picture());
}

TEST(SceneView, ShowsWhatACommandChanged)
{
    const std::vector<session::Command> commands{
        session::PaintStroke{"zone", {zones::StrokeMode::add, 6, {{0, 38, 70}}}},
        session::SetColour{"zone", 0x2288aa},
        session::HideZone{"later", false},
        session::MoveZone{"later", 0},
        session::HideZone{"zone", true},
        session::RemoveZone{"later"}};
    Painting painting(5);
    painting.view.show({}, nullptr);
    std::vector<std::uint8_t> before = painting.picture();
    for (std::size_t done = 0; done < commands.size(); ++done) {
        painting.workspace.execute(commands[done]);
        painting.view.show({}, nullptr);
        auto after = painting.picture();
        EXPECT_TRUE(after != before) << session::line_of(commands[done]);
        Painting anew(5);
        anew.view.show({}, nullptr);
        for (const session::Command& command : std::span(commands).first(done + 1)) {
            anew.workspace.execute(command);
            anew.view.show({}, nullptr);
        }
        EXPECT_TRUE(after == anew.picture()) << session::line_of(commands[done]);
        before = std::move(after);
    }
}

}  // namespace
